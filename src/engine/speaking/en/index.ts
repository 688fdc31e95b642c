// English: typed values into spoken words.
// In: days and hours of the clinic's zone, numbers, amounts, telephones, addresses. Out: words without digit, sign or abbreviation.
// Must not know: scenarios, calls, the clock.
import { rememberDays, rememberTimes } from '../common/remember.ts'
import type { SpokenLanguage } from '../spoken-language.ts'
import { sayBareDayMonth, sayDate, sayDay, sayTime, sayWeekday } from './dates.ts'
import { guardSpoken } from './guard.ts'
import { sayMoney } from './money.ts'
import { sayAddress, saySpelled } from './names.ts'
import { NOUNS } from './nouns.ts'
import { sayCount, sayNumber, sayOrdinal } from './numbers.ts'
import { sayPhone } from './phone.ts'

/** English spoken forms, as in Britain: "on Tuesday the fifth of May at eight thirty in the morning". */
export const english: SpokenLanguage = {
  yes: 'yes',
  no: 'no',
  weekday: sayWeekday,
  dayMonth: rememberDays(day => `on ${sayBareDayMonth(day)}`),
  day: rememberDays(sayDay),
  date: sayDate,
  fullDate: day => `on ${sayDate(day)}`,
  time: rememberTimes(sayTime),
  number: sayNumber,
  ordinal: value => sayOrdinal(value),
  count: (n, counted) => sayCount(n, NOUNS[counted]),
  duration: parts =>
    joinList(
      parts.map(([n, unit]) => sayCount(n, NOUNS[unit])),
      'and',
    ),
  money: sayMoney,
  phone: sayPhone,
  spelled: saySpelled,
  address: sayAddress,
  pressure: ({ systolic, diastolic }) => `${sayNumber(systolic)} over ${sayNumber(diastolic)}`,
  list: joinList,
  guard: guardSpoken,
}

function joinList(items: readonly string[], joined: 'and' | 'or'): string {
  const last = items.at(-1) ?? ''
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${joined} ${last}`
}

// Catalan: typed values into spoken words.
// In: days and hours of the clinic's zone, numbers, amounts, telephones, addresses. Out: words without digit, sign or abbreviation.
// Must not know: scenarios, calls, the clock.
import { rememberDays, rememberTimes } from '../common/remember.ts'
import type { SpokenLanguage } from '../spoken-language.ts'
import { sayDate, sayDay, sayDayMonth, sayTime, sayWeekday } from './dates.ts'
import { guardSpoken } from './guard.ts'
import { sayMoney } from './money.ts'
import { sayAddress, saySpelled } from './names.ts'
import { NOUNS } from './nouns.ts'
import { sayCount, sayNumber, sayOrdinal } from './numbers.ts'
import { sayPhone } from './phone.ts'

/** Catalan spoken forms: days with their article, times by quarters or by hour and minute with the part of the day. */
export const catalan: SpokenLanguage = {
  yes: 'sí',
  no: 'no',
  weekday: sayWeekday,
  dayMonth: rememberDays(sayDayMonth),
  day: rememberDays(sayDay),
  date: sayDate,
  fullDate: sayDate,
  time: rememberTimes(sayTime),
  number: sayNumber,
  ordinal: sayOrdinal,
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
  pressure: ({ systolic, diastolic }) => `${sayNumber(systolic)} de màxima i ${sayNumber(diastolic)} de mínima`,
  list: joinList,
  guard: guardSpoken,
}

function joinList(items: readonly string[], joined: 'and' | 'or'): string {
  const last = items.at(-1) ?? ''
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${joined === 'or' ? 'o' : 'i'} ${last}`
}

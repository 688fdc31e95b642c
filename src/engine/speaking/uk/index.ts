// Ukrainian: typed values into spoken words.
// In: days and hours of the clinic's zone, numbers, amounts, telephones, addresses. Out: words without digit, sign or abbreviation.
// Must not know: scenarios, calls, the clock.
import { rememberDays, rememberTimes } from '../common/remember.ts'
import type { SpokenLanguage } from '../spoken-language.ts'
import { sayDate, sayDay, sayDayMonth, sayTime, sayWeekday } from './dates.ts'
import { joinList } from './euphony.ts'
import { guardSpoken } from './guard.ts'
import { sayMoney } from './money.ts'
import { sayAddress, saySpelled } from './names.ts'
import { NOUNS } from './nouns.ts'
import { sayCount, sayNumber, sayOrdinal } from './numbers.ts'
import { sayPhone } from './phone.ts'

/** Ukrainian spoken forms: dates in the genitive after their weekday, times in the locative after "о" or "об". */
export const ukrainian: SpokenLanguage = {
  yes: 'так',
  no: 'ні',
  weekday: sayWeekday,
  dayMonth: rememberDays(sayDayMonth),
  day: rememberDays(sayDay),
  date: sayDate,
  fullDate: sayDate,
  time: rememberTimes(sayTime),
  number: sayNumber,
  ordinal: sayOrdinal,
  count: (n, counted, grammarCase) => sayCount(n, NOUNS[counted], grammarCase),
  duration: parts => parts.map(([n, unit]) => sayCount(n, NOUNS[unit])).join(' '),
  money: sayMoney,
  phone: sayPhone,
  spelled: saySpelled,
  address: sayAddress,
  pressure: ({ systolic, diastolic }) => `${sayNumber(systolic)} на ${sayNumber(diastolic)}`,
  list: joinList,
  guard: guardSpoken,
}

// Polish: typed values into spoken words.
// In: moments in the clinic's zone, numbers, telephones, addresses. Out: words without digit, sign or abbreviation.
// Must not know: scenarios, calls, the clock.
import type { SpokenLanguage } from '../spoken-language.ts'
import { sayDate, sayDay, sayTime, sayWeekday } from './dates.ts'
import { guardSpoken } from './guard.ts'
import { sayMoney } from './money.ts'
import { sayAddress, saySpelled } from './names.ts'
import { sayNumber, sayOrdinal } from './numbers.ts'
import { sayPhone } from './phone.ts'

/** Polish spoken forms: dates in the genitive after their weekday, times in the locative after "o". */
export const polish: SpokenLanguage = {
  yes: 'tak',
  no: 'nie',
  weekday: sayWeekday,
  day: sayDay,
  date: sayDate,
  time: ({ hour, minute }) => sayTime(hour, minute),
  number: sayNumber,
  ordinal: value => sayOrdinal(value),
  money: sayMoney,
  phone: sayPhone,
  spelled: saySpelled,
  address: sayAddress,
  list: (items, joined) => {
    const last = items.at(-1) ?? ''
    return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${joined === 'or' ? 'albo' : 'i'} ${last}`
  },
  guard: guardSpoken,
}

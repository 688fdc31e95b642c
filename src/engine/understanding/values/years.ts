import { dateOf } from './calendar.ts'
import { isCounted } from './clock.ts'
import { HOMOPHONES } from './digit-runs.ts'
import { isAnyRole, isRole, type Item } from './items.ts'
import { readNumber } from './numbers.ts'
import type { Reading } from './reading.ts'

const OLDEST = 1880

/**
 * The year that a number stands for. Two digits are of the last century where a birth is meant, and of this one for what lies ahead;
 * "dziewięćset siedemdziesiąty" lacks its thousand.
 */
export function findYear(value: number, digits: number, reading: Reading): number | undefined {
  if (value >= OLDEST && value <= 2200) return value
  if (reading.direction !== 'future') {
    if (value >= 900 && value <= 999) return value + 1000
    return digits <= 2 && value <= 99 ? 1900 + value : undefined
  }
  const { year } = dateOf(reading.today)
  const century = year - (year % 100)
  return digits === 2 && value <= 99 && century + value >= year && century + value <= year + 10 ? century + value : undefined
}

/** A year that may be put right at once: "osiemdziesiątego, nie, osiemdziesiątego pierwszego". */
export function readCorrectedYear(
  items: readonly Item[],
  at: number,
  reading: Reading,
): { readonly year: number; readonly to: number } | undefined {
  const year = readYear(items, at, reading)
  if (year === undefined || reading.direction === 'future') return year
  let next = year.to
  while (next - year.to < 3 && isAnyRole(items, next, ['correct', 'no', 'not'])) next += 1
  const other = next === year.to ? undefined : readYear(items, next, reading)
  return other !== undefined && items[other.to]?.lex.month === undefined ? other : year
}

/** "next year", "przyszłego roku" */
export function readRelativeYear(
  items: readonly Item[],
  at: number,
  reading: Reading,
): { readonly year: number; readonly to: number } | undefined {
  const from = isAnyRole(items, at, ['of', 'on']) ? at + 1 : at
  const { year } = dateOf(reading.today)
  const shift = isRole(items, from, 'next') ? 1 : isRole(items, from, 'last') ? -1 : isRole(items, from, 'this') ? 0 : undefined
  if (shift !== undefined && items[from + 1]?.lex.unit === 'year') return { year: year + shift, to: from + 2 }
  const isAfter = items[from]?.lex.unit === 'year' && isRole(items, from + 1, 'next')
  return isAfter ? { year: year + 1, to: from + 2 } : undefined
}

/** The year at an item: "tysiąc dziewięćset siedemdziesiątego drugiego roku", "nineteen seventy two", "del setanta-dos", "72". */
export function readYear(
  items: readonly Item[],
  at: number,
  reading: Reading,
): { readonly year: number; readonly to: number } | undefined {
  let from = at
  // "roku 1972", "of 1972", "de l'any", "września w 1986"
  while (
    from - at < 3 &&
    (isAnyRole(items, from, ['of', 'year', 'the']) ||
      (reading.direction === 'birth' &&
        isAnyRole(items, from, ['in', 'on']) &&
        (isCentury(items, from + 1, reading) || isYearOrdinal(items, from + 1, reading))))
  )
    from += 1
  const { language } = reading
  const hasWord = from > at && items.slice(at, from).some((_, index) => isRole(items, at + index, 'year'))
  const first = readNumber(items, from, language)
  if (first === undefined || first.ordinal === 'f' || first.isLabel === true) return undefined
  if (first.value < 10 && first.digits.length < 2 && !hasWord) {
    // "zero five" is a year of two digits, a single digit is none unless it says so.
    const digit = first.value === 0 ? readNumber(items, first.to, language) : undefined
    if (digit !== undefined && digit.value < 10 && reading.direction !== 'future')
      return { year: 1900 + digit.value, to: digit.to }
    if (!isRole(items, first.to, 'year')) return undefined
  }
  if (items[from]?.isAfterPause === true && reading.direction === 'future' && first.value < 1900) return undefined
  const skipWord = (to: number) => (isRole(items, to, 'year') && items[to]?.isAfterPause === false ? to + 1 : to)
  // Century and year apart: "nineteen seventy two", "19 72", "dwadzieścia dwadzieścia sześć".
  if ((first.value === 19 || first.value === 20 || first.value === 18) && first.ordinal === undefined) {
    const rest = readPairYear(items, first.to, reading)
    if (rest !== undefined) return { year: first.value * 100 + rest.value, to: skipWord(rest.to) }
  }
  const to = skipWord(first.to)
  if (isCounted(items, to, false) && to === first.to) return undefined
  const year = findYear(first.value, first.digits.length, reading)
  if (year === undefined) return undefined
  // "1900 72": the century was written out.
  if (year % 10 === 0 && first.value === year && (reading.direction !== 'future' || year === 2000)) {
    const rest = readRestOfYear(items, first.to, year, reading)
    if (rest !== undefined) return { year: year + rest.value, to: skipWord(rest.to) }
  }
  // Two digits after a date ahead are rather the beginning of an hour.
  if (first.value < 100 && reading.direction === 'future' && !hasWord && to === first.to) {
    const isPlain = first.ordinal !== undefined || readNumber(items, to, language) === undefined
    if (!isPlain || first.value < 26) return undefined
  }
  return { year, to }
}

/** Whether the number there begins a year, not a day or a month: "1986", "nineteen thirty two", "тисяча дев'ятсот". */
export function isCentury(items: readonly Item[], at: number, { language }: Reading): boolean {
  const number = readNumber(items, at, language)
  return (
    number !== undefined && (number.value >= OLDEST || (language === 'en' && number.value === 19 && number.ordinal === undefined))
  )
}

/** "w pięćdziesiątym ósmym": no day of a month. */
function isYearOrdinal(items: readonly Item[], at: number, { language }: Reading): boolean {
  const number = readNumber(items, at, language)
  return number?.ordinal !== undefined && number.value > 31
}

function readPairYear(
  items: readonly Item[],
  at: number,
  { language, direction }: Reading,
): { readonly value: number; readonly to: number } | undefined {
  const isOh = language === 'en' && /^(oh|o)$/.test(items[at]?.folded ?? '')
  const number = isOh ? { value: 0, to: at + 1, digits: '0' } : readNumber(items, at, language)
  if (number === undefined || items[at]?.isAfterPause === true) return undefined
  if (number.value === 0 && number.digits.length === 1) {
    const digit = readNumber(items, number.to, language)
    return digit !== undefined && digit.value <= 9 && digit.digits.length === 1 ? { value: digit.value, to: digit.to } : undefined
  }
  if (number.digits.length !== 2 || number.value > 99) return undefined
  // "nineteen fifty one, February the twenty third"
  const isBeforeMonth = direction === 'birth' && items[number.to]?.lex.month !== undefined
  if (isCounted(items, number.to, false) && !isBeforeMonth) return undefined
  return { value: number.value, to: number.to }
}

/** What recognisers cut off a year: "1900 72", "2000 and 6th", "1980 5". */
function readRestOfYear(
  items: readonly Item[],
  at: number,
  year: number,
  reading: Reading,
): { readonly value: number; readonly to: number } | undefined {
  const { language } = reading
  let from = at
  while (from - at < 2 && isAnyRole(items, from, ['and', 'the'])) from += 1
  if (year % 100 === 0) {
    const pair = readPairYear(items, from, reading)
    if (pair !== undefined) return pair
    if (from === at && language === 'en') return undefined
  } else if (reading.direction !== 'birth' || from > at) return undefined
  const heard = language === 'en' ? HOMOPHONES[items[from]?.folded ?? ''] : undefined
  if (heard !== undefined && items[from + 1] === undefined) return { value: Number(heard), to: from + 1 }
  const digit = readNumber(items, from, language)
  if (digit === undefined || digit.value < 1 || digit.value > 9 || digit.ordinal === 'f' || items[from]?.isAfterPause === true)
    return undefined
  return items[digit.to]?.lex.month === undefined ? { value: digit.value, to: digit.to } : undefined
}

import { type Day, dateOf, daysIn, findDay, weekdayOf } from './calendar.ts'
import { isCounted } from './clock.ts'
import { isAnyRole, isRole, type Item } from './items.ts'
import { readNumber, type SpokenNumber } from './numbers.ts'
import type { Reading } from './reading.ts'
import { findYear } from './years.ts'

/** A day that was said. */
export interface SpokenDay {
  readonly day: Day
  /** What was said of it, for choosing among options: 1 = Monday; day of the month. */
  readonly weekday?: number
  readonly date?: number
  /** Only a number ("piąty"): a day of the month if nothing else is meant. */
  readonly isBare: boolean
  readonly to: number
}

/** A date with its month, or a bare day of the month, that begins at an item. `isAnnounced`: a word before it says that a day follows. */
export function readDate(items: readonly Item[], at: number, reading: Reading, isAnnounced: boolean): SpokenDay | undefined {
  return (
    readWrittenDate(items, at, reading, isAnnounced) ??
    readMonthFirst(items, at, reading) ??
    readDayFirst(items, at, reading, isAnnounced) ??
    (reading.wantsDay ? readDigitsOnly(items, at, reading) : undefined)
  )
}

/** `12.05.2026`, `12/05`, `2026-05-12`, "03 05 1972". */
function readWrittenDate(items: readonly Item[], at: number, reading: Reading, isAnnounced: boolean): SpokenDay | undefined {
  const item = items[at]
  if (item === undefined) return undefined
  const { written } = item
  if (written !== undefined) {
    if (item.mark === ':') return undefined
    const [one = '', two = '', three] = written
    if (written.length === 3) {
      if (one.length === 4) return makeDate(Number(three), Number(two), Number(one), at + 1)
      return makeFull(one, two, three ?? '', at + 1, reading)
    }
    // "3.05 1972", "31.10 90"
    const year = items[at + 1]?.digits
    if (
      year !== undefined &&
      (year.length === 4 || (reading.wantsDay && year.length === 2)) &&
      items[at + 1]?.isAfterPause !== true
    ) {
      const full = makeFull(one, two, year, at + 2, reading)
      if (full !== undefined) return full
    }
    if (two.length !== 2 || Number(two) > 12 || Number(two) < 1) return undefined
    const isSlavic = reading.language !== 'en' && reading.language !== 'ca'
    if (!reading.wantsDay && (reading.wantsTime || isAnnounced || !isSlavic || item.mark === ',')) return undefined
    return reading.direction === 'birth' ? undefined : placeDate(Number(one), Number(two), reading, at + 1)
  }
  const digits = [item.digits, items[at + 1]?.digits, items[at + 2]?.digits]
  const [one, two, three] = digits
  if (one === undefined || two === undefined) return undefined
  const gap = items[at + 1]?.gap ?? ''
  const isDashed = gap === '-' || gap === '/' || gap === '.'
  const isLong = three !== undefined && (items[at + 2]?.gap === gap || items[at + 2]?.gap === ' ')
  if (isLong && one.length === 4 && isDashed) return makeDate(Number(three), Number(two), Number(one), at + 3)
  if (isLong && one.length <= 2 && two.length <= 2 && (isDashed || reading.wantsDay || three.length === 4)) {
    const full = makeFull(one, two, three, at + 3, reading)
    if (full !== undefined) return full
  }
  if (gap !== '/' || one.length > 2 || two.length > 2 || reading.direction === 'birth') return undefined
  return placeDate(Number(one), Number(two), reading, at + 2)
}

function makeFull(date: string, month: string, year: string, to: number, reading: Reading): SpokenDay | undefined {
  const settled = findYear(Number(year), year.length, reading)
  if (settled === undefined) return undefined
  const day = makeDate(Number(date), Number(month), settled, to)
  // The American order, where ours makes no date.
  return day ?? (reading.language === 'en' ? makeDate(Number(month), Number(date), settled, to) : undefined)
}

/** "May the fifth", "may 5th 2026" */
function readMonthFirst(items: readonly Item[], at: number, reading: Reading): SpokenDay | undefined {
  const month = items[at]?.lex.month
  if (month === undefined) return undefined
  const from = isRole(items, at + 1, 'the') || isRole(items, at + 1, 'day_of_month') ? at + 2 : at + 1
  if (items[at + 1]?.isAfterPause === true && reading.direction !== 'birth') return undefined
  const number = readNumber(items, from, reading.language)
  if (number === undefined || number.value < 1 || number.value > 31 || number.digits.length > 2) return undefined
  if (reading.language !== 'en' && number.ordinal?.includes('m') !== true && !(reading.language === 'ca' && from === at + 2))
    return undefined
  if (number.ordinal === undefined && (isCounted(items, number.to, false) || number.isArticle === true)) return undefined
  return finishDate(items, number.value, month, number.to, reading)
}

/** "piątego maja", "5 мая", "the fifth of May", "cinc de maig", "piątego szóstego", "the fifth". */
function readDayFirst(items: readonly Item[], at: number, reading: Reading, isAnnounced: boolean): SpokenDay | undefined {
  const { language } = reading
  const hasWord = isRole(items, at, 'day_of_month') && items[at]?.lex.number === undefined
  const from = hasWord ? (isRole(items, at + 1, 'of') ? at + 2 : at + 1) : at
  if (hasWord && items[from]?.isAfterPause === true) return undefined
  const number = skipZero(items, from, reading)
  if (number === undefined || number.value < 1 || number.value > 31 || number.ordinal === 'f' || number.isLabel === true)
    return undefined
  let { to } = number
  const isNumbered = isRole(items, to, 'day_of_month') && items[to]?.lex.unit === undefined
  if (isNumbered) to += 1
  let joint = to
  while (isAnyRole(items, joint, ['of', 'the']) && joint - to < 2 && items[joint]?.lex.month === undefined) joint += 1
  const named = items[joint]?.lex.month
  if (named !== undefined) return finishDate(items, number.value, named, joint + 1, reading)
  // "5go tego miesiąca", "the fifth of this month" are bare days.
  if (reading.wantsDay) {
    const numbered = readNumberedMonth(items, number, joint, reading)
    if (numbered !== undefined) return numbered
  }
  if (reading.direction === 'birth') return undefined
  const isDay = hasWord || isNumbered || isBareDay(items, number, from, to, reading, isAnnounced)
  if (!isDay) return undefined
  const day = placeDayOfMonth(number.value, reading)
  if (day === undefined) return undefined
  const isCertain = hasWord
    ? items[at]?.lex.unit === undefined || reading.wantsDay || language === 'ca' || number.isGenitive === true
    : isNumbered
  return { day, date: number.value, isBare: !isCertain && !(isAnnounced && isFirm(items, number, at, reading)), to }
}

/** Whether a number may be a day of the month by its form and place. */
function isBareDay(
  items: readonly Item[],
  number: SpokenNumber,
  from: number,
  to: number,
  reading: Reading,
  isAnnounced: boolean,
): boolean {
  const { language } = reading
  if (number.isArticle === true) return false
  if (isCounted(items, to, false)) return false
  if (language === 'pl' || language === 'ru' || language === 'uk') {
    if (number.ordinal !== undefined) return number.ordinal !== 'mf' || reading.wantsDay
    return reading.wantsDay && from === 0 && to === items.length
  }
  const hasThe = isRole(items, from - 1, 'the')
  if (language === 'en') {
    if (number.ordinal === undefined) return reading.wantsDay && from === 0 && to === items.length
    // "the second one", "the first option" choose.
    const next = items[to]?.folded
    return (hasThe || reading.wantsDay) && !/^(one|option|time|slot|thing|appointment|half)$/.test(next ?? '')
  }
  return (hasThe && (reading.wantsDay || isAnnounced)) || (reading.wantsDay && from === 0 && to === items.length)
}

/** "on the fifth", "do piątego": said so that it can hardly be a place in a row. */
function isFirm(items: readonly Item[], number: SpokenNumber, at: number, { language }: Reading): boolean {
  if (language === 'en') return number.ordinal !== undefined && isRole(items, at - 1, 'the')
  return language !== 'ca' && number.ordinal !== undefined && number.ordinal !== 'mf'
}

/** "zero three": a zero before a digit, as dates are spelled. */
function skipZero(items: readonly Item[], at: number, { language, wantsDay }: Reading): SpokenNumber | undefined {
  const first = readNumber(items, at, language) ?? (wantsDay ? readOh(items, at, language) : undefined)
  if (first?.value !== 0 || !wantsDay) return first
  const next = readNumber(items, first.to, language)
  return next !== undefined && next.value >= 1 && next.value <= 9 ? next : undefined
}

function readOh(items: readonly Item[], at: number, language: string): SpokenNumber | undefined {
  return language === 'en' && /^(oh|o)$/.test(items[at]?.folded ?? '') ? { value: 0, to: at + 1, digits: '0' } : undefined
}

/** A month said by its number: "piątego szóstego", "trzeci piąty siedemdziesiąty drugi", "cinc del sis". */
function readNumberedMonth(items: readonly Item[], day: SpokenNumber, at: number, reading: Reading): SpokenDay | undefined {
  if (items[at]?.isAfterPause === true && reading.direction === 'future') return undefined
  const month = skipZero(items, at, reading)
  if (month === undefined || month.value < 1 || month.value > 12 || month.ordinal === 'f' || month.digits.length > 2)
    return undefined
  if (isCounted(items, month.to, false)) return undefined
  const year = readYear(items, month.to, reading)
  if (year !== undefined) {
    const full = makeDate(day.value, month.value, year.year, year.to)
    if (full !== undefined) return full
  }
  if (reading.direction === 'birth') return undefined
  // Two bare cardinals are rather an hour with its minutes.
  const isOrdinal = day.ordinal !== undefined && month.ordinal !== undefined
  if (!isOrdinal && at === day.to) return undefined
  return placeDate(day.value, month.value, reading, month.to)
}

/** Recognisers write "03051972", "0305 1972", "3 10 5 19 72": eight digits are day, month and year. */
function readDigitsOnly(items: readonly Item[], at: number, reading: Reading): SpokenDay | undefined {
  let digits = ''
  let to = at
  for (; to < items.length && digits.length < 8 && items[to]?.digits !== undefined; to += 1) digits += items[to]?.digits ?? ''
  if (digits.length === 8) return makeFull(digits.slice(0, 2), digits.slice(2, 4), digits.slice(4), to, reading)
  if (reading.direction !== 'birth') return undefined
  // "3110 90", "50172"
  if (digits.length === 6) return makeFull(digits.slice(0, 2), digits.slice(2, 4), digits.slice(4), to, reading)
  if (digits.length === 7 && /^(19|20)/.test(digits.slice(3)))
    return (
      makeFull(digits.slice(0, 1), digits.slice(1, 3), digits.slice(3), to, reading) ??
      makeFull(digits.slice(0, 2), digits.slice(2, 3), digits.slice(3), to, reading)
    )
  return undefined
}

/** The rest of a date whose day and month are known: its year, and a weekday that agrees. */
function finishDate(items: readonly Item[], date: number, month: number, at: number, reading: Reading): SpokenDay | undefined {
  const year = readYear(items, at, reading)
  if (year !== undefined) return makeDate(date, month, year.year, year.to)
  const next = readRelativeYear(items, at, reading)
  if (next !== undefined) return makeDate(date, month, next.year, next.to)
  // Without its year a birth date is no date.
  return reading.direction === 'birth' ? undefined : placeDate(date, month, reading, at)
}

/** "next year", "przyszłego roku" */
function readRelativeYear(
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
  // "roku 1972", "of 1972", "de l'any"
  while (
    from - at < 3 &&
    (isAnyRole(items, from, ['of', 'year', 'the']) || (reading.direction === 'birth' && items[from]?.folded === 'in'))
  )
    from += 1
  const { language } = reading
  const hasWord = from > at && items.slice(at, from).some((_, index) => isRole(items, at + index, 'year'))
  const first = readNumber(items, from, language)
  if (first === undefined || first.ordinal === 'f' || first.isLabel === true) return undefined
  if (items[from]?.isAfterPause === true && reading.direction === 'future' && first.value < 1900) return undefined
  const skipWord = (to: number) => (isRole(items, to, 'year') && items[to]?.isAfterPause === false ? to + 1 : to)
  // Century and year apart: "nineteen seventy two", "19 72", "dwadzieścia dwadzieścia sześć".
  if ((first.value === 19 || first.value === 20 || first.value === 18) && first.ordinal === undefined) {
    const rest = readPairYear(items, first.to, language)
    if (rest !== undefined) return { year: first.value * 100 + rest.value, to: skipWord(rest.to) }
  }
  const to = skipWord(first.to)
  if (isCounted(items, to, false) && to === first.to) return undefined
  const year = findYear(first.value, first.digits.length, reading)
  if (year === undefined) return undefined
  // Two digits after a date ahead are rather the beginning of an hour.
  if (first.value < 100 && reading.direction === 'future' && !hasWord && to === first.to) {
    const isPlain = first.ordinal !== undefined || readNumber(items, to, language) === undefined
    if (!isPlain || first.value < 26) return undefined
  }
  return { year, to }
}

function readPairYear(
  items: readonly Item[],
  at: number,
  language: Reading['language'],
): { readonly value: number; readonly to: number } | undefined {
  const isOh = language === 'en' && /^(oh|o)$/.test(items[at]?.folded ?? '')
  const number = isOh ? { value: 0, to: at + 1, digits: '0' } : readNumber(items, at, language)
  if (number === undefined || items[at]?.isAfterPause === true) return undefined
  if (number.value === 0 && number.digits.length === 1) {
    const digit = readNumber(items, number.to, language)
    return digit !== undefined && digit.value <= 9 && digit.digits.length === 1 ? { value: digit.value, to: digit.to } : undefined
  }
  if (number.digits.length !== 2 || number.value > 99 || isCounted(items, number.to, false)) return undefined
  return { value: number.value, to: number.to }
}

function makeDate(date: number, month: number, year: number, to: number): SpokenDay | undefined {
  const day = findDay(year, month, date)
  return day === undefined ? undefined : { day, date, isBare: false, to }
}

/** The next such day from today on, or the last one. 29 February waits for its year. */
function placeDate(date: number, month: number, reading: Reading, to: number): SpokenDay | undefined {
  if (month < 1 || month > 12 || date < 1 || date > daysIn(2024, month)) return undefined
  const isPast = reading.direction !== 'future'
  const { year } = dateOf(reading.today)
  for (let ahead = 0; ahead <= 8; ahead += 1) {
    const day = findDay(isPast ? year - ahead : year + ahead, month, date)
    if (day !== undefined && (isPast ? day <= reading.today : day >= reading.today)) return { day, date, isBare: false, to }
  }
  return undefined
}

/** The next such day of a month from today on, or the last one; short months are skipped. */
function placeDayOfMonth(date: number, reading: Reading): Day | undefined {
  const { year, month } = dateOf(reading.today)
  const isPast = reading.direction !== 'future'
  for (let ahead = 0; ahead < 4; ahead += 1) {
    const index = year * 12 + month - 1 + (isPast ? -ahead : ahead)
    const day = findDay(Math.floor(index / 12), (index % 12) + 1, date)
    if (day !== undefined && (isPast ? day <= reading.today : day >= reading.today)) return day
  }
  return undefined
}

/** The day of a month in this or the following months that falls on a weekday: "w piątek piętnastego". */
export function placeWeekdayOn(weekday: number, date: number, reading: Reading): Day | undefined {
  const { year, month } = dateOf(reading.today)
  const isPast = reading.direction !== 'future'
  for (let ahead = 0; ahead < 14; ahead += 1) {
    const index = year * 12 + month - 1 + (isPast ? -ahead : ahead)
    const day = findDay(Math.floor(index / 12), (index % 12) + 1, date)
    if (day !== undefined && weekdayOf(day) === weekday && (isPast ? day <= reading.today : day >= reading.today)) return day
  }
  return undefined
}

import { addMonths, dateOf } from './calendar.ts'
import { isCounted, isInsideNumber } from './clock.ts'
import { isAnyRole, isRole, type Item } from './items.ts'
import { readNumber, type SpokenNumber } from './numbers.ts'
import { readUnitRef } from './unit-refs.ts'
import { makeDate, placeDate, placeDayOfMonth, type SpokenDay } from './place-days.ts'
import type { Reading } from './reading.ts'
import { readDigitsOnly, readWrittenDate } from './written-dates.ts'
import { isCentury, readCorrectedYear, readRelativeYear, readYear } from './years.ts'

/** A date with its month, or a bare day of the month, that begins at an item. `isAnnounced`: a word before it says that a day follows. */
export function readDate(items: readonly Item[], at: number, reading: Reading, isAnnounced: boolean): SpokenDay | undefined {
  const yearFirst = reading.direction === 'birth' ? readYearFirst(items, at, reading) : undefined
  return (
    yearFirst ??
    readFeast(items, at, reading) ??
    readWrittenDate(items, at, reading, isAnnounced) ??
    readMonthFirst(items, at, reading) ??
    (reading.wantsDay ? readDigitsOnly(items, at, reading) : undefined) ??
    readDayFirst(items, at, reading, isAnnounced)
  )
}

/** "Boxing Day", "w Wigilię": nobody tells a birth date so. */
function readFeast(items: readonly Item[], at: number, reading: Reading): SpokenDay | undefined {
  const feast = items[at]?.lex.feast
  return feast === undefined || reading.direction === 'birth' ? undefined : finishDate(items, feast[1], feast[0], at + 1, reading)
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
  return finishDate(items, number.value, month, number.to, reading) ?? noDate(items, number.to, reading)
}

/** "piątego maja", "5 мая", "the fifth of May", "cinc de maig", "piątego szóstego", "the fifth". */
function readDayFirst(items: readonly Item[], at: number, reading: Reading, isAnnounced: boolean): SpokenDay | undefined {
  const { language } = reading
  const hasWord = isRole(items, at, 'day_of_month') && items[at]?.lex.number === undefined
  const from = hasWord ? (isRole(items, at + 1, 'of') ? at + 2 : at + 1) : at
  if (hasWord && items[from]?.isAfterPause === true) return undefined
  if (isInsideNumber(items, from, language)) return undefined
  const number = readSplitDay(items, from, reading) ?? skipZero(items, from, reading)
  if (number === undefined || number.value < 1 || number.value > 31 || number.ordinal === 'f' || number.isLabel === true)
    return undefined
  let { to } = number
  const isNumbered = isRole(items, to, 'day_of_month') && items[to]?.lex.unit === undefined
  if (isNumbered) to += 1
  let joint = to
  while (isAnyRole(items, joint, ['of', 'the']) && joint - to < 2 && items[joint]?.lex.month === undefined) joint += 1
  const misheard =
    language === 'en' && reading.direction === 'birth' ? readMisheardMonth(items, number.value, to, joint, reading) : undefined
  if (misheard !== undefined) return misheard
  const named = items[joint]?.lex.month
  if (named !== undefined) return finishDate(items, number.value, named, joint + 1, reading) ?? noDate(items, joint + 1, reading)
  // "piętnastego przyszłego miesiąca", "the fifteenth of next month"
  const ref = reading.direction === 'birth' ? undefined : readUnitRef(items, joint, 'month')
  if (ref?.isSaid === true) {
    const { year, month } = dateOf(addMonths(reading.today, ref.shift))
    return makeDate(number.value, month, year, ref.to) ?? noDate(items, ref.to, reading)
  }
  const shared = findSharedMonth(items, to, reading)
  if (shared !== undefined) {
    const dated = finishDate(items, number.value, items[shared]?.lex.month ?? 0, shared + 1, reading)
    if (dated !== undefined) return { ...dated, to }
  }
  // "5go tego miesiąca", "the fifth of this month" are bare days.
  if (reading.wantsDay) {
    // "the ninth, the tenth" are two days, "the ninth of the tenth" is one.
    const isLinked = joint === to || items.slice(to, joint).some((_, index) => isRole(items, to + index, 'of'))
    const numbered = isLinked ? readNumberedMonth(items, number, joint, reading) : undefined
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

/** The month said after the last of several days: "od dziesiątego do dwudziestego czerwca", "the fifth or the sixth of May". */
function findSharedMonth(items: readonly Item[], from: number, { language, direction }: Reading): number | undefined {
  let at = from
  for (let count = 0; count < 3; count += 1) {
    const isDash = items[at]?.gap.trim() === '-'
    const isJoint = isAnyRole(items, at, ['until', 'or', 'and', 'to']) && items[at]?.lex.number === undefined
    // "the ninth, tenth or eleventh of May"
    const isNext = direction === 'future' && readNumber(items, at, language)?.ordinal?.includes('m') === true
    if (!isDash && !isJoint && !isNext) return undefined
    if (isJoint && !isDash) at += 1
    while (
      at - from < 12 &&
      isAnyRole(items, at, ['the', 'on', 'at', 'from', 'day_of_month']) &&
      items[at]?.lex.number === undefined
    )
      at += 1
    const number = readNumber(items, at, language)
    if (number === undefined || number.value < 1 || number.value > 31 || number.ordinal === 'f') return undefined
    at = number.to
    const place = isRole(items, at, 'of') || isRole(items, at, 'day_of_month') ? at + 1 : at
    if (items[place]?.lex.month !== undefined) return place
  }
  return undefined
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
    // "второй вопрос", "pierwszy termin": a thing in a row follows.
    if (number.ordinal !== undefined) return number.isGenitive === true || isAlone(items, to)
    return reading.wantsDay && from === 0 && to === items.length
  }
  const hasThe = isRole(items, from - 1, 'the')
  if (language === 'en') {
    if (number.ordinal === undefined) return reading.wantsDay && from === 0 && to === items.length
    // "the second one", "the first option" choose.
    const next = items[to]?.folded
    if (/^(one|option|time|slot|thing|appointment|half)$/.test(next ?? '')) return false
    return hasThe || (reading.wantsDay && isAlone(items, to))
  }
  return (hasThe && (reading.wantsDay || isAnnounced)) || (reading.wantsDay && from === 0 && to === items.length)
}

/** Nothing follows that it could belong to. */
function isAlone(items: readonly Item[], to: number): boolean {
  const next = items[to]
  return (
    next === undefined ||
    next.isAfterPause ||
    next.lex.roles !== undefined ||
    next.lex.part !== undefined ||
    next.lex.weekday !== undefined ||
    next.lex.number !== undefined ||
    next.digits !== undefined
  )
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

/** "20 1 czerwca", "20 pierwszego maja": tens and unit that a recogniser wrote apart. */
function readSplitDay(items: readonly Item[], at: number, { language, wantsDay }: Reading): SpokenNumber | undefined {
  const tens = items[at]?.digits
  if (!wantsDay || (tens !== '20' && tens !== '30')) return undefined
  const unit = readNumber(items, at + 1, language)
  if (unit === undefined || unit.value < 1 || unit.value > 9 || unit.digits.length > 1 || unit.ordinal === 'f') return undefined
  const place = isRole(items, unit.to, 'of') ? unit.to + 1 : unit.to
  if (items[place]?.lex.month === undefined || items[at + 1]?.isAfterPause === true) return undefined
  return { ...unit, value: Number(tens) + unit.value }
}

/** "31st May 12th 1948": "of the twelfth" was misheard, nobody says a month and then a day after a day. */
function readMisheardMonth(
  items: readonly Item[],
  date: number,
  to: number,
  joint: number,
  reading: Reading,
): SpokenDay | undefined {
  if (items[joint]?.folded !== 'may' || joint - to > 1) return undefined
  const month = readNumber(items, joint + 1, 'en')
  if (month?.ordinal === undefined || month.value > 12) return undefined
  const year = readYear(items, month.to, reading)
  return year === undefined || year.year < 1000 ? undefined : makeDate(date, month.value, year.year, year.to)
}

/** A month said by its number: "piątego szóstego", "trzeci piąty siedemdziesiąty drugi", "cinc del sis". */
function readNumberedMonth(items: readonly Item[], day: SpokenNumber, at: number, reading: Reading): SpokenDay | undefined {
  if (items[at]?.isAfterPause === true && reading.direction === 'future') return undefined
  // "dzień 01 miesiąc 11 rok 2003"
  const from = items[at]?.lex.unit === 'month' ? at + 1 : at
  const glued = /^(\d{1,2})((?:19|20)\d\d)$/.exec(items[from]?.digits ?? '')
  if (glued !== null && reading.direction === 'birth') return makeDate(day.value, Number(glued[1]), Number(glued[2]), from + 1)
  const heard = reading.language === 'en' && reading.direction === 'birth' && /^(to|too|for)$/.test(items[from]?.folded ?? '')
  const month: SpokenNumber | undefined = heard
    ? { value: items[from]?.folded === 'for' ? 4 : 2, to: from + 1, digits: '2' }
    : skipZero(items, from, reading)
  if (month === undefined || month.value < 1 || month.value > 12 || month.ordinal === 'f' || month.digits.length > 2)
    return undefined
  // "jedenasty rok 2003": the word belongs to the year that follows.
  const isYearNext = isRole(items, month.to, 'year') && readNumber(items, month.to + 1, reading.language) !== undefined
  if (!isYearNext && isCounted(items, month.to, false)) return undefined
  const year = readYear(items, month.to, reading)
  if (year !== undefined) {
    const full = makeDate(day.value, month.value, year.year, year.to)
    if (full !== undefined) return full
  }
  if (reading.direction === 'birth') return undefined
  if (findSharedMonth(items, at, reading) !== undefined) return undefined
  // Two bare cardinals are rather an hour with its minutes.
  const isOrdinal = day.ordinal !== undefined && month.ordinal !== undefined
  if (!isOrdinal && at === day.to) return undefined
  return placeDate(day.value, month.value, reading, month.to)
}

/** The rest of a date whose day and month are known: its year, and a weekday that agrees. */
function finishDate(items: readonly Item[], date: number, month: number, at: number, reading: Reading): SpokenDay | undefined {
  const year = readCorrectedYear(items, at, reading) ?? (reading.direction === 'birth' ? findLaterYear(items, at) : undefined)
  if (year !== undefined) return makeDate(date, month, year.year, year.to)
  const next = readRelativeYear(items, at, reading)
  if (next !== undefined) return makeDate(date, month, next.year, next.to)
  // Without its year a birth date is no date.
  return reading.direction === 'birth' ? undefined : placeDate(date, month, reading, at)
}

/** "1990 roku piętnastego marca" */
function readYearFirst(items: readonly Item[], at: number, reading: Reading): SpokenDay | undefined {
  // A day and a month begin with smaller numbers, or say their year themselves.
  const year = readFirstYear(items, at, reading)
  if (year === undefined) return undefined
  let from = year.to
  while (from - year.to < 3 && isAnyRole(items, from, ['year', 'on', 'the', 'of'])) from += 1
  const past = { ...reading, direction: 'past', wantsDay: false } as const
  const day = readMonthFirst(items, from, past) ?? readDayFirst(items, from, past, false)
  if (day?.isDated !== true || day.date === undefined || readYear(items, day.to, reading) !== undefined) return undefined
  return makeDate(day.date, dateOf(day.day).month, year.year, day.to)
}

/** A year at the beginning of a date: in full, or of two digits that are no day: "fifty eight, December the twelfth". */
function readFirstYear(
  items: readonly Item[],
  at: number,
  reading: Reading,
): { readonly year: number; readonly to: number } | undefined {
  if (isCentury(items, at, reading) && (items[at]?.digits?.length ?? 4) === 4) {
    const year = readYear(items, at, reading)
    return year === undefined || year.year < 1880 || year.year > 2100 ? undefined : year
  }
  const number = isInsideNumber(items, at, reading.language) ? undefined : readNumber(items, at, reading.language)
  if (number === undefined || number.value < 32 || number.value > 99 || number.isLabel === true || number.ordinal === 'f')
    return undefined
  return { year: 1900 + number.value, to: number.to }
}

/** What was said of a date that the calendar does not have must not be taken for another. */
function noDate(items: readonly Item[], at: number, reading: Reading): SpokenDay {
  return { day: Number.NaN, isBare: false, to: readYear(items, at, { ...reading, direction: 'past' })?.to ?? at }
}

/** A year in four digits after a word or two that make no sense: "28th of May 9th 2003". */
function findLaterYear(items: readonly Item[], at: number): { readonly year: number; readonly to: number } | undefined {
  for (let place = at; place - at < 8; place += 1) {
    const digits = items[place]?.digits
    if (digits?.length === 4 && digits >= '1880' && digits <= '2100') return { year: Number(digits), to: place + 1 }
  }
  return undefined
}

import { addMonths, type Day, dateOf, dayOf, daysIn, mondayOf, weekdayOf } from './calendar.ts'
import { readDate } from './dates.ts'
import { isAnyRole, isRole, type Item } from './items.ts'
import { readNumber } from './numbers.ts'
import { readUnitRef } from './unit-refs.ts'
import { readYear } from './years.ts'
import type { Reading } from './reading.ts'

/** A stretch of days: a week, a month, or what was said of one. */
export interface SpokenPeriod {
  readonly period: 'week' | 'month' | 'span'
  readonly first: Day
  readonly last: Day
  readonly to: number
}

const LINKS = ['of', 'the', 'on', 'at'] as const

/** The stretch of days that begins at an item. `isAnnounced`: a preposition stands before it. */
export function readPeriod(items: readonly Item[], at: number, reading: Reading, isAnnounced: boolean): SpokenPeriod | undefined {
  if (reading.direction === 'birth') return undefined
  return (
    readEdge(items, at, reading) ??
    readHalf(items, at, reading) ??
    readWeekend(items, at, reading) ??
    readWeek(items, at, reading) ??
    readMonth(items, at, reading, isAnnounced)
  )
}

function readWeek(items: readonly Item[], at: number, reading: Reading): SpokenPeriod | undefined {
  const week = readUnitRef(items, at, 'week')
  if (week === undefined) return undefined
  if (!week.isSaid) return readWeekOf(items, week.to, reading)
  const first = mondayOf(reading.today) + 7 * week.shift
  return { period: 'week', first, last: first + 6, to: week.to }
}

/** "week commencing the eleventh", "тиждень з одинадцятого", "la setmana del dia onze": the week of a date. */
function readWeekOf(items: readonly Item[], at: number, reading: Reading): SpokenPeriod | undefined {
  let from = at
  while (from - at < 3 && isAnyRole(items, from, ['from', 'of', 'the', 'beginning'])) from += 1
  if (from === at || items[at]?.isAfterPause === true) return undefined
  const day = readDate(items, from, { ...reading, wantsDay: true }, true)
  if (day === undefined || day.date === undefined || Number.isNaN(day.day)) return undefined
  const first = mondayOf(day.day)
  return { period: 'week', first, last: first + 6, to: day.to }
}

function readMonth(items: readonly Item[], at: number, reading: Reading, isAnnounced: boolean): SpokenPeriod | undefined {
  const ref = readUnitRef(items, at, 'month')
  if (ref?.isSaid === true) return makeMonth(addMonths(reading.today, ref.shift), ref.to)
  const mod = isAnyRole(items, at, ['next', 'this', 'nearest', 'last'])
  const from = mod ? at + 1 : at
  const item = items[from]
  if (item?.lex.month === undefined) return undefined
  if (item.lex.isDoubtful === true && !isAnnounced && !mod && reading.expect !== 'month') return undefined
  return readNamedMonth(items, from, reading)
}

/** A month by its name, of this year or the next one, or with its year. */
function readNamedMonth(items: readonly Item[], at: number, reading: Reading): SpokenPeriod | undefined {
  const month = items[at]?.lex.month
  if (month === undefined) return undefined
  const now = dateOf(reading.today)
  const ref = readUnitRef(items, isAnyRole(items, at + 1, LINKS) ? at + 2 : at + 1, 'year')
  if (ref?.isSaid === true) return makeMonth(dayOf(now.year + ref.shift, month, 1), ref.to)
  const year = readYear(items, at + 1, reading)
  if (year !== undefined && year.year > 1900) return makeMonth(dayOf(year.year, month, 1), year.to)
  const isPast = reading.direction !== 'future'
  const settled = isPast ? (month <= now.month ? now.year : now.year - 1) : month >= now.month ? now.year : now.year + 1
  return makeMonth(dayOf(settled, month, 1), at + 1)
}

function makeMonth(day: Day, to: number): SpokenPeriod {
  const { year, month } = dateOf(day)
  return { period: 'month', first: dayOf(year, month, 1), last: dayOf(year, month, daysIn(year, month)), to }
}

/** "this weekend", "в следующие выходные", "el cap de setmana que ve" */
function readWeekend(items: readonly Item[], at: number, reading: Reading): SpokenPeriod | undefined {
  const before = isAnyRole(items, at, ['next', 'this', 'nearest', 'last']) ? at + 1 : at
  if (!isRole(items, before, 'weekend') || (before > at && items[before]?.isAfterPause === true)) return undefined
  const after = before + 1
  const isAfter = before === at && items[after]?.isAfterPause === false && isAnyRole(items, after, ['next', 'last'])
  const mark = before > at ? at : isAfter ? after : -1
  const shift = isRole(items, mark, 'next') ? 1 : isRole(items, mark, 'last') || reading.direction === 'past' ? -1 : 0
  let to = isAfter ? after + 1 : after
  const link = isAnyRole(items, to, LINKS) ? to + 1 : to
  // "the weekend of next week"
  const week = shift === 0 ? readUnitRef(items, link, 'week') : undefined
  if (week?.isSaid === true) to = week.to
  const first = mondayOf(reading.today) + 5 + 7 * (week?.isSaid === true ? week.shift : shift)
  return { period: 'span', first, last: first + 1, to }
}

/** "pod koniec miesiąca", "at the beginning of next week", "a mitjans de juny" */
function readEdge(items: readonly Item[], at: number, reading: Reading): SpokenPeriod | undefined {
  const edge = isRole(items, at, 'beginning') ? 0 : isRole(items, at, 'middle') ? 1 : isRole(items, at, 'end') ? 2 : undefined
  if (edge === undefined) return undefined
  let from = at + 1
  while (from - at < 4 && isAnyRole(items, from, LINKS) && !isAnyRole(items, from, ['next'])) {
    if (items[from + 1] === undefined) break
    if (readUnitRef(items, from, 'month')?.isSaid === true || readUnitRef(items, from, 'week')?.isSaid === true) break
    from += 1
  }
  const week = readUnitRef(items, from, 'week')
  if (week !== undefined) {
    const monday = mondayOf(reading.today) + 7 * week.shift
    const [first, last] = EDGES_OF_WEEK[edge] ?? [0, 6]
    return { period: 'span', first: monday + first, last: monday + last, to: week.to }
  }
  const ref = readUnitRef(items, from, 'month')
  const month = ref === undefined ? readNamedMonth(items, from, reading) : makeMonth(addMonths(reading.today, ref.shift), ref.to)
  if (month === undefined) return undefined
  const [first, last] = EDGES_OF_MONTH[edge] ?? [0, 30]
  return { period: 'span', first: month.first + first, last: Math.min(month.first + last, month.last), to: month.to }
}

/** Days from Monday. */
const EDGES_OF_WEEK: readonly (readonly [number, number])[] = [
  [0, 1],
  [1, 3],
  [3, 6],
]
/** Days from the first. */
const EDGES_OF_MONTH: readonly (readonly [number, number])[] = [
  [0, 9],
  [10, 19],
  [20, 30],
]

/** "во второй половине мая", "w pierwszej połowie czerwca", "the second half of June" */
function readHalf(items: readonly Item[], at: number, reading: Reading): SpokenPeriod | undefined {
  const number = readNumber(items, at, reading.language)
  if (number?.ordinal === undefined || number.value > 2 || !isAnyRole(items, number.to, ['half', 'middle'])) return undefined
  let from = number.to + 1
  while (from - number.to < 3 && isAnyRole(items, from, LINKS) && items[from]?.lex.month === undefined) from += 1
  const ref = readUnitRef(items, from, 'month')
  const month = ref === undefined ? readNamedMonth(items, from, reading) : makeMonth(addMonths(reading.today, ref.shift), ref.to)
  if (month === undefined) return undefined
  return number.value === 1
    ? { ...month, period: 'span', last: month.first + 14 }
    : { ...month, period: 'span', first: month.first + 15 }
}

/** "pierwszy poniedziałek czerwca", "the last Friday of the month" */
export function readNthWeekday(
  items: readonly Item[],
  at: number,
  reading: Reading,
): { readonly day: Day; readonly weekday: number; readonly to: number } | undefined {
  const number = readNumber(items, at, reading.language)
  const isLast = isRole(items, at, 'ordinal_last')
  if (!isLast && (number?.ordinal === undefined || number.value < 1 || number.value > 5)) return undefined
  const place = isLast ? at + 1 : (number?.to ?? at + 1)
  const weekday = items[place]?.lex.weekday
  if (weekday === undefined) return undefined
  let from = place + 1
  while (from - place < 4 && isAnyRole(items, from, [...LINKS, 'in']) && items[from]?.lex.month === undefined) from += 1
  const ref = readUnitRef(items, from, 'month')
  const month = ref === undefined ? readNamedMonth(items, from, reading) : makeMonth(addMonths(reading.today, ref.shift), ref.to)
  if (month === undefined) return undefined
  const day = isLast
    ? month.last - ((weekdayOf(month.last) - weekday + 7) % 7)
    : month.first + ((weekday - weekdayOf(month.first) + 7) % 7) + 7 * ((number?.value ?? 1) - 1)
  return day > month.last ? undefined : { day, weekday, to: month.to }
}

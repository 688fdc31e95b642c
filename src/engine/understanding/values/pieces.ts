import { readTime, type SpokenTime } from './clock.ts'
import type { SpokenDay } from './place-days.ts'
import { readDay, readNeighbour } from './days.ts'
import { readDuration, type SpokenDuration } from './durations.ts'
import { isAnyRole, isRole, type Item } from './items.ts'
import type { PartOfDay } from './kinds.ts'
import { readPeriod, type SpokenPeriod } from './periods.ts'
import { type Prefix, readPrefix } from './prefix.ts'
import type { Reading } from './reading.ts'

/** One thing said of a time: `from` and `to` are indexes of items, `lead` is where its prepositions begin. */
export type Piece = { readonly from: number; readonly to: number; readonly prefix: Prefix } & (
  | { readonly kind: 'day'; readonly day: SpokenDay }
  | { readonly kind: 'period'; readonly period: SpokenPeriod }
  | { readonly kind: 'time'; readonly time: SpokenTime; readonly isBare: boolean }
  | { readonly kind: 'part'; readonly part: PartOfDay; readonly isNoon: boolean }
  | { readonly kind: 'shift'; readonly minutes: number }
  /** A date that the calendar does not have. */
  | { readonly kind: 'void' }
  | { readonly kind: 'duration'; readonly duration: SpokenDuration; readonly isSince: boolean }
)

/** Everything said of days and times, in order, without overlaps. */
export function listPieces(items: readonly Item[], reading: Reading): Piece[] {
  const pieces: Piece[] = []
  let stop = 0
  for (let at = 0; at < items.length; ) {
    if (isRole(items, at, 'guard')) {
      at += 1
      stop = at
      continue
    }
    const found = readPieces(items, at, stop, reading, pieces.at(-1))
    const last = found.at(-1)
    if (last === undefined) at += 1
    else {
      if (last.kind !== 'void') pieces.push(...found)
      at = last.to
      stop = at
    }
  }
  return pieces
}

function readPieces(items: readonly Item[], at: number, stop: number, reading: Reading, before: Piece | undefined): Piece[] {
  const item = items[at]
  if (item === undefined) return []
  const { language } = reading
  const prefix = endBetween(items, readPrefix(items, at, stop, language), before)
  const isAnnounced = prefix.isAt || prefix.isOn || (prefix.bound !== undefined && !prefix.isWeak)
  const time = readTimePiece(items, at, prefix, reading)
  const { ahead, part } = item.lex
  const neighbour = readNeighbour(items, at, reading)
  if (neighbour !== undefined) return [{ kind: 'day', from: at, to: neighbour.to, prefix, day: neighbour }]
  // "tomorrow or the day after"
  if (isRole(items, at, 'next_day')) {
    if (before?.kind !== 'day' || at - before.to > 3) return []
    return [{ kind: 'day', from: at, to: at + 1, prefix, day: { day: before.day.day + 1, isBare: false, to: at + 1 } }]
  }
  // "tonight"
  if (ahead !== undefined && part !== undefined)
    return [
      { kind: 'day', from: at, to: at + 1, prefix, day: { day: reading.today + ahead, isBare: false, to: at + 1 } },
      { kind: 'part', from: at, to: at + 1, prefix, part, isNoon: false },
    ]
  const day = isBlockedDay(items, at, prefix, reading) ? undefined : readDay(items, at, reading, isAnnounced)
  const duration = readDuration(items, at, language, reading.expect === 'duration')
  // "a fortnight ago" is a length where one is asked for, and no appointment lies behind.
  const isBack = isRole(items, at, 'before_ago') || (duration !== undefined && isRole(items, duration.to, 'ago'))
  const isLength = reading.expect === 'duration' || (isBack && reading.direction === 'future' && reading.wantsDay)
  if (
    isLength &&
    day !== undefined &&
    !('shift' in day && day.shift > 0) &&
    (isRole(items, at, 'before_ago') || duration !== undefined)
  ) {
    if (duration === undefined || reading.expect !== 'duration') return []
    return [{ kind: 'duration', from: at, to: duration.to, prefix, duration, isSince: false }]
  }
  if (day !== undefined && 'day' in day && Number.isNaN(day.day)) return [{ kind: 'void', from: at, to: day.to, prefix }]
  if (day !== undefined && 'shift' in day) {
    if (time === undefined || time.to <= day.to) return [{ kind: 'shift', from: at, to: day.to, prefix, minutes: day.shift }]
  } else if (day !== undefined && isDayFirst(day, time, prefix, reading))
    return [{ kind: 'day', from: at, to: day.to, prefix: startOf(items, at, prefix), day }]
  if (time !== undefined && (duration === undefined || time.to > duration.to || isHourNotHours(items, time, prefix, reading)))
    return [time]
  const period = readPeriod(items, at, reading, isAnnounced)
  if (period !== undefined) return [{ kind: 'period', from: at, to: period.to, prefix, period }]
  if (part !== undefined) return [{ kind: 'part', from: at, to: at + 1, prefix, part, isNoon: isRole(items, at, 'noon') }]
  if (duration !== undefined && (duration.isCounted || reading.expect === 'duration' || isRole(items, at - 1, 'since'))) {
    // A unit that names its hour or day is no length: "godzina ósma", "dzień dobry".
    if (!duration.isCounted && !isLengthAlone(items, at, duration, reading)) return []
    return [{ kind: 'duration', from: at, to: duration.to, prefix, duration, isSince: isRole(items, at - 1, 'since') }]
  }
  return []
}

/** "od poniedziałku za tydzień" is one day, not all that follow it. */
function startOf(items: readonly Item[], at: number, prefix: Prefix): Prefix {
  if (prefix.bound !== 'from' || !isRole(items, at + 1, 'in') || items[at]?.lex.number !== undefined) return prefix
  const { bound: _, ...rest } = prefix
  return rest
}

/** "between two and four": the second is where it ends. */
function endBetween(items: readonly Item[], prefix: Prefix, before: Piece | undefined): Prefix {
  const isEnd =
    before !== undefined &&
    before.prefix.isBetween &&
    prefix.bound === undefined &&
    isRole(items, before.to, 'and') &&
    prefix.from === before.to + 1
  return isEnd ? { ...prefix, bound: 'until', isWeak: false, isBetween: false } : prefix
}

/** A unit without its number: only where a length is asked for, or "for" stands before it. */
function isLengthAlone(items: readonly Item[], at: number, duration: SpokenDuration, reading: Reading): boolean {
  if (isAnyRole(items, at - 1, ['this', 'next', 'last', 'nearest', 'several'])) return false
  return reading.expect === 'duration' || (isRole(items, at - 1, 'since') && duration.to === items.length)
}

/** A number where a number was asked for is no day. */
function isBlockedDay(items: readonly Item[], at: number, prefix: Prefix, reading: Reading): boolean {
  return reading.wantsNumber &&
    items[at]?.lex.month === undefined &&
    items[at]?.lex.weekday === undefined &&
    prefix.bound === undefined
    ? items[at]?.lex.number !== undefined || items[at]?.digits !== undefined || items[at]?.written !== undefined
    : false
}

function isDayFirst(day: SpokenDay, time: Piece | undefined, prefix: Prefix, reading: Reading): boolean {
  if (time === undefined || time.kind !== 'time') return true
  if (time.to > day.to && time.time.strength === 3) return false
  if (day.isBare) return reading.wantsDay && !prefix.isAt
  // "o 12.05" is an hour.
  return !(prefix.isAt && time.to === day.to && time.time.strength === 3)
}

/** "в три часа": three o'clock, not three hours. */
function isHourNotHours(items: readonly Item[], time: Piece, prefix: Prefix, reading: Reading): boolean {
  if (time.kind !== 'time' || reading.expect === 'duration') return false
  return prefix.isAt || prefix.bound !== undefined || time.time.strength === 3 || !isRole(items, time.to - 1, 'clock')
}

function readTimePiece(items: readonly Item[], at: number, prefix: Prefix, reading: Reading): Piece | undefined {
  const { language, wantsTime, wantsNumber } = reading
  const isBounded = prefix.bound !== undefined && !prefix.isWeak
  const isAnnounced = prefix.isAt || wantsTime || (isBounded && !wantsNumber && reading.expect !== 'duration') || prefix.isBetween
  const time = readTime(items, at, language, isAnnounced, prefix.isBetween || prefix.bound === 'from')
  if (time === undefined || isAfterLost(items, at)) return undefined
  const after = readBoundAfter(items, time.to)
  const make = (isBare: boolean): Piece =>
    after === undefined || (prefix.bound !== undefined && !prefix.isWeak) || prefix.isBetween
      ? { kind: 'time', from: at, to: time.to, prefix, time, isBare }
      : { kind: 'time', from: at, to: time.to + 1, prefix: { ...prefix, bound: after, isWeak: false }, time, isBare: false }
  if (time.strength === 3) {
    if (reading.direction === 'birth' && language === 'en' && !prefix.isAt) return undefined
    return make(false)
  }
  // An "at" that is also another word announces no number where numbers were asked for.
  if (wantsNumber) return undefined
  if (reading.direction === 'birth') return undefined
  if (after !== undefined) return make(false)
  const item = items[at]
  if (prefix.isAt || isFollowedByHalf(items, time.to)) return make(false)
  if (isBounded || prefix.isBetween) {
    // "от двух таблеток": what is counted was kept out before.
    if (time.strength > 0 || wantsTime || !reading.wantsDay || item?.lex.number?.isArticle !== true)
      return make(reading.wantsDay && time.strength === 0)
  }
  // "ósma", "восьма": an hour by its form, unless a row of things is chosen from.
  if (time.strength === 2) return make(!prefix.isOn && time.to === at + 1)
  if (wantsTime) return isHourAmongWords(items, time, item) ? make(time.strength === 0) : undefined
  if (prefix.isWeak && prefix.bound === 'until') return make(false)
  if (isStartOfRange(items, at, time.to, reading)) return make(false)
  if (time.strength === 1) return make(false)
  return undefined
}

/** "без … девяти": what is to be taken off the hour was not understood. */
function isAfterLost(items: readonly Item[], at: number): boolean {
  const before = items[at - 1]
  if (before === undefined || items[at]?.isAfterPause === true || !isRole(items, at - 2, 'minus')) return false
  return before.digits === undefined && before.written === undefined && Object.keys(before.lex).length === 0
}

/** "nine at the earliest", "о п'ятій найпізніше" */
function readBoundAfter(items: readonly Item[], at: number): 'from' | 'until' | undefined {
  if (items[at]?.isAfterPause !== false) return undefined
  return isRole(items, at, 'onwards') ? 'from' : isRole(items, at, 'at_latest') ? 'until' : undefined
}

/** "one", "una" is an hour where little else was said: "my little one is ill" names none. */
function isHourAmongWords(items: readonly Item[], { strength }: SpokenTime, item: Item | undefined): boolean {
  return strength > 0 || item?.lex.number?.isArticle !== true || items.length <= MOST_AROUND_ONE
}

const MOST_AROUND_ONE = 3

/** "10 до 12", "10-12": an hour because another one ends what it begins. */
function isStartOfRange(items: readonly Item[], at: number, to: number, { language, wantsDay }: Reading): boolean {
  if (wantsDay) return false
  const isDash = items[to]?.gap.trim() === '-' && items[to]?.digits !== undefined
  const isDashed = items[at]?.gap.trim() === '-' && items[at - 1]?.digits !== undefined
  if (isDash || isDashed) return true
  if (!isRole(items, to, 'until') || items[to]?.isAfterPause === true) return false
  const next = isRole(items, to + 1, 'at') ? to + 2 : to + 1
  return readTime(items, next, language, true) !== undefined
}

/** "семь вечера", "seven in the morning" */
function isFollowedByHalf(items: readonly Item[], at: number): boolean {
  let place = at
  while (
    place - at < 3 &&
    (isAnyRole(items, place, ['of', 'the', 'on', 'in']) || items[place]?.folded === 'in') &&
    items[place]?.lex.part === undefined
  )
    place += 1
  return items[place]?.lex.part !== undefined && items[place]?.isAfterPause === false && items[place]?.lex.ahead === undefined
}

import { type Day, instantOf, readLocal, writeClock, writeDay } from './calendar.ts'
import { daysOf, minutesOf, writeDuration } from './durations.ts'
import type { Item } from './items.ts'
import { type LooseDay, PARTS, type PartOfDay, type SpokenValue, type ValueKind } from './kinds.ts'
import type { Bound } from './prefix.ts'
import type { Reading } from './reading.ts'
import { isCertain, type When } from './whens.ts'

/** Puts whens into values in their canonical forms: ranges and lists are joined. */
export function writeWhens(whens: readonly When[], items: readonly Item[], reading: Reading): SpokenValue[] {
  const values: SpokenValue[] = []
  for (let index = 0; index < whens.length; ) {
    const when = whens[index]
    if (when === undefined) break
    const next = whens[index + 1]
    // "monday to friday i'm at work" rules out all of it.
    if (next?.joint === 'range' && (when.isDenied || next.isDenied)) {
      index += 2
      continue
    }
    const range = next?.joint === 'range' ? writeRange(when, next) : undefined
    if (range !== undefined && next !== undefined) {
      values.push({ kind: 'interval', value: range, confidence: 0.95, ...placeOf(items, when.from, next.to), ...deny(when) })
      index += 2
      continue
    }
    const length = countList(whens, index)
    const list = whens.slice(index, index + length)
    // "pierwszy albo drugi" are days only where days are looked for.
    if (length > 1 && list.some(one => isWanted(one, reading))) {
      const days = [...new Set(list.map(({ day }) => writeDay(day?.day ?? 0)))]
      const place = placeOf(items, when.from, list.at(-1)?.to ?? when.to)
      const loose = looseOf(list)
      if (days.length > 1) values.push({ kind: 'dates', value: days, confidence: 0.95, ...place, ...loose })
      else values.push({ kind: 'date', value: days[0] ?? '', confidence: 0.95, ...place })
      index += length
      continue
    }
    const isAlternative = next?.joint === 'or' || when.joint === 'or'
    const value = isWanted(when, reading) ? writeWhen(when, reading) : undefined
    if (value !== undefined)
      values.push({
        kind: value.kind,
        value: value.value,
        confidence: isAlternative ? 0.5 : isCertain(when) ? 0.95 : 0.8,
        ...placeOf(items, when.from, when.to),
        ...partOf(when, value.kind),
        ...looseOf([when]),
        ...deny(when),
      })
    index += 1
  }
  return values
}

/** The part of the day that was said, alone or with an hour. */
function partOf(when: When, kind: ValueKind): { readonly part?: PartOfDay } {
  const part = when.part ?? when.partOfTime
  return part !== undefined && (kind === 'part' || when.times.length > 0) ? { part } : {}
}

/** Set where no more was said of each day than its weekday, or its number. */
function looseOf(whens: readonly When[]): { readonly loose?: LooseDay } {
  const day = whens[0]?.day
  if (whens.every(({ day }) => day?.isWeekdayOnly === true)) return { loose: 'weekday' }
  const isNumber = (one: typeof day) => one?.date !== undefined && one.isDated === undefined && one.weekday === undefined
  return day !== undefined && whens.every(when => isNumber(when.day)) ? { loose: 'date' } : {}
}

function deny({ isDenied }: When): { readonly denied?: true } {
  return isDenied ? { denied: true } : {}
}

/** Where in the text the items stand. */
export function placeOf(items: readonly Item[], from: number, to: number): { readonly start: number; readonly end: number } {
  return { start: items[from]?.start ?? 0, end: items[to - 1]?.end ?? 0 }
}

/** "druga" is an hour only where one is looked for. */
function isWanted(when: When, reading: Reading): boolean {
  if (isCertain(when)) return true
  return (
    (when.day?.isBare === true && reading.wantsDay) ||
    (when.times.length > 0 && (reading.wantsTime || reading.expect === 'interval')) ||
    when.duration !== undefined
  )
}

/** How many whens in a row are days to choose from. */
function countList(whens: readonly When[], from: number): number {
  let count = 0
  for (let index = from; index < whens.length; index += 1) {
    const when = whens[index]
    const isPlain =
      when?.day !== undefined &&
      when.times.length === 0 &&
      when.dayBound === undefined &&
      !when.isDenied &&
      when.part === undefined
    if (!isPlain || (index > from && when.joint !== 'or' && when.joint !== 'and')) break
    count += 1
  }
  return count
}

type Written = { readonly kind: ValueKind; readonly value: string }

function writeWhen(when: When, reading: Reading): Written | undefined {
  const { day, period, times, part, shift, duration } = when
  if (shift !== undefined) {
    const local = readLocal(reading.now + shift * 60_000, reading.zone)
    return { kind: 'datetime', value: writePoint(local.day, local.minutes) }
  }
  if (duration !== undefined) {
    const days = daysOf(duration)
    if (when.isSince && reading.direction === 'past' && reading.wantsDay && days !== undefined && days.months === 0)
      return { kind: 'date', value: writeDay(reading.today - days.days) }
    const minutes = minutesOf(duration)
    return minutes === 0 ? undefined : { kind: 'duration', value: writeDuration(duration) }
  }
  if (times.length > 0) return writeTimes(when, reading)
  if (part !== undefined) {
    if (when.isNoon && reading.wantsTime)
      return day === undefined
        ? { kind: 'time', value: 'T12:00' }
        : { kind: 'datetime', value: writeMoment(day.day, 720, reading) }
    const [from, to] = PARTS[part]
    if ((when.partBound === 'until' || when.partBound === 'before') && part !== 'night')
      return { kind: 'interval', value: `../${writePoint(day?.day, from * 60)}` }
    return { kind: 'part', value: `${writePoint(day?.day, from * 60)}/${writePoint(day?.day, to * 60)}` }
  }
  if (day !== undefined) {
    const isOnset = reading.direction !== 'future' && when.dayBound === 'from' && reading.expect !== 'interval'
    return when.dayBound === undefined || isOnset
      ? { kind: 'date', value: writeDay(day.day) }
      : { kind: 'interval', value: writeBound(when.dayBound, writeDay(day.day)) }
  }
  if (period === undefined) return undefined
  // "not till July" answers which month.
  return writePeriod(period, reading.expect === period.period ? undefined : when.dayBound)
}

function writePeriod(period: NonNullable<When['period']>, bound: Bound | undefined): Written {
  const { first, last } = period
  if (bound === undefined) {
    if (period.period === 'month') return { kind: 'month', value: writeDay(first).slice(0, 7) }
    return { kind: period.period === 'week' ? 'week' : 'interval', value: `${writeDay(first)}/${writeDay(last)}` }
  }
  switch (bound) {
    case 'from':
      return { kind: 'interval', value: `${writeDay(first)}/..` }
    case 'after':
      return { kind: 'interval', value: `${writeDay(last + 1)}/..` }
    case 'until':
      return { kind: 'interval', value: `../${writeDay(last)}` }
    case 'before':
      return { kind: 'interval', value: `../${writeDay(first - 1)}` }
  }
}

function writeTimes(when: When, reading: Reading): Written {
  const day = when.day?.day
  const [one, other] = when.times
  const start = one?.minutes ?? 0
  if (other !== undefined) return { kind: 'interval', value: `${writePoint(day, start)}/${writePoint(day, other.minutes)}` }
  const bound = one?.bound ?? (when.dayBound === undefined || day === undefined ? undefined : when.dayBound)
  if (bound === undefined || (reading.direction === 'past' && bound === 'from' && reading.expect !== 'interval'))
    return day === undefined
      ? { kind: 'time', value: `T${writeClock(start)}` }
      : { kind: 'datetime', value: writeMoment(day, start, reading) }
  return { kind: 'interval', value: writeBound(bound, writePoint(day, start)) }
}

/** A local time that exists: one that the clocks jump over is put an hour later. */
function writeMoment(day: Day, minutes: number, reading: Reading): string {
  const local = readLocal(instantOf(day, minutes, reading.zone), reading.zone)
  return writePoint(local.day, local.minutes)
}

function writeBound(bound: Bound, point: string): string {
  return bound === 'from' || bound === 'after' ? `${point}/..` : `../${point}`
}

/** `2026-05-07`, `2026-05-07T09:00` or `T09:00`; minutes may lie beyond midnight. */
function writePoint(day: Day | undefined, minutes: number | undefined): string {
  if (minutes === undefined) return day === undefined ? '..' : writeDay(day)
  const over = minutes >= 1440 ? 1 : 0
  return `${day === undefined ? '' : writeDay(day + over)}T${writeClock(minutes)}`
}

/** From one when to the next: "od poniedziałku do środy", "jutro od dziesiątej do dwunastej". */
function writeRange(start: When, end: When): string | undefined {
  const from = startOf(start)
  const to = endOf(end)
  if (from === undefined || to === undefined) return undefined
  // An hour and a day make no range together.
  const isSame = from.minutes === undefined ? to.day !== undefined : to.minutes !== undefined
  if (!isSame) return undefined
  const day = from.day ?? to.day
  const isAfternoon =
    from.minutes !== undefined &&
    to.minutes !== undefined &&
    to.minutes < from.minutes &&
    to.minutes + 720 < 1440 &&
    (to.day ?? day) === day
  const minutes = isAfternoon && to.minutes !== undefined ? to.minutes + 720 : to.minutes
  // "from Friday to Monday" ends after it begins.
  const last =
    to.day !== undefined && from.day !== undefined && to.day < from.day && end.day?.weekday !== undefined
      ? to.day + 7
      : (to.day ?? day)
  return `${writePoint(day, from.minutes)}/${writePoint(last, minutes)}`
}

function startOf({ day, period, times }: When): { readonly day?: Day; readonly minutes?: number } | undefined {
  const first = day?.day ?? period?.first
  const minutes = times[0]?.minutes
  if (first === undefined && minutes === undefined) return undefined
  return { ...(first === undefined ? {} : { day: first }), ...(minutes === undefined ? {} : { minutes }) }
}

function endOf({ day, period, times }: When): { readonly day?: Day; readonly minutes?: number } | undefined {
  const last = day?.day ?? period?.last
  const minutes = times[0]?.minutes
  if (last === undefined && minutes === undefined) return undefined
  return { ...(last === undefined ? {} : { day: last }), ...(minutes === undefined ? {} : { minutes }) }
}

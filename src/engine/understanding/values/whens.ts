import { dateOf, findDay } from './calendar.ts'
import { settleMinutes, type SpokenTime } from './clock.ts'
import type { SpokenDay } from './place-days.ts'
import { findDenialAfter, isDeniedBefore } from './denial.ts'
import type { SpokenDuration } from './durations.ts'
import {
  type Part,
  MAX_GAP,
  absorbParts,
  absorbWeekdays,
  dropWeakBounds,
  isBlocked,
  isSameKind,
  withoutBound,
} from './adjust-pieces.ts'
import { isAnyRole, isRole, type Item } from './items.ts'
import type { PartOfDay } from './kinds.ts'
import type { SpokenPeriod } from './periods.ts'
import { listPieces, type Piece } from './pieces.ts'
import type { Bound } from './prefix.ts'
import type { Reading } from './reading.ts'
/** A clock time within a when; `minutes` are settled. */
export interface WhenTime {
  readonly minutes: number
  readonly bound?: Bound
  readonly isBare: boolean
  readonly isCardinal: boolean
  readonly isExplicit: boolean
}

/** What was said about one "when"; `from` and `to` are indexes of items, prepositions left out. */
export interface When {
  readonly from: number
  readonly to: number
  readonly day?: SpokenDay
  readonly dayBound?: Bound
  readonly period?: SpokenPeriod
  readonly times: readonly WhenTime[]
  readonly part?: PartOfDay
  readonly partBound?: Bound
  /** The part of the day that settled the hour: "rano o ósmej". */
  readonly partOfTime?: PartOfDay
  readonly isNoon: boolean
  /** Minutes from now. */
  readonly shift?: number
  readonly duration?: SpokenDuration
  readonly isSince: boolean
  readonly isDenied: boolean
  /** How it goes on from the when before it. */
  readonly joint?: 'or' | 'and' | 'range' | 'correct'
  /** The day was taken over from the when before. */
  readonly isDayInherited: boolean
}

/** Every "when" of an utterance, in order; of a corrected one ("w czwartek, nie, w piątek") the last. */
export function listWhens(items: readonly Item[], reading: Reading): readonly When[] {
  const found = listPieces(items, reading)
  // Nobody is born "until" a day: such words were misheard.
  const bounded = reading.direction === 'birth' ? found.map(withoutBound) : found
  const pieces = absorbParts(absorbWeekdays(dropWeakBounds(bounded, items), items), items)
  const groups = groupPieces(pieces, items)
  const used = new Set<number>()
  const whens: When[] = []
  for (const [index, group] of groups.entries()) {
    const before = groups[index - 1]
    const when = makeWhen(group, items, used, before, groups[index + 1], reading)
    const joint = before === undefined ? undefined : findJoint(before, group, when, items)
    whens.push(joint === undefined ? when : { ...when, joint })
  }
  return settleCorrections(inheritDays(inheritMonths(whens)))
}

function groupPieces(pieces: readonly Part[], items: readonly Item[]): Part[][] {
  const groups: Part[][] = []
  for (const piece of pieces) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    const isFree =
      group !== undefined &&
      group.every(other => !isSameKind(other, piece) || isRangeOf(other, piece)) &&
      isCompatible(group, piece)
    const isNear = last !== undefined && piece.from - last.to <= MAX_GAP + 1 && !isBlocked(items, last.to, piece.from)
    if (group !== undefined && isFree && isNear) group.push(piece)
    else groups.push([piece])
  }
  return groups
}

/** "od dziesiątej do dwunastej" is one when of two times. */
function isRangeOf(one: Piece, other: Piece): boolean {
  if (one.kind !== 'time' || other.kind !== 'time') return false
  const { bound } = other.prefix
  if (one.prefix.isBetween && bound === undefined) return true
  return (
    (bound === 'until' || bound === 'before') &&
    (one.prefix.bound === 'from' || one.prefix.bound === 'after' || one.prefix.bound === undefined)
  )
}

function isCompatible(group: readonly Part[], piece: Part): boolean {
  if (piece.kind === 'duration' || piece.kind === 'shift') return false
  return group.every(({ kind }) => kind !== 'duration' && kind !== 'shift')
}

function makeWhen(
  group: readonly Part[],
  items: readonly Item[],
  used: Set<number>,
  before: readonly Part[] | undefined,
  after: readonly Part[] | undefined,
  reading: Reading,
): When {
  const first = group[0]
  const from = first?.from ?? 0
  const to = group.at(-1)?.to ?? from
  const day = group.find(piece => piece.kind === 'day')
  const period = group.find(piece => piece.kind === 'period')
  const part = group.find(piece => piece.kind === 'part')
  const shift = group.find(piece => piece.kind === 'shift')
  const duration = group.find(piece => piece.kind === 'duration')
  const times = settleRange(
    group.flatMap(piece => (piece.kind === 'time' ? [makeTime(piece, piece.partOfTime ?? part?.part)] : [])),
    group.some(piece => piece.kind === 'time' && piece.prefix.isBetween),
  )
  const isBeforeDenied = isDeniedBefore(
    items,
    first?.prefix.from ?? from,
    used,
    before !== undefined && from - (before.at(-1)?.to ?? 0) <= MAX_GAP,
  )
  const denial = findDenialAfter(items, to, reading.language)
  // "w czwartek nie mogę w piątek": what stands between belongs to the first.
  const isOfNext = denial !== undefined && after !== undefined && !isBeforeDenied && isPlainNo(items, to, denial)
  if (denial !== undefined && !isOfNext) for (let at = to; at < denial; at += 1) used.add(at)
  const partOfTime = group.find(piece => piece.kind === 'time' && piece.partOfTime !== undefined)?.partOfTime
  return {
    from,
    to,
    times,
    ...(partOfTime === undefined ? {} : { partOfTime }),
    isNoon: part?.kind === 'part' && part.isNoon,
    isSince: duration?.kind === 'duration' && duration.isSince,
    isDenied: isBeforeDenied || (denial !== undefined && !isOfNext),
    isDayInherited: false,
    ...(day === undefined ? {} : { day: day.day }),
    ...(period === undefined ? {} : { period: period.period }),
    ...boundOf(day ?? period, 'dayBound'),
    ...(part === undefined ? {} : { part: part.part, ...boundOf(part, 'partBound') }),
    ...(shift === undefined ? {} : { shift: shift.minutes }),
    ...(duration === undefined ? {} : { duration: duration.duration }),
  }
}

function isPlainNo(items: readonly Item[], to: number, denial: number): boolean {
  for (let at = to; at < denial; at += 1) if (isAnyRole(items, at, ['unable', 'cannot'])) return false
  return true
}

function boundOf<Name extends string>(piece: Piece | undefined, name: Name): { readonly [key in Name]?: Bound } {
  const bound = piece?.prefix.bound ?? (piece?.prefix.isBetween === true ? 'from' : undefined)
  return bound === undefined ? {} : ({ [name]: bound } as { readonly [key in Name]: Bound })
}

function makeTime(piece: Part & { readonly kind: 'time' }, part: PartOfDay | undefined): WhenTime {
  const { time, prefix } = piece
  const isExplicit = time.isExplicit || (part !== undefined && part !== 'morning')
  const bound = prefix.bound ?? (prefix.isBetween ? 'from' : undefined)
  return {
    minutes: settleMinutes(time as SpokenTime, part),
    isBare: piece.isBare && piece.partOfTime === undefined,
    isCardinal: time.isCardinal,
    isExplicit,
    ...(bound === undefined ? {} : { bound }),
  }
}

/** Both ends of a range in the same half of the day: "8 to 9 pm", "od ósmej do siódmej". */
function settleRange(times: readonly WhenTime[], isBetween: boolean): readonly WhenTime[] {
  const [one, other] = times
  if (one === undefined || other === undefined) return times
  const start: WhenTime = one.bound === undefined ? { ...one, bound: 'from' } : one
  const end: WhenTime = isBetween && other.bound === undefined ? { ...other, bound: 'until' } : other
  const HALF_DAY = 720
  if (!start.isExplicit && end.isExplicit && start.minutes + HALF_DAY < end.minutes)
    return [{ ...start, minutes: start.minutes + HALF_DAY }, end]
  if (!end.isExplicit && end.minutes < start.minutes && end.minutes + HALF_DAY > start.minutes && end.minutes + HALF_DAY < 1440)
    return [start, { ...end, minutes: end.minutes + HALF_DAY }]
  return [start, end]
}

/** How one when goes on from another, by what stands between them. */
function findJoint(before: readonly Part[], group: readonly Part[], when: When, items: readonly Item[]): When['joint'] {
  const last = before.at(-1)
  const first = group[0]
  if (last === undefined || first === undefined) return undefined
  const has = (role: 'or' | 'and' | 'correct' | 'no') => {
    for (let at = last.to; at < first.from; at += 1) if (isRole(items, at, role)) return true
    return false
  }
  const isStart = before.some(({ prefix }) => prefix.bound === 'from' || prefix.bound === 'after' || prefix.isBetween)
  const isEnd = first.prefix.bound === 'until' || first.prefix.bound === 'before'
  const isRange = isEnd && (isStart || before.some(piece => isSameKind(piece, first)))
  const isClose = first.from - last.to <= MAX_GAP
  // "Monday to Friday I'm at work"
  if (when.isDenied) return isRange && isClose && !has('no') && !has('correct') ? 'range' : undefined
  if (has('correct') || has('no')) return 'correct'
  if (!isClose) return has('or') && first.from - last.to <= MAX_GAP + 2 ? 'or' : undefined
  if (before.some(({ prefix }) => prefix.isBetween) && has('and')) return 'range'
  if (isRange) return 'range'
  if (items[first.from]?.gap.trim() === '-' && first.from === last.to) return 'range'
  if (has('or')) return 'or'
  if (has('and')) return 'and'
  return items[first.from]?.isAfterPause === true || first.from - last.to <= 1 ? 'and' : undefined
}

/** A day without its month is of the month said before: "piątego maja albo szóstego". */
function inheritMonths(whens: readonly When[]): When[] {
  const done: When[] = []
  for (const when of whens) {
    const before = done.at(-1)
    const { day, joint } = when
    const isUndated = day?.date !== undefined && day.isDated === undefined && day.weekday === undefined
    if (before?.day?.isDated === true && isUndated && joint !== undefined) {
      const { year, month } = dateOf(before.day.day)
      const settled = findDay(year, month, day.date ?? 0)
      const isAhead = joint === 'correct' || joint === 'or' || (settled ?? 0) > before.day.day
      if (settled !== undefined && isAhead) {
        done.push({ ...when, day: { ...day, day: settled, isDated: true, isBare: false } })
        continue
      }
    }
    done.push(when)
  }
  return done
}

/** An hour alone belongs to the day said before it: "jutro o ósmej albo o dziewiątej". */
function inheritDays(whens: readonly When[]): When[] {
  const done: When[] = []
  for (const when of whens) {
    const before = done.at(-1)
    const isHourOnly =
      when.day === undefined &&
      when.period === undefined &&
      (when.times.length > 0 || when.part !== undefined) &&
      when.shift === undefined
    const isFit =
      before?.day !== undefined &&
      !when.isDenied &&
      when.joint !== undefined &&
      (before.times.length > 0 || before.part !== undefined || when.joint === 'range')
    if (isHourOnly && isFit && before.day !== undefined && !before.isDenied)
      done.push({ ...when, day: before.day, isDayInherited: true })
    else done.push(when)
  }
  return done
}

/** Of corrected whens the last stays, with what it left unsaid: "jutro o ósmej, nie, o dziewiątej". */
function settleCorrections(whens: readonly When[]): When[] {
  const kept: When[] = []
  for (const when of whens) {
    const before = kept.at(-1)
    if (when.joint !== 'correct' || before === undefined || before.isDenied || !isAlike(before, when)) {
      kept.push(when)
      continue
    }
    kept.pop()
    const hours =
      when.times.length === 0 && when.part === undefined && before.day !== undefined && when.day !== undefined
        ? before.times
        : when.times
    const { joint: _, ...rest } = when
    // What was corrected may itself have gone on from something.
    kept.push({
      ...rest,
      times: hours,
      ...(hours === before.times && before.part !== undefined ? { part: before.part } : {}),
      ...(when.day === undefined &&
      when.period === undefined &&
      before.day !== undefined &&
      when.shift === undefined &&
      when.duration === undefined
        ? { day: before.day, isDayInherited: true }
        : {}),
      ...(before.joint === undefined ? {} : { joint: before.joint }),
    })
  }
  return kept
}

function isAlike(one: When, other: When): boolean {
  const hasDay = ({ day, period, shift }: When) => day !== undefined || period !== undefined || shift !== undefined
  return (
    (hasDay(one) && hasDay(other)) ||
    (one.times.length > 0 && other.times.length > 0) ||
    (one.part !== undefined && other.part !== undefined) ||
    (one.duration !== undefined && other.duration !== undefined) ||
    (one.times.length > 0 && other.part !== undefined)
  )
}

/** Whether something was said so that it cannot be a place in a row. */
export function isCertain(when: When): boolean {
  return (
    (when.day !== undefined && !when.day.isBare && !when.isDayInherited) ||
    when.period !== undefined ||
    when.part !== undefined ||
    when.shift !== undefined ||
    when.times.some(({ isBare }) => !isBare)
  )
}

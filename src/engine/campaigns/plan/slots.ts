import { isWithin, type Windows } from './windows.ts'
import { DAY_MS, dayOf, minuteOf, weekdayOf, type ZoneClock } from '../../../scenarios/contact/index.ts'

/** Where a part of the day ends, in minutes: morning, afternoon, evening. */
const PART_ENDS = [12 * 60, 17 * 60, 24 * 60] as const
/** Nobody is called again within this of a clock time at which they were not reached. */
const KEEP_AWAY_MINUTES = 120
/** An untried part of the day is worth waiting for this much longer than an untried weekday. */
const PART_PATIENCE_MS = 36 * 3_600_000

/** Part of the day of a minute: 0 morning, 1 afternoon, 2 evening. */
export function partOf(minute: number): number {
  return minute < PART_ENDS[0] ? 0 : minute < PART_ENDS[1] ? 1 : 2
}

/** Where to look for the next hour. */
export interface SlotSearch {
  readonly clock: ZoneClock
  readonly windows: Windows
  /** Instants, from and to (excluded). */
  readonly from: number
  readonly until: number
  /** Whether the caps allow a call on a local day. */
  readonly isDayFree: (day: number) => boolean
  /** Absent: any hour will do, the first is taken. */
  readonly spread?: {
    /** Hours at which the person was not reached, as local instants. */
    readonly tried: readonly number[]
    /** Part of the day that is avoided as long as there is another. */
    readonly avoidPart?: number
  }
}

/** How good an hour is: the lower the better. */
const UNTRIED_PART = 0
const UNTRIED_WEEKDAY = 1
const UNTRIED_AVOIDED = 2
const TRIED = 3
const TRIED_AVOIDED = 4

interface Found {
  readonly at: number
  readonly rank: number
}

/**
 * The hour of the next attempt, an instant not before `from`. An untried part of the day comes first, then an untried pair of weekday and
 * part, then what is left; never within two hours of a clock time that failed. Every instant that is given out has been turned into
 * local time again and found to be allowed: a jump of the clock cannot lead outside the windows. Undefined when there is none.
 */
export function findSlot(search: SlotSearch): number | undefined {
  const { clock, windows, from, until, spread } = search
  const firstLocal = clock.toLocal(from)
  const [firstDay, lastDay] = [dayOf(firstLocal), dayOf(clock.toLocal(until))]
  const spaces = spread === undefined ? undefined : describeTried(spread.tried)
  const best: (number | undefined)[] = []
  for (let day = firstDay; day <= lastDay; day++) {
    if (!search.isDayFree(day)) continue
    for (const span of windows.spansOn(day)) {
      for (const piece of spaces === undefined ? [span] : cutSpan(span, spaces.minutes)) {
        const at = findInstant(search, day, piece, from)
        if (at === undefined || at >= until) continue
        const rank = spaces === undefined ? UNTRIED_PART : rankPiece(day, piece.from, spaces, spread?.avoidPart)
        if (best[rank] === undefined) best[rank] = at
      }
    }
    const found = chooseBest(best)
    const isSettled = found !== undefined && (found.rank === UNTRIED_PART || hasWaitedEnough(best, found, day, clock))
    if (isSettled) return found.at
  }
  return chooseBest(best)?.at
}

/** Whether an instant may be used: the test that everything passes before it is given out, and before a call begins. */
export function isAllowedAt(clock: ZoneClock, windows: Windows, at: number): boolean {
  const local = clock.toLocal(at)
  return isWithin(windows, dayOf(local), minuteOf(local))
}

function hasWaitedEnough(best: readonly (number | undefined)[], found: Found, day: number, clock: ZoneClock): boolean {
  if (found.rank !== UNTRIED_WEEKDAY) return false
  return (day + 1) * DAY_MS - clock.toLocal(found.at) > PART_PATIENCE_MS && best[UNTRIED_PART] === undefined
}

function chooseBest(best: readonly (number | undefined)[]): Found | undefined {
  const [part, weekday] = [best[UNTRIED_PART], best[UNTRIED_WEEKDAY]]
  if (part !== undefined && (weekday === undefined || part - weekday <= PART_PATIENCE_MS)) return { at: part, rank: UNTRIED_PART }
  for (const rank of [UNTRIED_WEEKDAY, UNTRIED_AVOIDED, TRIED, TRIED_AVOIDED]) {
    const at = best[rank]
    if (at !== undefined) return { at, rank }
  }
  return undefined
}

interface TriedHours {
  readonly minutes: readonly number[]
  /** Bits by part, and by weekday and part. */
  readonly parts: number
  readonly pairs: number
}

function describeTried(locals: readonly number[]): TriedHours {
  let [parts, pairs] = [0, 0]
  for (const local of locals) {
    const part = partOf(minuteOf(local))
    parts |= 1 << part
    pairs |= 1 << (weekdayOf(dayOf(local)) * 3 + part)
  }
  return { minutes: locals.map(minuteOf), parts, pairs }
}

function rankPiece(day: number, minute: number, tried: TriedHours, avoidPart: number | undefined): number {
  const part = partOf(minute)
  const isAvoided = part === avoidPart
  if ((tried.pairs & (1 << (weekdayOf(day) * 3 + part))) !== 0) return isAvoided ? TRIED_AVOIDED : TRIED
  if (isAvoided) return UNTRIED_AVOIDED
  return (tried.parts & (1 << part)) === 0 ? UNTRIED_PART : UNTRIED_WEEKDAY
}

interface Piece {
  readonly from: number
  readonly to: number
}

/** A span without what lies within two hours of the failed clock times (around midnight too), cut where the part of the day changes. */
function cutSpan(span: Piece, failed: readonly number[]): readonly Piece[] {
  let pieces: Piece[] = []
  let from = span.from
  for (const end of PART_ENDS) {
    if (from >= span.to) break
    if (end > from) {
      pieces.push({ from, to: Math.min(end, span.to) })
      from = Math.min(end, span.to)
    }
  }
  for (const minute of failed)
    for (const shift of [-1440, 0, 1440])
      pieces = cutOut(pieces, minute + shift - KEEP_AWAY_MINUTES, minute + shift + KEEP_AWAY_MINUTES)
  return pieces
}

function cutOut(pieces: readonly Piece[], from: number, to: number): Piece[] {
  if (pieces.every(piece => piece.to <= from || piece.from >= to)) return pieces as Piece[]
  return pieces.flatMap(piece => {
    if (piece.to <= from || piece.from >= to) return [piece]
    return [
      { from: piece.from, to: from },
      { from: to, to: piece.to },
    ].filter(rest => rest.from < rest.to)
  })
}

/** The first instant of a piece that is not before `from`, if the clock of that day shows it. */
function findInstant({ clock, windows }: SlotSearch, day: number, piece: Piece, from: number): number | undefined {
  const at = Math.max(from, clock.toInstant(day * DAY_MS + Math.ceil(piece.from * 60_000)))
  const local = clock.toLocal(at)
  const minute = minuteOf(local)
  if (dayOf(local) !== day || minute < piece.from || minute >= piece.to) return undefined
  return isWithin(windows, day, minute) ? at : undefined
}

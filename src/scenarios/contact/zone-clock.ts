import { IANAZone } from 'luxon'

/** A day, in ms. */
export const DAY_MS = 86_400_000
/** Offsets are looked up in blocks of this length, each made once. */
const BLOCK_MS = 512 * DAY_MS
/** Between two looks no zone changes its offset twice: the shortest stretch (Morocco's Ramadan) is a month. */
const LOOK_MS = 5 * DAY_MS

/**
 * The clock of one zone. A *local* instant is a number too: the ms since 1970 that a clock on the wall there shows,
 * so that its day is `local / DAY_MS` and its time of day the rest.
 */
export interface ZoneClock {
  /** What the clock shows at an instant. */
  toLocal(at: number): number
  /**
   * The first instant at which the clock shows this; where the clock jumps over it, an instant after the jump. Where it shows it twice,
   * the first of both.
   */
  toInstant(local: number): number
}

/** From `at` on the offset is this. */
interface Change {
  readonly at: number
  readonly offsetMs: number
}

const clocks = new Map<string, ZoneClock | undefined>()

/** The clock of a zone by its IANA name, remembered; undefined when there is no such zone. */
export function findZoneClock(name: string): ZoneClock | undefined {
  if (clocks.has(name)) return clocks.get(name)
  const clock = IANAZone.isValidZone(name) ? createZoneClock(IANAZone.create(name)) : undefined
  clocks.set(name, clock)
  return clock
}

function createZoneClock(zone: IANAZone): ZoneClock {
  const offsetOf = (at: number): number => Math.round(zone.offset(at) * 60_000)
  const blocks = new Map<number, readonly Change[]>()
  const offsetAt = (at: number): number => {
    const number = Math.floor(at / BLOCK_MS)
    let changes = blocks.get(number)
    if (changes === undefined) blocks.set(number, (changes = listChanges(offsetOf, number * BLOCK_MS)))
    let offsetMs = 0
    for (const change of changes) {
      if (change.at > at) break
      offsetMs = change.offsetMs
    }
    return offsetMs
  }
  const toLocal = (at: number): number => at + offsetAt(at)
  return {
    toLocal,
    toInstant(local) {
      const before = local - offsetAt(local - DAY_MS)
      const after = local - offsetAt(local + DAY_MS)
      const first = Math.min(before, after)
      if (toLocal(first) === local) return first
      const second = Math.max(before, after)
      if (toLocal(second) === local) return second
      // The clock jumps over it: reckoned by the offset before, it lies behind the jump.
      return before
    },
  }
}

function listChanges(offsetOf: (at: number) => number, from: number): readonly Change[] {
  const changes: Change[] = [{ at: from, offsetMs: offsetOf(from) }]
  for (let at = from; at < from + BLOCK_MS; at += LOOK_MS) {
    const [before, after] = [offsetOf(at), offsetOf(at + LOOK_MS)]
    if (before !== after) changes.push({ at: findChange(offsetOf, at, at + LOOK_MS), offsetMs: after })
  }
  return changes
}

/** The first ms of the new offset; zones change at whole minutes. */
function findChange(offsetOf: (at: number) => number, from: number, to: number): number {
  const before = offsetOf(from)
  let [low, high] = [Math.floor(from / 60_000), Math.ceil(to / 60_000)]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offsetOf(middle * 60_000) === before) low = middle
    else high = middle
  }
  return high * 60_000
}

/** Day of a local instant: days since 1 January 1970. */
export function dayOf(local: number): number {
  return Math.floor(local / DAY_MS)
}

/** ISO weekday of a day: 1 Monday to 7 Sunday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

/** Minute of the day of a local instant, with its fraction: 0 to 1440. */
export function minuteOf(local: number): number {
  return (local - dayOf(local) * DAY_MS) / 60_000
}

import type { Hours } from '../../messages/index.ts'
import { DAY_MS, dayOf, findZoneClock, isAllowedAt, type Windows } from '../plan/index.ts'

/** A message that may not be sent within so many days is not sent. */
const LATEST_DAYS = 3
const MINUTE_MS = 60_000

/** When messages may be sent to somebody in a zone, from `now` on; empty when there is no such hour for days, or the zone is not known. */
export function listHours(zone: string, windows: Windows, now: number): Hours {
  const clock = findZoneClock(zone)
  if (clock === undefined) return []
  const today = dayOf(clock.toLocal(now))
  return Array.from({ length: LATEST_DAYS + 1 }, (_, index) => today + index).flatMap(day =>
    windows.spansOn(day).flatMap(({ from, to }) => {
      const at = (minute: number): number => clock.toInstant(day * DAY_MS + minute * MINUTE_MS)
      const span = { dayAt: at(0), from: Math.max(now, at(from)), until: at(to) }
      // Where the clock jumps, an hour may not be there.
      return span.from < span.until && isAllowedAt(clock, windows, span.from) ? [span] : []
    }),
  )
}

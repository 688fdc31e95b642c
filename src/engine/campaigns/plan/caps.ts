import type { Caps } from './policy.ts'
import { dayOf, type ZoneClock } from '../../../scenarios/contact/index.ts'

/**
 * Whether the caps leave room for one more call on a local day, given the instants at which the person or the number was called.
 * A week is any seven days that hold the day, a month any thirty: stricter than the calendar's.
 */
export function createDayCheck(caps: Caps, calls: readonly number[], clock: ZoneClock): (day: number) => boolean {
  const { perDay = Infinity, perWeek = Infinity, perMonth = Infinity } = caps
  if (perDay === Infinity && perWeek === Infinity && perMonth === Infinity) return () => true
  const days = calls.map(at => dayOf(clock.toLocal(at)))
  const countWithin = (from: number, to: number): number => {
    let count = 0
    for (const day of days) if (day >= from && day <= to) count++
    return count
  }
  return day =>
    countWithin(day, day) < perDay &&
    (perWeek === Infinity || countWithin(day - 6, day) < perWeek) &&
    (perMonth === Infinity || countWithin(day - 29, day) < perMonth)
}

/** The stricter of both, cap by cap. */
export function mergeCaps(left: Caps, right: Caps): Caps {
  const merge = (key: keyof Caps): number | undefined => {
    const least = Math.min(left[key] ?? Infinity, right[key] ?? Infinity)
    return least === Infinity ? undefined : least
  }
  const [perDay, perWeek, perMonth] = [merge('perDay'), merge('perWeek'), merge('perMonth')]
  return {
    ...(perDay !== undefined && { perDay }),
    ...(perWeek !== undefined && { perWeek }),
    ...(perMonth !== undefined && { perMonth }),
  }
}

import { dayOf, findZoneClock, minuteOf, weekdayOf } from '../plan/index.ts'
import type { Reach } from './report.ts'

/** Attempts and how many of them reached somebody, by a name each. */
export class ReachTable {
  readonly #rows = new Map<string, { attempts: number; reached: number }>()

  add(name: string, isReached: boolean): void {
    let row = this.#rows.get(name)
    if (row === undefined) this.#rows.set(name, (row = { attempts: 0, reached: 0 }))
    row.attempts += 1
    if (isReached) row.reached += 1
  }

  /** By name. */
  list(): readonly Reach[] {
    return [...this.#rows]
      .map(([name, { attempts, reached }]) => ({ name, attempts, reached }))
      .sort((one, other) => (one.name < other.name ? -1 : 1))
  }
}

/** Hour (`09`) and ISO weekday (`1` Monday) by the clock of a zone; undefined in a zone that nobody knows. */
export function readLocalTime(at: number, zone: string): { readonly hour: string; readonly weekday: string } | undefined {
  const local = findZoneClock(zone)?.toLocal(at)
  if (local === undefined) return undefined
  return {
    hour: String(Math.floor(minuteOf(local) / 60)).padStart(2, '0'),
    weekday: String(weekdayOf(dayOf(local))),
  }
}

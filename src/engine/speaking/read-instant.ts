import { zoneOf } from '../clinic-zone.ts'
import { makeDay } from './common/calendar.ts'
import type { SpokenMoment } from './spoken-language.ts'

/**
 * An instant (epoch ms) as a clock and a calendar in the zone show it; undefined outside of the years 1 to 9999 and in an unknown zone.
 * Luxon knows the offset; the fields of a shifted instant are quicker to read from the day's own arithmetic than from it.
 */
export function readInstant(at: number, zone: string): SpokenMoment | undefined {
  const offset = zoneOf(zone).offset(at)
  const shifted = new Date(at + offset * 60_000)
  const year = shifted.getUTCFullYear()
  if (Number.isNaN(year)) return undefined
  const day = makeDay(year, shifted.getUTCMonth() + 1, shifted.getUTCDate())
  return day === undefined ? undefined : { ...day, hour: shifted.getUTCHours(), minute: shifted.getUTCMinutes() }
}

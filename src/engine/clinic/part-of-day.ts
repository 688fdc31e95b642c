import { DateTime } from 'luxon'
import { zoneOf } from '../clinic-zone.ts'
import type { TimesWanted } from './system.ts'

/** Parts of the day by the hour at which they begin and end; some hours belong to two. */
const PARTS = { morning: [0, 12], midday: [11, 14], afternoon: [12, 17], evening: [17, 24] } as const

/** Whether an instant (epoch ms) is in a part of the clinic's day; any is when none is wanted. */
export function isInPart(at: number, part: TimesWanted['part'], zone: string): boolean {
  if (part === undefined) return true
  const [begins, ends] = PARTS[part]
  const { hour } = DateTime.fromMillis(at, { zone: zoneOf(zone) })
  return hour >= begins && hour < ends
}

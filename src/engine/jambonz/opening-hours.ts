import { DateTime } from 'luxon'

/** Minutes of a day, from and to (excluded), by ISO weekday (1 Monday to 7 Sunday). */
export type OpeningHours = ReadonlyMap<number, readonly { readonly from: number; readonly to: number }[]>

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const SPAN = /^([01]?\d|2[0-4]):([0-5]\d) ?[-–] ?([01]?\d|2[0-4]):([0-5]\d)$/

/** Weekdays of `mon`, `mon-fri`, `daily`; undefined when it is none of these. */
export function readDays(text: string): readonly number[] | undefined {
  if (text === 'daily') return [1, 2, 3, 4, 5, 6, 7]
  const [first = '', last = first, ...more] = text.split('-')
  const from = DAYS.indexOf(first) + 1
  const to = DAYS.indexOf(last) + 1
  if (from === 0 || to === 0 || more.length > 0) return undefined
  const count = ((to - from + 7) % 7) + 1
  return Array.from({ length: count }, (_, index) => ((from - 1 + index) % 7) + 1)
}

/** Minutes of `07:30-18:00`; undefined when it is no such span or ends before it begins. */
export function readSpan(text: string): { readonly from: number; readonly to: number } | undefined {
  const [, ...parts] = SPAN.exec(text.trim()) ?? []
  const [fromHour, fromMinute, toHour, toMinute] = parts.map(Number)
  if (fromHour === undefined || fromMinute === undefined || toHour === undefined || toMinute === undefined) return undefined
  const from = fromHour * 60 + fromMinute
  const to = toHour * 60 + toMinute
  return from < to && to <= 24 * 60 ? { from, to } : undefined
}

/** Whether it is open at an instant (epoch ms) in a zone (IANA). */
export function isOpen(hours: OpeningHours, now: number, zone: string): boolean {
  const local = DateTime.fromMillis(now, { zone })
  const minute = local.hour * 60 + local.minute
  return (hours.get(local.weekday) ?? []).some(span => span.from <= minute && minute < span.to)
}

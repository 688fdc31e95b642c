import { DateTime } from 'luxon'

/** Minutes from a day's midnight, from and to (excluded). What goes on after midnight ends beyond 24 hours: 20:00 to 08:00 is 1200 to 1920. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** When somebody can be reached. A day without spans is closed. */
export interface OpeningHours {
  /** By ISO weekday, 1 Monday to 7 Sunday. */
  readonly weekdays: ReadonlyMap<number, readonly Span[]>
  /** By date (`2026-12-24`); takes the place of the weekday. */
  readonly dates: ReadonlyMap<string, readonly Span[]>
}

/** Which days are meant: weekdays, or dates. */
export type Days =
  | { readonly kind: 'weekdays'; readonly weekdays: readonly number[] }
  | { readonly kind: 'dates'; readonly dates: readonly string[] }

const DAY_MINUTES = 24 * 60
const DAY_MS = 86_400_000
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const SPAN = /^([01]?\d|2[0-4]):([0-5]\d) ?[-–] ?([01]?\d|2[0-4]):([0-5]\d)$/
const DATE = /^\d{4}-\d{2}-\d{2}$/
const MOST_DATES = 366

/** The whole day. */
export const ALL_DAY: Span = { from: 0, to: DAY_MINUTES }

/** Days of `mon`, `mon-fri`, `daily`, `2026-12-24`, `2026-12-24 to 2026-12-26`; undefined when it is none of these. */
export function readDays(text: string): Days | undefined {
  const dates = readDates(text.trim())
  if (dates !== undefined) return { kind: 'dates', dates }
  const weekdays = readWeekdays(text.trim())
  return weekdays === undefined ? undefined : { kind: 'weekdays', weekdays }
}

function readWeekdays(text: string): readonly number[] | undefined {
  if (text === 'daily') return [1, 2, 3, 4, 5, 6, 7]
  const [first = '', last = first, ...more] = text.split('-')
  const from = DAYS.indexOf(first) + 1
  const to = DAYS.indexOf(last) + 1
  if (from === 0 || to === 0 || more.length > 0) return undefined
  const count = ((to - from + 7) % 7) + 1
  return Array.from({ length: count }, (_, index) => ((from - 1 + index) % 7) + 1)
}

function readDates(text: string): readonly string[] | undefined {
  const [first = '', last = first, ...more] = text.split(' to ')
  if (more.length > 0 || !DATE.test(first) || !DATE.test(last)) return undefined
  const from = DateTime.fromISO(first, { zone: 'utc' })
  const to = DateTime.fromISO(last, { zone: 'utc' })
  const count = to.diff(from, 'days').days + 1
  if (!from.isValid || !to.isValid || count < 1 || count > MOST_DATES) return undefined
  return Array.from({ length: count }, (_, index) => from.plus({ days: index }).toISODate() ?? '')
}

/** Minutes of `07:30-18:00`; undefined when it is no such span or ends before it begins. */
export function readSpan(text: string): Span | undefined {
  const span = readShift(text)
  return span === undefined || span.to > DAY_MINUTES ? undefined : span
}

/** The same for who works at night: `20:00-08:00` ends the next morning. */
export function readShift(text: string): Span | undefined {
  const [, ...parts] = SPAN.exec(text.trim()) ?? []
  const [fromHour, fromMinute, toHour, toMinute] = parts.map(Number)
  if (fromHour === undefined || fromMinute === undefined || toHour === undefined || toMinute === undefined) return undefined
  const from = fromHour * 60 + fromMinute
  const to = toHour * 60 + toMinute
  if (from === to || from >= DAY_MINUTES || to > DAY_MINUTES) return undefined
  return from < to ? { from, to } : { from, to: to + DAY_MINUTES }
}

/** Adds spans to days. */
export function addSpans(hours: OpeningHours, days: Days, spans: readonly Span[]): OpeningHours {
  const add = <K>(known: ReadonlyMap<K, readonly Span[]>, keys: readonly K[]): ReadonlyMap<K, readonly Span[]> => {
    const next = new Map(known)
    for (const key of keys) next.set(key, [...(next.get(key) ?? []), ...spans])
    return next
  }
  return days.kind === 'dates'
    ? { ...hours, dates: add(hours.dates, days.dates) }
    : { ...hours, weekdays: add(hours.weekdays, days.weekdays) }
}

/** Open day and night. */
export const ALWAYS: OpeningHours = { weekdays: new Map([1, 2, 3, 4, 5, 6, 7].map(day => [day, [ALL_DAY]])), dates: new Map() }

/** Never open; `addSpans` opens it. */
export const NO_HOURS: OpeningHours = { weekdays: new Map(), dates: new Map() }

/** Whether it is open at an instant (epoch ms) in a zone (IANA). Days off (days since 1970) are closed, where they have no hours of their own. */
export function isOpen(
  hours: OpeningHours,
  now: number,
  zone: string,
  isDayOff: (day: number) => boolean = () => false,
): boolean {
  const today = DateTime.fromMillis(now, { zone })
  const minute = today.hour * 60 + today.minute
  const isWithin = (day: DateTime, at: number): boolean => {
    const usual = isDayOff(Date.UTC(day.year, day.month - 1, day.day) / DAY_MS) ? [] : (hours.weekdays.get(day.weekday) ?? [])
    const spans = hours.dates.get(day.toISODate() ?? '') ?? usual
    return spans.some(span => span.from <= at && at < span.to)
  }
  return isWithin(today, minute) || isWithin(today.minus({ days: 1 }), minute + DAY_MINUTES)
}

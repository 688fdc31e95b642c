/** A day with what is spoken of it. Months and days from 1, weekday 1 = Monday. */
export interface CalendarDay {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly weekday: number
}

const DAY_MS = 86_400_000

/** The day of a year, month and day; undefined when the calendar has none such (31 February). Years 1 to 9999. */
export function makeDay(year: number, month: number, day: number): CalendarDay | undefined {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined
  return { year, month, day, weekday: weekdayOf(year, month, day) }
}

/** The day of a `YYYY-MM-DD`; undefined when it is no date. */
export function readDay(value: string): CalendarDay | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value)
  return parts === null ? undefined : makeDay(Number(parts[1]), Number(parts[2]), Number(parts[3]))
}

/** Hour and minute of a `HH:MM`, with or without a leading T and seconds; undefined when it is no time. */
export function readClock(value: string): { readonly hour: number; readonly minute: number } | undefined {
  const parts = /^T?([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?$/.exec(value)
  return parts === null ? undefined : { hour: Number(parts[1]), minute: Number(parts[2]) }
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
}

function weekdayOf(year: number, month: number, day: number): number {
  // Date.UTC takes years under 100 for 19xx; 400 years later the week is the same.
  const days = Math.round(Date.UTC(year + 400, month - 1, day) / DAY_MS)
  // 1 January 1970 was a Thursday.
  return ((((days + 3) % 7) + 7) % 7) + 1
}

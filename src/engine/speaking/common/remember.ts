import type { CalendarDay } from './calendar.ts'

/** A table of all 1 440 minutes, filled as they are asked for. */
export function rememberTimes(say: (hour: number, minute: number) => string): (hour: number, minute: number) => string {
  const known: (string | undefined)[] = Array.from({ length: 1440 })
  return (hour, minute) => (known[hour * 60 + minute] ??= say(hour, minute))
}

/** A table of days of the year by their weekday; nothing else of the day may matter to `say`. */
export function rememberDays(say: (day: CalendarDay) => string): (day: CalendarDay) => string {
  const known: (string | undefined)[] = Array.from({ length: 13 * 32 * 8 })
  return day => (known[(day.month * 32 + day.day) * 8 + day.weekday] ??= say(day))
}

import { type Day, dateOf, daysIn, findDay, weekdayOf } from './calendar.ts'
import type { Reading } from './reading.ts'

/** A day that was said. */
export interface SpokenDay {
  /** Not a number: a day and a month were said that the calendar does not have. */
  readonly day: Day
  /** What was said of it, for choosing among options: 1 = Monday; day of the month. */
  readonly weekday?: number
  readonly date?: number
  /** Nothing but the weekday was said. */
  readonly isWeekdayOnly?: true
  /** Its month was said, too. */
  readonly isDated?: true
  /** Only a number ("piąty"): a day of the month if nothing else is meant. */
  readonly isBare: boolean
  readonly to: number
}

/** A whole date as a day; undefined when there is no such date. */
export function makeDate(date: number, month: number, year: number, to: number): SpokenDay | undefined {
  const day = findDay(year, month, date)
  return day === undefined ? undefined : { day, date, isDated: true, isBare: false, to }
}

/** The next such day from today on, or the last one. 29 February waits for its year. */
export function placeDate(date: number, month: number, reading: Reading, to: number): SpokenDay | undefined {
  if (month < 1 || month > 12 || date < 1 || date > daysIn(2024, month)) return undefined
  const isPast = reading.direction !== 'future'
  const { year } = dateOf(reading.today)
  for (let ahead = 0; ahead <= 8; ahead += 1) {
    const day = findDay(isPast ? year - ahead : year + ahead, month, date)
    if (day !== undefined && (isPast ? day <= reading.today : day >= reading.today))
      return { day, date, isDated: true, isBare: false, to }
  }
  return undefined
}

/** The next such day of a month from today on, or the last one; short months are skipped. */
export function placeDayOfMonth(date: number, reading: Reading): Day | undefined {
  const { year, month } = dateOf(reading.today)
  const isPast = reading.direction !== 'future'
  for (let ahead = 0; ahead < 4; ahead += 1) {
    const index = year * 12 + month - 1 + (isPast ? -ahead : ahead)
    const day = findDay(Math.floor(index / 12), (index % 12) + 1, date)
    if (day !== undefined && (isPast ? day <= reading.today : day >= reading.today)) return day
  }
  return undefined
}

/** The day of a month in this or the following months that falls on a weekday: "w piątek piętnastego". */
export function placeWeekdayOn(weekday: number, date: number, reading: Reading): Day | undefined {
  const { year, month } = dateOf(reading.today)
  const isPast = reading.direction !== 'future'
  for (let ahead = 0; ahead < 14; ahead += 1) {
    const index = year * 12 + month - 1 + (isPast ? -ahead : ahead)
    const day = findDay(Math.floor(index / 12), (index % 12) + 1, date)
    if (day !== undefined && weekdayOf(day) === weekday && (isPast ? day <= reading.today : day >= reading.today)) return day
  }
  return undefined
}

import type { CalendarDay } from '../common/calendar.ts'
import { sayCardinal, sayOrdinal, sayYear } from './numbers.ts'

/** Monday first. */
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** "on Tuesday" */
export function sayWeekday(day: CalendarDay): string {
  return `on ${WEEKDAYS[day.weekday - 1] ?? ''}`
}

/** "the fifth of May" */
export function sayBareDayMonth(day: CalendarDay): string {
  return `the ${sayOrdinal(day.day)} of ${MONTHS[day.month - 1] ?? ''}`
}

/** "on Tuesday the fifth of May" */
export function sayDay(day: CalendarDay): string {
  return `${sayWeekday(day)} ${sayBareDayMonth(day)}`
}

/** "the third of May nineteen seventy-two" */
export function sayDate(day: CalendarDay): string {
  return `${sayBareDayMonth(day)} ${sayYear(day.year)}`
}

function sayPart(hour: number): string {
  if (hour === 0 || hour >= 22) return 'at night'
  if (hour < 12) return 'in the morning'
  return hour < 18 ? 'in the afternoon' : 'in the evening'
}

/**
 * "eight thirty in the morning": the figures as they stand in a letter, in the order in which they stand there. "Half past" and
 * "quarter to" are left to those who were born to them; many who ask for English were not. The part of the day tells 8 from 20.
 */
export function sayBareTime(hour: number, minute: number): string {
  if (minute === 0 && hour % 12 === 0) return hour === 0 ? 'midnight' : 'twelve noon'
  const said = sayCardinal(hour % 12 === 0 ? 12 : hour % 12)
  const minutes = minute === 0 ? "o'clock" : minute < 10 ? `oh ${sayCardinal(minute)}` : sayCardinal(minute)
  return `${said} ${minutes} ${sayPart(hour)}`
}

/** "at eight thirty in the morning", "at twelve noon" */
export function sayTime(hour: number, minute: number): string {
  return `at ${sayBareTime(hour, minute)}`
}

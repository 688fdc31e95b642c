import { DateTime } from 'luxon'
import { sayCardinal, sayOrdinal } from './numbers.ts'

/** Monday first; after the preposition of "when". */
const WEEKDAYS = ['w poniedziałek', 'we wtorek', 'w środę', 'w czwartek', 'w piątek', 'w sobotę', 'w niedzielę']
const MONTHS = [
  'stycznia',
  'lutego',
  'marca',
  'kwietnia',
  'maja',
  'czerwca',
  'lipca',
  'sierpnia',
  'września',
  'października',
  'listopada',
  'grudnia',
]

/** A day with what is spoken of it. Months and days from 1, weekday 1 = Monday. */
export interface CalendarDay {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly weekday: number
}

/** The day of a `YYYY-MM-DD`; undefined when it is no date. */
export function readDay(value: string): CalendarDay | undefined {
  const day = DateTime.fromISO(value, { zone: 'utc' })
  return day.isValid ? { year: day.year, month: day.month, day: day.day, weekday: day.weekday } : undefined
}

/** "w środę" */
export function sayWeekday(day: CalendarDay): string {
  return WEEKDAYS[day.weekday - 1] ?? ''
}

/** "piątego maja" */
export function sayDayMonth(day: CalendarDay): string {
  return `${sayOrdinal(day.day, 'genitive')} ${MONTHS[day.month - 1] ?? ''}`
}

/** "we wtorek piątego maja" */
export function sayDay(day: CalendarDay): string {
  return `${sayWeekday(day)} ${sayDayMonth(day)}`
}

/** "trzeciego maja tysiąc dziewięćset siedemdziesiątego drugiego roku" */
export function sayDate(day: CalendarDay): string {
  return `${sayDayMonth(day)} ${sayOrdinal(day.year, 'genitive')} roku`
}

/** Hour and minute after "at": "o ósmej trzydzieści", "o północy". Minutes are feminine, as "minuta" is. */
export function sayTime(hour: number, minute: number): string {
  if (hour === 0 && minute === 0) return 'o północy'
  const minutes = minute === 0 ? '' : ` ${minute === 1 ? 'jeden' : sayCardinal(minute, 'feminine')}`
  return `o ${sayOrdinal(hour, 'feminine_locative')}${minutes}`
}

/** The same without the preposition, in the nominative: "ósma trzydzieści". */
export function sayBareTime(hour: number, minute: number): string {
  if (hour === 0 && minute === 0) return 'północ'
  const minutes = minute === 0 ? '' : ` ${minute === 1 ? 'jeden' : sayCardinal(minute, 'feminine')}`
  return `${sayOrdinal(hour, 'feminine')}${minutes}`
}

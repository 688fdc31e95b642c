import type { CalendarDay } from '../common/calendar.ts'
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

/** Hours that everybody takes for the afternoon unless told otherwise; from seven on, "o siódmej" is the morning. */
function sayPart(hour: number): string {
  if (hour < 1 || hour > 6) return ''
  return hour < 4 ? ' w nocy' : ' rano'
}

/** Minutes are feminine, as "minuta" is; one is not declined: "o ósmej jeden". */
function sayClock(hour: number, minute: number, form: 'feminine' | 'feminine_locative'): string {
  const minutes = minute === 0 ? '' : ` ${minute === 1 ? 'jeden' : sayCardinal(minute, 'feminine')}`
  return sayOrdinal(hour, form) + minutes + sayPart(hour)
}

/** Hour and minute after "at": "o ósmej trzydzieści", "o piątej rano", "o północy". */
export function sayTime(hour: number, minute: number): string {
  return hour === 0 && minute === 0 ? 'o północy' : `o ${sayClock(hour, minute, 'feminine_locative')}`
}

/** The same without the preposition, in the nominative: "ósma trzydzieści". */
export function sayBareTime(hour: number, minute: number): string {
  return hour === 0 && minute === 0 ? 'północ' : sayClock(hour, minute, 'feminine')
}

/** After "from", "until", "after", "about": "ósmej trzydzieści". */
export function sayGenitiveTime(hour: number, minute: number): string {
  return hour === 0 && minute === 0 ? 'północy' : sayClock(hour, minute, 'feminine_locative')
}

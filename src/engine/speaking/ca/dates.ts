import type { CalendarDay } from '../common/calendar.ts'
import { sayCardinal } from './numbers.ts'

/** Monday first; with the article a certain day, as a visit is on. */
const WEEKDAYS = ['dilluns', 'dimarts', 'dimecres', 'dijous', 'divendres', 'dissabte', 'diumenge']
const MONTHS = [
  'de gener',
  'de febrer',
  'de març',
  "d'abril",
  'de maig',
  'de juny',
  'de juliol',
  "d'agost",
  'de setembre',
  "d'octubre",
  'de novembre',
  'de desembre',
]

/** "el dimarts" */
export function sayWeekday(day: CalendarDay): string {
  return `el ${WEEKDAYS[day.weekday - 1] ?? ''}`
}

/** The day by its number; the first by its ordinal, which is heard better than a bare "u". */
function sayDayNumber(day: number): string {
  return day === 1 ? 'primer' : sayCardinal(day)
}

/** "cinc de maig" */
export function sayBareDayMonth(day: CalendarDay): string {
  return `${sayDayNumber(day.day)} ${MONTHS[day.month - 1] ?? ''}`
}

/** "el cinc de maig", "l'onze de maig" */
export function sayDayMonth(day: CalendarDay): string {
  return `${day.day === 11 ? "l'" : 'el '}${sayBareDayMonth(day)}`
}

/** "el dimarts cinc de maig" */
export function sayDay(day: CalendarDay): string {
  return `${sayWeekday(day)} ${sayBareDayMonth(day)}`
}

/** "el tres de maig de mil nou-cents setanta-dos" */
export function sayDate(day: CalendarDay): string {
  return `${sayDayMonth(day)} de ${sayCardinal(day.year)}`
}

function sayPart(hour: number): string {
  if (hour === 0 || hour >= 22) return 'de la nit'
  if (hour < 6) return 'de la matinada'
  if (hour < 12) return 'del matí'
  if (hour < 14) return 'del migdia'
  return hour < 20 ? 'de la tarda' : 'del vespre'
}

/** The hour on a clock of twelve, with its article: "les vuit", "la una". */
function sayHour(hour: number): string {
  const twelve = hour % 12 === 0 ? 12 : hour % 12
  return `${twelve === 1 ? 'la' : 'les'} ${sayCardinal(twelve, 'feminine')}`
}

const QUARTERS = ['', 'un quart', 'dos quarts', 'tres quarts']

/**
 * Whole quarters as Catalan clocks tell them ("dos quarts de nou" is 8:30): it is what those who chose Catalan say and expect, and no
 * other time sounds like it. All other minutes follow their hour ("les vuit i deu"), which cannot be miscounted; the part of the day
 * always stands with it, since the clock has twelve hours.
 */
function sayClock(hour: number, minute: number): string {
  const part = sayPart(hour)
  if (minute === 0) return `${sayHour(hour)} ${part}`
  if (minute % 15 === 0) {
    const next = sayCardinal((hour + 1) % 12 === 0 ? 12 : (hour + 1) % 12, 'feminine')
    return `${QUARTERS[minute / 15] ?? ''} ${/^[aeiou]/.test(next) ? "d'" : 'de '}${next} ${part}`
  }
  const minutes =
    minute % 5 === 0 ? sayCardinal(minute) : `${sayCardinal(minute, 'masculine')} ${minute === 1 ? 'minut' : 'minuts'}`
  return `${sayHour(hour)} i ${minutes} ${part}`
}

/** Hour and minute after "at": "a dos quarts de nou del matí", "a les vuit i deu del matí", "a mitjanit". */
export function sayTime(hour: number, minute: number): string {
  return `a ${sayBareTime(hour, minute)}`
}

/** The same without the preposition: "dos quarts de nou del matí". */
export function sayBareTime(hour: number, minute: number): string {
  return hour === 0 && minute === 0 ? 'mitjanit' : sayClock(hour, minute)
}

import type { CalendarDay } from '../common/calendar.ts'
import { NOUNS } from './nouns.ts'
import { sayCardinal, sayCount, sayOrdinal } from './numbers.ts'

/** Monday first; after the preposition of "when". */
const WEEKDAYS = ['в понедельник', 'во вторник', 'в среду', 'в четверг', 'в пятницу', 'в субботу', 'в воскресенье']
const MONTHS = [
  'января',
  'февраля',
  'марта',
  'апреля',
  'мая',
  'июня',
  'июля',
  'августа',
  'сентября',
  'октября',
  'ноября',
  'декабря',
]

/** "во вторник" */
export function sayWeekday(day: CalendarDay): string {
  return WEEKDAYS[day.weekday - 1] ?? ''
}

/** "пятого мая" */
export function sayDayMonth(day: CalendarDay): string {
  return `${sayOrdinal(day.day, 'genitive')} ${MONTHS[day.month - 1] ?? ''}`
}

/** "во вторник пятого мая" */
export function sayDay(day: CalendarDay): string {
  return `${sayWeekday(day)} ${sayDayMonth(day)}`
}

/** "третьего мая тысяча девятьсот семьдесят второго года" */
export function sayDate(day: CalendarDay): string {
  return `${sayDayMonth(day)} ${sayOrdinal(day.year, 'genitive')} года`
}

/** Hours that everybody takes for the afternoon unless told otherwise; from seven on, "в семь часов" is the morning. */
function sayPart(hour: number): string {
  if (hour < 1 || hour > 6) return ''
  return hour < 4 ? ' ночи' : ' утра'
}

/**
 * "восемь тридцать" where that is clear; with "hours" and "minutes" where a bare number would hang in the air: at full hours, after
 * midnight, in the first nine minutes, and where the minutes have a gender ("двадцать одну минуту").
 */
function sayClock(hour: number, minute: number, grammarCase: 'nom' | 'acc' | 'gen'): string {
  const part = sayPart(hour)
  // "час ночи", not "один час": that would be how long something takes.
  const one = grammarCase === 'gen' ? NOUNS.hour.genitive : NOUNS.hour.one
  const hours = hour === 1 ? one : sayCount(hour, NOUNS.hour, grammarCase)
  if (minute === 0) return hours + part
  const last = minute % 10
  const isFull = hour === 0 || minute < 10 || ((last === 1 || last === 2) && minute > 20)
  if (isFull) {
    const zero = minute < 10 && grammarCase !== 'gen' ? 'ноль ' : ''
    return `${hours} ${zero}${sayCount(minute, NOUNS.minute, grammarCase)}${part}`
  }
  return `${hour === 1 ? one : sayCardinal(hour, 'masculine', grammarCase)} ${sayCardinal(minute, 'masculine', grammarCase)}${part}`
}

/** Hour and minute after "at": "в восемь тридцать", "в пять часов утра", "в полночь". */
export function sayTime(hour: number, minute: number): string {
  return hour === 0 && minute === 0 ? 'в полночь' : `в ${sayClock(hour, minute, 'acc')}`
}

/** The same without the preposition, in the nominative: "восемь тридцать". */
export function sayBareTime(hour: number, minute: number): string {
  return hour === 0 && minute === 0 ? 'полночь' : sayClock(hour, minute, 'nom')
}

/** After "from", "until", "after", "about": "восьми тридцати". */
export function sayGenitiveTime(hour: number, minute: number): string {
  return hour === 0 && minute === 0 ? 'полуночи' : sayClock(hour, minute, 'gen')
}

import type { CalendarDay } from '../common/calendar.ts'
import { sayCardinal, sayOrdinal } from './numbers.ts'

/**
 * Monday first; after the preposition of "when". By itself, after a pause and after a consonant it is "у" ("у середу"); after a vowel
 * within the sentence "в" ("або в середу"), which `joinList` sees to. Before "в" it is always "у".
 */
const WEEKDAYS = ['у понеділок', 'у вівторок', 'у середу', 'у четвер', "у п'ятницю", 'у суботу', 'у неділю']
const MONTHS = [
  'січня',
  'лютого',
  'березня',
  'квітня',
  'травня',
  'червня',
  'липня',
  'серпня',
  'вересня',
  'жовтня',
  'листопада',
  'грудня',
]

/** "у вівторок" */
export function sayWeekday(day: CalendarDay): string {
  return WEEKDAYS[day.weekday - 1] ?? ''
}

/** "п'ятого травня" */
export function sayDayMonth(day: CalendarDay): string {
  return `${sayOrdinal(day.day, 'genitive')} ${MONTHS[day.month - 1] ?? ''}`
}

/** "у вівторок п'ятого травня" */
export function sayDay(day: CalendarDay): string {
  return `${sayWeekday(day)} ${sayDayMonth(day)}`
}

/** "третього травня тисяча дев'ятсот сімдесят другого року" */
export function sayDate(day: CalendarDay): string {
  return `${sayDayMonth(day)} ${sayOrdinal(day.year, 'genitive')} року`
}

/** Hours that everybody takes for the afternoon unless told otherwise; from seven on, "о сьомій" is the morning. */
function sayPart(hour: number): string {
  if (hour < 1 || hour > 6) return ''
  return hour < 4 ? ' ночі' : ' ранку'
}

/** Minutes are feminine, as "хвилина" is; the first nine have a zero before them, and after midnight the hour has its noun. */
function sayClock(hour: number, minute: number, form: 'feminine' | 'feminine_locative' | 'feminine_genitive'): string {
  const said = sayOrdinal(hour, form)
  if (minute === 0) return said + sayPart(hour)
  const minutes = sayCardinal(minute, 'feminine')
  if (hour > 0) return `${said} ${minute < 10 ? 'нуль ' : ''}${minutes}${sayPart(hour)}`
  return `${said} ${HOUR[form]} ${minutes} ${MINUTES[new Intl.PluralRules('uk').select(minute)] ?? 'хвилин'}`
}
const HOUR = { feminine: 'година', feminine_locative: 'годині', feminine_genitive: 'години' } as const
const MINUTES: Readonly<Record<string, string>> = { one: 'хвилина', few: 'хвилини', many: 'хвилин' }

/** Hour and minute after "at": "о восьмій тридцять", "об одинадцятій", "о п'ятій ранку", "опівночі". */
export function sayTime(hour: number, minute: number): string {
  if (hour === 0 && minute === 0) return 'опівночі'
  const clock = sayClock(hour, minute, 'feminine_locative')
  return `${clock.startsWith('о') ? 'об' : 'о'} ${clock}`
}

/** The same without the preposition, in the nominative: "восьма тридцять". */
export function sayBareTime(hour: number, minute: number): string {
  return hour === 0 && minute === 0 ? 'північ' : sayClock(hour, minute, 'feminine')
}

/** After "from", "until", "after", "about": "восьмої тридцять". */
export function sayGenitiveTime(hour: number, minute: number): string {
  return hour === 0 && minute === 0 ? 'півночі' : sayClock(hour, minute, 'feminine_genitive')
}

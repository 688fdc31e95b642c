import type { Language } from '../../scenarios/model/documents.ts'
import { type CalendarDay, readClock, readDay } from './common/calendar.ts'
import { readDuration } from './common/duration-value.ts'
import type { CountedNoun, Gender, GrammarCase } from './common/grammar.ts'
import { CURRENCIES, readMoney } from './common/money-value.ts'
import { LANGUAGES } from './languages.ts'
import type { SpokenLanguage } from './spoken-language.ts'

/** What can be asked for by name. */
export const REQUEST_KINDS = [
  'date',
  'time',
  'datetime',
  'count-noun',
  'duration',
  'phone',
  'money',
  'ordinal',
  'list',
  'number',
  'spelled',
  'text',
] as const
/** One of the kinds. */
export type RequestKind = (typeof REQUEST_KINDS)[number]
/** How much of a date is said; without one, weekday, day and month. */
export const DATE_STYLES = ['day-month', 'weekday-day-month', 'day-month-year'] as const
/** One of the styles. */
export type DateStyle = (typeof DATE_STYLES)[number]
/** Nouns that `count-noun` knows. */
const REQUEST_NOUNS = ['minute', 'hour', 'day', 'week', 'tablet', 'question'] as const
/** Cases that `count-noun` knows. */
const REQUEST_CASES = ['nom', 'acc', 'gen'] as const

/** What is said of a request, or why nothing can be. */
export type RequestAnswer = { readonly text: string } | { readonly error: string }

/** Thrown inside alone: what is wrong with the request. */
class Refusal extends Error {}

const DAY = 'a date is written YYYY-MM-DD and is in the calendar'
const TIME = 'a time is written HH:MM, from 00:00 to 23:59'

/** Says `{ lang, kind, value, style? }`, whatever it may hold; never throws. The value is not repeated in the error: it may be personal. */
export function sayRequest(request: unknown): RequestAnswer {
  if (typeof request !== 'object' || request === null || Array.isArray(request))
    return { error: 'a request is an object { lang, kind, value }' }
  const { lang, kind, style, value } = request as Readonly<Record<string, unknown>>
  try {
    const language = oneOf('lang', lang, Object.keys(LANGUAGES) as Language[])
    const wanted = oneOf('kind', kind, REQUEST_KINDS)
    const dateStyle = style === undefined || style === null ? 'weekday-day-month' : oneOf('style', style, DATE_STYLES)
    if (value === undefined || value === null) throw new Refusal('value is missing')
    return { text: sayKind(LANGUAGES[language], wanted, value, dateStyle) }
  } catch (error) {
    if (error instanceof Refusal) return { error: error.message }
    throw error
  }
}

function sayKind(spoken: SpokenLanguage, kind: RequestKind, value: unknown, style: DateStyle): string {
  switch (kind) {
    case 'date':
      return sayDate(spoken, needDay(value), style)
    case 'time': {
      const clock = typeof value === 'string' ? readClock(value) : undefined
      if (clock === undefined) throw new Refusal(`value is no time: ${TIME}`)
      return spoken.time(clock.hour, clock.minute)
    }
    case 'datetime': {
      const moment = readMoment(value)
      if (moment === undefined) throw new Refusal(`value is no date with a time (YYYY-MM-DDTHH:MM): ${DAY}, ${TIME}`)
      return sayMoment(spoken, moment, style)
    }
    case 'count-noun':
      return sayCountNoun(spoken, value)
    case 'duration': {
      const parts = typeof value === 'string' ? readDuration(value) : undefined
      if (parts === undefined) throw new Refusal('value is no ISO 8601 duration, such as PT45M, PT1H30M or P2W')
      return spoken.duration(parts)
    }
    case 'phone':
      return sayPhone(spoken, value)
    case 'money': {
      const money = readMoney(value)
      if (money === undefined)
        throw new Refusal(`value is no amount: a number, or { amount, currency } with a currency of ${CURRENCIES.join(', ')}`)
      return spoken.money(money)
    }
    case 'ordinal':
      return sayOrdinal(spoken, value)
    case 'list':
      return sayList(spoken, value, style)
    case 'number':
      return spoken.number(needNumber('value', value))
    case 'spelled':
      return spoken.guard(spoken.spelled(needText(value)))
    case 'text':
      return spoken.guard(needText(value))
    default:
      return kind satisfies never
  }
}

function oneOf<T extends string>(name: string, value: unknown, known: readonly T[]): T {
  const found = known.find(item => item === value)
  if (found === undefined)
    throw new Refusal(`${name} is ${value === undefined ? 'missing' : 'unknown'}; it is one of ${known.join(', ')}`)
  return found
}

function needDay(value: unknown): CalendarDay {
  const day = typeof value === 'string' ? readDay(value) : undefined
  if (day === undefined) throw new Refusal(`value is no date: ${DAY}`)
  return day
}

function sayDate(spoken: SpokenLanguage, day: CalendarDay, style: DateStyle): string {
  if (style === 'day-month') return spoken.dayMonth(day)
  return style === 'day-month-year' ? spoken.fullDate(day) : spoken.day(day)
}

interface Moment {
  readonly day: CalendarDay
  readonly hour: number
  readonly minute: number
}

function readMoment(value: unknown): Moment | undefined {
  const parts = typeof value === 'string' ? /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)$/.exec(value) : null
  const day = parts === null ? undefined : readDay(parts[1] ?? '')
  const clock = parts === null ? undefined : readClock(parts[2] ?? '')
  return day === undefined || clock === undefined ? undefined : { day, ...clock }
}

function sayMoment(spoken: SpokenLanguage, { day, hour, minute }: Moment, style: DateStyle): string {
  return `${sayDate(spoken, day, style)} ${spoken.time(hour, minute)}`
}

function sayCountNoun(spoken: SpokenLanguage, value: unknown): string {
  const given = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
  const counted: CountedNoun = oneOf('noun', given['noun'], REQUEST_NOUNS)
  const grammarCase: GrammarCase = given['case'] === undefined ? 'nom' : oneOf('case', given['case'], REQUEST_CASES)
  return spoken.count(needNumber('n', given['n']), counted, grammarCase)
}

function needNumber(name: string, value: unknown): number {
  const number = typeof value === 'string' && /^-?\d+(?:[.,]\d+)?$/.test(value) ? Number(value.replace(',', '.')) : value
  if (typeof number !== 'number' || !Number.isFinite(number) || Math.abs(number) > 999_999_999)
    throw new Refusal(`${name} is no number up to 999999999`)
  return number
}

function needText(value: unknown): string {
  if (typeof value !== 'string' || value.trim() === '') throw new Refusal('value is no text, or an empty one')
  return value
}

/** What may stand in a written telephone number besides digits. */
const PHONE = /^\s*\+?[\d\s().\-–/]+$/

function sayPhone(spoken: SpokenLanguage, value: unknown): string {
  const phone = typeof value === 'number' ? String(value) : value
  const digits = typeof phone === 'string' && PHONE.test(phone) ? phone.replace(/\D/g, '').length : 0
  if (typeof phone !== 'string' || digits < 2 || digits > 17) throw new Refusal('value is no telephone number')
  return spoken.phone(phone)
}

const GENDERS: readonly Gender[] = ['masculine', 'feminine', 'neuter']

function sayOrdinal(spoken: SpokenLanguage, value: unknown): string {
  const isObject = typeof value === 'object' && value !== null
  const given = isObject ? (value as Readonly<Record<string, unknown>>) : { n: value }
  const number = needNumber('value', given['n'])
  const gender = given['gender'] === undefined ? 'masculine' : oneOf('gender', given['gender'], GENDERS)
  if (!Number.isInteger(number) || number < 0 || number > 9999) throw new Refusal('value is no whole number from 0 to 9999')
  return spoken.ordinal(number, gender)
}

function sayList(spoken: SpokenLanguage, value: unknown, style: DateStyle): string {
  if (!Array.isArray(value) || value.length === 0) throw new Refusal('value is no array of values, or an empty one')
  let before: CalendarDay | undefined
  const items = (value as readonly unknown[]).map(item => {
    const moment = readMoment(item)
    const isSameDay = moment !== undefined && before !== undefined && isOneDay(moment.day, before)
    before = moment?.day
    // Of several hours of one day the day is said once.
    return moment !== undefined && isSameDay ? spoken.time(moment.hour, moment.minute) : sayItem(spoken, item, style)
  })
  return spoken.list(items, 'or')
}

function sayItem(spoken: SpokenLanguage, item: unknown, style: DateStyle): string {
  if (typeof item === 'number' && Number.isFinite(item)) return spoken.number(item)
  if (typeof item !== 'string' || item.trim() === '') throw new Refusal('an item of the list is neither text nor number')
  const moment = readMoment(item)
  if (moment !== undefined) return sayMoment(spoken, moment, style)
  const clock = readClock(item)
  if (clock !== undefined) return spoken.time(clock.hour, clock.minute)
  const day = readDay(item)
  if (day !== undefined) return sayDate(spoken, day, style)
  if (/^\d{4}-\d{2}-\d{2}(?:[T ]|$)/.test(item)) throw new Refusal(`an item of the list is no date: ${DAY}, ${TIME}`)
  return spoken.guard(item)
}

function isOneDay(one: CalendarDay, other: CalendarDay): boolean {
  return one.year === other.year && one.month === other.month && one.day === other.day
}

import { DateTime } from 'luxon'
import type { DataType, PressureValue } from '../../scenarios/model/data-type.ts'
import type { Language } from '../../scenarios/model/documents.ts'
import type { ValueFormat } from '../../scenarios/texts/text.ts'
import type { Speaking } from '../call/ports.ts'
import { zoneOf } from '../clinic-zone.ts'
import { readDay } from './common/calendar.ts'
import { currencyOfZone, readMoney } from './common/money-value.ts'
import { LANGUAGES } from './languages.ts'
import { sayNamed, writeText, writeValue } from './plain-values.ts'
import { readInstant } from './read-instant.ts'
import type { SpokenLanguage, SpokenMoment } from './spoken-language.ts'

/** What is spoken besides the value: in which language, at which clinic. */
interface Place {
  readonly zone: string
  readonly language: Language
}

/**
 * Speaks typed values in the five languages. A value that does not fit its format is spoken as it stands, never thrown over: the call
 * must go on. `as written` alone keeps digits: it is for messages, not for the voice.
 */
export function createSpeaking(): Speaking {
  return {
    format(given, type, format, language, context) {
      const value = type.kind === 'text' ? pickWords(given, language) : given
      if (value === undefined || value === null) return ''
      if (format === 'as written') return writeValue(value, type, context.zone)
      const spoken = LANGUAGES[language]
      return spoken.guard(sayValue(spoken, value, type, format ?? pickFormat(type), { zone: context.zone, language }))
    },
  }
}

/** Of a text that the contact gives by language the words of this one; where it lacks them, those of the first that it has. */
function pickWords(value: unknown, language: Language): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const byLanguage = value as Readonly<Partial<Record<string, unknown>>>
  const first = Object.keys(byLanguage)[0]
  if (first === undefined || !Object.hasOwn(LANGUAGES, first)) return value
  return byLanguage[language] ?? byLanguage[first]
}

function pickFormat(type: DataType): ValueFormat | undefined {
  switch (type.kind) {
    case 'moment':
      return 'day and time'
    case 'date':
      return 'date'
    case 'time':
      return 'time'
    case 'phone':
      return 'phone'
    case 'person':
      return 'full name'
    case 'number':
    case 'scale':
      return 'number'
    case 'list':
      return type.of.kind === 'moment' ? 'list of day and time' : type.of.kind === 'date' ? 'list of day' : 'list'
    default:
      return undefined
  }
}

function sayValue(spoken: SpokenLanguage, value: unknown, type: DataType, format: ValueFormat | undefined, place: Place): string {
  if (Array.isArray(value)) return sayList(spoken, value, type, format, place)
  switch (format) {
    case 'weekday':
    case 'day':
    case 'date':
    case 'time':
    case 'day and time':
      return sayMoment(spoken, value, format, place)
    case 'list of day':
    case 'list of time':
    case 'list of day and time':
    case 'list':
      return sayList(spoken, [value], type, format, place)
    case 'money': {
      const money = readMoney(value)
      // A price is the same in every language that it is told in: the clinic's own, unless it says otherwise.
      return money === undefined
        ? writeText(value)
        : spoken.money({ ...money, currency: money.currency ?? currencyOfZone(place.zone) })
    }
    case 'ordinal':
    case 'number': {
      const number = typeof value === 'number' ? value : Number.parseFloat(writeText(value).replace(/\s/g, '').replace(',', '.'))
      return Number.isFinite(number) ? spoken[format](number) : writeText(value)
    }
    case 'phone':
      return spoken.phone(writeText(value))
    case 'spelled':
      return spoken.spelled(sayNamed(value, 'full name'))
    default:
      if (typeof value === 'boolean') return value ? spoken.yes : spoken.no
      if (typeof value === 'number') return spoken.number(value)
      if (type.kind === 'address' && typeof value === 'object') return spoken.address(value as object)
      if (type.kind === 'pressure' && typeof value === 'object') return spoken.pressure(value as PressureValue)
      if (type.kind === 'choice') return writeText(value).replaceAll('_', ' ')
      return sayNamed(value, format, { language: place.language, inflect: spoken.inflect })
  }
}

function sayMoment(
  spoken: SpokenLanguage,
  value: unknown,
  format: 'weekday' | 'day' | 'date' | 'time' | 'day and time',
  place: Place,
): string {
  const moment = readMoment(value, place.zone)
  if (moment === undefined) return writeText(value)
  const { hour, minute } = moment
  if (format === 'time') return spoken.time(hour, minute)
  return format === 'day and time' ? `${spoken.day(moment)} ${spoken.time(hour, minute)}` : spoken[format](moment)
}

function sayList(
  spoken: SpokenLanguage,
  values: readonly unknown[],
  type: DataType,
  format: ValueFormat | undefined,
  place: Place,
): string {
  const of = type.kind === 'list' ? type.of : type
  const one = format === 'list' ? pickFormat(of) : (format?.replace(/^list of /, '') as ValueFormat | undefined)
  const offered = one === 'day' || one === 'time' || one === 'day and time' || one === 'weekday' || one === 'date'
  if (one !== 'day and time')
    return spoken.list(dropRepeats(values.map(value => sayValue(spoken, value, of, one, place))), offered ? 'or' : 'and')
  let before = ''
  const items = values.map(value => {
    const day = sayMoment(spoken, value, 'day', place)
    const words = day === before ? sayMoment(spoken, value, 'time', place) : sayMoment(spoken, value, one, place)
    before = day
    return words
  })
  return spoken.list(items, 'or')
}

/** Two free times of one day are one day in a list of days. */
function dropRepeats(items: readonly string[]): readonly string[] {
  return items.filter((item, index) => items.indexOf(item) === index)
}

function readMoment(value: unknown, zone: string): SpokenMoment | undefined {
  if (typeof value === 'number') return readInstant(value, zone)
  if (typeof value !== 'string') return undefined
  const day = readDay(value)
  if (day !== undefined) return { ...day, hour: 0, minute: 0 }
  const time = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(value)
  if (time !== null) return { year: 2000, month: 1, day: 1, weekday: 6, hour: Number(time[1]), minute: Number(time[2]) }
  const at = DateTime.fromISO(value, { zone: zoneOf(zone) })
  return at.isValid ? readInstant(at.toMillis(), zone) : undefined
}

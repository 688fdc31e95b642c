import { type DataType, NAME_CASES, type NameCase } from '../../scenarios/model/data-type.ts'
import type { Language } from '../../scenarios/model/documents.ts'
import type { ValueFormat } from '../../scenarios/texts/text.ts'
import { type CalendarDay, readDay } from './common/calendar.ts'
import { readInstant } from './read-instant.ts'
import type { SpokenLanguage } from './spoken-language.ts'

/** How names are put into cases in the language that is spoken. */
export interface CaseSource {
  readonly language: Language
  readonly inflect: SpokenLanguage['inflect']
}

/** Any value as text; of an object its name. */
export function writeText(value: unknown): string {
  return typeof value === 'object' ? sayNamed(value, undefined) : String(value)
}

/**
 * A text or a person as it is called: full or first name, or a case form: the datum's own (`cases`, either by case or by language and
 * case), else the one that the language can form by itself, else the name as given.
 */
export function sayNamed(value: unknown, format: ValueFormat | undefined, names?: CaseSource): string {
  if (value === null) return ''
  if (typeof value !== 'object') return String(value)
  const named = value as { readonly [key in 'name' | 'first' | 'cases' | 'text' | 'gender']?: unknown }
  const full = typeof named.name === 'string' ? named.name : typeof named.text === 'string' ? named.text : ''
  if (isCase(format)) {
    const gender = named.gender === 'female' || named.gender === 'male' ? named.gender : undefined
    return findCase(named.cases, format, names?.language) ?? names?.inflect?.({ full, gender }, format) ?? full
  }
  if (format !== 'first name') return full
  return typeof named.first === 'string' ? named.first : (dropTitles(full).split(/\s+/)[0] ?? '')
}

function isCase(format: ValueFormat | undefined): format is NameCase {
  return NAME_CASES.includes(format as NameCase)
}

/** The languages that have cases; the forms of one are no use in another. */
const CYRILLIC: readonly (Language | undefined)[] = ['ru', 'uk']

function findCase(cases: unknown, format: NameCase, language: Language | undefined): string | undefined {
  if (typeof cases !== 'object' || cases === null || language === 'ca' || language === 'en') return undefined
  const forms = cases as Readonly<Record<string, unknown>>
  const own = language === undefined ? undefined : forms[language]
  const form = typeof own === 'object' && own !== null ? (own as Readonly<Record<string, unknown>>)[format] : forms[format]
  if (typeof form !== 'string' || form === '') return undefined
  const isCyrillic = /\p{Script=Cyrillic}/u.test(form)
  return language === undefined || isCyrillic === CYRILLIC.includes(language) ? form : undefined
}

/** "dr n. med. Jan Nowak" is called Jan: whatever is written small or with a dot before the name is a title. */
function dropTitles(name: string): string {
  return name.replace(/^(?:(?:\p{Ll}\S*|\S+\.)\s+)+/u, '')
}

/** The written form, for messages: `05.05.2026 08:30`, the number as it is dialled, digits as digits. */
export function writeValue(value: unknown, type: DataType, zone: string): string {
  if (Array.isArray(value)) return value.map(item => writeValue(item, type.kind === 'list' ? type.of : type, zone)).join(', ')
  if (type.kind === 'moment' && typeof value === 'number') {
    const at = readInstant(value, zone)
    return at === undefined ? String(value) : `${writeDay(at)} ${pad(at.hour)}:${pad(at.minute)}`
  }
  if (type.kind === 'date') {
    const day = readDay(writeText(value).replace(/T.*/, ''))
    return day === undefined ? writeText(value) : writeDay(day)
  }
  if (type.kind === 'address' && typeof value === 'object' && value !== null)
    return Object.values(value).map(writeText).join(', ')
  if (type.kind === 'pressure' && typeof value === 'object' && value !== null)
    return Object.values(value).map(writeText).join('/')
  return sayNamed(value, undefined)
}

const pad = (number: number, digits = 2): string => String(number).padStart(digits, '0')
const writeDay = ({ year, month, day }: CalendarDay): string => `${pad(day)}.${pad(month)}.${pad(year, 4)}`

import { DateTime } from 'luxon'
import type { DataType } from '../../scenarios/model/data-type.ts'
import type { ValueFormat } from '../../scenarios/texts/text.ts'
import { zoneOf } from '../clinic-zone.ts'

const CASES: readonly string[] = ['genitive', 'dative', 'accusative', 'instrumental', 'locative', 'vocative']

/** Any value as text; of an object its name. */
export function writeText(value: unknown): string {
  return typeof value === 'object' ? sayNamed(value, undefined) : String(value)
}

/** A text or a person as it is called: full or first name, or the case form that the datum itself carries (`cases`); without one, as given. */
export function sayNamed(value: unknown, format: ValueFormat | undefined): string {
  if (value === null) return ''
  if (typeof value !== 'object') return String(value)
  const named = value as { readonly name?: unknown; readonly first?: unknown; readonly cases?: unknown; readonly text?: unknown }
  const cases = typeof named.cases === 'object' && named.cases !== null ? (named.cases as Readonly<Record<string, unknown>>) : {}
  if (format !== undefined && CASES.includes(format) && typeof cases[format] === 'string') return cases[format]
  const full = typeof named.name === 'string' ? named.name : typeof named.text === 'string' ? named.text : ''
  if (format !== 'first name') return full
  return typeof named.first === 'string' ? named.first : (dropTitles(full).split(/\s+/)[0] ?? '')
}

/** "dr n. med. Jan Nowak" is called Jan: whatever is written small or with a dot before the name is a title. */
function dropTitles(name: string): string {
  return name.replace(/^(?:(?:\p{Ll}\S*|\S+\.)\s+)+/u, '')
}

/** The written form, for messages: `05.05.2026 08:30`, the number as it is dialled, digits as digits. */
export function writeValue(value: unknown, type: DataType, zone: string): string {
  if (Array.isArray(value)) return value.map(item => writeValue(item, type.kind === 'list' ? type.of : type, zone)).join(', ')
  if (type.kind === 'moment' && typeof value === 'number') {
    const at = DateTime.fromMillis(value, { zone: zoneOf(zone) })
    return at.isValid ? at.toFormat('dd.MM.yyyy HH:mm') : String(value)
  }
  if (type.kind === 'date') {
    const at = DateTime.fromISO(writeText(value), { zone: 'utc' })
    return at.isValid ? at.toFormat('dd.MM.yyyy') : writeText(value)
  }
  if (type.kind === 'address' && typeof value === 'object' && value !== null)
    return Object.values(value).map(writeText).join(', ')
  return sayNamed(value, undefined)
}

import { suggest } from '../source/suggest.ts'
import type { DataType, Fields } from '../model/data-type.ts'
import { readContactValue } from './read-contact-value.ts'

/** What is wrong with one datum of a contact. Never carries the datum itself: it is personal. */
export interface ContactProblem {
  /** Where: `patient.phone`, `slots.2`; empty for the contact as a whole. */
  readonly path: string
  /** What is wrong there, without naming the place again. */
  readonly message: string
  /** How to mend it. */
  readonly hint: string
}

/** A contact's data as the call uses them, or every reason why the contact cannot be called. */
export type ContactReading =
  | { readonly kind: 'contact'; readonly data: Readonly<Record<string, unknown>> }
  | { readonly kind: 'refused'; readonly problems: readonly ContactProblem[] }

/**
 * Reads a contact (from YAML, JSON or a list) against what its scenario `gets`. Moments come out as epoch ms, dates as
 * YYYY-MM-DD, times as HH:MM, phones as E.164, persons and addresses as objects; data that is missing and may be is left out.
 * @param zone IANA zone of the clinic, for moments without an offset
 */
export function readContact(gets: Fields, raw: unknown, zone: string): ContactReading {
  const problems: ContactProblem[] = []
  const data = readGroup(gets, raw, '', { zone, problems })
  return problems.length > 0 || data === undefined ? { kind: 'refused', problems } : { kind: 'contact', data }
}

interface Context {
  readonly zone: string
  readonly problems: ContactProblem[]
}

function readGroup(fields: Fields, raw: unknown, path: string, context: Context): Record<string, unknown> | undefined {
  const given = raw === undefined || raw === null ? {} : raw
  if (typeof given !== 'object' || Array.isArray(given)) {
    context.problems.push({
      path,
      message: `${path === '' ? 'The contact' : 'It'} is not a group of named data.`,
      hint: `Give it as names with values: ${Object.keys(fields).slice(0, 6).join(', ')}.`,
    })
    return undefined
  }
  reportUnknown(fields, given, path, context)
  const data: Record<string, unknown> = {}
  for (const [name, type] of Object.entries(fields)) {
    const value = readDatum(type, (given as Record<string, unknown>)[name], join(path, name), context)
    if (value !== undefined) data[name] = value
  }
  return data
}

function reportUnknown(fields: Fields, given: object, path: string, context: Context): void {
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(fields, name)) continue
    const nearest = suggest(name, Object.keys(fields))
    const hint = `${nearest === undefined ? '' : `Did you mean "${nearest}"? `}The scenario gets: ${Object.keys(fields).join(', ') || 'nothing'}.`
    context.problems.push({
      path: join(path, name.slice(0, 60)),
      message: 'The scenario does not get a datum of this name.',
      hint,
    })
  }
}

function readDatum(type: DataType, raw: unknown, path: string, context: Context): unknown {
  if (type.kind === 'group') {
    if (type.optional && isMissing(raw)) return undefined
    return readGroup(type.fields, raw, path, context)
  }
  if (isMissing(raw)) {
    if (!type.optional)
      context.problems.push({
        path,
        message: 'It is required and missing.',
        hint: `Add it: ${describeType(type)}.`,
      })
    return undefined
  }
  if (type.kind === 'list') return readList(type.of, raw, path, context)
  const read = readContactValue(type, raw, context.zone)
  if (read.kind === 'value') return read.value
  context.problems.push({
    path,
    message: `It is not ${describeType(type)}${read.detail === undefined ? '' : `: ${read.detail}`}.`,
    hint: read.hint,
  })
  return undefined
}

function readList(of: DataType, raw: unknown, path: string, context: Context): readonly unknown[] | undefined {
  if (!Array.isArray(raw)) {
    context.problems.push({
      path,
      message: 'It is not a list.',
      hint: 'Give a list, even when it has one item: [ITEM].',
    })
    return undefined
  }
  return raw.map((item, index) => readDatum(of, item, join(path, String(index + 1)), context))
}

/** An empty cell of a list is as good as none. */
function isMissing(raw: unknown): boolean {
  return raw === undefined || raw === null || (typeof raw === 'string' && raw.trim() === '')
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`
}

/** A type in words, for messages. */
function describeType(type: DataType): string {
  switch (type.kind) {
    case 'text':
      return 'a text'
    case 'person':
      return "a person's name"
    case 'phone':
      return 'a telephone number'
    case 'date':
      return 'a date'
    case 'time':
      return 'a time of day'
    case 'moment':
      return 'a date with a time'
    case 'address':
      return 'an address'
    case 'pressure':
      return 'a blood pressure'
    case 'yes_no':
      return 'true or false'
    case 'number':
      return type.from === undefined ? 'a number' : `a number from ${type.from} to ${type.to}`
    case 'scale':
      return `a whole number from ${type.from} to ${type.to}`
    case 'choice':
      return `one of: ${type.of.join(', ')}`
    case 'list':
      return 'a list'
    case 'group':
      return 'a group'
  }
}

import { IANAZone } from 'luxon'
import type { Fields } from '../../../scenarios/model/data-type.ts'
import { type Language, LANGUAGES } from '../../../scenarios/model/documents.ts'
import { readContact } from '../../../scenarios/contact/index.ts'
import { findPerson, findPhone, listData } from '../find-datum.ts'
import { findZoneClock } from '../plan/index.ts'
import { LANGUAGE_WORDS } from './language-words.ts'
import { foldName } from './fold-name.ts'
import type { Mapping } from './map-columns.ts'
import { createDataReader, isBirthday, type ReadableRow, readNumbers, type RowProblem } from './read-data.ts'
import type { DateOrder } from './read-local-times.ts'
import { type ListPhone, PHONE_PROBLEMS, type PhoneOptions } from './read-phones.ts'
import { type Cell, findLongCell, LONG_CELL, showCell } from './row.ts'

/** What rows are read against. */
export interface RowOptions {
  readonly gets: Fields
  readonly mapping: Mapping
  readonly dates: DateOrder
  /** The clinic's zone: where a list has no zone of its own. */
  readonly zone: string
  readonly phones: PhoneOptions
  /** Languages that the scenario speaks, and what stands where a contact's is not known. */
  readonly languages: readonly Language[]
  readonly fallback: Language
  /** Datum of the scenario that holds the language; absent: `contact.language`. */
  readonly languagePath?: string
  /** Datum that tells contacts of one person apart. */
  readonly subjectPath?: string
  /** When nobody is to be called any more, by the data of a contact; undefined: never. */
  readonly deadlineOf: (data: Readonly<Record<string, unknown>>, zone: string) => number | undefined
  readonly now: number
}

/** A row as a contact. */
export interface ReadRow {
  readonly line: number
  /** Tells the person apart: the clinic's number, else name and birth date, else name and number. */
  readonly key: string
  readonly name: string | undefined
  /** The name's words as `sortWords` has them; empty: no name. */
  readonly words: string
  /** Birth date, `2026-05-06`. */
  readonly born: string | undefined
  readonly phones: readonly ListPhone[]
  readonly language: Language
  readonly zone: string
  readonly data: Readonly<Record<string, unknown>>
  readonly subject: string
  readonly priority: number
  readonly deadlineAt: number | undefined
  readonly hasConsented: boolean
  /** Numbers that were mended, and those that were left out since others were good. */
  readonly mended: number
  readonly leftOut: number
}

/** A row that may be imported, or every reason why not. */
export type RowReading =
  | { readonly kind: 'contact'; readonly row: ReadRow }
  | { readonly kind: 'refused'; readonly line: number; readonly problems: readonly RowProblem[] }

/** Creates what reads the rows of a list; every problem of a row is told at once. */
export function createRowReader(options: RowOptions): (row: ReadableRow) => RowReading {
  const { gets } = options
  const data = [...listData(gets, false)]
  const about: ListAbout = {
    ...options,
    reader: createDataReader(options),
    phone: findPhone(gets),
    person: findPerson(gets),
    birthdays: data.flatMap(([path, type]) => (type.kind === 'date' && isBirthday(path) ? [path] : [])),
    subjects: data.flatMap(([path, type]) => (path.endsWith('.id') || path === 'id' || type.kind === 'moment' ? [path] : [])),
  }
  return row => {
    const long = findLongCell(row)
    return long === undefined ? readRow(row, about) : { kind: 'refused', line: row.line, problems: [{ at: long, ...LONG_CELL }] }
  }
}

/** What rows are read against, with what is the same for all of them. */
interface ListAbout extends RowOptions {
  readonly reader: ReturnType<typeof createDataReader>
  readonly phone: string | undefined
  readonly person: string | undefined
  readonly birthdays: readonly string[]
  /** Data that tell contacts of one person apart where the campaign does not say which. */
  readonly subjects: readonly string[]
}

function readRow(row: ReadableRow, options: ListAbout): RowReading {
  const { gets, reader, phone, person } = options
  const problems: RowProblem[] = []
  const cellsOf = (datum: string): readonly Cell[] => reader.cellsOf(row, datum)
  const numbers = readNumbers([...(phone === undefined ? [] : cellsOf(phone)), ...cellsOf('contact.phone')], options.phones)
  for (const problem of numbers.phones.length === 0 ? numbers.problems : []) {
    const [reason, remedy] = PHONE_PROBLEMS[problem]
    problems.push({ at: phone ?? 'contact.phone', reason, remedy })
  }
  if (numbers.phones.length === 0 && numbers.problems.length === 0)
    problems.push({
      at: phone ?? 'contact.phone',
      reason: 'The row has no telephone number.',
      remedy: 'Add one, or take the row out.',
    })
  const zone = readZone(showCell(cellsOf('contact.zone')[0]), options.zone)
  if (zone === undefined)
    problems.push({
      at: 'contact.zone',
      reason: 'There is no such time zone.',
      remedy: 'Write an IANA name such as Europe/Warsaw.',
    })
  const raw = reader.read(row, problems, numbers.phones[0]?.number)
  const reading = readContact(gets, raw, zone ?? options.zone)
  if (reading.kind === 'refused')
    // What was said already is not said twice.
    for (const { path, message, hint } of reading.problems)
      if (!problems.some(({ at }) => at === path)) problems.push({ at: path, reason: message, remedy: hint })
  if (reading.kind === 'refused' || problems.length > 0 || zone === undefined)
    return { kind: 'refused', line: row.line, problems }
  const { data } = reading
  const deadlineAt = options.deadlineOf(data, zone)
  if (deadlineAt !== undefined && deadlineAt <= options.now) {
    const remedy = 'See whether the date is right; else take the row out.'
    return {
      kind: 'refused',
      line: row.line,
      problems: [{ at: 'deadline', reason: 'The deadline of the campaign has passed for this row.', remedy }],
    }
  }
  const name = person === undefined ? undefined : readName(findValue(data, person))
  const words = name === undefined ? '' : sortWords(name)
  const born = findBirthday(options, data)
  const id = showCell(cellsOf('contact.id')[0]).trim()
  return {
    kind: 'contact',
    row: {
      line: row.line,
      key: makeKey(id, words, born, numbers.phones[0]?.number ?? ''),
      name,
      words,
      born,
      phones: numbers.phones,
      language: readLanguage(showCell(cellsOf(options.languagePath ?? 'contact.language')[0]), options),
      zone,
      data,
      subject: makeSubject(showCell(cellsOf('contact.subject')[0]), options, data),
      priority: readPriority(showCell(cellsOf('contact.priority')[0])),
      deadlineAt,
      hasConsented: /^(1|x|y|yes|true|tak|t|так|да|s[ií])$/i.test(showCell(cellsOf('contact.consent')[0]).trim()),
      mended: numbers.phones.filter(({ isMended }) => isMended).length,
      leftOut: numbers.problems.length,
    },
  }
}

function readZone(written: string, fallback: string): string | undefined {
  const zone = written.trim()
  if (zone === '') return fallback
  return findZoneClock(zone) !== undefined && IANAZone.isValidZone(zone) ? zone : undefined
}

function findValue(data: Readonly<Record<string, unknown>>, path: string): unknown {
  let value: unknown = data
  for (const part of path.split('.'))
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[part] : undefined
  return value
}

function readName(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null && 'name' in value ? String(value.name) : undefined
}

function findBirthday({ birthdays }: ListAbout, data: Readonly<Record<string, unknown>>): string | undefined {
  for (const path of birthdays) {
    const value = findValue(data, path)
    if (typeof value === 'string') return value
  }
  return undefined
}

/** How a person is known again. Words stand in any order: lists have the surname first or last. */
function makeKey(id: string, words: string, born: string | undefined, number: string): string {
  if (id !== '') return `id ${id}`
  return words === '' ? `number ${number}` : `name ${words} ${born ?? number}`
}

/** A name whose words are in the order of the alphabet, folded. */
export function sortWords(name: string): string {
  return foldName(name).split(' ').sort().join(' ')
}

function readLanguage(written: string, { languages, fallback }: RowOptions): Language {
  const known = findLanguage(written)
  return known !== undefined && languages.includes(known) ? known : fallback
}

/** The language that a list names, in whichever of the five; undefined: none of them. */
export function findLanguage(written: string): Language | undefined {
  const folded = foldName(written).split(' ')[0] ?? ''
  return LANGUAGES.find(language => LANGUAGE_WORDS[language]?.includes(folded))
}

function readPriority(written: string): number {
  const value = Number.parseInt(written, 10)
  return Number.isFinite(value) ? Math.max(-1000, Math.min(1000, value)) : 0
}

/** By what the campaign says; else by ids of what the call is about, and its moments. */
function makeSubject(written: string, { subjectPath, subjects }: ListAbout, data: Readonly<Record<string, unknown>>): string {
  if (written.trim() !== '') return written.trim()
  if (subjectPath !== undefined) return String(findValue(data, subjectPath) ?? '')
  return subjects
    .flatMap(path => {
      const value = findValue(data, path)
      return value === undefined ? [] : [String(value)]
    })
    .join(' ')
}

import type { DataType } from '../../../scenarios/model/data-type.ts'
import type { LocalTimeReading } from './read-local-times.ts'
import { type Cell, showCell } from './row.ts'

/** A value as readContact takes it, or why there is none. */
export type DatumReading =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'fault'; readonly reason: string; readonly remedy: string }

interface Options {
  readonly isSurnameFirst: boolean
  /** Reads a date, a time of day or both. */
  readonly readTime: (cell: Cell) => LocalTimeReading
}

const YES = /^(1|x|y|yes|true|tak|t|так|т|да|д|s[ií]|s)$/i
const NO = /^(0|n|no|false|nie|н|ні|нет)$/i

/** Reads the cells of one datum: forms of dates, hours, numbers and switches as people write them become those of the language. */
export function readDatum(type: DataType, cells: readonly Cell[], options: Options): DatumReading {
  if (type.kind === 'date') return readDate(cells[0] ?? '', options)
  if (type.kind === 'time') return readHour(cells[0] ?? '', options)
  if (type.kind === 'moment') return readMoment(cells, options)
  const text = tidy(cells.length === 1 ? showCell(cells[0]) : cells.map(showCell).join(' '))
  switch (type.kind) {
    case 'person':
      return give(readPersonName(text, options.isSurnameFirst))
    case 'yes_no':
      return YES.test(text)
        ? give(true)
        : NO.test(text)
          ? give(false)
          : fail('This is neither yes nor no.', 'Write tak or nie, yes or no, 1 or 0.')
    case 'number':
    case 'scale':
      return give(text.replace(/^(-?\d+),(\d+)$/, '$1.$2').replace(/^(-?\d+)\.0+$/, '$1'))
    case 'choice':
      return give(type.of.find(option => option.toLowerCase() === text.toLowerCase().replaceAll(' ', '_')) ?? text)
    case 'text':
      // Numbers that are names (of rooms, of visits) come from workbooks as 12.0.
      return give(typeof cells[0] === 'number' && cells.length === 1 ? String(cells[0]) : text)
    case 'list':
      return give(text.split(/\s*[;|]\s*/).filter(item => item !== ''))
    case 'phone':
    case 'address':
    case 'pressure':
    case 'group':
      return give(text)
  }
}

/** White space other than single spaces; most texts have none. */
const UNTIDY = /\s\s|[^\S ]|^\s|\s$/

function tidy(text: string): string {
  return UNTIDY.test(text) ? text.replaceAll(/\s+/g, ' ').trim() : text
}

/** A value that was read. */
export function give(value: unknown): DatumReading {
  return { kind: 'value', value }
}

function fail(reason: string, remedy: string): DatumReading {
  return { kind: 'fault', reason, remedy }
}

/** "KOWALSKA, ANNA" and "Kowalska Anna" of a column that says so become "Anna Kowalska". */
function readPersonName(
  text: string,
  isSurnameFirst: boolean,
): string | { readonly name: string; readonly first: string; readonly last: string } {
  const plain = calmCapitals(text)
  const [last = '', rest] = plain.split(/\s*,\s*/)
  if (rest !== undefined && rest !== '') return order(last, rest.split(' '))
  const [surname = '', ...given] = plain.split(' ')
  return isSurnameFirst && given.length > 0 ? order(surname, given) : plain
}

function order(last: string, given: readonly string[]): { readonly name: string; readonly first: string; readonly last: string } {
  return { name: `${given.join(' ')} ${last}`, first: given[0] ?? '', last }
}

/** Words all in capitals are read letter by letter by some voices; initials stay. */
function calmCapitals(text: string): string {
  return text.replaceAll(
    /\p{Lu}[\p{Lu}'’]{2,}/gu,
    word =>
      (word[0] ?? '') +
      word
        .slice(1)
        .toLowerCase()
        .replace(/(?<=['’])\p{L}/u, letter => letter.toUpperCase()),
  )
}

/**
 * Days and hours as spreadsheets reckon them: 46371 is 15 December 2026, 0.4375 half past ten. Which day is meant is not certain, since some
 * of them reckon from 1904, and four years of a birth date would turn everybody into somebody else.
 */
const DAY_NUMBER = fail(
  'A spreadsheet has written the day or the hour as a number.',
  'Format the column as a date or a time there, and export the list anew.',
)

function isDayNumber(cell: Cell): boolean {
  return /^(?:\d{5}(?:[.,]\d+)?|0?[.,]\d{2,})$/.test(showCell(cell).trim())
}

const DATE_REMEDY = 'Write 06.05.2026 or 2026-05-06.'

function readDate(cell: Cell, { readTime }: Options): DatumReading {
  const read = readTime(cell)
  if (read?.kind === 'local' && read.date !== undefined) return give(read.date)
  if (read?.kind === 'instant') return give(read.iso.slice(0, 10))
  return isDayNumber(cell) ? DAY_NUMBER : fail('This is no date, or there is no such day.', DATE_REMEDY)
}

function readHour(cell: Cell, { readTime }: Options): DatumReading {
  const read = readTime(cell)
  return read?.kind === 'local' && read.time !== undefined ? give(read.time) : fail('This is no time of day.', 'Write 08:30.')
}

/** Date and time of one cell, or of several. */
function readMoment(cells: readonly Cell[], { readTime }: Options): DatumReading {
  let [date, time]: [string | undefined, string | undefined] = [undefined, undefined]
  for (const cell of cells) {
    const read = readTime(cell)
    if (read === undefined && isDayNumber(cell)) return DAY_NUMBER
    if (read === undefined)
      return fail('This is no date and time, or there is no such day.', 'Write 06.05.2026 08:30 or 2026-05-06 08:30.')
    if (read.kind === 'instant') return give(read.iso)
    date ??= read.date
    // A workbook has midnight beside each date, and the time in the next column.
    time = read.time !== undefined && (time === undefined || read.date === undefined) ? read.time : time
  }
  if (date === undefined) return fail('The date is missing.', DATE_REMEDY)
  return time === undefined ? fail('The time of day is missing.', 'Add it: 06.05.2026 08:30.') : give(`${date}T${time}`)
}

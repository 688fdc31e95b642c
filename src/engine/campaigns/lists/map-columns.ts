import type { DataType, Fields } from '../../../scenarios/model/data-type.ts'
import { suggest } from '../../../scenarios/source/suggest.ts'
import { findPerson, findPhone, listData } from '../find-datum.ts'
import { COLUMN_WORDS } from './column-words.ts'
import { SURNAME_FIRST } from './surname-first.ts'
import { foldName } from './fold-name.ts'

/** Which columns hold which datum. */
export interface Mapping {
  /** Datum → columns, in the order in which they are joined. */
  readonly columns: ReadonlyMap<string, readonly string[]>
  /** Data whose column has the surname first. */
  readonly surnameFirst: ReadonlySet<string>
  /** Columns that hold nothing of use. */
  readonly unused: readonly string[]
}

/** What cannot be found. */
export interface MappingFault {
  readonly message: string
  readonly hint: string
}

/** Data of the contact itself, which no scenario gets. */
const CONTACT_DATA = [
  'contact.id',
  'contact.phone',
  'contact.language',
  'contact.zone',
  'contact.priority',
  'contact.consent',
  'contact.subject',
] as const
/** Columns of a file of refused rows, which are no data. */
export const REPORT_COLUMNS = ['_line', '_reason', '_remedy'] as const

/** Maps columns as somebody said; a column that is not there is a fault. */
export function applyMapping(
  written: Readonly<Record<string, string | readonly string[]>>,
  columns: readonly string[],
  gets: Fields,
): { readonly mapping: Mapping; readonly faults: readonly MappingFault[] } {
  const byFold = new Map(columns.map(column => [foldName(column), column]))
  const mapped = new Map<string, readonly string[]>()
  const faults: MappingFault[] = []
  for (const [datum, names] of Object.entries(written)) {
    const found: string[] = []
    for (const name of [names].flat()) {
      const column = columns.includes(name) ? name : byFold.get(foldName(name))
      if (column !== undefined) found.push(column)
      else {
        const near = suggest(name, columns)
        faults.push({
          message: `There is no column "${name}" for ${datum}.`,
          hint: `${near === undefined ? '' : `Did you mean "${near}"? `}Columns are: ${columns.slice(0, 30).join(', ')}.`,
        })
      }
    }
    if (found.length > 0) mapped.set(datum, found)
  }
  return finish(mapped, columns, gets, faults)
}

/** Finds columns by their names: the path of a datum, its last part, or what lists of clinics call it in the five languages. */
export function guessMapping(
  columns: readonly string[],
  gets: Fields,
): { readonly mapping: Mapping; readonly faults: readonly MappingFault[] } {
  const data = listData(gets)
  const free = columns.filter(column => !(REPORT_COLUMNS as readonly string[]).includes(column))
  const mapped = new Map<string, string[]>()
  const take = (datum: string, column: string): void => {
    mapped.set(datum, [...(mapped.get(datum) ?? []), column])
    free.splice(free.indexOf(column), 1)
  }
  const paths = [...data.keys(), ...CONTACT_DATA]
  for (const column of free.slice()) {
    const path = paths.find(path => foldName(path) === foldName(column))
    if (path !== undefined) take(path, column)
  }
  const person = findPerson(gets)
  const phone = findPhone(gets)
  const findByWord = (word: string): string | undefined => {
    if (word === 'phone') return phone
    if (word === 'name') return person
    if (word === 'first' || word === 'last') return person === undefined ? undefined : `${person}.${word}`
    if (word === 'visit_id')
      return [...data.keys()].find(path => path.endsWith('.id') && path.split('.')[0] !== person?.split('.')[0])
    if (word === 'at_date' || word === 'at_time' || word === 'at') return findMoment(data)
    const own = [...data.keys()].find(
      path =>
        path.split('.').at(-1) === word && (word !== 'id' || person === undefined || path.startsWith(`${person.split('.')[0]}.`)),
    )
    return own ?? CONTACT_DATA.find(path => path === `contact.${word}`)
  }
  for (const column of free.slice()) {
    const folded = foldName(column).replace(/ \d+$/, '')
    const word = Object.keys(COLUMN_WORDS).find(known => COLUMN_WORDS[known]?.includes(folded))
    const datum = word === undefined ? undefined : findByWord(word)
    if (datum === undefined) continue
    // Several columns of numbers are all numbers of the person; date and time make one moment; anything else has one column.
    const isJoined = word === 'phone' || word === 'at_date' || word === 'at_time'
    if (mapped.has(datum) && !isJoined) continue
    if (word === 'at_time') mapped.set(datum, [...(mapped.get(datum) ?? [])])
    take(datum, column)
  }
  for (const column of free.slice()) {
    const last = paths.filter(path => foldName(path.split('.').at(-1) ?? '') === foldName(column) && !mapped.has(path))
    if (last.length === 1 && last[0] !== undefined) take(last[0], column)
  }
  orderDateBeforeTime(mapped)
  return finish(mapped, columns, gets, [])
}

function findMoment(data: ReadonlyMap<string, DataType>): string | undefined {
  for (const [path, type] of data) if (type.kind === 'moment') return path
  return undefined
}

function orderDateBeforeTime(mapped: Map<string, string[]>): void {
  const isTime = (column: string): boolean => COLUMN_WORDS['at_time']?.includes(foldName(column)) === true
  for (const columns of mapped.values()) columns.sort((left, right) => Number(isTime(left)) - Number(isTime(right)))
}

function finish(
  mapped: ReadonlyMap<string, readonly string[]>,
  columns: readonly string[],
  gets: Fields,
  faults: readonly MappingFault[],
): { readonly mapping: Mapping; readonly faults: readonly MappingFault[] } {
  const used = new Set([...mapped.values()].flat())
  const unused = columns.filter(column => !used.has(column) && !(REPORT_COLUMNS as readonly string[]).includes(column))
  const surnameFirst = new Set(
    [...mapped].flatMap(([datum, [column = '']]) => (SURNAME_FIRST.has(foldName(column)) ? [datum] : [])),
  )
  const mapping = { columns: mapped, surnameFirst, unused }
  if (faults.length > 0) return { mapping, faults }
  const missing = [...listData(gets, false)].flatMap(([path, type]) => {
    const isMapped = [...mapped.keys()].some(datum => datum === path || datum.startsWith(`${path}.`))
    return type.optional || isMapped ? [] : [path]
  })
  if (missing.length === 0) return { mapping, faults }
  const hint =
    unused.length === 0
      ? `The scenario cannot be held without; add ${missing.length === 1 ? 'a column of this name' : 'columns of these names'} to the list.`
      : `Say which they are: ${missing.map(path => `--column ${path}=COLUMN`).join(' ')}, or in the campaign under columns. Columns that are left: ${unused.slice(0, 30).join(', ')}.`
  return { mapping, faults: [{ message: `No column was found for ${missing.join(', ')}.`, hint }] }
}

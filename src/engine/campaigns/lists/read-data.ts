import type { Fields } from '../../../scenarios/model/data-type.ts'
import { findPhone, listData, putDatum } from '../find-datum.ts'
import type { Mapping } from './map-columns.ts'
import { type DatumReading, give, readDatum } from './read-datum.ts'
import { readGender } from './read-gender.ts'
import { type DateOrder, type LocalTimeReading, readLocalTime } from './read-local-times.ts'
import { type PhoneOptions, readPhones } from './read-phones.ts'
import { type Cell, type ListRow, showCell } from './row.ts'

/** A row whose cells can be read. */
export type ReadableRow = Extract<ListRow, { kind: 'row' }>

/** What the data of a row are read against. */
export interface DataOptions {
  readonly gets: Fields
  readonly mapping: Mapping
  readonly dates: DateOrder
  /** Epoch ms. */
  readonly now: number
}

/** Why a row is refused, without what stands in it. */
export interface RowProblem {
  /** Datum or column. */
  readonly at: string
  readonly reason: string
  readonly remedy: string
}

/** Reads rows of one list; what is the same for all of them is found out once. */
export interface DataReader {
  /** The cells of a datum in which something stands. */
  cellsOf(row: ReadableRow, datum: string): readonly Cell[]
  /** The data as readContact takes them, with `number` where the telephone stands; what a cell cannot be is a problem. */
  read(row: ReadableRow, problems: RowProblem[], number: string | undefined): Record<string, unknown>
}

/** All numbers of a row's cells, each once. */
export function readNumbers(cells: readonly Cell[], options: PhoneOptions): ReturnType<typeof readPhones> {
  const [first, ...more] = cells
  if (more.length === 0) return readPhones(first, options)
  const read = cells.map(cell => readPhones(cell, options))
  const phones = new Map(read.flatMap(one => one.phones).map(phone => [phone.number, phone]))
  return { phones: [...phones.values()], problems: read.flatMap(one => one.problems) }
}

/** Creates the reader of a list. */
export function createDataReader({ gets, mapping, dates, now }: DataOptions): DataReader {
  const thisYear = new Date(now).getUTCFullYear()
  const phone = findPhone(gets)
  const readers = new Map<string, CellReader | undefined>()
  const readerOf = (datum: string): CellReader | undefined => {
    if (!readers.has(datum)) readers.set(datum, createCellReader(datum))
    return readers.get(datum)
  }
  const createCellReader = (datum: string): CellReader | undefined => {
    const type = listData(gets).get(datum)
    if (type === undefined || datum === phone) return undefined
    if (datum.endsWith('.gender')) return cells => give(readGender(showCell(cells[0])))
    const isSurnameFirst = mapping.surnameFirst.has(datum)
    const readTime = rememberTimes(dates, isBirthday(datum) ? thisYear : undefined)
    const read = (cells: readonly Cell[]): DatumReading => readDatum(type, cells, { isSurnameFirst, readTime })
    return type.kind === 'date' && isBirthday(datum) ? cells => judgeBirthday(read(cells), now) : read
  }
  const cellsOf = (row: ReadableRow, datum: string): readonly Cell[] => {
    // Objects of JSON need not all have the data of the first ones: what has the path of a datum is that datum.
    const columns = mapping.columns.get(datum) ?? (row.json === undefined ? NO_COLUMNS : [datum])
    const cells: Cell[] = []
    for (const column of columns) {
      const cell = row.cells.get(column)
      if (cell !== undefined && !isEmpty(cell)) cells.push(cell)
    }
    return cells
  }
  return {
    cellsOf,
    read(row, problems, number) {
      const raw: Record<string, unknown> = {}
      const mapped =
        row.json === undefined ? mapping.columns.keys() : new Set([...mapping.columns.keys(), ...row.cells.keys()]).keys()
      for (const datum of mapped) {
        if (datum === phone && number !== undefined) putDatum(raw, datum, number)
        const readCells = readerOf(datum)
        const cells = readCells === undefined ? NO_CELLS : cellsOf(row, datum)
        if (readCells === undefined || cells.length === 0) continue
        const value = readCells(cells)
        if (value.kind === 'fault') problems.push({ at: datum, reason: value.reason, remedy: value.remedy })
        else if (value.value !== undefined) putDatum(raw, datum, value.value)
      }
      return raw
    },
  }
}

type CellReader = (cells: readonly Cell[]) => DatumReading
const NO_COLUMNS: readonly string[] = []
const NO_CELLS: readonly Cell[] = []

function isEmpty(cell: Cell): boolean {
  return typeof cell === 'string' ? cell === '' || cell.trim() === '' : showCell(cell) === ''
}

/** So many texts of dates are remembered for each datum: those of a list are the same again and again. */
const MOST_TIMES = 2000

function rememberTimes(dates: DateOrder, thisYear: number | undefined): (cell: Cell) => LocalTimeReading {
  const known = new Map<Cell, LocalTimeReading>()
  return cell => {
    if (typeof cell !== 'string') return readLocalTime(cell, dates, thisYear)
    if (!known.has(cell)) {
      if (known.size >= MOST_TIMES) known.clear()
      known.set(cell, readLocalTime(cell, dates, thisYear))
    }
    return known.get(cell)
  }
}

/** So long ago nobody was born who is still called. */
const LONGEST_LIFE_MS = 125 * 365.25 * 86_400_000

/** A birth date that lies ahead, or as far back as nobody lives, is a slip of whoever wrote it, and nobody could confirm it in a call. */
function judgeBirthday(reading: DatumReading, now: number): DatumReading {
  if (reading.kind === 'fault') return reading
  const born = Date.parse(String(reading.value))
  return born > now || born < now - LONGEST_LIFE_MS
    ? { kind: 'fault', reason: 'Nobody who can be called was born on this day.', remedy: 'See whether the year is right.' }
    : reading
}

/** Whether a datum is somebody's birth date: years of two digits lie behind. */
export function isBirthday(datum: string): boolean {
  return /(^|[._])(born|birth|birthday|dob)/.test(datum)
}

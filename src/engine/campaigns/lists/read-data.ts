import type { Fields } from '../../../scenarios/model/data-type.ts'
import { findPhone, listData, putDatum } from '../find-datum.ts'
import type { Mapping } from './map-columns.ts'
import { readDatum } from './read-datum.ts'
import { readGender } from './read-gender.ts'
import type { DateOrder } from './read-local-times.ts'
import { type PhoneOptions, readPhones } from './read-phones.ts'
import { type Cell, type ListRow, showCell } from './row.ts'

/** A row whose cells can be read. */
export type ReadableRow = Extract<ListRow, { kind: 'row' }>

/** What the data of a row are read against. */
export interface DataOptions {
  readonly gets: Fields
  readonly mapping: Mapping
  readonly dates: DateOrder
}

/** Why a row is refused, without what stands in it. */
export interface RowProblem {
  /** Datum or column. */
  readonly at: string
  readonly reason: string
  readonly remedy: string
}

/** Finds the cells of a datum in which something stands. */
export function findCells(row: ReadableRow, mapping: Mapping): (datum: string) => readonly Cell[] {
  // Objects of JSON need not all have the data of the first ones: what has the path of a datum is that datum.
  return datum =>
    (mapping.columns.get(datum) ?? (row.json === undefined ? [] : [datum])).flatMap(column => {
      const cell = row.cells.get(column)
      return cell === undefined || showCell(cell).trim() === '' ? [] : [cell]
    })
}

/** All numbers of a row's cells, each once. */
export function readNumbers(cells: readonly Cell[], options: PhoneOptions): ReturnType<typeof readPhones> {
  const read = cells.map(cell => readPhones(cell, options))
  const phones = new Map(read.flatMap(one => one.phones).map(phone => [phone.number, phone]))
  return { phones: [...phones.values()], problems: read.flatMap(one => one.problems) }
}

/** The data as readContact takes them, with `number` where the telephone stands; what a cell cannot be is a problem. */
export function collectData(
  row: ReadableRow,
  { gets, mapping, dates }: DataOptions,
  problems: RowProblem[],
  number: string | undefined,
): Record<string, unknown> {
  const raw: Record<string, unknown> = {}
  const cellsOf = findCells(row, mapping)
  const phone = findPhone(gets)
  const mapped = row.json === undefined ? mapping.columns.keys() : new Set([...mapping.columns.keys(), ...row.cells.keys()])
  const data = listData(gets)
  for (const datum of mapped) {
    const type = data.get(datum)
    if (type === undefined) continue
    if (datum === phone) {
      if (number !== undefined) putDatum(raw, datum, number)
      continue
    }
    const cells = cellsOf(datum)
    if (cells.length === 0) continue
    if (datum.endsWith('.gender')) {
      const gender = readGender(showCell(cells[0]))
      if (gender !== undefined) putDatum(raw, datum, gender)
      continue
    }
    const value = readDatum(type, cells, {
      dates,
      isSurnameFirst: mapping.surnameFirst.has(datum),
      isBirthday: isBirthday(datum),
    })
    if (value.kind === 'value') putDatum(raw, datum, value.value)
    else problems.push({ at: datum, reason: value.reason, remedy: value.remedy })
  }
  return raw
}

/** Whether a datum is somebody's birth date: years of two digits lie behind. */
export function isBirthday(datum: string): boolean {
  return /(^|[._])(born|birth|birthday|dob)/.test(datum)
}

import { createReadStream, statSync } from 'node:fs'
import { OperationalError } from '../../operational-error.ts'
import { detectEncoding, type Encoding } from './detect-encoding.ts'
import { type CsvRecord, parseCsv } from './parse-csv.ts'
import type { ListReader, ListRow } from './row.ts'

/** Signs that separate cells, in the order in which they are believed when all fit. */
const SEPARATORS = [';', '\t', ',', '|'] as const
/** Records by which the separator is found out. */
const LOOK_AHEAD = 30
const MOST_COLUMNS = 1000

/** Opens a CSV file of any usual encoding and separator. The first record names the columns. */
export async function openCsv(
  path: string,
  given: { readonly encoding?: Encoding; readonly separator?: string } = {},
): Promise<ListReader> {
  const encoding = given.encoding ?? (await detectEncoding(path))
  let read = 0
  const open = (): AsyncGenerator<string> =>
    decodePieces(path, encoding, bytes => {
      read += bytes
    })
  const separator = given.separator ?? (await findSeparator(open))
  read = 0
  const lots = parseCsv(open(), separator)
  const { header, rest } = await takeHeader(lots)
  const columns = nameColumns(header)
  return {
    kind: 'csv',
    columns,
    bytes: statSync(path).size,
    readBytes: () => read,
    form: `CSV, ${encoding}, separated by ${separator === '\t' ? 'tabs' : separator}`,
    rows: { [Symbol.asyncIterator]: () => readRows(rest, lots, columns) },
  }
}

/** Titles over a list fill one cell of a line; the header fills several. */
const MOST_TITLES = 10

/** The header and what else came with it. Excel writes `sep=;` before it. */
async function takeHeader(
  lots: AsyncGenerator<readonly CsvRecord[]>,
): Promise<{ readonly header: readonly string[]; readonly rest: readonly CsvRecord[] }> {
  let [isFirst, titles] = [true, 0]
  for (;;) {
    const next = await lots.next()
    if (next.done === true)
      throw new OperationalError('list/empty', 'The list has no rows.', {
        remedy: 'Give a list whose first row names the columns.',
      })
    for (const [index, record] of next.value.entries()) {
      const cells = record.kind === 'record' ? record.cells : [record.text]
      const isHint = isFirst && record.kind === 'record' && /^sep=/i.test(cells[0] ?? '')
      isFirst = false
      if (isHint) continue
      const isTitle = cells.length > 1 && cells.filter(cell => cell.trim() !== '').length < 2
      if (!isTitle || titles >= MOST_TITLES) return { header: cells, rest: next.value.slice(index + 1) }
      titles++
    }
  }
}

async function* readRows(
  first: readonly CsvRecord[],
  lots: AsyncIterable<readonly CsvRecord[]>,
  columns: readonly string[],
): AsyncGenerator<ListRow> {
  for (const record of first) {
    const row = readRow(record, columns)
    if (row !== undefined) yield row
  }
  for await (const records of lots)
    for (const record of records) {
      const row = readRow(record, columns)
      if (row !== undefined) yield row
    }
}

/** Undefined: nothing stands in it. */
function readRow(record: CsvRecord, columns: readonly string[]): ListRow | undefined {
  if (record.kind === 'broken') {
    const { line, text } = record
    const reason = 'A quote is opened in this line and never closed.'
    return { kind: 'broken', line, text, reason, remedy: 'Close the quote, or write a quote inside a cell twice: "".' }
  }
  const { line, cells } = record
  if (cells.length > columns.length && cells.slice(columns.length).some(cell => cell.trim() !== '')) {
    const reason = `The line has ${cells.length} cells, and there are ${columns.length} columns.`
    return { kind: 'broken', line, text: cells.join(' '), reason, remedy: 'Put cells that hold the separator in quotes.' }
  }
  const filled = new Map<string, string>()
  let isEmpty = true
  for (let index = 0; index < cells.length; index++) {
    const text = takeApostrophe((cells[index] ?? '').trim())
    filled.set(columns[index] ?? '', text)
    isEmpty &&= text === ''
  }
  return isEmpty ? undefined : { kind: 'row', line, cells: filled }
}

/** What was made safe for spreadsheets has an apostrophe before a sign of a formula. */
function takeApostrophe(cell: string): string {
  return /^'[=+\-@]/.test(cell) ? cell.slice(1) : cell
}

/** Names of columns as written, told apart where two are the same or one has none. */
export function nameColumns(header: readonly string[]): readonly string[] {
  const names: string[] = []
  for (const [index, cell] of header.slice(0, MOST_COLUMNS).entries()) {
    const written = cell.replaceAll(/\s+/g, ' ').trim()
    const base = written === '' ? `column ${index + 1}` : written
    let name = base
    for (let count = 2; names.includes(name); count++) name = `${base} (${count})`
    names.push(name)
  }
  while (names.at(-1) === `column ${names.length}` && (header[names.length - 1] ?? '').trim() === '') names.pop()
  return names
}

async function* decodePieces(path: string, encoding: Encoding, count: (bytes: number) => void): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 17 })) {
    const bytes = piece as Buffer
    count(bytes.length)
    yield decoder.decode(bytes, { stream: true })
  }
  yield decoder.decode()
}

/** The sign by which the first records have the most cells and the same number of them. */
async function findSeparator(open: () => AsyncIterable<string>): Promise<string> {
  let [best, most] = [';', 0]
  for (const separator of SEPARATORS) {
    const lengths: number[] = []
    reading: for await (const records of parseCsv(open(), separator))
      for (const record of records) {
        if (record.kind === 'record' && /^sep=(.)$/i.test(record.cells[0] ?? '') && lengths.length === 0)
          return record.cells[0]?.slice(4) ?? ';'
        if (record.kind === 'record') lengths.push(record.cells.length)
        if (lengths.length >= LOOK_AHEAD) break reading
      }
    const cells = lengths[0] ?? 0
    const alike = lengths.filter(length => length === cells).length / Math.max(1, lengths.length)
    const score = cells < 2 ? 0 : alike * 100 + Math.min(cells, 50)
    if (score > most) [best, most] = [separator, score]
  }
  return best
}

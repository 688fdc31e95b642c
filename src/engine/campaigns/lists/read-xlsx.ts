import { statSync } from 'node:fs'
import { OperationalError } from '../../operational-error.ts'
import { nameColumns } from './read-csv.ts'
import type { Cell, ListReader, ListRow, LocalTime } from './row.ts'
import { showCell } from './row.ts'
import { readAttribute, scanXml } from './scan-xml.ts'
import { readWorkbookParts, type WorkbookParts } from './workbook-parts.ts'
import { openZip, type ZipFile } from './zip-file.ts'

/** Words that several cells share are all held at once; more than this is no list of a clinic. */
const MOST_STRINGS = 5_000_000
const DAY_MINUTES = 1440

/** Opens a sheet of an XLSX workbook. Rows are read one by one; the first that is not empty names the columns. */
export async function openXlsx(path: string, sheetName?: string): Promise<ListReader> {
  const zip = await openZip(path)
  const parts = zip === undefined ? undefined : await readWorkbookParts(zip)
  if (zip === undefined || parts === undefined || parts.sheets.length === 0)
    throw new OperationalError('list/no-workbook', 'The file is no XLSX workbook that can be read.', {
      remedy: 'Save it anew as XLSX without a password, or as CSV.',
    })
  const visible = parts.sheets.filter(sheet => !sheet.isHidden)
  const sheet = sheetName === undefined ? (visible[0] ?? parts.sheets[0]) : parts.sheets.find(({ name }) => name === sheetName)
  if (sheet === undefined)
    throw new OperationalError('list/no-sheet', 'The workbook has no sheet of this name.', {
      remedy: `Sheets are: ${parts.sheets.map(({ name }) => name).join(', ')}.`,
    })
  const strings = await readStrings(zip)
  let read = 0
  const rows = readSheet(zip, sheet.path, parts, strings, bytes => (read += bytes))
  const first = await findHeader(rows)
  const columns = nameColumns(first)
  const bytes = statSync(path).size
  return {
    kind: 'xlsx',
    columns,
    bytes,
    // Unpacked bytes are some eight times the packed ones; near enough for a bar.
    readBytes: () => Math.min(bytes, Math.round(read / 8)),
    form: `XLSX, sheet ${sheet.name}`,
    rows: { [Symbol.asyncIterator]: () => nameCells(rows, columns) },
  }
}

interface SheetRow {
  readonly line: number
  readonly cells: readonly (Cell | undefined)[]
}

async function findHeader(rows: AsyncGenerator<SheetRow>): Promise<readonly string[]> {
  for (;;) {
    const next = await rows.next()
    if (next.done === true)
      throw new OperationalError('list/empty', 'The list has no rows.', {
        remedy: 'Give a list whose first row names the columns.',
      })
    // A title over the list stands in one cell; the header has several.
    const filled = next.value.cells.filter(cell => showCell(cell) !== '').length
    if (filled > 1 || next.value.line > 10) return Array.from(next.value.cells, showCell)
  }
}

async function* nameCells(rows: AsyncGenerator<SheetRow>, columns: readonly string[]): AsyncGenerator<ListRow> {
  for await (const { line, cells } of rows) {
    const named = new Map<string, Cell>()
    for (const [index, cell] of cells.entries()) {
      const column = columns[index]
      if (column !== undefined && cell !== undefined && showCell(cell) !== '') named.set(column, cell)
    }
    if (named.size > 0) yield { kind: 'row', line, cells: named }
  }
}

/** Shared strings (ECMA-376, 18.4): rich text is joined, readings of East Asian words are left out. */
async function readStrings(zip: ZipFile): Promise<readonly string[]> {
  const stream = await zip.read('xl/sharedStrings.xml')
  const strings: string[] = []
  if (stream === undefined) return strings
  let [text, isText, isReading] = ['', false, false]
  for await (const pieces of scanXml(stream))
    for (const piece of pieces) {
      if (piece.kind === 'text') {
        if (isText && !isReading) text += piece.text
      } else if (piece.name === 't') isText = piece.kind === 'open' && !piece.isEmpty
      else if (piece.name === 'rPh') isReading = piece.kind === 'open'
      else if (piece.name === 'si') {
        if (piece.kind === 'close' || piece.isEmpty) strings.push(text)
        text = ''
      }
      if (strings.length > MOST_STRINGS)
        throw new OperationalError('list/too-large', 'The workbook is too large.', { remedy: 'Save the list as CSV.' })
    }
  return strings
}

async function* readSheet(
  zip: ZipFile,
  path: string,
  parts: WorkbookParts,
  strings: readonly string[],
  count: (bytes: number) => void,
): AsyncGenerator<SheetRow> {
  const stream = await zip.read(path)
  if (stream === undefined) return
  stream.on('data', (bytes: Buffer) => count(bytes.length))
  let [line, column, type, style, text, isValue] = [0, 0, '', '', '', false]
  let cells: (Cell | undefined)[] = []
  for await (const pieces of scanXml(stream))
    for (const piece of pieces) {
      if (piece.kind === 'text') {
        if (isValue) text += piece.text
        continue
      }
      const isOpen = piece.kind === 'open'
      if (piece.name === 'row') {
        if (isOpen) {
          line = Number(readAttribute(piece.attributes, 'r') ?? line + 1)
          ;[cells, column] = [[], 0]
        }
        if (!isOpen || piece.isEmpty) yield { line, cells }
      } else if (piece.name === 'c') {
        if (isOpen) {
          const place = readAttribute(piece.attributes, 'r')
          if (place !== undefined) column = columnOf(place)
          type = readAttribute(piece.attributes, 't') ?? 'n'
          style = readAttribute(piece.attributes, 's') ?? ''
          text = ''
        }
        if (!isOpen || piece.isEmpty) {
          if (column < 1000) cells[column] = readCell(type, text, parts, strings, style)
          column++
        }
      } else if (piece.name === 'v' || piece.name === 't') isValue = isOpen && !piece.isEmpty
    }
}

function columnOf(place: string): number {
  let column = 0
  for (const sign of place) {
    const letter = sign.charCodeAt(0) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column - 1
}

function readCell(type: string, text: string, parts: WorkbookParts, strings: readonly string[], style: string): Cell | undefined {
  switch (type) {
    case 's':
      return tidy(strings[Number(text)])
    case 'inlineStr':
    case 'str':
      return tidy(text)
    case 'b':
      return text === '1'
    case 'e':
      // #N/A, #REF!: the formula failed, so there is no value.
      return undefined
    case 'd':
      return text
    default: {
      if (text === '') return undefined
      const value = Number(text)
      if (!Number.isFinite(value)) return text
      const shows = style === '' ? undefined : parts.styles[Number(style)]
      return shows === undefined ? value : readSerial(value, shows, parts.is1904)
    }
  }
}

function tidy(text: string | undefined): string | undefined {
  const words = text?.replaceAll(/[ \t]+/g, ' ').trim()
  return words === '' ? undefined : words
}

/** Days since the end of 1899 (or 1904) and their fraction; the programme believes that 1900 was a leap year. */
function readSerial(serial: number, shows: 'date' | 'time' | 'both', is1904: boolean): LocalTime | number {
  if (serial < 0 || serial > 2_958_465) return serial
  const minutes = Math.round((serial % 1) * DAY_MINUTES)
  const days = Math.floor(serial) + Math.floor(minutes / DAY_MINUTES)
  const start = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30)
  const date = new Date(start + days * 86_400_000).toISOString().slice(0, 10)
  const rest = minutes % DAY_MINUTES
  const time = `${String(Math.floor(rest / 60)).padStart(2, '0')}:${String(rest % 60).padStart(2, '0')}`
  if (shows === 'time' && days === 0) return { kind: 'local', time }
  return shows === 'date' && rest === 0 ? { kind: 'local', date } : { kind: 'local', date, time }
}

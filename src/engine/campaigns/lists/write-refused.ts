import type { WriteStream } from 'node:fs'
import { once } from 'node:events'
import { REPORT_COLUMNS } from './map-columns.ts'
import { quoteCell } from './quote-cell.ts'
import type { RowProblem } from './read-data.ts'
import { type ListReader, type ListRow, showCell } from './row.ts'

/** A file of rows that were not imported: their own columns, with line, reason and remedy before. It can be mended and imported again. */
export interface RefusedFile {
  write(row: ListRow, problems: readonly RowProblem[]): Promise<void>
  close(): Promise<void>
}

/** Writes CSV in UTF-8 with a mark, separated by `;`, as spreadsheets of the five countries open it; of a list of JSON, JSON lines. */
export function writeRefused(stream: WriteStream, { kind, columns }: Pick<ListReader, 'kind' | 'columns'>): RefusedFile {
  return kind === 'json' ? writeJsonLines(stream) : writeCsv(stream, columns)
}

/** Objects stay whole, with line, reason and remedy before their own data. */
function writeJsonLines(stream: WriteStream): RefusedFile {
  return {
    async write(row, problems) {
      const [line, reason, remedy] = describe(row, problems)
      const own = row.kind === 'row' ? row.json : { _text: row.text }
      if (!stream.write(`${JSON.stringify({ _line: Number(line), _reason: reason, _remedy: remedy, ...own })}\n`))
        await once(stream, 'drain')
    },
    async close() {
      stream.end()
      await once(stream, 'close')
    },
  }
}

function describe(row: ListRow, problems: readonly RowProblem[]): readonly [string, string, string] {
  const reasons = problems.map(({ at, reason }) => (at === '' ? reason : `${at}: ${reason}`)).join(' ')
  return [String(row.line), reasons, [...new Set(problems.map(({ remedy }) => remedy))].join(' ')]
}

function writeCsv(stream: WriteStream, columns: readonly string[]): RefusedFile {
  stream.write(`\uFEFF${[...REPORT_COLUMNS, ...columns].map(quoteCell).join(';')}\r\n`)
  return {
    async write(row, problems) {
      const cells = row.kind === 'row' ? columns.map(column => showCell(row.cells.get(column))) : [row.text]
      const reasons = problems.map(({ at, reason }) => (at === '' ? reason : `${at}: ${reason}`)).join(' ')
      const remedies = [...new Set(problems.map(({ remedy }) => remedy))].join(' ')
      const line = [String(row.line), reasons, remedies, ...cells].map(quoteCell).join(';')
      if (!stream.write(`${line}\r\n`)) await once(stream, 'drain')
    },
    async close() {
      stream.end()
      await once(stream, 'close')
    },
  }
}

/** One row of a list as its file gives it. */
export type ListRow =
  | {
      readonly kind: 'row'
      /** Line of the file, or row of the sheet, from 1. */
      readonly line: number
      /** Cells by the name of their column; of JSON, by path: `patient.name`. */
      readonly cells: ReadonlyMap<string, Cell>
      /** The object itself, of JSON. */
      readonly json?: Readonly<Record<string, unknown>>
    }
  /** What stands there cannot be read as a row. */
  | { readonly kind: 'broken'; readonly line: number; readonly text: string; readonly reason: string; readonly remedy: string }

/** A cell: words, a number or switch as a workbook or JSON has it, or a moment of a workbook without a zone. */
export type Cell = string | number | boolean | LocalTime

/** A date, a time of day or both, as a clock on the wall shows it. */
export interface LocalTime {
  readonly kind: 'local'
  /** `2026-05-06`; absent: a time of day alone. */
  readonly date?: string
  /** `08:30`. */
  readonly time?: string
}

/** A list that is read row by row. */
export interface ListReader {
  /** Names of the columns in their order; of JSON those of the first rows, later ones may have more. */
  readonly columns: readonly string[]
  readonly rows: AsyncIterable<ListRow>
  /** Of the file, and how much of it has been read: for progress. */
  readonly bytes: number
  readBytes(): number
  readonly kind: 'csv' | 'xlsx' | 'json'
  /** What was found out: `CSV, windows-1250, separated by ;`. */
  readonly form: string
}

/** A cell of a list has not more signs than this: more is another file within it, or rows that ran together. */
const LONGEST_CELL = 20_000

/** The column whose cell is too long to be what it says. */
export function findLongCell({ cells }: Extract<ListRow, { kind: 'row' }>): string | undefined {
  for (const cell of cells.values())
    if (typeof cell === 'string' && cell.length > LONGEST_CELL) return [...cells].find(([, long]) => long === cell)?.[0]
  return undefined
}

/** Why such a row is refused. */
export const LONG_CELL = {
  reason: `The cell has more than ${LONGEST_CELL.toLocaleString('en')} signs.`,
  remedy: 'See whether rows or another file have run into it; shorten it.',
} as const

/** Words of a cell. */
export function showCell(cell: Cell | undefined): string {
  if (cell === undefined) return ''
  if (typeof cell === 'object') return [cell.date, cell.time].filter(part => part !== undefined).join(' ')
  return String(cell)
}

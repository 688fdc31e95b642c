import type { ListReader, ListRow, RowProblem } from '../../campaigns/lists/index.ts'
import type { Store } from '../../store/index.ts'
import type { ListKind } from './list-kinds.ts'
import { type ClinicRowOptions, createClinicRowReader } from './read-clinic-row.ts'
import type { Saved } from './row-to-save.ts'
import { SAVE_ROW } from './save-row.ts'

/** What a list is imported with. */
export interface ClinicListOptions {
  readonly store: Store
  readonly kind: ListKind
  readonly row: ClinicRowOptions
  readonly now: number
  /** Told of each row that is refused, in order. */
  refuse(row: ListRow, problems: readonly RowProblem[]): Promise<void>
  /** Told after each batch. */
  progress?(rows: number): void
}

/** What came of an import; every row is one of added, changed, same and refused. */
export interface ClinicListReport {
  readonly kind: ListKind
  readonly rows: number
  readonly added: number
  readonly changed: number
  readonly same: number
  readonly refused: number
  /** Refused rows by reason, the most frequent first. */
  readonly reasons: readonly { readonly reason: string; readonly rows: number }[]
}

/** Rows of a transaction: short enough to let others write between. */
const BATCH = 200

/** Imports a list row by row; memory does not grow with it. Imported again, it changes nothing. */
export async function importClinicList(reader: ListReader, options: ClinicListOptions): Promise<ClinicListReport> {
  const { store, kind, now } = options
  const counts = { rows: 0, added: 0, changed: 0, same: 0, refused: 0 }
  const reasons = new Map<string, number>()
  const refuse = async (row: ListRow, problems: readonly RowProblem[]): Promise<void> => {
    counts.refused += 1
    const [first] = problems
    const reason = first === undefined ? '' : first.at === '' ? first.reason : `${first.at}: ${first.reason}`
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
    await options.refuse(row, problems)
  }
  let batch: ListRow[] = []
  const readRow = createClinicRowReader(options.row)
  const seen = new Set<string>()
  const saveRow = async (into: Store, row: ListRow): Promise<Saved | readonly RowProblem[]> => {
    if (row.kind === 'broken') return [{ at: '', reason: row.reason, remedy: row.remedy }]
    const read = readRow(row)
    return read.kind === 'refused' ? read.problems : SAVE_ROW[kind]({ ...read, into, now, seen })
  }
  const flush = async (): Promise<void> => {
    const results: (Saved | readonly RowProblem[])[] = []
    await store.transaction(async into => {
      for (const row of batch) results.push(await saveRow(into, row))
    })
    for (const [index, result] of results.entries()) {
      const row = batch[index]
      if (row === undefined) continue
      if (typeof result === 'string') counts[result] += 1
      else await refuse(row, [result].flat())
    }
    batch = []
    options.progress?.(counts.rows)
  }
  for await (const row of reader.rows) {
    counts.rows += 1
    batch.push(row)
    if (batch.length >= BATCH) await flush()
  }
  await flush()
  return {
    kind,
    ...counts,
    reasons: [...reasons].map(([reason, rows]) => ({ reason, rows })).sort((left, right) => right.rows - left.rows),
  }
}

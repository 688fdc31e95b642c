import type { RowProblem } from '../../campaigns/lists/index.ts'
import type { Store } from '../../store/index.ts'
import type { ClinicRow } from './read-clinic-row.ts'

/** What became of a row: `same`, it was there already, or what was done since is newer than the list. */
export type Saved = 'added' | 'changed' | 'same' | RowProblem

/** A row that was read, and where it goes. */
export interface RowToSave extends Pick<Extract<ClinicRow, { kind: 'data' }>, 'data' | 'phones'> {
  readonly into: Store
  readonly now: number
  /** Patients whom earlier rows of the same list were about. */
  readonly seen: Set<string>
}

/** A text of a row's data; null where there is none. */
export function readCell(data: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = data[name]
  return typeof value === 'string' && value !== '' ? value : null
}

/** How long something takes, in ms; null where the list does not say. */
export function readMinutes(data: Readonly<Record<string, unknown>>): number | null {
  return typeof data['minutes'] === 'number' ? data['minutes'] * 60_000 : null
}

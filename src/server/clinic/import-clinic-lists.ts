import { basename } from 'node:path'
import { applyMapping, guessMapping, type Mapping, openList, type RowProblem } from '../../engine/campaigns/index.ts'
import { foldName } from '../../engine/campaigns/lists/index.ts'
import { layOutSchedules } from '../../engine/clinic/embedded/index.ts'
import {
  type ClinicListReport,
  guessListKind,
  importClinicList,
  LIST_DATA,
  LIST_KINDS,
  type ListKind,
} from '../../engine/clinic/lists/index.ts'
import { OperationalError } from '../../engine/operational-error.ts'
import type { Store } from '../../engine/store/index.ts'
import type { ClinicHome } from './read-clinic-home.ts'

type List = Awaited<ReturnType<typeof openList>>
type Row = Parameters<Parameters<typeof importClinicList>[1]['refuse']>[0]

/** What lists are imported with. */
export interface ClinicImport {
  readonly store: Store
  readonly home: ClinicHome
  readonly files: readonly string[]
  /** What all of them hold; absent: their columns tell. */
  readonly kind?: ListKind
  /** Columns by datum, where their names do not tell. */
  readonly columns?: Readonly<Record<string, readonly string[]>>
  readonly form?: Parameters<typeof openList>[1]
  readonly dates?: 'day first' | 'month first'
  readonly isTrial: boolean
  readonly actor: string
  readonly now: number
  /** Takes the refused rows of a list. */
  openRefused(
    path: string,
    list: List,
  ): { write(row: Row, problems: readonly RowProblem[]): Promise<void>; close(): Promise<string | undefined> }
  progress?(share: number, rows: number): void
}

/** What came of one file. */
export interface ImportedList extends ClinicListReport {
  readonly file: string
  readonly form: string
  readonly columns: Readonly<Record<string, readonly string[]>>
  readonly unused: readonly string[]
  /** Where refused rows are. */
  readonly refusedFile?: string
}

/** What came of all. */
export interface ClinicImported {
  readonly lists: readonly ImportedList[]
  /** How many times were made of the schedules. */
  readonly times: number
  /** Doctors whom visits and times to come are with, and whom the list of doctors has not; none where there is no such list. */
  readonly unlistedDoctors: readonly string[]
}

/** Ends the transaction of a trial. */
class TrialOver extends Error {}

/**
 * Imports lists into the embedded clinic, those that others refer to first, and makes the times of its schedules. Of a trial nothing stays.
 * @throws {OperationalError} `clinic/unclear_list` when the columns of one do not tell what it holds: nothing is imported then; `list/…`
 */
export async function importClinicLists(about: ClinicImport): Promise<ClinicImported> {
  const opened: OpenedList[] = []
  for (const path of about.files) opened.push(await openKnown(path, about))
  opened.sort((left, right) => LIST_KINDS.indexOf(left.kind) - LIST_KINDS.indexOf(right.kind))
  if (!about.isTrial) return importOpened(about, about.store, opened)
  let imported: ClinicImported = { lists: [], times: 0, unlistedDoctors: [] }
  try {
    await about.store.transaction(async inside => {
      imported = await importOpened(about, inside, opened)
      throw new TrialOver()
    })
  } catch (error) {
    if (!(error instanceof TrialOver)) throw error
  }
  return imported
}

async function importOpened(about: ClinicImport, store: Store, opened: readonly OpenedList[]): Promise<ClinicImported> {
  const { home, now, actor } = about
  const lists: ImportedList[] = []
  for (const { path, list, kind, mapping } of opened) {
    const refused = about.openRefused(path, list)
    const report = await importClinicList(list, {
      store,
      kind,
      now,
      row: { gets: LIST_DATA[kind], mapping, dates: about.dates ?? 'day first', now, zone: home.zone, phones: home },
      refuse: (row, problems) => refused.write(row, problems),
      progress: rows => about.progress?.(list.readBytes() / Math.max(1, list.bytes), rows),
    })
    const refusedFile = await refused.close()
    const { rows, added, changed, same } = report
    const details = { rows, added, changed, same, refused: report.refused }
    await store.audit.append({ at: now, actor, action: 'clinic.import', subject: kind, details })
    lists.push({
      ...report,
      file: basename(path),
      form: list.form,
      columns: Object.fromEntries(mapping.columns),
      unused: mapping.unused,
      ...(refusedFile !== undefined && { refusedFile }),
    })
  }
  const times = await layOutSchedules(store, now, home.zone)
  return { lists, times, unlistedDoctors: await listUnlistedDoctors(store, now) }
}

async function listUnlistedDoctors({ clinic }: Store, now: number): Promise<readonly string[]> {
  const listed = new Set((await clinic.schedules.listDoctors()).map(({ id }) => id))
  if (listed.size === 0) return []
  return (await clinic.schedules.listNamedDoctors(now)).filter(name => !listed.has(foldName(name)))
}

interface OpenedList {
  readonly path: string
  readonly list: List
  readonly kind: ListKind
  readonly mapping: Mapping
}

/** Of several lists it is said which. */
function nameList({ code, message, retryable, facts, remedy, cause }: OperationalError, path: string): OperationalError {
  const more = { retryable, facts, cause, ...(remedy !== undefined && { remedy }) }
  return new OperationalError(code, `${basename(path)}: ${message}`, more)
}

async function openKnown(path: string, { kind: said, columns = {}, form }: ClinicImport): Promise<OpenedList> {
  const list = await openList(path, form).catch((error: unknown) => {
    throw error instanceof OperationalError ? nameList(error, path) : error
  })
  const kind = said ?? guessListKind(list.columns)
  if (kind === undefined)
    throw new OperationalError('clinic/unclear_list', `What ${basename(path)} holds cannot be told from its columns.`, {
      facts: { columns: list.columns.slice(0, 30).join(', ') },
      remedy: `Say it with --as ${LIST_KINDS.join('|')}, and which column is what with --column DATUM=COLUMN. Columns are: ${list.columns.slice(0, 30).join(', ')}.`,
    })
  const guess = guessMapping(list.columns, LIST_DATA[kind])
  const rest = Object.fromEntries([...guess.mapping.columns].filter(([datum]) => !(datum in columns)))
  const { mapping, faults } =
    Object.keys(columns).length === 0 ? guess : applyMapping({ ...rest, ...columns }, list.columns, LIST_DATA[kind])
  const [first] = faults
  if (first !== undefined)
    throw new OperationalError('clinic/unclear_list', `${basename(path)}: ${first.message}`, { remedy: first.hint })
  return { path, list, kind, mapping }
}

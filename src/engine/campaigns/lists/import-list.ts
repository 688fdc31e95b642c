import type { ContactRecord, LedgerEntry, NewContact, Store } from '../../store/index.ts'
import type { CampaignVariant } from '../file/variants.ts'
import { createVariantChooser, type VariantChooser } from './choose-variant.ts'
import type { RowProblem } from './read-data.ts'
import { findPersons } from './find-persons.ts'
import { createRowReader, type ReadRow, type RowOptions } from './read-row.ts'
import type { ListRow } from './row.ts'

/** What came of an import; every row is one of imported, merged and refused. */
export interface ImportReport {
  readonly rows: number
  readonly imported: number
  readonly merged: number
  readonly refused: number
  /** Contacts with a number that was mended (a plus was missing), and with one that was left out since others were good. */
  readonly mended: number
  readonly leftOut: number
  /** Refused rows by reason, the most frequent first. */
  readonly reasons: readonly { readonly reason: string; readonly rows: number }[]
}

/** What a list is imported with. */
export interface ImportOptions {
  /** Where contacts go; of a trial a store that is forgotten. */
  readonly into: Store
  /** Where persons and contacts are looked up besides: the store itself, also in a trial. */
  readonly known: Store
  readonly campaign: string
  readonly purpose: string
  readonly variants: readonly CampaignVariant[]
  readonly importId: string
  readonly now: number
  /** Ids that sort by time. */
  readonly newId: () => string
  readonly row: RowOptions
  /** Told of each row that is refused, in order. */
  readonly refuse: (row: ListRow, problems: readonly RowProblem[]) => Promise<void>
  /** Told after each batch. */
  readonly progress?: (rows: number) => void
}

/** A list that is open, or rows from elsewhere. */
interface RowSource {
  readonly rows: AsyncIterable<ListRow> | Iterable<ListRow>
}

/** Rows of a transaction: short enough to let others write between. */
const BATCH = 500

/** Imports a list row by row; memory does not grow with it. Imported again, it changes nothing. */
export async function importList(list: RowSource, options: ImportOptions): Promise<ImportReport> {
  const counts = { rows: 0, imported: 0, merged: 0, refused: 0, mended: 0, leftOut: 0 }
  const reasons = new Map<string, number>()
  const refuse = async (row: ListRow, problems: readonly RowProblem[]): Promise<void> => {
    counts.refused++
    const [first] = problems
    const reason = first === undefined ? '' : first.at === '' ? first.reason : `${first.at}: ${first.reason}`
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
    await options.refuse(row, problems)
  }
  // A trial counts what is there already.
  const variants = createVariantChooser(options.variants, await options.known.contacts.countVariants(options.campaign))
  let batch: { readonly row: ListRow; readonly read: ReadRow }[] = []
  const flush = async (): Promise<void> => {
    const results = await saveBatch(
      batch.map(({ read }) => read),
      options,
      variants,
    )
    for (const [index, result] of results.entries()) {
      const entry = batch[index]
      if (entry === undefined) continue
      if (result === 'imported') counts.imported++
      else if (result === 'merged') counts.merged++
      else await refuse(entry.row, [result])
      if (typeof result === 'string') {
        counts.mended += Math.min(1, entry.read.mended)
        counts.leftOut += Math.min(1, entry.read.leftOut)
      }
    }
    batch = []
    options.progress?.(counts.rows)
  }
  const readRow = createRowReader(options.row)
  for await (const row of list.rows) {
    counts.rows++
    if (row.kind === 'broken') {
      await refuse(row, [{ at: '', reason: row.reason, remedy: row.remedy }])
      continue
    }
    const reading = readRow(row)
    if (reading.kind === 'refused') await refuse(row, reading.problems)
    else batch.push({ row, read: reading.row })
    if (batch.length >= BATCH) await flush()
  }
  await flush()
  return {
    ...counts,
    reasons: [...reasons].map(([reason, rows]) => ({ reason, rows })).sort((left, right) => right.rows - left.rows),
  }
}

type Result = 'imported' | 'merged' | RowProblem

async function saveBatch(rows: readonly ReadRow[], options: ImportOptions, variants: VariantChooser): Promise<readonly Result[]> {
  if (rows.length === 0) return []
  return options.into.transaction(async into => {
    const stores = options.into === options.known ? [into] : [into, options.known]
    const found = await findPersons(rows, stores, options.newId)
    const persons = found.map(({ id }) => id)
    const known = found.flatMap(({ id, isNew }) => (isNew ? [] : [id]))
    await into.people.add(
      rows.map((row, index) => ({
        id: persons[index] ?? '',
        key: row.key,
        name: row.name ?? null,
        language: row.language,
        zone: row.zone,
        numbers: row.phones.map(({ number, kind }) => ({ number, kind })),
      })),
      options.now,
    )
    const existing = (await Promise.all(stores.map(store => store.contacts.findByPersons(known)))).flat()
    const inCampaign = new Map(
      existing.filter(({ campaign }) => campaign === options.campaign).map(contact => [keyOf(contact), contact]),
    )
    /** Of several visits of one person all go one way. */
    const variantOf = new Map([...inCampaign.values()].map(contact => [contact.person, contact.variant]))
    const elsewhere = existing.filter(({ campaign, state }) => campaign !== options.campaign && state !== 'finished')
    const fresh = new Map<string, NewContact>()
    const results: Result[] = []
    for (const [index, row] of rows.entries()) {
      const person = persons[index] ?? ''
      const key = keyOf({ person, subject: row.subject })
      const former = inCampaign.get(key)
      const twin = fresh.get(key)
      const other = elsewhere.find(
        contact => contact.person === person && contact.subject !== '' && contact.subject === row.subject,
      )
      if (former !== undefined) {
        await into.contacts.merge(former.id, { numbers: row.phones.map(({ number }) => number), data: row.data }, options.now)
        results.push('merged')
      } else if (twin !== undefined) {
        const numbers = [...new Set([...twin.numbers, ...row.phones.map(({ number }) => number)])]
        fresh.set(key, { ...twin, numbers, data: { ...row.data, ...twin.data } })
        results.push('merged')
      } else if (other === undefined) {
        const variant = variantOf.get(person) ?? variants.choose(row.language, row.key)
        variantOf.set(person, variant)
        fresh.set(key, makeContact(row, person, variant, options))
        results.push('imported')
      } else
        results.push({
          at: '',
          reason: `The same person is called about the same by the campaign "${other.campaign}".`,
          remedy: 'Stop that campaign first, or take the row out.',
        })
    }
    await into.contacts.add([...fresh.values()], options.now)
    for (const [index, row] of rows.entries())
      if (row.hasConsented && typeof results[index] === 'string')
        await into.ledger.record(makeConsent(row, persons[index] ?? '', options))
    return results
  })
}

function keyOf({ person, subject }: Pick<ContactRecord, 'person' | 'subject'>): string {
  return `${person} ${subject}`
}

function makeContact(
  row: ReadRow,
  person: string,
  variant: string | null,
  { campaign, importId, now, newId }: ImportOptions,
): NewContact {
  return {
    id: newId(),
    campaign,
    person,
    subject: row.subject,
    numbers: row.phones.map(({ number }) => number),
    zone: row.zone,
    language: row.language,
    data: row.data,
    variant,
    priority: row.priority,
    deadlineAt: row.deadlineAt ?? null,
    dueAt: now,
    reason: 'new',
    importId,
    line: row.line,
  }
}

function makeConsent(row: ReadRow, person: string, { purpose, importId, now, newId }: ImportOptions): LedgerEntry {
  const evidence = `import ${importId}, line ${row.line}`
  return {
    id: newId(),
    kind: 'consent',
    subjectKind: 'person',
    subject: person,
    purpose,
    channel: '*',
    source: 'import',
    evidence,
    at: now,
  }
}

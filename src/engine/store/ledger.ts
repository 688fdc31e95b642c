import type { Selectable } from 'kysely'
import type { Database } from './database.ts'
import { locksRows } from './locks.ts'
import type { LedgerRow } from './tables.ts'
import { withinTransaction } from './transactions.ts'

/** What a person said about being called and written to; `opt_in` takes an opt-out back. */
export type LedgerKind = 'consent' | 'withdrawal' | 'opt_out' | 'opt_in'

/** One entry: who said what, about which purpose and channel, by which way, and where that is proved. */
export interface LedgerEntry {
  readonly id: string
  readonly kind: LedgerKind
  readonly subjectKind: 'person' | 'number'
  /** Id of the person, or the number. */
  readonly subject: string
  /** Purpose, or `*` for every one. */
  readonly purpose: string
  /** `call`, `sms`, `email`, or `*`. */
  readonly channel: string
  /** How it came: `call`, `sms`, `import`, `staff`, `web`. */
  readonly source: string
  /** Where it is proved: id of the call, of the message, name of the form. */
  readonly evidence: string | null
  readonly at: number
}

/** An opt-out in force. */
export interface OptOut {
  readonly subjectKind: 'person' | 'number'
  readonly subject: string
  /** Purpose, or `*` for every one. */
  readonly purpose: string
  /** `call`, `sms`, `email`, or `*`. */
  readonly channel: string
  readonly at: number
}

/** Consents and opt-outs. Entries are added and never changed. */
export interface Ledger {
  /** Adds an entry and puts it into force; when this has resolved, no later claim calls whom it keeps from being called. */
  record(entry: LedgerEntry): Promise<void>
  /** Opt-outs in force of a person or a number. */
  listOptOuts(subjects: readonly string[]): Promise<readonly OptOut[]>
  /** Everything said by or about a subject, oldest first. */
  listOf(subjectKind: LedgerEntry['subjectKind'], subject: string): Promise<readonly LedgerEntry[]>
}

function readLedgerRow(row: Selectable<LedgerRow>): LedgerEntry {
  return { ...row, kind: row.kind as LedgerKind, subjectKind: row.subjectKind as LedgerEntry['subjectKind'] }
}

/** @internal */
export function createLedger(database: Database): Ledger {
  return {
    record: entry =>
      withinTransaction(database, async inside => {
        await hold(inside, entry)
        await inside.insertInto('ledger').values(entry).execute()
        const { subjectKind, subject, purpose, channel, at } = entry
        if (entry.kind === 'opt_out')
          await inside
            .insertInto('optOuts')
            .values({ subjectKind, subject, purpose, channel, at })
            .onConflict(conflict => conflict.columns(['subjectKind', 'subject', 'purpose', 'channel']).doUpdateSet({ at }))
            .execute()
        if (entry.kind !== 'opt_in') return
        let query = inside.deleteFrom('optOuts').where('subjectKind', '=', subjectKind).where('subject', '=', subject)
        if (purpose !== '*') query = query.where('purpose', '=', purpose)
        if (channel !== '*') query = query.where('channel', '=', channel)
        await query.execute()
      }),
    async listOptOuts(subjects) {
      if (subjects.length === 0) return []
      return (await database.selectFrom('optOuts').selectAll().where('subject', 'in', subjects).execute()) as OptOut[]
    },
    async listOf(subjectKind, subject) {
      const rows = await database
        .selectFrom('ledger')
        .selectAll()
        .where('subjectKind', '=', subjectKind)
        .where('subject', '=', subject)
        .orderBy('at')
        .orderBy('id')
        .execute()
      return rows.map(readLedgerRow)
    },
  }
}

/** Waits for a claim that is deciding on the subject, and keeps the next one from it: what has been recorded is seen by every later claim. */
async function hold(inside: Database, { subjectKind, subject }: LedgerEntry): Promise<void> {
  if (!locksRows(inside)) return
  if (subjectKind === 'person') await inside.selectFrom('persons').select('id').where('id', '=', subject).forUpdate().execute()
  else await inside.selectFrom('numbers').select('number').where('number', '=', subject).forUpdate().execute()
}

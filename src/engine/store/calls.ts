import type { Selectable } from 'kysely'
import type { Database } from './database.ts'
import { isOneOf } from './lists-of-values.ts'
import type { CallRow } from './tables.ts'

/** A call that took place, with the place of its journal. */
export interface CallRecord {
  /** The carrier's id (call_sid). */
  readonly id: string
  readonly direction: 'outbound' | 'inbound'
  readonly attempt: string | null
  readonly campaign: string | null
  readonly person: string | null
  /** The person's number, E.164. */
  readonly number: string | null
  /** Line that was called, of calls in. */
  readonly line: string | null
  readonly trunk: string | null
  readonly scenario: string
  readonly language: string
  /** File of the journal within the data folder. */
  readonly journal: string | null
  readonly outcome: string | null
  /** Values that the scenario saved. */
  readonly result: Readonly<Record<string, unknown>> | null
  readonly cost: number | null
  readonly beganAt: number
  readonly answeredAt: number | null
  readonly endedAt: number | null
  /** Until when a live call in belongs to a process that says nothing; absent of all others. */
  readonly leaseUntil?: number | null
}

/** Which calls to list. */
export interface CallFilter {
  readonly campaign?: string
  readonly outcome?: string
  /** Calls that have begun since then and not ended; absent: all. */
  readonly liveSince?: number
  /** `beganAt` and id of the call after which to go on. */
  readonly after?: readonly [number, string]
  readonly limit: number
}

/** Calls, in and out. */
export interface CallStore {
  /** Adds a call, or replaces what was known of it. A live call in takes a channel of its trunk while its lease lasts. */
  save(call: CallRecord): Promise<void>
  find(id: string): Promise<CallRecord | undefined>
  /** The newest first. */
  list(filter: CallFilter): Promise<readonly CallRecord[]>
  listOfAttempt(attempt: string): Promise<readonly CallRecord[]>
  /** Newest first. */
  listOfPerson(person: string): Promise<readonly CallRecord[]>
  /** Longer leases for live calls in. */
  renewLeases(ids: readonly string[], until: number): Promise<void>
  /** Live calls in whose lease has run out: they have now ended, as `bot_fault`. Each is given to one process. */
  endAbandoned(now: number): Promise<readonly CallRecord[]>
}

/** @internal */
export function createCallStore(database: Database): CallStore {
  const read = (row: Selectable<CallRow>): CallRecord => ({
    ...row,
    direction: row.direction as CallRecord['direction'],
    result: row.result === null ? null : (JSON.parse(row.result) as Record<string, unknown>),
  })
  const select = () => database.selectFrom('calls').selectAll()
  return {
    async save({ result, ...call }) {
      const row = { ...call, result: result === null ? null : JSON.stringify(result) }
      await database
        .insertInto('calls')
        .values(row)
        .onConflict(conflict => conflict.column('id').doUpdateSet(row))
        .execute()
    },
    async find(id) {
      const row = await select().where('id', '=', id).executeTakeFirst()
      return row && read(row)
    },
    async list({ campaign, outcome, liveSince, after, limit }) {
      let query = select()
      if (campaign !== undefined) query = query.where('campaign', '=', campaign)
      if (outcome !== undefined) query = query.where('outcome', '=', outcome)
      if (liveSince !== undefined) query = query.where('endedAt', 'is', null).where('beganAt', '>=', liveSince)
      if (after !== undefined)
        query = query.where(({ eb, refTuple, tuple }) => eb(refTuple('beganAt', 'id'), '<', tuple(...after)))
      return (await query.orderBy('beganAt', 'desc').orderBy('id', 'desc').limit(limit).execute()).map(read)
    },
    async listOfAttempt(attempt) {
      return (await select().where('attempt', '=', attempt).orderBy('beganAt').execute()).map(read)
    },
    async listOfPerson(person) {
      return (await select().where('person', '=', person).orderBy('beganAt', 'desc').execute()).map(read)
    },
    async renewLeases(ids, until) {
      await database
        .updateTable('calls')
        .set({ leaseUntil: until })
        .where(isOneOf(database, 'id', ids))
        .where('endedAt', 'is', null)
        .execute()
    },
    async endAbandoned(now) {
      const rows = await database
        .updateTable('calls')
        .set({ endedAt: now, outcome: 'bot_fault', leaseUntil: null })
        .where('direction', '=', 'inbound')
        .where('endedAt', 'is', null)
        .where('leaseUntil', '<=', now)
        .returningAll()
        .execute()
      return rows.map(read)
    },
  }
}

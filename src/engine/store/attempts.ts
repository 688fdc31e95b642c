import {
  type Advance,
  advanceAll,
  type AttemptEnd,
  type AttemptStatus,
  type End,
  endAll,
  type EndGuard,
  rowOfEnd,
} from './attempt-changes.ts'
import { type AttemptRecord, type AttemptState, readAttemptRow } from './attempt-record.ts'
import { createBatch } from './batches.ts'
import type { Claim, ClaimRequest } from './claim.ts'
import { claimAttempts } from './claim-attempts.ts'
import type { Database } from './database.ts'
import { isOneOf } from './lists-of-values.ts'
import { lockFree } from './locks.ts'
import { withinTransaction, writeOnce } from './transactions.ts'

/** Which attempts to list. */
export interface AttemptFilter {
  readonly campaign?: string
  readonly contact?: string
  readonly state?: AttemptState
  readonly outcome?: string
  /** `claimedAt` and id of the attempt after which to go on. */
  readonly after?: readonly [number, string]
  readonly limit: number
}

/** The queue of attempts. */
export interface AttemptStore {
  /**
   * Claims contacts that are due: in one transaction the campaign is seen running, `decide` is asked for each, the attempts
   * are fenced and the capacity is taken. Two live attempts never have one number or one contact.
   */
  claim(request: ClaimRequest): Promise<Claim>
  find(id: string): Promise<AttemptRecord | undefined>
  findByCallSid(callSid: string): Promise<AttemptRecord | undefined>
  /** The newest first. */
  list(filter: AttemptFilter): Promise<readonly AttemptRecord[]>
  /** By `n`. */
  listOfContact(contact: string): Promise<readonly AttemptRecord[]>
  /** Attempts that are made in the call of this one. */
  listJoined(lead: string): Promise<readonly AttemptRecord[]>
  /** Attempts that have not ended, of one campaign or of all. */
  listLive(campaign?: string): Promise<readonly AttemptRecord[]>
  /** Live attempts that the worker holds. */
  listHeld(worker: string): Promise<readonly AttemptRecord[]>
  /** Moves an attempt forward. @returns false when it was there already, is further, or has ended: nothing is changed */
  advance(id: string, status: AttemptStatus): Promise<boolean>
  /** Ends an attempt once. @returns false when it had ended already, or the guard does not hold: nothing is changed */
  end(id: string, end: AttemptEnd, guard?: EndGuard): Promise<boolean>
  /** Gives an attempt that ended as `unknown` the end that became known after all. @returns false when it ended otherwise, or lives */
  amend(id: string, end: AttemptEnd): Promise<boolean>
  /**
   * Takes back every attempt of the campaign of which no order to call has left: they end as `withdrawn`, uncounted, and their contacts wait
   * again. Whoever was about to give the order finds that it may not. @returns how many
   */
  withdrawFenced(campaign: string, at: number): Promise<number>
  /** The same of one contact. @returns whether there was one */
  withdrawOf(contact: string, at: number): Promise<boolean>
  /** Longer leases for what the worker still holds. @returns ids that it holds no more */
  renew(
    worker: string,
    held: readonly { readonly id: string; readonly fence: number }[],
    until: number,
  ): Promise<readonly string[]>
  /** Live attempts whose lease has run out, now held by `worker` under a higher fence. They are never dialled again blindly. */
  takeExpired(worker: string, now: number, leaseMs: number, limit: number): Promise<readonly AttemptRecord[]>
}

/** @internal */
export function createAttemptStore(database: Database): AttemptStore {
  const select = () => database.selectFrom('attempts').selectAll()
  const idOf = ({ id }: { readonly id: string }): string => id
  const advances = createBatch(idOf, (lot: readonly Advance[]) => writeOnce(database, inside => advanceAll(inside, lot)))
  const ends = createBatch(idOf, (lot: readonly End[]) => writeOnce(database, inside => endAll(inside, lot)))
  const joined = createBatch(String, (leads: readonly string[]) => listJoined(database, leads))
  return {
    claim: request => claimAttempts(database, request),
    async find(id) {
      const row = await select().where('id', '=', id).executeTakeFirst()
      return row && readAttemptRow(row)
    },
    async findByCallSid(callSid) {
      const row = await select().where('callSid', '=', callSid).executeTakeFirst()
      return row && readAttemptRow(row)
    },
    async list({ campaign, contact, state, outcome, after, limit }) {
      let query = database.selectFrom('attempts').selectAll()
      if (campaign !== undefined) query = query.where('campaign', '=', campaign)
      if (contact !== undefined) query = query.where('contact', '=', contact)
      if (state !== undefined) query = query.where('state', '=', state)
      if (outcome !== undefined) query = query.where('outcome', '=', outcome)
      if (after !== undefined)
        query = query.where(({ eb, refTuple, tuple }) => eb(refTuple('claimedAt', 'id'), '<', tuple(...after)))
      return (await query.orderBy('claimedAt', 'desc').orderBy('id', 'desc').limit(limit).execute()).map(readAttemptRow)
    },
    async listOfContact(contact) {
      return (await select().where('contact', '=', contact).orderBy('n').execute()).map(readAttemptRow)
    },
    listJoined: lead => joined.add(lead),
    async listLive(campaign) {
      let query = select().where('live', '=', 1)
      if (campaign !== undefined) query = query.where('campaign', '=', campaign)
      return (await query.orderBy('claimedAt').execute()).map(readAttemptRow)
    },
    async listHeld(worker) {
      return (await select().where('live', '=', 1).where('worker', '=', worker).orderBy('claimedAt').execute()).map(
        readAttemptRow,
      )
    },
    advance: (id, status) => advances.add({ id, status }),
    end: (id, end, guard = {}) => ends.add({ id, end, guard }),
    async amend(id, end) {
      const { numUpdatedRows } = await database
        .updateTable('attempts')
        .set(rowOfEnd(end))
        .where('id', '=', id)
        .where('live', '=', 0)
        .where('outcome', '=', 'unknown')
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
    withdrawFenced: (campaign, at) => withdraw(database, 'campaign', campaign, at),
    withdrawOf: async (contact, at) => (await withdraw(database, 'contact', contact, at)) > 0,
    async renew(worker, held, until) {
      if (held.length === 0) return []
      const rows = await database
        .updateTable('attempts')
        .set({ leaseUntil: until })
        .where('worker', '=', worker)
        .where('live', '=', 1)
        .where(
          isOneOf(
            database,
            'id',
            held.map(({ id }) => id),
          ),
        )
        .returning(['id', 'fence'])
        .execute()
      const renewed = new Map(rows.map(row => [row.id, row.fence]))
      return held.filter(({ id, fence }) => renewed.get(id) !== fence).map(({ id }) => id)
    },
    takeExpired: (worker, now, leaseMs, limit) =>
      withinTransaction(database, async inside => {
        const expired = await lockFree(
          inside,
          inside
            .selectFrom('attempts')
            .select('id')
            .where('live', '=', 1)
            .where('leaseUntil', '<=', now)
            .orderBy('leaseUntil')
            .limit(limit),
        ).execute()
        if (expired.length === 0) return []
        const rows = await inside
          .updateTable('attempts')
          .set(({ eb }) => ({ worker, leaseUntil: now + leaseMs, fence: eb('fence', '+', 1) }))
          .where(
            isOneOf(
              inside,
              'id',
              expired.map(row => row.id),
            ),
          )
          .returningAll()
          .execute()
        return rows.map(readAttemptRow)
      }),
  }
}

async function listJoined(database: Database, leads: readonly string[]): Promise<readonly (readonly AttemptRecord[])[]> {
  const query = database
    .selectFrom('attempts')
    .selectAll()
    .where(isOneOf(database, 'joinedTo', leads))
    .orderBy('id')
  const byLead = Map.groupBy((await query.execute()).map(readAttemptRow), attempt => attempt.joinedTo)
  return leads.map(lead => byLead.get(lead) ?? [])
}

/** Takes back attempts of which no order has left, and those that were to be made in their calls. What is joined to another goes with that one. */
function withdraw(database: Database, of: 'campaign' | 'contact', name: string, at: number): Promise<number> {
  const withdrawn = { state: 'ended', live: 0, outcome: 'withdrawn', counted: 0, endedAt: at, leaseUntil: null }
  return withinTransaction(database, async inside => {
    const leads = await inside
      .updateTable('attempts')
      .set(withdrawn)
      .where(of, '=', name)
      .where('live', '=', 1)
      .where('state', '=', 'fenced')
      .where('joinedTo', 'is', null)
      .returning(['id', 'contact'])
      .execute()
    if (leads.length === 0) return 0
    const ids = leads.map(({ id }) => id)
    const joined = await inside
      .updateTable('attempts')
      .set(withdrawn)
      .where(isOneOf(inside, 'joinedTo', ids))
      .where('live', '=', 1)
      .returning('contact')
      .execute()
    const contacts = [...leads, ...joined].map(({ contact }) => contact)
    await inside
      .updateTable('contacts')
      .set({ state: 'waiting', dueAt: at, reason: 'withdrawn', changedAt: at })
      .where(isOneOf(inside, 'id', contacts))
      .where('state', '=', 'calling')
      .execute()
    return leads.length
  })
}

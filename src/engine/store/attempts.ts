import { ATTEMPT_STATES, type AttemptRecord, type AttemptState, readAttemptRow } from './attempt-record.ts'
import { claimAttempts, type Claim, type ClaimRequest } from './claim-attempts.ts'
import type { Database } from './database.ts'
import { inChunks } from './in-chunks.ts'
import { lockFree } from './locks.ts'
import { withinTransaction, writeOnce } from './transactions.ts'

/** A status that came by any path. */
export interface AttemptStatus {
  readonly state: Exclude<AttemptState, 'fenced' | 'ended'>
  readonly at: number
  /** Number of the status at its sender, when it has one: an older one changes nothing. */
  readonly sequence?: number
  readonly callSid?: string
  /** Given by whoever acts as the attempt's holder: under another fence nothing is changed, since somebody else holds it now. */
  readonly fence?: number
}

/** How an attempt ended. */
export interface AttemptEnd {
  readonly outcome: string
  readonly at: number
  readonly counted: boolean
  readonly callBackAt?: number
}

/** What must hold of an attempt that is ended. */
export interface EndGuard {
  /** Whoever gives it acts as the attempt's holder, and it must still be theirs. */
  readonly fence?: number
  /** It must not have gone on since it was looked at. */
  readonly state?: AttemptState
}

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
    async listJoined(lead) {
      return (await select().where('joinedTo', '=', lead).orderBy('id').execute()).map(readAttemptRow)
    },
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
    advance: (id, status) => writeOnce(database, inside => advance(inside, id, status)),
    async end(id, { outcome, at, counted, callBackAt }, { fence, state } = {}) {
      let query = database
        .updateTable('attempts')
        .set({
          state: 'ended',
          live: 0,
          outcome,
          counted: counted ? 1 : 0,
          endedAt: at,
          leaseUntil: null,
          ...(callBackAt !== undefined && { callBackAt }),
        })
        .where('id', '=', id)
        .where('live', '=', 1)
      if (fence !== undefined) query = query.where('fence', '=', fence)
      if (state !== undefined) query = query.where('state', '=', state)
      const { numUpdatedRows } = await query.executeTakeFirst()
      return numUpdatedRows > 0n
    },
    async amend(id, { outcome, at, counted, callBackAt }) {
      const { numUpdatedRows } = await database
        .updateTable('attempts')
        .set({ outcome, counted: counted ? 1 : 0, endedAt: at, ...(callBackAt !== undefined && { callBackAt }) })
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
          'id',
          'in',
          held.map(({ id }) => id),
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
            'id',
            'in',
            expired.map(row => row.id),
          )
          .returningAll()
          .execute()
        return rows.map(readAttemptRow)
      }),
  }
}

async function advance(database: Database, id: string, { state, at, sequence, callSid, fence }: AttemptStatus): Promise<boolean> {
  const before = ATTEMPT_STATES.slice(0, ATTEMPT_STATES.indexOf(state))
  let query = database
    .updateTable('attempts')
    .set({
      state,
      ...(state === 'dialling' && { dialledAt: at }),
      ...(state === 'answered' && { answeredAt: at }),
      ...(sequence !== undefined && { sequence }),
      ...(callSid !== undefined && { callSid }),
    })
    .where('id', '=', id)
    .where('live', '=', 1)
    .where('state', 'in', before)
  if (sequence !== undefined) query = query.where('sequence', '<', sequence)
  if (fence !== undefined) query = query.where('fence', '=', fence)
  const { numUpdatedRows } = await query.executeTakeFirst()
  if (numUpdatedRows > 0n) return true
  // The answer to our own order may come after the first status: it still tells the carrier's id.
  if (callSid !== undefined)
    await database.updateTable('attempts').set({ callSid }).where('id', '=', id).where('callSid', 'is', null).execute()
  return false
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
    const contacts = leads.map(({ contact }) => contact)
    for (const chunk of inChunks(leads.map(({ id }) => id))) {
      const joined = inside.updateTable('attempts').set(withdrawn).where('joinedTo', 'in', chunk).where('live', '=', 1)
      contacts.push(...(await joined.returning('contact').execute()).map(({ contact }) => contact))
    }
    for (const chunk of inChunks(contacts))
      await inside
        .updateTable('contacts')
        .set({ state: 'waiting', dueAt: at, reason: 'withdrawn', changedAt: at })
        .where('id', 'in', chunk)
        .where('state', '=', 'calling')
        .execute()
    return leads.length
  })
}

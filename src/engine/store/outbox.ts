import type { Selectable } from 'kysely'
import type { Database } from './database.ts'
import { lockFree } from './locks.ts'
import type { OutboxRow } from './tables.ts'
import { withinTransaction } from './transactions.ts'

/** Something to be told to the world at least once. */
export interface NewLetter {
  readonly id: string
  /** Who delivers it: `message`, `clinic`, `webhook`. */
  readonly kind: string
  /** What has one stream leaves in order, one after the other: the person's id. */
  readonly stream: string
  /** A second letter of the same key is the same letter. */
  readonly idempotencyKey: string
  readonly payload: unknown
  readonly dueAt: number
}

/** A letter that is being delivered. */
export interface Letter extends NewLetter {
  readonly tries: number
  readonly createdAt: number
}

/** A letter with what became of it. */
export interface LetterRecord extends Letter {
  readonly state: 'waiting' | 'done' | 'failed' | 'cancelled'
  /** Code without personal data. */
  readonly error: string | null
  /** What the receiver answered. */
  readonly answer: unknown
  readonly doneAt: number | null
}

/** Letters that have not been delivered, by state. */
export interface OutboxCount {
  readonly waiting: number
  readonly failed: number
}

/** The outbox: written in the transaction that decides, emptied by whoever delivers. */
export interface Outbox {
  /** @returns false when a letter of this key is there already */
  add(letter: NewLetter, at: number): Promise<boolean>
  /** Takes letters of a kind that are due, at most the first of each stream, until `now + leaseMs`; `tries` has been raised. */
  take(kind: string, now: number, leaseMs: number, limit: number): Promise<readonly Letter[]>
  /** `kept`: what the receiver answered, and what of the payload stays. */
  markDone(id: string, at: number, kept?: { readonly answer: unknown; readonly payload: unknown }): Promise<void>
  /** Tries again at `dueAt`; without it never again, and the stream goes on. `error` is a code without personal data. */
  markFailed(id: string, error: string, at: number, dueAt?: number): Promise<void>
  /** Puts a letter that was taken back until `dueAt`: it was not tried. */
  postpone(id: string, dueAt: number): Promise<void>
  /** Drops letters of a stream that have not left. @returns how many */
  cancel(stream: string, kind: string, at: number): Promise<number>
  count(): Promise<OutboxCount>
  /** Since when the letter that waits longest could have been delivered; undefined when none is due. */
  findOldestDue(now: number): Promise<number | undefined>
  findByKey(idempotencyKey: string): Promise<LetterRecord | undefined>
  /** Those that have not been delivered, the oldest first. */
  listUndelivered(limit: number): Promise<readonly LetterRecord[]>
  /** Those of a kind that were delivered, the newest first; of one call, where `call` is its id. */
  listDone(filter: { readonly kind: string; readonly call?: string; readonly limit: number }): Promise<readonly LetterRecord[]>
  /** Lets failed letters be delivered after all: one, or all. @returns how many */
  retry(id: string | undefined, at: number): Promise<number>
}

function readLetter(row: Selectable<OutboxRow>): Letter {
  const { id, kind, stream, idempotencyKey, payload, dueAt, tries, createdAt } = row
  return { id, kind, stream, idempotencyKey, payload: JSON.parse(payload) as unknown, dueAt, tries, createdAt }
}

function readRecord(row: Selectable<OutboxRow>): LetterRecord {
  const { state, error, answer, doneAt } = row
  return {
    ...readLetter(row),
    state: state as LetterRecord['state'],
    error,
    answer: answer === null ? undefined : (JSON.parse(answer) as unknown),
    doneAt,
  }
}

/** @internal */
export function createOutbox(database: Database): Outbox {
  return {
    async add({ payload, ...letter }, at) {
      const { numInsertedOrUpdatedRows } = await database
        .insertInto('outbox')
        .values({
          ...letter,
          payload: JSON.stringify(payload),
          state: 'waiting',
          tries: 0,
          leaseUntil: null,
          error: null,
          answer: null,
          createdAt: at,
          doneAt: null,
        })
        .onConflict(conflict => conflict.column('idempotencyKey').doNothing())
        .executeTakeFirst()
      return (numInsertedOrUpdatedRows ?? 0n) > 0n
    },
    take: (kind, now, leaseMs, limit) =>
      withinTransaction(database, async inside => {
        const due = await lockFree(
          inside,
          inside
            .selectFrom('outbox')
            .selectAll()
            .where('state', '=', 'waiting')
            .where('kind', '=', kind)
            .where('dueAt', '<=', now)
            .where(({ eb, or }) => or([eb('leaseUntil', 'is', null), eb('leaseUntil', '<=', now)]))
            // An earlier letter of the stream has not left yet: this one waits for it.
            .where(({ not, exists, selectFrom }) =>
              not(
                exists(
                  selectFrom('outbox as earlier')
                    .select('earlier.id')
                    .whereRef('earlier.stream', '=', 'outbox.stream')
                    .whereRef('earlier.position', '<', 'outbox.position')
                    .where('earlier.state', '=', 'waiting'),
                ),
              ),
            )
            .orderBy('dueAt')
            .orderBy('position')
            .limit(limit),
        ).execute()
        if (due.length === 0) return []
        await inside
          .updateTable('outbox')
          .set(({ eb }) => ({ leaseUntil: now + leaseMs, tries: eb('tries', '+', 1) }))
          .where(
            'id',
            'in',
            due.map(row => row.id),
          )
          .execute()
        return due.map(row => ({ ...readLetter(row), tries: row.tries + 1 }))
      }),
    async markDone(id, at, kept) {
      const more = kept === undefined ? {} : { answer: JSON.stringify(kept.answer), payload: JSON.stringify(kept.payload) }
      await database
        .updateTable('outbox')
        .set({ state: 'done', doneAt: at, leaseUntil: null, error: null, ...more })
        .where('id', '=', id)
        .where('state', '=', 'waiting')
        .execute()
    },
    async markFailed(id, error, at, dueAt) {
      await database
        .updateTable('outbox')
        .set(dueAt === undefined ? { state: 'failed', doneAt: at, leaseUntil: null, error } : { dueAt, leaseUntil: null, error })
        .where('id', '=', id)
        .where('state', '=', 'waiting')
        .execute()
    },
    async postpone(id, dueAt) {
      await database
        .updateTable('outbox')
        .set(({ eb }) => ({ dueAt, leaseUntil: null, tries: eb('tries', '-', 1) }))
        .where('id', '=', id)
        .where('state', '=', 'waiting')
        .execute()
    },
    async cancel(stream, kind, at) {
      const { numUpdatedRows } = await database
        .updateTable('outbox')
        .set({ state: 'cancelled', doneAt: at })
        .where('stream', '=', stream)
        .where('kind', '=', kind)
        .where('state', '=', 'waiting')
        .where('tries', '=', 0)
        .executeTakeFirst()
      return Number(numUpdatedRows)
    },
    async findOldestDue(now) {
      const row = await database
        .selectFrom('outbox')
        .select(({ fn }) => fn.min('dueAt').as('dueAt'))
        .where('state', '=', 'waiting')
        .where('dueAt', '<=', now)
        .executeTakeFirst()
      return row?.dueAt ?? undefined
    },
    async findByKey(key) {
      const row = await database.selectFrom('outbox').selectAll().where('idempotencyKey', '=', key).executeTakeFirst()
      return row && readRecord(row)
    },
    async listUndelivered(limit) {
      const query = database.selectFrom('outbox').selectAll().where('state', 'in', ['waiting', 'failed'])
      return (await query.orderBy('position').limit(limit).execute()).map(readRecord)
    },
    async listDone({ kind, call, limit }) {
      let query = database.selectFrom('outbox').selectAll().where('state', '=', 'done').where('kind', '=', kind)
      if (call !== undefined) query = query.where('payload', 'like', `%${JSON.stringify(call)}%`)
      return (await query.orderBy('position', 'desc').limit(limit).execute()).map(readRecord)
    },
    async retry(id, at) {
      let query = database
        .updateTable('outbox')
        .set({ state: 'waiting', tries: 0, dueAt: at, leaseUntil: null, doneAt: null })
        .where('state', '=', 'failed')
      if (id !== undefined) query = query.where('id', '=', id)
      const { numUpdatedRows } = await query.executeTakeFirst()
      return Number(numUpdatedRows)
    },
    async count() {
      const rows = await database
        .selectFrom('outbox')
        .select(['state', ({ fn }) => fn.countAll<number>().as('count')])
        .where('state', 'in', ['waiting', 'failed'])
        .groupBy('state')
        .execute()
      const countOf = (state: string): number => Number(rows.find(row => row.state === state)?.count ?? 0)
      return { waiting: countOf('waiting'), failed: countOf('failed') }
    },
  }
}

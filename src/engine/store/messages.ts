import type { Selectable } from 'kysely'
import type { Database } from './database.ts'
import type { MessageRow } from './tables.ts'

/** `queued` in the outbox, `sent` taken by the provider, `delivered`, `failed`, `cancelled` before it left, `received` from a person. */
export type MessageState = 'queued' | 'sent' | 'delivered' | 'failed' | 'cancelled' | 'received'

/**
 * From which states a message gets to one. Only forward: what a provider reports late, twice or in the wrong order changes nothing. That a
 * message was delivered outweighs that it was given up.
 */
const BEFORE: Readonly<Record<MessageState, readonly MessageState[]>> = {
  queued: [],
  received: [],
  cancelled: ['queued'],
  sent: ['queued'],
  failed: ['queued', 'sent'],
  delivered: ['queued', 'sent', 'failed'],
}

/** A message to or from a person. */
export interface MessageRecord {
  readonly id: string
  readonly direction: 'out' | 'in'
  readonly channel: 'sms' | 'email'
  /** Name of the text, of those that go out. */
  readonly template: string | null
  readonly contact: string | null
  readonly campaign: string | null
  readonly person: string | null
  /** Of an e-mail. */
  readonly subject: string | null
  /** The person's number (E.164) or address. */
  readonly address: string
  readonly body: string
  readonly state: MessageState
  readonly providerId: string | null
  /** What a reply was understood as. */
  readonly meaning: string | null
  /** Code without personal data. */
  readonly error: string | null
  /** Of a message that goes out because somebody asked for it: the reply that it answers, or the call that it was asked for in. */
  readonly answers: string | null
  /** Of a reply that asks for a call: when. */
  readonly callAt: number | null
  /** When the provider took it. */
  readonly sentAt: number | null
  /** Messages that the network counts it as. */
  readonly segments: number | null
  /** In the currency of the provider's account. */
  readonly cost: number | null
  readonly createdAt: number
  readonly changedAt: number
}

type Later = 'subject' | 'answers' | 'callAt' | 'sentAt' | 'segments' | 'cost'
/** A message as it begins; what is not known yet may be left out. */
export type NewMessage = Omit<MessageRecord, Later> & Partial<Pick<MessageRecord, Later>>

/** What becomes known of a message. */
export type MessageChange = Partial<Pick<MessageRecord, 'providerId' | 'meaning' | 'error' | 'callAt' | 'sentAt' | 'cost'>>

/** Messages in both directions. */
export interface MessageStore {
  /** @returns false when one of this id is there already */
  add(message: NewMessage): Promise<boolean>
  find(id: string): Promise<MessageRecord | undefined>
  findByProviderId(providerId: string): Promise<MessageRecord | undefined>
  change(id: string, change: MessageChange, at: number): Promise<void>
  /** Moves a message to a state, with what is known of it then. @returns false when it has got beyond that state: nothing was changed */
  advance(id: string, state: MessageState, change: MessageChange, at: number): Promise<boolean>
  /** Takes back messages to an address that have not left. */
  cancelQueued(address: string, at: number): Promise<void>
  /** The last time since then that something was sent to a person of its own accord, whatever the campaign; answers to replies do not count. */
  findLastSent(person: string, since: number): Promise<number | undefined>
  /** Oldest first. */
  listOfContact(contact: string): Promise<readonly MessageRecord[]>
  /** Messages to and from a number or address since then, newest first: a reply belongs to the last one sent. */
  listOfAddress(address: string, since: number): Promise<readonly MessageRecord[]>
}

function readMessage(row: Selectable<MessageRow>): MessageRecord {
  return row as MessageRecord
}

/** @internal */
export function createMessageStore(database: Database): MessageStore {
  const select = () => database.selectFrom('messages').selectAll()
  return {
    async add(message) {
      const { numInsertedOrUpdatedRows } = await database
        .insertInto('messages')
        .values({ subject: null, answers: null, callAt: null, sentAt: null, segments: null, cost: null, ...message })
        .onConflict(conflict => conflict.column('id').doNothing())
        .executeTakeFirst()
      return (numInsertedOrUpdatedRows ?? 0n) > 0n
    },
    async find(id) {
      const row = await select().where('id', '=', id).executeTakeFirst()
      return row && readMessage(row)
    },
    async findByProviderId(providerId) {
      const row = await select().where('providerId', '=', providerId).executeTakeFirst()
      return row && readMessage(row)
    },
    async change(id, change, at) {
      await database
        .updateTable('messages')
        .set({ ...change, changedAt: at })
        .where('id', '=', id)
        .execute()
    },
    async advance(id, state, change, at) {
      const { numUpdatedRows } = await database
        .updateTable('messages')
        .set({ ...change, state, changedAt: at })
        .where('id', '=', id)
        .where('state', 'in', BEFORE[state])
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
    async cancelQueued(address, at) {
      await database
        .updateTable('messages')
        .set({ state: 'cancelled', changedAt: at })
        .where('address', '=', address)
        .where('state', '=', 'queued')
        .execute()
    },
    async findLastSent(person, since) {
      const row = await database
        .selectFrom('messages')
        .select(({ fn }) => fn.max('sentAt').as('sentAt'))
        .where('person', '=', person)
        .where('answers', 'is', null)
        .where('sentAt', '>=', since)
        .executeTakeFirst()
      return row?.sentAt ?? undefined
    },
    async listOfContact(contact) {
      return (await select().where('contact', '=', contact).orderBy('createdAt').orderBy('id').execute()).map(readMessage)
    },
    async listOfAddress(address, since) {
      const rows = await select()
        .where('address', '=', address)
        .where('createdAt', '>=', since)
        .orderBy('createdAt', 'desc')
        .orderBy('id', 'desc')
        .execute()
      return rows.map(readMessage)
    },
  }
}

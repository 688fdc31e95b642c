import type { Selectable } from 'kysely'
import type { Database } from './database.ts'
import type { MessageRow } from './tables.ts'

/** `queued` in the outbox, `sent` taken by the provider, `delivered`, `failed`, `received` from a person. */
export type MessageState = 'queued' | 'sent' | 'delivered' | 'failed' | 'cancelled' | 'received'

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
  /** The person's number (E.164) or address. */
  readonly address: string
  readonly body: string
  readonly state: MessageState
  readonly providerId: string | null
  /** What a reply was understood as. */
  readonly meaning: string | null
  /** Code without personal data. */
  readonly error: string | null
  readonly createdAt: number
  readonly changedAt: number
}

/** Changes of a message. */
export type MessageChange = Partial<Pick<MessageRecord, 'state' | 'providerId' | 'meaning' | 'error'>>

/** Messages in both directions. */
export interface MessageStore {
  add(message: MessageRecord): Promise<void>
  find(id: string): Promise<MessageRecord | undefined>
  findByProviderId(providerId: string): Promise<MessageRecord | undefined>
  change(id: string, change: MessageChange, at: number): Promise<void>
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
      await database.insertInto('messages').values(message).execute()
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

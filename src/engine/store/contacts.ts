import { type Selectable, sql } from 'kysely'
import { createBatch } from './batches.ts'
import type { Database } from './database.ts'
import { type ColumnType, insertRows, isOneOf, rowsOf } from './lists-of-values.ts'
import type { ContactRow } from './tables.ts'
import { writeOnce } from './transactions.ts'

/** `waiting` for its turn, `calling` while an attempt is alive, `answering` a message that came before the call, `worklist` with a person, `finished`. */
export type ContactState = 'waiting' | 'calling' | 'answering' | 'worklist' | 'finished'

/** A person within a campaign. Instants are epoch ms. */
export interface ContactRecord {
  readonly id: string
  readonly campaign: string
  readonly person: string
  /** Tells two contacts of one person apart, e.g. the visit's id; empty where a campaign has one a person. */
  readonly subject: string
  /** E.164, in the order in which they are tried. */
  readonly numbers: readonly string[]
  /** IANA zone. */
  readonly zone: string
  readonly language: string
  /** What the scenario gets, as read by readContact. */
  readonly data: Readonly<Record<string, unknown>>
  readonly variant: string | null
  /** Higher first. */
  readonly priority: number
  readonly deadlineAt: number | null
  readonly state: ContactState
  /** When the plan wants to look at it again; null once finished. */
  readonly dueAt: number | null
  /** Why it waits or was finished: a word of the plan. */
  readonly reason: string
  readonly outcome: string | null
  /** Attempts made, counted or not. */
  readonly attempts: number
  readonly importId: string | null
  /** Line of the list it came from. */
  readonly line: number | null
  readonly createdAt: number
  readonly changedAt: number
}

/** What a new contact begins with. */
export type NewContact = Omit<ContactRecord, 'state' | 'outcome' | 'attempts' | 'createdAt' | 'changedAt' | 'dueAt'> & {
  readonly dueAt: number
}

/** What the plan decided about a contact. */
export interface ContactStep {
  readonly state: ContactState
  readonly dueAt: number | null
  readonly reason: string
  /** Set when the contact is finished or handed to a person. */
  readonly outcome?: string
  readonly priority?: number
}

/** Which contacts to list. */
export interface ContactFilter {
  readonly campaign?: string
  readonly person?: string
  readonly state?: ContactState
  readonly outcome?: string
  /** Id after which to go on: pages are ordered by id. */
  readonly after?: string
  /** At most; 100 when absent. */
  readonly limit?: number
}

/** Contacts of campaigns. */
export interface ContactStore {
  /** Adds contacts; those that exist by campaign, person and subject are left as they are. @returns ids of those added */
  add(contacts: readonly NewContact[], at: number): Promise<ReadonlySet<string>>
  find(id: string): Promise<ContactRecord | undefined>
  findMany(ids: readonly string[]): Promise<readonly ContactRecord[]>
  /** Contacts of these persons in one campaign, or in all of them. */
  findByPersons(persons: readonly string[], campaign?: string): Promise<readonly ContactRecord[]>
  list(filter: ContactFilter): Promise<readonly ContactRecord[]>
  /** Puts the plan's step into force. @returns false when the contact is in none of the states `from` (default: any but finished) */
  plan(id: string, step: ContactStep, at: number, from?: readonly ContactState[]): Promise<boolean>
  /** Contacts that wait and whose deadline comes before then, the soonest first. */
  listWaitingUntil(campaign: string, before: number): Promise<readonly ContactRecord[]>
  setDeadline(id: string, deadlineAt: number, at: number): Promise<void>
  /** Contacts of a campaign about a subject, in these states. */
  listBySubject(campaign: string, subject: string, states: readonly ContactState[]): Promise<readonly ContactRecord[]>
  /** Those of the subjects that a campaign has a contact about, whatever has become of it. */
  findSubjects(campaign: string, subjects: readonly string[]): Promise<ReadonlySet<string>>
  /** What the contact is about has changed. */
  replaceData(id: string, data: ContactRecord['data'], deadlineAt: number | null, at: number): Promise<void>
  /** Merges what a second row said of a contact: numbers that are new go last, data that are new are added. */
  merge(
    id: string,
    more: { readonly numbers: readonly string[]; readonly data: Readonly<Record<string, unknown>> },
    at: number,
  ): Promise<void>
  /** When the plan wants to look at somebody next, epoch ms; null when nobody waits. */
  findNextDue(campaign: string): Promise<number | null>
  /** Contacts of a campaign by language and variant. */
  countVariants(
    campaign: string,
  ): Promise<readonly { readonly stratum: string; readonly variant: string | null; readonly count: number }[]>
  /** How many wait to be called, by campaign. */
  countWaiting(): Promise<readonly { readonly campaign: string; readonly waiting: number }[]>
  /** Contacts of a campaign by state and outcome. */
  count(
    campaign: string,
  ): Promise<readonly { readonly state: ContactState; readonly outcome: string | null; readonly count: number }[]>
}

/** @internal */
export function readContactRow(row: Selectable<ContactRow>): ContactRecord {
  return {
    ...row,
    state: row.state as ContactState,
    numbers: JSON.parse(row.numbers) as string[],
    data: JSON.parse(row.data) as Record<string, unknown>,
  }
}

/** @internal */
export interface Planned {
  readonly id: string
  readonly step: ContactStep
  readonly at: number
  readonly from: readonly ContactState[] | undefined
}

const STATES: readonly ContactState[] = ['waiting', 'calling', 'answering', 'worklist', 'finished']
const CONTACT = {
  id: 'text',
  campaign: 'text',
  person: 'text',
  subject: 'text',
  numbers: 'text',
  zone: 'text',
  language: 'text',
  data: 'text',
  variant: 'text',
  priority: 'bigint',
  deadlineAt: 'bigint',
  state: 'text',
  dueAt: 'bigint',
  reason: 'text',
  attempts: 'bigint',
  importId: 'text',
  line: 'bigint',
  createdAt: 'bigint',
  changedAt: 'bigint',
} as const satisfies Record<string, ColumnType>
const PLAN = {
  id: 'text',
  state: 'text',
  dueAt: 'bigint',
  reason: 'text',
  outcome: 'text',
  priority: 'bigint',
  at: 'bigint',
  from: 'text',
} as const satisfies Record<string, ColumnType>

/** Puts steps into force, each where its contact is in one of the states that it is planned from. @internal */
export async function planAll(database: Database, plans: readonly Planned[]): Promise<readonly boolean[]> {
  if (plans.length === 0) return []
  const given = plans.map(({ id, step, at, from = STATES.filter(state => state !== 'finished') }) => ({
    ...step,
    id,
    at,
    // With signs around each, so that none is found within another.
    from: `,${from.join()},`,
  }))
  const { rows } = await sql<{
    id: string
  }>`update contacts set state = given.state, due_at = given."dueAt", reason = given.reason,
      changed_at = given.at, outcome = coalesce(given.outcome, contacts.outcome),
      priority = coalesce(given.priority, contacts.priority)
    from ${rowsOf(database, PLAN, given)}
    where contacts.id = given.id and given."from" like '%,' || contacts.state || ',%'
    returning contacts.id`.execute(database)
  const planned = new Set(rows.map(({ id }) => id))
  return plans.map(({ id }) => planned.has(id))
}

/** @internal */
export function createContactStore(database: Database): ContactStore {
  const select = () => database.selectFrom('contacts').selectAll()
  const findMany = async (ids: readonly string[]): Promise<readonly ContactRecord[]> =>
    (
      await select()
        .where(isOneOf(database, 'id', ids))
        .execute()
    ).map(readContactRow)
  const finds = createBatch(String, async (ids: readonly string[]) => {
    const found = new Map((await findMany(ids)).map(contact => [contact.id, contact]))
    return ids.map(id => found.get(id))
  })
  const plans = createBatch(
    ({ id }) => id,
    (lot: readonly Planned[]) => writeOnce(database, inside => planAll(inside, lot)),
  )
  const store: ContactStore = {
    async add(contacts, at) {
      if (contacts.length === 0) return new Set()
      const begun = { state: 'waiting', attempts: 0, createdAt: at, changedAt: at }
      const given = contacts.map(({ numbers, data, ...contact }) => ({
        ...contact,
        ...begun,
        numbers: JSON.stringify(numbers),
        data: JSON.stringify(data),
      }))
      const adding = sql<{ id: string }>`${insertRows(database, 'contacts', CONTACT, given)} returning id`
      return new Set((await adding.execute(database)).rows.map(({ id }) => id))
    },
    find: id => finds.add(id),
    findMany,
    async findByPersons(persons, campaign) {
      let query = select().where(isOneOf(database, 'person', [...new Set(persons)]))
      if (campaign !== undefined) query = query.where('campaign', '=', campaign)
      return (await query.orderBy('id').execute()).map(readContactRow)
    },
    async list({ campaign, person, state, outcome, after, limit }) {
      let query = select()
      if (campaign !== undefined) query = query.where('campaign', '=', campaign)
      if (person !== undefined) query = query.where('person', '=', person)
      if (state !== undefined) query = query.where('state', '=', state)
      if (outcome !== undefined) query = query.where('outcome', '=', outcome)
      if (after !== undefined) query = query.where('id', '>', after)
      const rows = await query
        .orderBy('id')
        .limit(limit ?? 100)
        .execute()
      return rows.map(readContactRow)
    },
    plan: (id, step, at, from) => plans.add({ id, step, at, from }),
    async listWaitingUntil(campaign, before) {
      const rows = await select()
        .where('campaign', '=', campaign)
        .where('state', '=', 'waiting')
        .where('deadlineAt', '<', before)
        .orderBy('deadlineAt')
        .execute()
      return rows.map(readContactRow)
    },
    async setDeadline(id, deadlineAt, at) {
      await database.updateTable('contacts').set({ deadlineAt, changedAt: at }).where('id', '=', id).execute()
    },
    async listBySubject(campaign, subject, states) {
      const rows = await select()
        .where('campaign', '=', campaign)
        .where('state', 'in', states)
        .where('subject', '=', subject)
        .execute()
      return rows.map(readContactRow)
    },
    async findSubjects(campaign, subjects) {
      const rows = await database
        .selectFrom('contacts')
        .select('subject')
        .where('campaign', '=', campaign)
        .where(isOneOf(database, 'subject', subjects))
        .execute()
      return new Set(rows.map(({ subject }) => subject))
    },
    async replaceData(id, data, deadlineAt, at) {
      await database
        .updateTable('contacts')
        .set({ data: JSON.stringify(data), deadlineAt, changedAt: at })
        .where('id', '=', id)
        .execute()
    },
    async merge(id, more, at) {
      const contact = await store.find(id)
      if (contact === undefined) return
      await database
        .updateTable('contacts')
        .set({
          numbers: JSON.stringify([...new Set([...contact.numbers, ...more.numbers])]),
          data: JSON.stringify({ ...more.data, ...contact.data }),
          changedAt: at,
        })
        .where('id', '=', id)
        .execute()
    },
    async findNextDue(campaign) {
      const row = await database
        .selectFrom('contacts')
        .select(({ fn }) => fn.min('dueAt').as('dueAt'))
        .where('campaign', '=', campaign)
        .where('state', '=', 'waiting')
        .executeTakeFirst()
      return row?.dueAt ?? null
    },
    async countVariants(campaign) {
      const rows = await database
        .selectFrom('contacts')
        .select(['language as stratum', 'variant', ({ fn }) => fn.countAll<number>().as('count')])
        .where('campaign', '=', campaign)
        .groupBy(['language', 'variant'])
        .execute()
      return rows.map(row => ({ ...row, count: Number(row.count) }))
    },
    async countWaiting() {
      const rows = await database
        .selectFrom('contacts')
        .select(['campaign', ({ fn }) => fn.countAll<number>().as('waiting')])
        .where('state', '=', 'waiting')
        .groupBy('campaign')
        .execute()
      return rows.map(({ campaign, waiting }) => ({ campaign, waiting: Number(waiting) }))
    },
    async count(campaign) {
      const rows = await database
        .selectFrom('contacts')
        .select(['state', 'outcome', ({ fn }) => fn.countAll<number>().as('count')])
        .where('campaign', '=', campaign)
        .groupBy(['state', 'outcome'])
        .orderBy('state')
        .orderBy('outcome')
        .execute()
      return rows.map(row => ({ ...row, state: row.state as ContactState, count: Number(row.count) }))
    },
  }
  return store
}

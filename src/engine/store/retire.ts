import type { Database } from './database.ts'
import { isOneOf } from './lists-of-values.ts'
import { withinTransaction } from './transactions.ts'

/** Whose records: those of numbers that begin so, or of all others. */
export type NumberScope = { readonly prefix: string } | { readonly besides: readonly string[] }

/** What is older than these instants (epoch ms) has been kept long enough. */
export interface RetentionLimits {
  /** Journals and results of calls, since their end. */
  readonly calls: number
  /** Words and addresses of messages, since their last change. */
  readonly messages: number
  /** Data and numbers of contacts that are finished, since their last change. */
  readonly contacts: number
}

/** What has been kept long enough. */
export interface Retired {
  readonly calls: number
  readonly messages: number
  readonly contacts: number
  /** Files of journals within the data folder. */
  readonly journals: readonly string[]
  /** Persons of whom nothing younger is kept: all that is left of them may go. */
  readonly persons: readonly string[]
}

/** Finds what has been kept long enough, and takes it out unless this is a trial. That calls and messages were, when and with which end, stays. */
export function retire(database: Database, scope: NumberScope, before: RetentionLimits, isTrial: boolean): Promise<Retired> {
  return withinTransaction(database, async inside => {
    const calls = await findCalls(inside, scope, before.calls)
    const messages = await findMessages(inside, scope, before.messages)
    const contacts = await findContacts(inside, scope, before.contacts)
    if (!isTrial) {
      const held = isOneOf(
        inside,
        'id',
        calls.map(({ id }) => id),
      )
      await inside.updateTable('calls').set({ number: null, result: null, journal: null }).where(held).execute()
      await inside
        .updateTable('messages')
        .set({ body: '', address: ERASED })
        .where(isOneOf(inside, 'id', messages))
        .execute()
      for (const { id } of contacts)
        await inside
          .updateTable('contacts')
          .set({ data: '{}', numbers: '[]', subject: `${ERASED} ${id}` })
          .where('id', '=', id)
          .execute()
    }
    const persons = await findIdle(
      inside,
      contacts.map(({ person }) => person),
      before.contacts,
    )
    const journals = calls.flatMap(({ journal }) => journal ?? [])
    return { calls: calls.length, messages: messages.length, contacts: contacts.length, journals, persons }
  })
}

/** Stands where something personal stood. */
const ERASED = 'erased'

function findCalls(inside: Database, scope: NumberScope, before: number) {
  let query = inside
    .selectFrom('calls')
    .select(['id', 'journal'])
    .where('endedAt', '<', before)
    .where(({ eb, or }) => or([eb('journal', 'is not', null), eb('result', 'is not', null), eb('number', 'is not', null)]))
  if ('prefix' in scope) query = query.where('number', 'like', `${scope.prefix}%`)
  else
    query = query.where(({ eb, or, and }) =>
      or([eb('number', 'is', null), and(scope.besides.map(prefix => eb('number', 'not like', `${prefix}%`)))]),
    )
  return query.execute()
}

async function findMessages(inside: Database, scope: NumberScope, before: number): Promise<readonly string[]> {
  let query = inside.selectFrom('messages').select('id').where('changedAt', '<', before).where('address', '<>', ERASED)
  if ('prefix' in scope) query = query.where('address', 'like', `${scope.prefix}%`)
  else for (const prefix of scope.besides) query = query.where('address', 'not like', `${prefix}%`)
  return (await query.execute()).map(({ id }) => id)
}

function findContacts(inside: Database, scope: NumberScope, before: number) {
  let query = inside
    .selectFrom('contacts')
    .select(['id', 'person'])
    .where('state', '=', 'finished')
    .where('changedAt', '<', before)
    .where('numbers', '<>', '[]')
  if ('prefix' in scope) query = query.where('numbers', 'like', `["${scope.prefix}%`)
  else for (const prefix of scope.besides) query = query.where('numbers', 'not like', `["${prefix}%`)
  return query.execute()
}

/** Those of the persons who have no contact that is open or younger. */
async function findIdle(inside: Database, persons: readonly string[], before: number): Promise<readonly string[]> {
  const asked = [...new Set(persons)]
  const rows = await inside
    .selectFrom('contacts')
    .select('person')
    .where(isOneOf(inside, 'person', asked))
    .where(({ eb, or }) => or([eb('state', '<>', 'finished'), eb('changedAt', '>=', before)]))
    .execute()
  const busy = new Set(rows.map(({ person }) => person))
  return asked.filter(person => !busy.has(person))
}

import type { Database } from './database.ts'
import type { Erasure, PersonData } from './personal-data.ts'
import { eraseNumbers, readNumberData } from './number-data.ts'
import { inChunks } from './in-chunks.ts'
import { withinTransaction } from './transactions.ts'

/** Everything that is kept of a person (GDPR, art. 15): undefined when there is none of this id. */
export async function readPersonData(database: Database, id: string): Promise<PersonData | undefined> {
  const person = await database.selectFrom('persons').selectAll().where('id', '=', id).executeTakeFirst()
  if (person === undefined) return undefined
  const numbers = await database.selectFrom('personNumbers').selectAll().where('person', '=', id).orderBy('position').execute()
  const own = numbers.map(({ number }) => number)
  const contacts = await database.selectFrom('contacts').selectAll().where('person', '=', id).orderBy('id').execute()
  const attempts = await database.selectFrom('attempts').selectAll().where('person', '=', id).orderBy('claimedAt').execute()
  const calls = await database.selectFrom('calls').selectAll().where('person', '=', id).orderBy('beganAt').execute()
  const messages = await database.selectFrom('messages').selectAll().where('person', '=', id).orderBy('createdAt').execute()
  const tasks = await database.selectFrom('tasks').selectAll().where('person', '=', id).orderBy('createdAt').execute()
  const ledger = await database
    .selectFrom('ledger')
    .selectAll()
    .where(({ eb, or, and }) =>
      or([
        and([eb('subjectKind', '=', 'person'), eb('subject', '=', id)]),
        ...(own.length === 0 ? [] : [and([eb('subjectKind', '=', 'number'), eb('subject', 'in', own)])]),
      ]),
    )
    .orderBy('at')
    .execute()
  // What came from a number that nobody else has, before anybody was known by it.
  const before = await readNumberData(database, await listOwnNumbers(database, id))
  const letters = await selectLetters(database, await listStreams(database, person))
    .selectAll()
    .orderBy('position')
    .execute()
  const refused = await selectRefusals(database, letters).selectAll().execute()
  return {
    person: [person],
    numbers,
    contacts,
    attempts,
    calls: [...calls, ...(before['calls'] ?? [])],
    messages: [...messages, ...(before['messages'] ?? [])],
    tasks: [...tasks, ...refused, ...(before['tasks'] ?? [])],
    letters,
    ledger,
  }
}

/**
 * Erases a person (GDPR, art. 17): names, numbers, data, messages and results go; that attempts were made, when and with which outcome, stays
 * without the person, so that figures hold. Contacts are finished. An opt-out of a number stays: without it the number would be called again.
 * Undefined when there is none of this id, or a call is under way.
 */
export function erasePerson(database: Database, id: string, at: number): Promise<Erasure | undefined> {
  return withinTransaction(database, async inside => {
    const person = await inside.selectFrom('persons').select(['id', 'key']).where('id', '=', id).executeTakeFirst()
    const live = await inside
      .selectFrom('attempts')
      .select('id')
      .where('person', '=', id)
      .where('live', '=', 1)
      .executeTakeFirst()
    if (person === undefined || live !== undefined) return undefined
    const calls = await inside.selectFrom('calls').select(['id', 'journal']).where('person', '=', id).execute()
    const count = async (
      work: Promise<{ readonly numUpdatedRows?: bigint; readonly numDeletedRows?: bigint }>,
    ): Promise<number> => {
      const { numUpdatedRows, numDeletedRows } = await work
      return Number(numUpdatedRows ?? numDeletedRows ?? 0n)
    }
    const own = (await inside.selectFrom('personNumbers').select('number').where('person', '=', id).execute()).map(
      ({ number }) => number,
    )
    const letters = await selectLetters(inside, await listStreams(inside, person))
      .select('id')
      .execute()
    const refused = await selectRefusals(inside, letters).select('id').execute()
    for (const ids of inChunks(refused.map(task => task.id))) await inside.deleteFrom('tasks').where('id', 'in', ids).execute()
    for (const ids of inChunks(letters.map(letter => letter.id)))
      await inside.deleteFrom('outbox').where('id', 'in', ids).execute()
    const before = await eraseNumbers(inside, await listOwnNumbers(inside, id))
    const counts = {
      contacts: await eraseContacts(inside, id, at),
      attempts: await count(inside.updateTable('attempts').set({ number: ERASED }).where('person', '=', id).executeTakeFirst()),
      calls: await count(
        inside
          .updateTable('calls')
          .set({ number: null, result: null, journal: null })
          .where('person', '=', id)
          .executeTakeFirst(),
      ),
      messages: await count(inside.deleteFrom('messages').where('person', '=', id).executeTakeFirst()),
      tasks: refused.length + (await count(inside.deleteFrom('tasks').where('person', '=', id).executeTakeFirst())),
      numbers: await count(inside.deleteFrom('personNumbers').where('person', '=', id).executeTakeFirst()),
      letters: letters.length,
    }
    await forgetNumbers(inside, own)
    await inside
      .updateTable('persons')
      .set({ key: `erased ${id}`, name: null, language: null, zone: null, erasedAt: at })
      .where('id', '=', id)
      .execute()
    return {
      counts: Object.fromEntries(Object.entries(counts).map(([kind, count]) => [kind, count + (before.counts[kind] ?? 0)])),
      journals: [...calls.flatMap(({ journal }) => journal ?? []), ...before.journals],
    }
  })
}

/** The streams of letters that tell of a person: messages, and what the clinic is told of them, of their visits and in their calls. */
async function listStreams(
  database: Database,
  { id, key }: { readonly id: string; readonly key: string },
): Promise<readonly string[]> {
  const subjects = await database.selectFrom('contacts').select('subject').where('person', '=', id).execute()
  const calls = await database.selectFrom('calls').select('id').where('person', '=', id).execute()
  const patient = key.startsWith('id ') ? [`clinic patient ${key.slice(3)}`] : []
  return [
    id,
    `clinic person ${id}`,
    ...patient,
    ...subjects.map(({ subject }) => `clinic visit ${subject}`),
    ...calls.map(call => `clinic call ${call.id}`),
  ]
}

const selectLetters = (database: Database, streams: readonly string[]) =>
  database.selectFrom('outbox').where('stream', 'in', streams)

/** What the clinic refused became tasks with the letter's words. */
const selectRefusals = (database: Database, letters: readonly { readonly id: string }[]) =>
  database
    .selectFrom('tasks')
    .where('person', 'is', null)
    .where(
      'id',
      'in',
      // Never an empty list, which PostgreSQL does not take.
      ['', ...letters.map(({ id }) => `refused ${id}`)],
    )

/** Stands where something personal stood. */
const ERASED = 'erased'

/** Contacts of one campaign differ by their subject, which has to differ after the erasure too. */
async function eraseContacts(inside: Database, id: string, at: number): Promise<number> {
  const contacts = await inside.selectFrom('contacts').select('id').where('person', '=', id).execute()
  for (const contact of contacts)
    await inside
      .updateTable('contacts')
      .set({
        numbers: '[]',
        data: '{}',
        subject: `${ERASED} ${contact.id}`,
        state: 'finished',
        dueAt: null,
        reason: 'erased',
        changedAt: at,
      })
      .where('id', '=', contact.id)
      .execute()
  return contacts.length
}

/** Numbers that the person alone has. */
async function listOwnNumbers(database: Database, id: string): Promise<readonly string[]> {
  const rows = await database
    .selectFrom('personNumbers')
    .select('number')
    .where('person', '=', id)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('personNumbers as others')
            .select('others.person')
            .whereRef('others.number', '=', 'personNumbers.number')
            .where('others.person', '<>', id),
        ),
      ),
    )
    .execute()
  return rows.map(({ number }) => number)
}

/** Numbers that nobody else has, and of which nothing else is to be known. */
async function forgetNumbers(inside: Database, numbers: readonly string[]): Promise<void> {
  if (numbers.length === 0) return
  await inside
    .deleteFrom('numbers')
    .where('number', 'in', numbers)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('personNumbers').select('person').whereRef('personNumbers.number', '=', 'numbers.number'))),
    )
    .execute()
}

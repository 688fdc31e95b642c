import type { Database } from './database.ts'
import { inChunks } from './in-chunks.ts'
import type { Erasure, PersonData } from './personal-data.ts'
import { withinTransaction } from './transactions.ts'

/** What is entered under numbers and no person: messages, the tasks that they became, calls; and what was said about the numbers. */
export async function readNumberData(database: Database, numbers: readonly string[]): Promise<PersonData> {
  if (numbers.length === 0) return { messages: [], tasks: [], calls: [], ledger: [] }
  const messages = await selectMessages(database, numbers).selectAll().orderBy('createdAt').execute()
  const calls = await selectCalls(database, numbers).selectAll().orderBy('beganAt').execute()
  const tasks = []
  for (const ids of inChunks(messages.map(({ id }) => taskOf(id))))
    tasks.push(...(await database.selectFrom('tasks').selectAll().where('id', 'in', ids).where('person', 'is', null).execute()))
  const ledger = database.selectFrom('ledger').selectAll().where('subjectKind', '=', 'number').where('subject', 'in', numbers)
  return { messages, tasks, calls, ledger: await ledger.orderBy('at').execute() }
}

/**
 * Erases what is entered under numbers and no person: messages, tasks with their words, letters, what calls told. That there were calls, when
 * and with which outcome, stays without the number; so does an opt-out: without it the number would be written to again.
 */
export function eraseNumbers(database: Database, numbers: readonly string[]): Promise<Erasure> {
  return withinTransaction(database, async inside => {
    const counts = { calls: 0, messages: 0, tasks: 0, letters: 0 }
    if (numbers.length === 0) return { counts, journals: [] }
    const calls = await selectCalls(inside, numbers).select(['id', 'journal']).where('endedAt', 'is not', null).execute()
    for (const ids of inChunks(calls.map(({ id }) => id)))
      await inside.updateTable('calls').set({ number: null, result: null, journal: null }).where('id', 'in', ids).execute()
    counts.calls = calls.length
    const messages = await selectMessages(inside, numbers).select('id').execute()
    for (const ids of inChunks(messages.map(({ id }) => id))) {
      const tasks = inside.deleteFrom('tasks').where('id', 'in', ids.map(taskOf)).where('person', 'is', null)
      counts.tasks += Number((await tasks.executeTakeFirst()).numDeletedRows)
      await inside.deleteFrom('messages').where('id', 'in', ids).execute()
    }
    counts.messages = messages.length
    const streams = [...numbers, ...numbers.map(number => `answers ${number}`)]
    const letters = await inside.deleteFrom('outbox').where('stream', 'in', streams).executeTakeFirst()
    counts.letters = Number(letters.numDeletedRows)
    return { counts, journals: calls.flatMap(({ journal }) => journal ?? []) }
  })
}

const selectMessages = (database: Database, numbers: readonly string[]) =>
  database.selectFrom('messages').where('address', 'in', numbers).where('person', 'is', null)

const selectCalls = (database: Database, numbers: readonly string[]) =>
  database.selectFrom('calls').where('number', 'in', numbers).where('person', 'is', null)

/** The task that a message became, if it did. */
const taskOf = (message: string): string => `${message} task`

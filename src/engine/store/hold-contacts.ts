import { sql } from 'kysely'
import type { ClaimDecision, ClaimRequest } from './claim.ts'
import { type ContactRecord, readContactRow } from './contacts.ts'
import type { Database } from './database.ts'
import { readHistories } from './histories.ts'
import { isOneOf } from './lists-of-values.ts'
import { lockFree } from './locks.ts'

/** A contact whom the plan would call now, and whom it would call besides. @internal */
export interface Call {
  readonly contact: ContactRecord
  readonly decision: Extract<ClaimDecision, { kind: 'call' }>
  readonly joined?: readonly ContactRecord[]
}

/**
 * Priorities by which contacts of a running campaign are due, the highest first. One look-up a priority: an index in order of priority alone
 * would have to walk over all that are not due yet.
 * @internal
 */
export async function lookForDue(inside: Database, { campaign, now }: ClaimRequest): Promise<readonly number[]> {
  const waiting = sql`from contacts where campaign = ${campaign} and state = 'waiting'`
  const { rows } = await sql<{ priority: number }>`
    with recursive priorities (priority) as (
      select max(priority) ${waiting}
      union all select (select max(contacts.priority) ${waiting} and contacts.priority < priorities.priority)
        from priorities where priorities.priority is not null)
    select priority from priorities
      where priority is not null
        and (select due_at ${waiting} and contacts.priority = priorities.priority order by due_at limit 1) <= ${now}
        and exists (select 1 from campaigns where name = ${campaign} and state = 'running')
      order by priority desc`.execute(inside)
  return rows.map(({ priority }) => priority)
}

/** Contacts of the campaign whose time has come. */
const selectDue = (inside: Database, { campaign, now }: ClaimRequest) =>
  inside
    .selectFrom('contacts')
    .selectAll()
    .where('campaign', '=', campaign)
    // Written out, so that the partial index serves.
    .where('state', '=', sql.lit('waiting'))
    .where('dueAt', '<=', now)

/**
 * Contacts whose time has come, the highest priority first, held by this transaction with their persons and numbers: caps count over all
 * campaigns, and while one contact of a person is decided on, no other worker decides on another of theirs.
 * @internal
 */
export async function holdContacts(
  inside: Database,
  request: ClaimRequest,
  priorities: readonly number[],
  limit: number,
): Promise<readonly ContactRecord[]> {
  const due: ContactRecord[] = []
  for (const priority of priorities) {
    const rows = await lockFree(
      inside,
      selectDue(inside, request)
        .where('priority', '=', priority)
        .orderBy('dueAt')
        .limit(limit - due.length),
    ).execute()
    due.push(...rows.map(readContactRow))
    if (due.length >= limit) break
  }
  if (due.length === 0) return []
  const persons = await holdPersons(inside, due)
  const wanted = due.flatMap(contact => contact.numbers)
  const rows = await lockFree(
    inside,
    inside
      .selectFrom('numbers')
      .select('number')
      .where(isOneOf(inside, 'number', wanted))
      .orderBy('number'),
  ).execute()
  const free = new Set(rows.map(({ number }) => number))
  // One contact a person and number in a claim: the next sees what this one made.
  return due.filter(
    ({ person, numbers }) =>
      persons.delete(person) && numbers.every(number => free.has(number)) && numbers.every(number => free.delete(number)),
  )
}

async function holdPersons(inside: Database, contacts: readonly ContactRecord[]): Promise<Set<string>> {
  const ids = contacts.map(contact => contact.person)
  const rows = await lockFree(
    inside,
    inside
      .selectFrom('persons')
      .select('id')
      .where(isOneOf(inside, 'id', ids))
      .orderBy('id'),
  ).execute()
  return new Set(rows.map(({ id }) => id))
}

/** Adds to each call whom it can serve besides: contacts of whoever has the number that are due, and whom the plan would call too. @internal */
export async function joinCalls(inside: Database, request: ClaimRequest, calls: readonly Call[]): Promise<readonly Call[]> {
  const { mostJoined = 0 } = request
  if (mostJoined === 0 || calls.length === 0) return calls
  const taken = new Set(calls.map(({ contact }) => contact.id))
  const numbers = calls.map(({ decision }) => decision.number)
  const rows = await lockFree(
    inside,
    selectDue(inside, request)
      .where('person', 'in', ({ selectFrom }) =>
        selectFrom('personNumbers')
          .select('person')
          .where(isOneOf(inside, 'number', numbers)),
      )
      .orderBy('priority', 'desc')
      .orderBy('id'),
  ).execute()
  const candidates = rows.map(readContactRow).filter(({ id }) => !taken.has(id))
  if (candidates.length === 0) return calls
  const held = await holdPersons(inside, candidates)
  const histories = await readHistories(inside, candidates)
  return calls.map(call => {
    const joined: ContactRecord[] = []
    for (const contact of candidates) {
      const history = histories.get(contact.id)
      const isPossible = held.has(contact.person) && !taken.has(contact.id) && contact.numbers.includes(call.decision.number)
      if (joined.length >= mostJoined || !isPossible || history === undefined) continue
      if (request.decide(contact, history).kind !== 'call') continue
      taken.add(contact.id)
      joined.push(contact)
    }
    return { ...call, joined }
  })
}

import { type Selectable, sql } from 'kysely'
import { type AttemptRecord, readAttemptRow } from './attempt-record.ts'
import type { ClaimedAttempt, ClaimRequest } from './claim.ts'
import type { ContactRecord } from './contacts.ts'
import type { Database } from './database.ts'
import type { Call } from './hold-contacts.ts'
import { type ColumnType, insertRows, isOneOf, rowsOf } from './lists-of-values.ts'
import type { AttemptRow } from './tables.ts'

/** When another live call has the number: look again after this. */
const NUMBER_BUSY_MS = 60_000

const ATTEMPT = {
  id: 'text',
  contact: 'text',
  campaign: 'text',
  person: 'text',
  n: 'bigint',
  version: 'text',
  number: 'text',
  trunk: 'text',
  caller: 'text',
  variant: 'text',
  agents: 'text',
  joinedTo: 'text',
  worker: 'text',
  leaseUntil: 'bigint',
  reason: 'text',
  claimedAt: 'bigint',
  state: 'text',
  live: 'bigint',
  fence: 'bigint',
  sequence: 'bigint',
  counted: 'bigint',
} as const satisfies Record<string, ColumnType>

/**
 * Makes the attempts of calls, and of those that are joined to them. Where a live call has the number or the contact, none is made, and the
 * contact is looked at again later.
 * @internal
 */
export async function fenceAttempts(
  inside: Database,
  request: ClaimRequest,
  calls: readonly Call[],
): Promise<readonly ClaimedAttempt[]> {
  if (calls.length === 0) return []
  const { worker, now, leaseMs } = request
  const attempts = await insertAttempts(
    inside,
    calls.map(({ contact, decision: { number, reason } }) => ({
      ...makeAttempt(request, contact, number, reason),
      worker,
      leaseUntil: now + leaseMs,
    })),
  )
  // They belong to nobody, and end with the one that they are joined to.
  const joined = await insertAttempts(
    inside,
    calls.flatMap(({ contact, joined: contacts = [] }) => {
      const lead = attempts.get(contact.id)
      if (lead === undefined) return []
      return contacts.map(one => ({ ...makeAttempt(request, one, lead.number, 'joined'), joinedTo: lead.id }))
    }),
  )
  await markCalling(inside, now, [...attempts.values(), ...joined.values()])
  const busy = calls.filter(({ contact }) => !attempts.has(contact.id)).map(({ contact }) => contact.id)
  if (busy.length > 0)
    await inside
      .updateTable('contacts')
      .set({ dueAt: now + NUMBER_BUSY_MS, reason: 'number_busy', changedAt: now })
      .where(isOneOf(inside, 'id', busy))
      .execute()
  const claimed = (contact: ContactRecord, made: ReadonlyMap<string, AttemptRecord>) => {
    const attempt = made.get(contact.id)
    return attempt === undefined ? [] : [{ attempt, contact }]
  }
  return calls.flatMap(({ contact, joined: contacts = [] }) =>
    claimed(contact, attempts).map(one => ({ ...one, joined: contacts.flatMap(other => claimed(other, joined)) })),
  )
}

/** An attempt as it begins. */
function makeAttempt(
  { version, trunk, caller, pace, now, newId }: ClaimRequest,
  { id, campaign, person, attempts, variant }: ContactRecord,
  number: string,
  reason: string,
) {
  const about = { contact: id, campaign, person, n: attempts + 1, variant, agents: pace.agents?.name ?? null }
  return { id: newId(), ...about, version, number, trunk, caller: caller ?? null, reason, claimedAt: now }
}

/** @returns those that were made, by contact */
async function insertAttempts(
  inside: Database,
  attempts: readonly (ReturnType<typeof makeAttempt> & Partial<Pick<AttemptRecord, 'worker' | 'leaseUntil' | 'joinedTo'>>)[],
): Promise<ReadonlyMap<string, AttemptRecord>> {
  if (attempts.length === 0) return new Map()
  const given = attempts.map(attempt => ({ ...attempt, state: 'fenced', live: 1, fence: 1, sequence: 0, counted: 1 }))
  const { rows } = await sql<Selectable<AttemptRow>>`${insertRows(inside, 'attempts', ATTEMPT, given)} returning *`.execute(
    inside,
  )
  return new Map(rows.map(row => [row.contact, readAttemptRow(row)]))
}

async function markCalling(inside: Database, now: number, attempts: readonly AttemptRecord[]): Promise<void> {
  const given = attempts.map(({ contact, reason }) => ({ id: contact, reason }))
  await sql`update contacts set state = 'calling', due_at = null, reason = given.reason, attempts = contacts.attempts + 1,
      changed_at = ${now}
    from ${rowsOf(inside, { id: 'text', reason: 'text' }, given)} where contacts.id = given.id`.execute(inside)
}

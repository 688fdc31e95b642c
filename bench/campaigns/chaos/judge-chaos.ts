import type { AttemptRecord, ContactRecord, Store } from '../../../src/engine/store/index.ts'
import type { StandInCall } from '../../../src/simulation/jambonz-server/index.ts'

/** What a chaos run comes to; the first five are to be 0. */
export interface ChaosVerdict {
  /** Attempts under which more than one call was made. */
  readonly calledTwice: number
  /** Pairs of calls to one number that were alive at once. */
  readonly overlapping: number
  /** Contacts called after their call had confirmed. */
  readonly calledAfterwards: number
  /** Contacts that are neither finished nor with a person, and attempts that still live. */
  readonly stuck: number
  /** Attempts ended as unknown, of which no task says why; and calls that no attempt knows. */
  readonly unexplained: number
  readonly contacts: Readonly<Record<string, number>>
  readonly outcomes: Readonly<Record<string, number>>
  readonly calls: number
}

/** Holds the store against what the stand-in knows to have happened. */
export async function judgeChaos(store: Store, made: Iterable<StandInCall>): Promise<ChaosVerdict> {
  const contacts = await listContacts(store)
  const attempts = await listAttempts(store)
  const calls = [...made]
  const byAttempt = Map.groupBy(calls, call => String(call.created.tag?.['attempt']))
  const known = new Map(attempts.map(attempt => [attempt.id, attempt]))
  const doubts = await store.database.selectFrom('tasks').select('attempt').where('kind', '=', 'unknown').execute()
  const explained = new Set(doubts.map(task => task.attempt))
  const unknown = attempts.filter(attempt => attempt.outcome === 'unknown' && !explained.has(attempt.id))
  const nameless = [...byAttempt.keys()].filter(id => !known.has(id) || known.get(id)?.outcome === 'withdrawn')
  return {
    calledTwice: [...byAttempt.values()].filter(ones => ones.length > 1).length,
    overlapping: countOverlaps(calls),
    calledAfterwards: countAfterwards(attempts, byAttempt),
    stuck:
      contacts.filter(contact => contact.state !== 'finished' && contact.state !== 'worklist').length +
      attempts.filter(attempt => attempt.state !== 'ended').length,
    unexplained: unknown.length + nameless.length,
    contacts: countBy(contacts, contact => `${contact.state} ${contact.outcome ?? ''}`.trim()),
    outcomes: countBy(attempts, attempt => attempt.outcome ?? attempt.state),
    calls: calls.length,
  }
}

function countOverlaps(calls: readonly StandInCall[]): number {
  let count = 0
  for (const ones of Map.groupBy(calls, call => call.created.to).values()) {
    const sorted = ones.toSorted((one, other) => one.startedAt - other.startedAt)
    for (const [at, call] of sorted.entries()) if (at > 0 && (sorted[at - 1]?.endedAt ?? Infinity) > call.startedAt) count += 1
  }
  return count
}

function countAfterwards(attempts: readonly AttemptRecord[], calls: ReadonlyMap<string, readonly StandInCall[]>): number {
  let count = 0
  for (const ones of Map.groupBy(attempts, attempt => attempt.contact).values()) {
    const confirmed = ones.find(attempt => attempt.outcome === 'confirmed')
    if (confirmed === undefined) continue
    count += ones.filter(attempt => attempt.n > confirmed.n && calls.has(attempt.id)).length
  }
  return count
}

function countBy<T>(items: readonly T[], nameOf: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const item of items) counts[nameOf(item)] = (counts[nameOf(item)] ?? 0) + 1
  return Object.fromEntries(Object.entries(counts).sort(([, one], [, other]) => other - one))
}

async function listContacts(store: Store): Promise<readonly ContactRecord[]> {
  const all: ContactRecord[] = []
  for (let after = ''; ; ) {
    const page = await store.contacts.list({ limit: 5000, ...(after === '' ? {} : { after }) })
    all.push(...page)
    const last = page.at(-1)
    if (last === undefined) return all
    after = last.id
  }
}

async function listAttempts(store: Store): Promise<readonly AttemptRecord[]> {
  const rows = await store.database.selectFrom('attempts').selectAll().execute()
  return rows.map(row => ({ ...row, counted: row.counted === 1 }) as unknown as AttemptRecord)
}

import { type AttemptRecord, readAttemptRow } from './attempt-record.ts'
import { type ContactRecord, readContactRow } from './contacts.ts'
import type { Database } from './database.ts'
import { type ContactHistory, readHistories } from './histories.ts'
import { lockFree, lockShared } from './locks.ts'
import { holdCapacity, type Pace } from './pace.ts'
import { withinTransaction } from './transactions.ts'

/** What the plan says of a contact at the moment of the claim. */
export type ClaimDecision =
  | { readonly kind: 'call'; readonly number: string; readonly reason: string }
  | { readonly kind: 'wait'; readonly dueAt: number; readonly reason: string }
  | { readonly kind: 'finish'; readonly outcome: string; readonly reason: string }
  | { readonly kind: 'worklist'; readonly outcome: string; readonly reason: string }

/** Whom to claim, and how many calls may begin. */
export interface ClaimRequest {
  readonly campaign: string
  /** Hash of the version that `decide` plans by. When another is in force, nothing is claimed. */
  readonly version: string
  readonly worker: string
  readonly now: number
  readonly leaseMs: number
  /** Attempts at most, whatever the capacity. */
  readonly limit: number
  readonly trunk: string
  /** The number that is shown, E.164. */
  readonly caller?: string
  readonly pace: Pace
  /** Further contacts at most that are due and can be spoken of in the same call: of the person, and of others with the number. Default 0. */
  readonly mostJoined?: number
  /** Makes ids of attempts. */
  readonly newId: () => string
  /** The plan: pure, and without delay, since the transaction waits for it. */
  readonly decide: (contact: ContactRecord, history: ContactHistory) => ClaimDecision
}

/** A fenced attempt and whom it is for. */
export interface ClaimedAttempt {
  readonly attempt: AttemptRecord
  readonly contact: ContactRecord
  /** Those that are spoken of in the same call, one after the other. */
  readonly joined: readonly { readonly attempt: AttemptRecord; readonly contact: ContactRecord }[]
}

/** A contact that nobody will call any more. */
export interface SettledContact {
  readonly contact: ContactRecord
  readonly decision: Extract<ClaimDecision, { kind: 'finish' | 'worklist' }>
}

/** What a claim brought. */
export interface Claim {
  readonly claimed: readonly ClaimedAttempt[]
  /** Contacts that the plan finished or gave to a person: their tasks and messages belong into the same transaction. */
  readonly settled: readonly SettledContact[]
  /** Contacts looked at; when they are more than those claimed, others may be due behind them. */
  readonly considered: number
  /** Another version of the campaign has come into force: load it, and claim again. */
  readonly isOutdated: boolean
}

const NOTHING: Claim = { claimed: [], settled: [], considered: 0, isOutdated: false }

/** When another live call has the number: look again after this. */
const NUMBER_BUSY_MS = 60_000
/** A plan that waits for a moment that has passed would be asked again without end. */
const SOONEST_MS = 1000

/** @internal */
export function claimAttempts(database: Database, request: ClaimRequest): Promise<Claim> {
  return withinTransaction(database, async inside => {
    // Most claims find nobody: they lock nothing, and so have nothing to wait for on the disk.
    if ((await findDue(inside, request, 1, 'look')).length === 0) return NOTHING
    const campaign = await lockShared(
      inside,
      inside.selectFrom('campaigns').select(['state', 'version']).where('name', '=', request.campaign),
    ).executeTakeFirst()
    if (campaign?.state !== 'running') return NOTHING
    if (campaign.version !== request.version) return { ...NOTHING, isOutdated: true }
    const capacity = await holdCapacity(inside, request)
    const free = Math.min(request.limit, capacity.free)
    if (free <= 0) return NOTHING
    const contacts = await holdPeople(inside, await findDue(inside, request, free, 'hold'))
    if (contacts.length === 0) return NOTHING
    const histories = await readHistories(inside, contacts)
    const calls: Call[] = []
    const settled: SettledContact[] = []
    for (const contact of contacts) {
      const history = histories.get(contact.id)
      if (history === undefined) continue
      const decision = request.decide(contact, history)
      if (decision.kind === 'call') calls.push({ contact, decision })
      else {
        await settle(inside, request, contact, decision)
        if (decision.kind !== 'wait') settled.push({ contact, decision })
      }
    }
    const claimed = await fence(inside, request, await joinCalls(inside, request, calls))
    await capacity.take(claimed.length)
    return { claimed, settled, considered: contacts.length, isOutdated: false }
  })
}

interface Call {
  readonly contact: ContactRecord
  readonly decision: Extract<ClaimDecision, { kind: 'call' }>
  readonly joined?: readonly ContactRecord[]
}

/** Contacts whose time has come, the highest priority first; held by this transaction, or just looked at. */
async function findDue(
  inside: Database,
  { campaign, now }: ClaimRequest,
  limit: number,
  purpose: 'hold' | 'look',
): Promise<readonly ContactRecord[]> {
  const due: ContactRecord[] = []
  let below: number | undefined
  // One look-up a priority: an index in order of priority alone would have to walk over all that are not due yet.
  while (due.length < limit) {
    let next = inside
      .selectFrom('contacts')
      .select(({ fn }) => fn.max('priority').as('priority'))
      .where('campaign', '=', campaign)
      .where('state', '=', 'waiting')
    if (below !== undefined) next = next.where('priority', '<', below)
    const priority = (await next.executeTakeFirst())?.priority
    if (priority === undefined || priority === null) break
    const query = inside
      .selectFrom('contacts')
      .selectAll()
      .where('campaign', '=', campaign)
      .where('state', '=', 'waiting')
      .where('priority', '=', priority)
      .where('dueAt', '<=', now)
      .orderBy('dueAt')
      .limit(limit - due.length)
    const rows = await (purpose === 'hold' ? lockFree(inside, query) : query).execute()
    due.push(...rows.map(readContactRow))
    below = priority
  }
  return due
}

async function holdPersons(inside: Database, contacts: readonly ContactRecord[]): Promise<ReadonlySet<string>> {
  const ids = contacts.map(contact => contact.person)
  const rows = await lockFree(inside, inside.selectFrom('persons').select('id').where('id', 'in', ids).orderBy('id')).execute()
  return new Set(rows.map(({ id }) => id))
}

/** Caps count over all campaigns: while one contact of a person is decided on, no other worker decides on another of theirs. */
async function holdPeople(inside: Database, contacts: readonly ContactRecord[]): Promise<readonly ContactRecord[]> {
  if (contacts.length === 0) return []
  const held = new Set(await holdPersons(inside, contacts))
  const numbers = await lockFree(
    inside,
    inside
      .selectFrom('numbers')
      .select('number')
      .where(
        'number',
        'in',
        contacts.flatMap(contact => contact.numbers),
      )
      .orderBy('number'),
  ).execute()
  const free = new Set(numbers.map(row => row.number))
  // One contact a person and number in a claim: the next sees what this one made.
  return contacts.filter(
    ({ person, numbers: own }) =>
      held.delete(person) && own.every(number => free.has(number)) && own.every(number => free.delete(number)),
  )
}

/** Adds to each call whom it can serve besides: contacts of whoever has the number that are due, and whom the plan would call too. */
async function joinCalls(inside: Database, request: ClaimRequest, calls: readonly Call[]): Promise<readonly Call[]> {
  const { campaign, now, mostJoined = 0 } = request
  if (mostJoined === 0 || calls.length === 0) return calls
  const taken = new Set(calls.map(({ contact }) => contact.id))
  const numbers = calls.map(({ decision }) => decision.number)
  const rows = await lockFree(
    inside,
    inside
      .selectFrom('contacts')
      .selectAll()
      .where('campaign', '=', campaign)
      .where('state', '=', 'waiting')
      .where('dueAt', '<=', now)
      .where('person', 'in', ({ selectFrom }) => selectFrom('personNumbers').select('person').where('number', 'in', numbers))
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

/** An attempt as it begins. */
function makeAttempt(
  { version, trunk, caller, now, newId }: ClaimRequest,
  contact: ContactRecord,
  number: string,
  reason: string,
) {
  return {
    id: newId(),
    contact: contact.id,
    campaign: contact.campaign,
    person: contact.person,
    n: contact.attempts + 1,
    version,
    number,
    trunk,
    caller: caller ?? null,
    variant: contact.variant,
    joinedTo: null as string | null,
    state: 'fenced',
    live: 1,
    worker: null as string | null,
    leaseUntil: null as number | null,
    fence: 1,
    sequence: 0,
    callSid: null,
    reason,
    outcome: null,
    counted: 1,
    callBackAt: null,
    claimedAt: now,
    dialledAt: null,
    answeredAt: null,
    endedAt: null,
  }
}

/** Attempts in the calls of others: they belong to nobody, and end with the one that they are joined to. */
async function fenceJoined(
  inside: Database,
  request: ClaimRequest,
  calls: readonly Call[],
  leads: ReadonlyMap<string, AttemptRecord>,
): Promise<ReadonlyMap<string, ClaimedAttempt['joined']>> {
  const joined = new Map<string, ClaimedAttempt['joined']>()
  for (const { contact, joined: contacts = [] } of calls) {
    const lead = leads.get(contact.id)
    if (lead === undefined || contacts.length === 0) continue
    const rows = await inside
      .insertInto('attempts')
      .values(contacts.map(one => ({ ...makeAttempt(request, one, lead.number, 'joined'), joinedTo: lead.id })))
      .onConflict(conflict => conflict.doNothing())
      .returningAll()
      .execute()
    const attempts = new Map(rows.map(row => [row.contact, readAttemptRow(row)]))
    await markCalling(inside, request.now, 'joined', [...attempts.keys()])
    joined.set(
      lead.id,
      contacts.flatMap(one => {
        const attempt = attempts.get(one.id)
        return attempt === undefined ? [] : [{ attempt, contact: one }]
      }),
    )
  }
  return joined
}

async function markCalling(inside: Database, now: number, reason: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await inside
    .updateTable('contacts')
    .set(({ eb }) => ({ state: 'calling', dueAt: null, reason, attempts: eb('attempts', '+', 1), changedAt: now }))
    .where('id', 'in', ids)
    .execute()
}

async function fence(inside: Database, request: ClaimRequest, calls: readonly Call[]): Promise<readonly ClaimedAttempt[]> {
  if (calls.length === 0) return []
  const { worker, now, leaseMs } = request
  const rows = await inside
    .insertInto('attempts')
    .values(
      calls.map(({ contact, decision }) => ({
        ...makeAttempt(request, contact, decision.number, decision.reason),
        worker,
        leaseUntil: now + leaseMs,
      })),
    )
    // A live call has the number or the contact.
    .onConflict(conflict => conflict.doNothing())
    .returningAll()
    .execute()
  const attempts = new Map(rows.map(row => [row.contact, readAttemptRow(row)]))
  for (const [reason, ids] of groupByReason(calls.filter(({ contact }) => attempts.has(contact.id))))
    await markCalling(inside, now, reason, ids)
  const joined = await fenceJoined(inside, request, calls, attempts)
  const busy = calls.filter(({ contact }) => !attempts.has(contact.id)).map(({ contact }) => contact.id)
  if (busy.length > 0)
    await inside
      .updateTable('contacts')
      .set({ dueAt: now + NUMBER_BUSY_MS, reason: 'number_busy', changedAt: now })
      .where('id', 'in', busy)
      .execute()
  return calls.flatMap(({ contact }) => {
    const attempt = attempts.get(contact.id)
    return attempt === undefined ? [] : [{ attempt, contact, joined: joined.get(attempt.id) ?? [] }]
  })
}

function groupByReason(calls: readonly Call[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>()
  for (const { contact, decision } of calls) {
    const group = groups.get(decision.reason)
    if (group === undefined) groups.set(decision.reason, [contact.id])
    else group.push(contact.id)
  }
  return groups
}

async function settle(
  inside: Database,
  request: ClaimRequest,
  contact: ContactRecord,
  decision: Exclude<ClaimDecision, { kind: 'call' }>,
): Promise<void> {
  await inside
    .updateTable('contacts')
    .set({
      reason: decision.reason,
      changedAt: request.now,
      ...(decision.kind === 'wait'
        ? { dueAt: Math.max(decision.dueAt, request.now + SOONEST_MS) }
        : { state: decision.kind === 'finish' ? 'finished' : 'worklist', outcome: decision.outcome, dueAt: null }),
    })
    .where('id', '=', contact.id)
    .execute()
}

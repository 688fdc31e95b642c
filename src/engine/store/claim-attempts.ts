import type { Claim, ClaimDecision, ClaimRequest } from './claim.ts'
import { type ContactRecord, type ContactStep, planAll } from './contacts.ts'
import type { Database } from './database.ts'
import { fenceAttempts } from './fence-attempts.ts'
import { readHistories } from './histories.ts'
import { type Call, holdContacts, joinCalls, lookForDue } from './hold-contacts.ts'
import { lockShared } from './locks.ts'
import { readCapacity } from './pace.ts'
import { withinTransaction } from './transactions.ts'

const NOTHING: Claim = { claimed: [], settled: [], considered: 0, isOutdated: false }

/** A plan that waits for a moment that has passed would be asked again without end. */
const SOONEST_MS = 1000

/** @internal */
export function claimAttempts(database: Database, request: ClaimRequest): Promise<Claim> {
  return withinTransaction(database, async inside => {
    // Most claims find nobody, or no room: they lock nothing, and so have nothing to wait for on the disk.
    const due = await lookForDue(inside, request)
    const room = due.length === 0 ? 0 : Math.min(request.limit, (await readCapacity(inside, request, 'look')).free)
    if (room <= 0) return NOTHING
    const campaign = await lockShared(
      inside,
      inside.selectFrom('campaigns').select(['state', 'version']).where('name', '=', request.campaign),
    ).executeTakeFirst()
    if (campaign?.state !== 'running') return NOTHING
    if (campaign.version !== request.version) return { ...NOTHING, isOutdated: true }
    const contacts = await holdContacts(inside, request, due, room)
    if (contacts.length === 0) return NOTHING
    const histories = await readHistories(inside, contacts, request.now)
    const calls: Call[] = []
    const steps: { readonly contact: ContactRecord; readonly decision: Exclude<ClaimDecision, { kind: 'call' }> }[] = []
    for (const contact of contacts) {
      const history = histories.get(contact.id)
      if (history === undefined) continue
      const decision = request.decide(contact, history)
      if (decision.kind === 'call') calls.push({ contact, decision })
      else steps.push({ contact, decision })
    }
    await planAll(
      inside,
      steps.map(({ contact, decision }) => ({
        id: contact.id,
        step: makeStep(decision, request.now),
        at: request.now,
        from: undefined,
      })),
    )
    const joined = await joinCalls(inside, request, calls)
    // Last, since other claims wait for it; whom there is no room for stays as they were.
    const capacity = await readCapacity(inside, request, 'hold')
    const claimed = await fenceAttempts(inside, request, joined.slice(0, capacity.free))
    await capacity.take(claimed.length)
    const settled = steps.flatMap(({ contact, decision }) => (decision.kind === 'wait' ? [] : [{ contact, decision }]))
    return { claimed, settled, considered: contacts.length, isOutdated: false }
  })
}

function makeStep(decision: Exclude<ClaimDecision, { kind: 'call' }>, now: number): ContactStep {
  const { reason } = decision
  if (decision.kind === 'wait') return { state: 'waiting', dueAt: Math.max(decision.dueAt, now + SOONEST_MS), reason }
  return { state: decision.kind === 'finish' ? 'finished' : 'worklist', dueAt: null, reason, outcome: decision.outcome }
}

import type { ClaimedAttempt } from '../../store/index.ts'
import type { Hands } from './hands.ts'
import type { CampaignPlan } from './ports.ts'

/** Records of jambonz vanish an hour after the answer. */
export const LONGEST_CALL_MS = 55 * 60_000
/** An order leaves only while such a share of the lease is left: whoever takes over later may then trust that it has left long ago, or never. */
const LEAST_SHARE = 1 / 3

/** What is known of an order to call, for whoever looks after the attempt. */
export type Order = 'made' | 'ended' | 'not given' | 'no answer' | 'server error'

/**
 * Gives the order to call, once. That it may have left is on the disk before it leaves; a refusal ends the attempt without counting it; what
 * is not clear is left to the look-up.
 */
export async function dialAttempt(
  hands: Hands,
  plan: CampaignPlan,
  { attempt, contact, joined }: ClaimedAttempt,
): Promise<Order> {
  const { store, rest, clock } = hands
  const now = clock.now()
  if (attempt.leaseUntil === null || attempt.leaseUntil - now < (attempt.leaseUntil - attempt.claimedAt) * LEAST_SHARE)
    return 'ended'
  // Claimed in the last minute, and the hours end before its order can leave.
  if (!plan.isAllowedAt(contact, now)) {
    await hands.finish(attempt, { outcome: 'withdrawn', at: now, guard: { fence: attempt.fence } })
    return 'ended'
  }
  let mayDial
  try {
    mayDial = await store.attempts.advance(attempt.id, { state: 'dialling', at: now, fence: attempt.fence })
  } catch {
    // Whether that is on the disk or not: no order leaves.
    return 'not given'
  }
  // Withdrawn, or held by another: then it is theirs to say what becomes of it.
  if (!mayDial) return 'ended'
  const created = await rest.createCall({
    attempt: attempt.id,
    from: plan.from,
    to: attempt.number,
    ...(plan.carrier === undefined ? {} : { trunk: plan.carrier }),
    scenario: plan.scenario,
    language: contact.language,
    contact: plan.contactOf(contact),
    ...(joined.length > 0 && {
      next: joined.map((one, index) => ({
        attempt: one.attempt.id,
        language: one.contact.language,
        contact: plan.contactOf(one.contact),
        isSamePerson: one.contact.person === (joined[index - 1]?.contact ?? contact).person,
      })),
    }),
    ringMs: plan.ringMs,
    longestMs: LONGEST_CALL_MS,
  })
  switch (created.kind) {
    case 'created':
      await store.attempts.advance(attempt.id, { state: 'dialling', at: now, callSid: created.callId })
      return 'made'
    case 'unknown':
      if (created.because === 'server error') hands.failTrunk(attempt.trunk, created.because)
      return created.because === 'server error' ? 'server error' : 'no answer'
    case 'refused': {
      if (created.because !== 'too many requests') hands.failTrunk(attempt.trunk, created.because, created.waitMs === undefined)
      const at = clock.now()
      const notBefore = created.waitMs === undefined ? {} : { notBefore: at + created.waitMs }
      await hands.finish(attempt, { outcome: 'trunk_fault', at, guard: { fence: attempt.fence }, ...notBefore })
      return 'ended'
    }
  }
}

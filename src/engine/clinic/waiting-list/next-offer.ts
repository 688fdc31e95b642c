import { rankWaiting } from './rank-waiting.ts'
import type { FreedState, Offer, OfferPolicy, Waiting } from './waiting.ts'

/** What is to be done about a freed time now. Instants are epoch ms. */
export type OfferStep =
  /** Ask this one; the time is kept for them until `until`. `rank`: their place among those whom it fits, from 1. */
  | { readonly kind: 'offer'; readonly waiting: Waiting; readonly until: number; readonly rank: number }
  /** Somebody has until then to answer. */
  | { readonly kind: 'wait'; readonly until: number }
  | { readonly kind: 'close'; readonly reason: 'filled' | 'nobody' | 'too_late' }

/** What follows for a freed time whoever is on the list; undefined: somebody may be asked. */
export function judgeOffers(
  { freed, offers, now }: Omit<FreedState, 'waiting'>,
  policy: OfferPolicy,
): Exclude<OfferStep, { kind: 'offer' }> | undefined {
  if (offers.some(({ state }) => state === 'accepted')) return { kind: 'close', reason: 'filled' }
  const closesAt = freed.at - policy.closesBeforeMs
  if (now >= closesAt) return { kind: 'close', reason: 'too_late' }
  const open = offers.filter(offer => isOpen(offer, now))
  return open.length >= policy.atOnce ? { kind: 'wait', until: findAnswersAt(open) } : undefined
}

/** Decides what follows for a freed time. Nobody is asked about one time twice, and nobody before those who stand before them were asked. */
export function nextOffer(state: FreedState, policy: OfferPolicy): OfferStep {
  const judged = judgeOffers(state, policy)
  if (judged !== undefined) return judged
  const { freed, waiting, offers, now } = state
  const closesAt = freed.at - policy.closesBeforeMs
  const { fit } = rankWaiting(freed, waiting, now, policy.zone)
  const asked = new Set(offers.map(offer => offer.patient))
  const index = fit.findIndex(({ patient }) => !asked.has(patient))
  const next = fit[index]
  if (next !== undefined)
    return { kind: 'offer', waiting: next, until: Math.min(now + policy.answerWithinMs, closesAt), rank: index + 1 }
  const open = offers.filter(offer => isOpen(offer, now))
  return open.length > 0 ? { kind: 'wait', until: findAnswersAt(open) } : { kind: 'close', reason: 'nobody' }
}

function findAnswersAt(open: readonly Offer[]): number {
  return Math.min(...open.map(({ until }) => until))
}

/** Whether somebody who says yes to an offer still can have the time; only then it may be booked. */
export function canStillTake(id: string, { offers, now }: Pick<FreedState, 'offers' | 'now'>): boolean {
  const offer = offers.find(one => one.id === id)
  if (offer?.state === 'accepted') return true
  return offer !== undefined && isOpen(offer, now) && offers.every(({ state }) => state !== 'accepted')
}

function isOpen({ state, until }: Offer, now: number): boolean {
  return state === 'open' && until > now
}

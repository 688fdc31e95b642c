// The waiting list. In: a time that has become free, who waits and what for, who was asked about it, the instant. Out: who is asked next and
// until when, in an order that can be explained; whether a yes still counts. Must not know databases, telephones, the clinic's system, the clock.
export { canStillTake, nextOffer, type OfferStep } from './next-offer.ts'
export { rankWaiting, type Ranking, type Unfit } from './rank-waiting.ts'
export type { FreedState, Offer, OfferPolicy, Waiting } from './waiting.ts'

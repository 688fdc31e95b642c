// The waiting list. In: a time that has become free, who waits and what for, what they answer, the clinic's system, the store. Out: who is
// asked and until when, in an order that can be explained; one who has the time, and their own visit let go only then. Must not know
// telephones, campaigns, the real clock; the decisions know no database either.
export {
  createWaitingDesk,
  type Invitation,
  type OfferedTime,
  type WaitingDesk,
  type WaitingDeskOptions,
} from './create-waiting-desk.ts'
export { canStillTake, nextOffer, type OfferStep } from './next-offer.ts'
export { createOfferServices } from './offer-services.ts'
export { rankWaiting, type Ranking, type Unfit } from './rank-waiting.ts'
export { describeWaiting, listWaiting, listWaitingFor, listWaitingOf, saveWaiting } from './waiting-records.ts'
export type { FreedState, Offer, OfferPolicy, Waiting } from './waiting.ts'
export { causeOf } from './watch-freed.ts'

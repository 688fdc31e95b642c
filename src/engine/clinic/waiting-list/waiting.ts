import type { FreeTime, TimesWanted } from '../system.ts'

/** Somebody who waits for a time, or for an earlier one than they have. What is absent does not matter to them. Instants are epoch ms. */
export interface Waiting {
  readonly id: string
  /** The clinic's id of the patient. */
  readonly patient: string
  /** Since when. */
  readonly since: number
  /** Higher first: what the clinic's doctors say, 0 when they say nothing. */
  readonly urgency: number
  readonly specialty?: string
  readonly doctor?: string
  readonly place?: string
  readonly program?: string
  readonly parts?: readonly NonNullable<TimesWanted['part']>[]
  /** They cannot come before, or after. */
  readonly from?: number
  readonly until?: number
  /** So long they need to get ready. */
  readonly noticeMs?: number
  /** The visit that they have, and would give up for an earlier one. */
  readonly visit?: { readonly id: string; readonly at: number }
}

/** A time offered to one of those who wait. It is theirs until `until`, unless several were asked at once and another was faster. */
export interface Offer {
  readonly id: string
  readonly waiting: string
  /** Who is asked; one may wait for several things. */
  readonly patient: string
  readonly slot: string
  readonly until: number
  /** `open` while no answer has come; one whose time is over counts as no answer. */
  readonly state: 'open' | 'accepted' | 'declined' | 'lost'
}

/** How freed times are offered. */
export interface OfferPolicy {
  /** So long one has to answer. */
  readonly answerWithinMs: number
  /** So many are asked at once; the first to say yes has the time. */
  readonly atOnce: number
  /** A time that begins sooner than this is offered to nobody. */
  readonly closesBeforeMs: number
  /** The clinic's, IANA. */
  readonly zone: string
}

/** A time that has become free, with who waits for it and who was asked about it. */
export interface FreedState {
  readonly freed: FreeTime
  /** In any order; of a long list its beginning is enough, as far as somebody whom the time fits and who was not asked. */
  readonly waiting: readonly Waiting[]
  /** Those for this slot. */
  readonly offers: readonly Offer[]
  readonly now: number
}

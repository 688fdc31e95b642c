import type { AttemptRecord } from './attempt-record.ts'
import type { ContactRecord } from './contacts.ts'
import type { ContactHistory } from './histories.ts'
import type { Pace } from './pace.ts'

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

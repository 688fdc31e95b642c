import type { Selectable } from 'kysely'
import type { AttemptRow } from './tables.ts'

/** From the claim to the end, in the only order in which they follow each other: some may be skipped, none comes back. */
export const ATTEMPT_STATES = ['fenced', 'dialling', 'ringing', 'answered', 'ended'] as const
/**
 * State of an attempt: `fenced` claimed and not yet handed to the carrier; `dialling` the order to call may have left;
 * `ringing`; `answered`; `ended`.
 */
export type AttemptState = (typeof ATTEMPT_STATES)[number]

/** One attempt to reach a contact. Instants are epoch ms. */
export interface AttemptRecord {
  /** Our own id, which the carrier gets too (`tag` and a SIP header). */
  readonly id: string
  readonly contact: string
  readonly campaign: string
  readonly person: string
  /** 1, 2, … within the contact. */
  readonly n: number
  /** Hash of the campaign's version that it was made under. */
  readonly version: string
  readonly number: string
  readonly trunk: string
  /** The number that is shown, E.164; null where it is not known. */
  readonly caller: string | null
  readonly variant: string | null
  /** Name of the agents who are to take its call; null: the robot holds it. */
  readonly agents: string | null
  /** The attempt in whose call this one is made, after that one's conversation; null: it has a call of its own. */
  readonly joinedTo: string | null
  readonly state: AttemptState
  readonly worker: string | null
  readonly leaseUntil: number | null
  /** Rises whenever another worker takes it over; who holds an older one is late. */
  readonly fence: number
  readonly sequence: number
  readonly callSid: string | null
  readonly reason: string
  readonly outcome: string | null
  /** Whether it uses up one of the patient's attempts. */
  readonly counted: boolean
  readonly callBackAt: number | null
  readonly claimedAt: number
  readonly dialledAt: number | null
  readonly answeredAt: number | null
  readonly endedAt: number | null
}

/** @internal */
export function readAttemptRow({ live: _live, ...row }: Selectable<AttemptRow>): AttemptRecord {
  return { ...row, state: row.state as AttemptState, counted: row.counted === 1 }
}

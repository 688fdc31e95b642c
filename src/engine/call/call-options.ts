import type { CompiledScenario } from '../../scenarios/compile/compiled.ts'
import type { Language } from '../../scenarios/model/documents.ts'
import type { Handovers } from './handover.ts'
import type {
  CallResult,
  Clock,
  JournalEntry,
  Messages,
  Services,
  Speaking,
  Telephone,
  TelephoneEvent,
  Understanding,
} from './ports.ts'
import type { CallState } from './state.ts'

/** What a call is made of. */
export interface CallOptions {
  /** Unique; seeds the choice of variants and the idempotency keys of services. */
  readonly id: string
  readonly scenario: CompiledScenario
  /** Language in which the call begins; one of the scenario's. */
  readonly language: Language
  readonly direction: 'inbound' | 'outbound'
  /** The scenario's data: the contact as `readContact` gave it, and `caller: { phone }`. */
  readonly data: Readonly<Record<string, unknown>>
  readonly clock: Clock
  readonly telephone: Telephone
  readonly understanding: Understanding
  readonly speaking: Speaking
  readonly services: Services
  readonly messages: Messages
  /**
   * The call was begun by a version of its scenario that is not here: it apologises and goes where the policy's `limits` lead, as a rule to
   * a person. With `data` as the call had it; its snapshot is of no use to this version.
   */
  readonly handOver?: true
  /** Absent: nobody is told but whoever takes the call. */
  readonly handovers?: Handovers
  /** After so many ms without a word since the caller spoke, "one moment" is said; default 700. */
  readonly speakWithinMs?: number
  journal(entry: JournalEntry): void
  /** Called once, when the outcome is known and no service of the call is running any more. */
  onEnd(result: CallResult): void
}

/**
 * A call as it can be kept and gone on with, in this process or another: plain JSON, which is to be written before the call goes on.
 * XState's persisted snapshot, and what that leaves out: what was spoken and how far it was heard, failures, services, what waits.
 */
export interface CallSnapshot {
  readonly machine: unknown
  readonly state: CallState
  /** What the telephone has reported and the call has not judged yet, in order. */
  readonly pending: readonly TelephoneEvent[]
}

/** A running call. */
export interface Call {
  readonly id: string
  /**
   * The telephone is answered: begin. A call that was kept goes on: where it listened, it listens on in silence; where it owed something, it
   * apologises and goes on with that; what waited is judged.
   */
  start(): void
  /** Something happened at the telephone. Never throws. */
  receive(event: TelephoneEvent): void
  /** The call as it is between two events, to be written down at once: it shares the call's own state. */
  snapshot(): CallSnapshot
  /** The clinic ends the call: a word of goodbye, then it hangs up; the outcome is `withdrawn`. A service that is running is waited for. */
  wrapUp(): void
  /** Another process has taken the call over: from here on it does nothing, tells nobody and writes nothing. */
  leave(): void
  /** Whether whoever is on the line has shown to be the person that the call is about; also once it is over. */
  readonly isIdentified: boolean
  /** What came of the call, once it is over. */
  readonly result: CallResult | undefined
}

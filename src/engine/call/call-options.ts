import type { CompiledScenario } from '../../scenarios/compile/compiled.ts'
import type { Language } from '../../scenarios/model/documents.ts'
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
}

/** A running call. */
export interface Call {
  readonly id: string
  /** The telephone is answered: begin. */
  start(): void
  /** Something happened at the telephone. Never throws. */
  receive(event: TelephoneEvent): void
  /** The call as it is between two events. Restored by `createCall`, it speaks the current step again and listens; no timer is resumed in silence. */
  snapshot(): CallSnapshot
  /** What came of the call, once it is over. */
  readonly result: CallResult | undefined
}

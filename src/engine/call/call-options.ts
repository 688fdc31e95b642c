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

/** A running call. */
export interface Call {
  readonly id: string
  /** The telephone is answered: begin. */
  start(): void
  /** Something happened at the telephone. Never throws. */
  receive(event: TelephoneEvent): void
  /** What came of the call, once it is over. */
  readonly result: CallResult | undefined
}

import type { NodePath } from '../../scenarios/compile/compiled.ts'
import type { Language } from '../../scenarios/model/documents.ts'

/** What became of a transfer. */
export const TRANSFER_RESULTS = [
  /** The two were connected, and one of them has hung up. */
  'bridged',
  'busy',
  'no_answer',
  /** Those who answered did not take the call. */
  'refused',
  /** Nobody is on duty. */
  'closed',
  /** The caller waited in a queue as long as callers may. */
  'queue_timeout',
  /** The caller, waiting in a queue, asked to be called back. */
  'callback',
  'failed',
] as const
/** One of them. */
export type TransferResult = (typeof TRANSFER_RESULTS)[number]

/** A call that is handed over, as the clinic's own systems are told. The same idempotency key is the same handing over. */
export interface Handover {
  readonly idempotencyKey: string
  readonly callId: string
  readonly scenario: string
  /** The step that hands over, and to whom: a name of `lines.yaml`. */
  readonly step: NodePath
  readonly to: string
  /** Language of the call. */
  readonly language: Language
  /** The caller's number, E.164, where it is known. */
  readonly phone?: string
  /** In the clinic's language; empty where the step has none. */
  readonly summary: string
  /** What the caller said, oldest first. */
  readonly said: readonly { readonly node: NodePath; readonly text: string }[]
  /** What the call knows besides the contact: values by name. */
  readonly kept: Readonly<Record<string, unknown>>
  /** Epoch ms. */
  readonly at: number
}
/** Tells the clinic's systems of calls that are handed over. Must not throw, and no call waits for it. */
export interface Handovers {
  tell(handover: Handover): void
}

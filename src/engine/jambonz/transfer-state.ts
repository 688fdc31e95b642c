import type { TransferResult } from '../call/handover.ts'
import type { TransferRequest } from '../call/ports.ts'
import type { QueueSettings } from './lines.ts'
import type { DialTarget } from './protocol.ts'

/** Telephones that ring, those of one attempt together, one attempt after another. */
export interface DialState {
  readonly kind: 'dial'
  readonly attempts: readonly (readonly DialTarget[])[]
  readonly timeoutMs: number
  readonly callerId?: string
  readonly takeKey?: string
  /** Which attempt is under way, from 0. */
  attempt: number
  /** How the earlier ones ended. */
  results: TransferResult[]
  /** Legs of this attempt that answered and were asked to take the call, by call_sid. */
  asked: string[]
  /** Of these, the one that took it. */
  takenBy?: string
  /** The voice failed at the goodbye or the summary: nobody knows that a key is waited for. */
  isUnheard?: boolean
  /** The summary is being spoken, to be followed by being connected. */
  isTelling?: boolean
  /** Whoever answered left while it was spoken; jambonz calls that `completed` too. */
  isDeclined?: boolean
  /** Since when the two are connected, epoch ms. */
  connectedAt?: number
  /** As the server says. */
  talkMs?: number
}
/** A caller in a queue. */
export interface QueueState {
  readonly kind: 'queue'
  readonly queue: QueueSettings
  readonly since: number
  /** The caller was told to leave, for this reason. */
  leavesFor?: TransferResult
  /** It cannot be played. */
  isMusicBroken?: boolean
  /** The place was lost to a key that meant nothing: the caller goes back before all others. */
  isFirst?: boolean
  /** The server's result of that is still to come, and says nothing of the place that the caller has now. */
  isResultOwed?: boolean
}
/** A caller whom the network is asked to connect elsewhere. */
export interface ReferState {
  readonly kind: 'refer'
  readonly to: string
  /** The network is at it. */
  isAccepted?: boolean
}

/** A transfer under way, as plain JSON: what a process needs to go on following it. */
export interface TransferState {
  readonly request: TransferRequest
  readonly way: DialState | QueueState | ReferState
  isOver?: boolean
}

/** How a transfer ended, and what is known of the talk. */
export interface TransferEnd {
  readonly result: TransferResult
  /** The caller is still there. */
  readonly agentLeft?: true
  readonly talkMs?: number
}

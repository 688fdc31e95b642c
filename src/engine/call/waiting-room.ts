import type { TransferRequest } from './ports.ts'

/** A caller who waits in a queue, as whoever takes them out is to know them. Personal data. */
export interface WaitingCaller {
  readonly callId: string
  /** Since when, epoch ms: who waits longest comes first. */
  readonly since: number
  readonly request: TransferRequest
}

/**
 * The callers who wait in queues, so that whoever takes one out can be told before what it is about: of one process, or of all that share the
 * room. No method throws or rejects; a room that is away knows nobody, and is told of its callers when it is back.
 */
export interface WaitingRoom {
  /**
   * A caller waits from now on; gives the way out. `expectAgent(true)`: somebody is about to take them out, and nothing may disturb the talk;
   * at once, where that was promised before the caller's process died. `false`: nothing came of it.
   */
  enter(queue: string, caller: WaitingCaller, expectAgent: (isComing: boolean) => void): () => void
  /**
   * Who waits longest and was promised to nobody, promised to whoever asks until it is given back; never the caller `except`. `taken`: all who wait
   * are promised to others. Undefined: nobody waits that the room knows.
   */
  promise(queue: string, except?: string): Promise<WaitingCaller | 'taken' | undefined>
  /** Nothing came of the promise: another may have the caller. */
  giveBack(callId: string): void
  /** The two have talked: the caller leaves by themselves. */
  fulfil(callId: string): void
  /** Calls back when somebody enters; gives the end of it. */
  watch(queue: string, onEnter: () => void): () => void
  close(): Promise<void>
}

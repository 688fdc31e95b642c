/** Verbs of callers who wait in a queue, and of those who take them out: what feature server 0.9.8 accepts of them and we use. */

/** Lets the caller wait until somebody dequeues them. */
export interface Enqueue {
  readonly verb: 'enqueue'
  readonly id: string
  readonly name: string
  readonly actionHook: string
  /** Asked again and again for what the caller hears: say, play, pause, leave. */
  readonly waitHook: string
  /** Smaller is sooner; default 999. */
  readonly priority?: number
}
/** Takes the caller who waits longest out of a queue. */
export interface Dequeue {
  readonly verb: 'dequeue'
  readonly id: string
  readonly name: string
  readonly actionHook: string
  /** Seconds; 0: for ever. */
  readonly timeout?: number
  readonly beep?: boolean
  /** Takes this caller. */
  readonly callSid?: string
}
/** In the ack of a waitHook: the caller leaves the queue. */
export interface Leave {
  readonly verb: 'leave'
}
/** Plays a file; the hook tells how that ended. */
export interface Play {
  readonly verb: 'play'
  readonly id?: string
  readonly url: string
  /** Not longer than this. */
  readonly timeoutSecs?: number
  readonly actionHook?: string
}
/** Waits, `length` in seconds. */
export interface Pause {
  readonly verb: 'pause'
  readonly length: number
}

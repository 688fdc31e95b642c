/** What is known of a call that was claimed. */
export interface ClaimedCall {
  /** Goes up with every claim; who writes names it, and is refused once somebody else has claimed the call. */
  readonly fence: number
  /** As it was kept last; undefined: nothing is known of the call. */
  readonly state: string | undefined
}

/**
 * Where the state of calls outlives their process, so that another goes on with them. Each call has one owner: whoever claimed it last. An
 * owner who keeps silent loses the lease, and anybody may find the call abandoned. What is kept holds personal data.
 * Every method rejects with an `OperationalError` when the store cannot be reached; none waits for it to come back.
 */
export interface LiveCalls {
  /** Takes a call over from whoever had it; creates it when nobody had. */
  claim(callId: string): Promise<ClaimedCall>
  /** Keeps the state and renews the lease. `lost`: somebody else has claimed the call, and nothing was written. */
  keep(callId: string, fence: number, state: string): Promise<'kept' | 'lost'>
  /** Renews the lease. */
  hold(callId: string, fence: number): Promise<'held' | 'lost'>
  /** The call is over; nothing when somebody else has claimed it. */
  forget(callId: string, fence: number): Promise<void>
  /** Takes over a call whose lease has been over for so long, the oldest, if there is one. Of two who ask at once, one gets it. */
  claimAbandoned(forMs: number): Promise<(ClaimedCall & { readonly callId: string }) | undefined>
  close(): Promise<void>
}

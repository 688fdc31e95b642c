import type { Clock } from '../../call/ports.ts'

/** How many requests are allowed in any stretch of time of a length. */
export interface RequestRate {
  readonly most: number
  readonly windowMs: number
}

/** Keeps requests below the server's limit. */
export interface RequestLimit {
  /** Takes one request out of the allowance, or says how long there is none: 0 when taken. Whoever may not wait (`spare`) leaves some for those who must. */
  take(spare?: number): number
  /** Requests left now, beside the spare ones. */
  countRoom(spare?: number): number
  /** The server said that it was too much: nothing more for so long. */
  closeFor(ms: number): void
}

/**
 * Counts requests in a sliding window: in no stretch of `windowMs` are there more than `most`, wherever the server's own windows begin
 * (a bucket that refills while it is emptied would let through nearly twice as many).
 */
export function createRequestLimit(rate: RequestRate, clock: Pick<Clock, 'now'>): RequestLimit {
  const taken: number[] = []
  let closedUntil = 0
  const forgetOld = (now: number): void => {
    let old = 0
    while (old < taken.length && (taken[old] as number) <= now - rate.windowMs) old++
    if (old > 0) taken.splice(0, old)
  }
  return {
    take(spare = 0) {
      const now = clock.now()
      if (now < closedUntil) return closedUntil - now
      forgetOld(now)
      const room = rate.most - spare
      if (taken.length < room) {
        taken.push(now)
        return 0
      }
      // So many have to leave the window before there is room.
      const last = taken[Math.min(taken.length - 1, taken.length - Math.max(1, room))] ?? now
      return Math.max(1, last + rate.windowMs - now)
    },
    countRoom(spare = 0) {
      const now = clock.now()
      forgetOld(now)
      return now < closedUntil ? 0 : Math.max(0, rate.most - spare - taken.length)
    },
    closeFor(ms) {
      closedUntil = Math.max(closedUntil, clock.now() + ms)
    },
  }
}

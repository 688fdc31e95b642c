import type { ClaimedCall, LiveCalls } from '../../call/live-calls.ts'
import { KEPT_MS, LEASE_MS } from './lease.ts'

interface Kept {
  fence: number
  state: string | undefined
  /** Epoch ms. */
  leasedUntil: number
}

/** States in the memory of this process; `now` in epoch ms. */
export function createMemoryLiveCalls(now: () => number): LiveCalls {
  const calls = new Map<string, Kept>()
  const find = (callId: string, fence?: number): Kept | undefined => {
    const known = calls.get(callId)
    if (known !== undefined && known.leasedUntil - LEASE_MS + KEPT_MS <= now()) {
      calls.delete(callId)
      return undefined
    }
    return fence === undefined || known?.fence === fence ? known : undefined
  }
  const renew = (kept: Kept): void => {
    kept.leasedUntil = now() + LEASE_MS
  }
  const claim = (callId: string): ClaimedCall => {
    const known = find(callId) ?? { fence: 0, state: undefined, leasedUntil: 0 }
    known.fence += 1
    renew(known)
    calls.set(callId, known)
    return { fence: known.fence, state: known.state }
  }
  return {
    claim: callId => Promise.resolve(claim(callId)),
    async keep(callId, fence, state) {
      const known = find(callId, fence)
      if (known === undefined) return 'lost'
      known.state = state
      renew(known)
      return 'kept'
    },
    async hold(callId, fence) {
      const known = find(callId, fence)
      if (known === undefined) return 'lost'
      renew(known)
      return 'held'
    },
    async forget(callId, fence) {
      if (find(callId, fence) !== undefined) calls.delete(callId)
    },
    async claimAbandoned(forMs) {
      const [oldest] = [...calls]
        .filter(([callId, { leasedUntil }]) => leasedUntil + forMs <= now() && find(callId) !== undefined)
        .sort(([, one], [, other]) => one.leasedUntil - other.leasedUntil)
      return oldest && { callId: oldest[0], ...claim(oldest[0]) }
    },
    close: () => Promise.resolve(),
  }
}

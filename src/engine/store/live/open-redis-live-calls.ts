import type { LiveCalls } from '../../call/live-calls.ts'
import { connectRedis, leaveRedis, makeAway, type RedisOptions } from './connect-redis.ts'
import { KEPT_MS, LEASE_MS } from './lease.ts'
import { CLAIM, CLAIM_ABANDONED, FORGET, KEEP } from './scripts.ts'

/** States in Redis. */
export interface RedisLiveCalls extends LiveCalls {
  /** Whether Redis can be reached now. */
  readonly isReady: boolean
}

/**
 * Opens Redis; resolves when it is reached, or cannot be reached at once: then it is tried again for ever, and everything rejects with
 * `live/away` meanwhile. Commands of one instant go in one packet. Rejects with `live/bad-url` for an address that is none.
 */
export async function openRedisLiveCalls(options: RedisOptions): Promise<RedisLiveCalls> {
  const prefix = options.prefix ?? 'trucada'
  // The braces keep all keys in one slot of a cluster.
  const index = `{${prefix}}:calls`
  const keyOf = (callId: string): string => `{${prefix}}:call:${callId}`
  const client = await connectRedis(options)
  const run = async <T>(command: () => Promise<T>): Promise<T> => {
    if (!client.isReady) throw makeAway(undefined)
    try {
      return await command()
    } catch (error) {
      throw makeAway(error)
    }
  }
  const evaluate = (script: string, callId: string, more: readonly string[]): Promise<unknown> =>
    run(() => client.eval(script, { keys: [keyOf(callId), index], arguments: [callId, ...more] }))
  const lease = [String(LEASE_MS), String(KEPT_MS)]

  return {
    get isReady() {
      return client.isReady
    },
    async claim(callId) {
      const [fence, state] = (await evaluate(CLAIM, callId, lease)) as [number, string | null]
      return { fence, state: state ?? undefined }
    },
    async keep(callId, fence, state) {
      return (await evaluate(KEEP, callId, [...lease, String(fence), state])) === 1 ? 'kept' : 'lost'
    },
    async hold(callId, fence) {
      return (await evaluate(KEEP, callId, [...lease, String(fence)])) === 1 ? 'held' : 'lost'
    },
    async forget(callId, fence) {
      await evaluate(FORGET, callId, [String(fence)])
    },
    async claimAbandoned(forMs) {
      const found = await run(() =>
        client.eval(CLAIM_ABANDONED, { keys: [index], arguments: [String(forMs), ...lease, keyOf('')] }),
      )
      if (found === null) return undefined
      const [callId, fence, state] = found as [string, number, string | null]
      return { callId, fence, state: state ?? undefined }
    },
    close: () => leaveRedis(client),
  }
}

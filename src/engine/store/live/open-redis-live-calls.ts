import type { LiveCalls } from '../../call/live-calls.ts'
import { OperationalError } from '../../operational-error.ts'
import { KEPT_MS, LEASE_MS } from './lease.ts'
import { CLAIM, CLAIM_ABANDONED, FORGET, KEEP } from './scripts.ts'

/** States in Redis. */
export interface RedisLiveCalls extends LiveCalls {
  /** Whether Redis can be reached now. */
  readonly isReady: boolean
}

/** Where Redis is, and who wants to know how it is. */
export interface RedisOptions {
  /** `redis://[user:password@]host:port[/db]`, or `rediss://` with TLS. */
  readonly url: string
  /** Before the name of every key; default `trucada`. */
  readonly prefix?: string
  /** Redis can be reached, or no longer; told when it changes. `reason`: the system's code, without addresses. */
  onChange?(isReady: boolean, reason: string | undefined): void
}

/** How soon it is tried again, ms: twice as late each time, up to the second. */
const FIRST_RETRY_MS = 100
const LAST_RETRY_MS = 2000
const CONNECT_MS = 2000
/** Redis that says nothing to a ping for so long is taken for gone. */
const PING_MS = 1000
const SILENCE_MS = 3000
/** How long the first connection is waited for. */
const FIRST_MS = 1500

/**
 * Opens Redis; resolves when it is reached, or cannot be reached at once: then it is tried again for ever, and everything rejects with
 * `live/away` meanwhile. Commands of one instant go in one packet. Rejects with `live/bad-url` for an address that is none.
 */
export async function openRedisLiveCalls(options: RedisOptions): Promise<RedisLiveCalls> {
  const { createClient } = await import('redis')
  const prefix = options.prefix ?? 'trucada'
  // The braces keep all keys in one slot of a cluster.
  const index = `{${prefix}}:calls`
  const keyOf = (callId: string): string => `{${prefix}}:call:${callId}`
  let wasReady: boolean | undefined
  const tell = (isReady: boolean, reason?: string): void => {
    if (isReady === wasReady) return
    wasReady = isReady
    options.onChange?.(isReady, reason)
  }
  const client = open()
  client.on('error', (error: unknown) => tell(false, codeOf(error)))
  client.on('ready', () => tell(true))
  // It never settles while Redis is away.
  const connecting = client.connect().catch((error: unknown) => tell(false, codeOf(error)))
  await Promise.race([connecting, new Promise(resolve => setTimeout(resolve, FIRST_MS).unref())])
  if (!client.isReady) tell(false, 'not reached')

  function open() {
    try {
      return createClient({
        url: options.url,
        disableOfflineQueue: true,
        pingInterval: PING_MS,
        socket: {
          connectTimeout: CONNECT_MS,
          socketTimeout: SILENCE_MS,
          reconnectStrategy: retries => Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(retries, 10)),
        },
      })
    } catch (error) {
      throw new OperationalError('live/bad-url', 'The address of Redis is none.', {
        remedy: 'Give it as redis://HOST:PORT, or rediss:// with TLS, in REDIS_URL.',
        cause: error,
      })
    }
  }
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
    async close() {
      if (client.isReady) await client.close().catch(() => undefined)
      else client.destroy()
    },
  }
}

function makeAway(cause: unknown): OperationalError {
  return new OperationalError('live/away', 'Redis cannot be reached.', { retryable: true, cause })
}

/** A system's code (`ECONNREFUSED`) or the kind of the error: its message may hold an address or a password. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const { code } = error as NodeJS.ErrnoException
  return code ?? error.name
}

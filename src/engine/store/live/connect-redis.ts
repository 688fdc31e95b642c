import { OperationalError } from '../../operational-error.ts'

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
/** How long the last answers are waited for. */
const LEAVE_MS = 1000
/** How long the first connection is waited for. */
const FIRST_MS = 1500

/**
 * Connects to Redis; resolves when it is reached, or cannot be reached at once: then it is tried again for ever. Rejects with `live/bad-url`
 * for an address that is none.
 */
export async function connectRedis(options: Omit<RedisOptions, 'prefix'>) {
  const { createClient } = await import('redis')
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
  return client

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
}

/** A connection to Redis. */
export type RedisClient = Awaited<ReturnType<typeof connectRedis>>

/** What a command that Redis does not answer is rejected with. */
export function makeAway(cause: unknown): OperationalError {
  return new OperationalError('live/away', 'Redis cannot be reached.', { retryable: true, cause })
}

/** Leaves Redis. */
export async function leaveRedis(client: RedisClient): Promise<void> {
  if (!client.isReady) return client.destroy()
  let timer: NodeJS.Timeout | undefined
  // Of a server that dies meanwhile nothing is heard any more.
  const isTooLong = new Promise<'late'>(resolve => (timer = setTimeout(resolve, LEAVE_MS, 'late')))
  const isLate = (await Promise.race([client.close().catch(() => undefined), isTooLong])) === 'late'
  clearTimeout(timer)
  if (isLate) client.destroy()
}

/** A system's code (`ECONNREFUSED`) or the kind of the error: its message may hold an address or a password. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const { code } = error as NodeJS.ErrnoException
  return code ?? error.name
}

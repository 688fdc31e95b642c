import { randomUUID } from 'node:crypto'
import type { LiveCalls } from '../../engine/call/live-calls.ts'
import type { WaitingRoom } from '../../engine/call/waiting-room.ts'
import {
  createMemoryWaitingRoom,
  openRedisLiveCalls,
  openRedisWaitingRoom,
  type RedisLiveCalls,
} from '../../engine/store/live/index.ts'
import type { Log } from '../log.ts'
import { concludeAbandoned } from './conclude-abandoned.ts'
import type { Switchboard } from './open-call.ts'

/** Abandoned calls are looked for so often. */
const SWEEP_MS = 60_000

/** Opens Redis as the place where calls outlive this process; it may be away, which the log tells. Rejects only for an address that is none. */
export async function openLiveCalls(url: string, log: Log): Promise<RedisLiveCalls> {
  return openRedisLiveCalls({
    url,
    onChange(isReady, reason) {
      if (isReady) log.info('Redis is reached; calls outlive this process')
      else log.error({ reason }, 'Redis is away; calls go on, but do not outlive this process')
    },
  })
}

/** Opens the room of those who wait in queues: of all processes that share a Redis, or of this one. Rejects only for an address that is none. */
export async function openWaitingRoom(url: string | undefined): Promise<WaitingRoom> {
  return url === undefined ? createMemoryWaitingRoom() : openRedisWaitingRoom({ url, owner: randomUUID() })
}

/** Ends abandoned calls every minute, until the function that it gives is called. */
export function sweepAbandoned(calls: LiveCalls, switchboard: Switchboard, log: Log): () => void {
  const sweep = (): void => {
    // Redis is away, and that was told.
    concludeAbandoned(calls, switchboard, log).catch(() => undefined)
  }
  const timer = setInterval(sweep, SWEEP_MS)
  timer.unref()
  return () => clearInterval(timer)
}

import type { Clock } from '../../engine/call/ports.ts'
import { createMemoryEventFeed, type EventFeed, openRedisEventFeed } from '../../engine/store/live/index.ts'
import type { Settings } from '../settings/index.ts'

/** Opens the feed of live events. Rejects with an `OperationalError` when the Redis of the settings is away. */
export async function openEvents({ redis_url: url }: Pick<Settings, 'redis_url'>, clock: Clock): Promise<EventFeed> {
  return url === undefined ? createMemoryEventFeed(() => clock.now()) : openRedisEventFeed({ url })
}

import { setTimeout } from 'node:timers/promises'
import { connectRedis, leaveRedis, makeAway, type RedisOptions } from './connect-redis.ts'
import { type EventFeed, type FeedEvent, isEventId, isLater, KEPT_EVENTS } from './event-feed.ts'

/** A question to Redis waits so long for an event: less than a silent connection is allowed. */
const BLOCK_MS = 1000
const RETRY_MS = 1000
const EVENT = 'event'

/** Events of all processes that share a Redis: a stream there. */
export async function openRedisEventFeed(options: RedisOptions): Promise<EventFeed> {
  const stream = `{${options.prefix ?? 'trucada'}}:events`
  const writer = await connectRedis(options)
  // Who waits for an event blocks its connection.
  const reader = await connectRedis({ url: options.url })
  const followers = new Set<(event: FeedEvent) => void>()
  const ending = new AbortController()
  let last: string | undefined

  const parse = (id: string, text: string | undefined): FeedEvent | undefined => {
    try {
      return text === undefined ? undefined : { ...(JSON.parse(text) as Omit<FeedEvent, 'id'>), id }
    } catch {
      return undefined
    }
  }
  const read = async (): Promise<void> => {
    last ??= (await reader.xRevRange(stream, '+', '-', { COUNT: 1 }))?.[0]?.id ?? '0-0'
    const found = await reader.xRead({ key: stream, id: last }, { BLOCK: BLOCK_MS, COUNT: 100 })
    const messages = (found as readonly { readonly messages: readonly StreamMessage[] }[] | null)?.[0]?.messages ?? []
    for (const { id, message } of messages) {
      last = id
      const event = parse(id, message[EVENT])
      if (event !== undefined) for (const hear of followers) hear(event)
    }
  }
  const loop = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      try {
        await read()
      } catch {
        // That Redis is away is told by the other connection.
        await setTimeout(RETRY_MS, undefined, { signal: ending.signal }).catch(() => undefined)
      }
    }
  }
  const reading = loop()

  return {
    publish(event) {
      if (!writer.isReady) return
      const trim = { strategy: 'MAXLEN', strategyModifier: '~', threshold: KEPT_EVENTS } as const
      writer.xAdd(stream, '*', { [EVENT]: JSON.stringify(event) }, { TRIM: trim }).catch(() => undefined)
    },
    async follow(after, hear) {
      let told = after !== undefined && isEventId(after) ? after : undefined
      const early: FeedEvent[] = []
      let take = (event: FeedEvent): void => void early.push(event)
      const follower = (event: FeedEvent): void => take(event)
      followers.add(follower)
      const stop = (): void => void followers.delete(follower)
      const pass = (event: FeedEvent): void => {
        if (told !== undefined && !isLater(event.id, told)) return
        told = event.id
        hear(event)
      }
      try {
        const missed = told === undefined ? [] : ((await writer.xRange(stream, told, '+')) ?? [])
        const isWhole = after === undefined || missed[0]?.id === after
        if (isWhole)
          for (const { id, message } of missed) {
            const event = parse(id, message[EVENT])
            if (event !== undefined) pass(event)
          }
        for (const event of early) pass(event)
        take = pass
        return { isWhole, stop }
      } catch (error) {
        stop()
        throw makeAway(error)
      }
    },
    async close() {
      ending.abort()
      followers.clear()
      await leaveRedis(writer)
      reader.destroy()
      await reading
    },
  }
}

interface StreamMessage {
  readonly id: string
  readonly message: Readonly<Record<string, string>>
}

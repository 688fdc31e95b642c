import { type EventFeed, type FeedEvent, isEventId, isLater, KEPT_EVENTS } from './event-feed.ts'

/** Events of this process; `now` in epoch ms. */
export function createMemoryEventFeed(now: () => number): EventFeed {
  const followers = new Set<(event: FeedEvent) => void>()
  const kept: FeedEvent[] = []
  const began = now()
  let count = 0
  /** The last event that is not kept any more. */
  let gone = `${began}-0`
  return {
    publish(event) {
      const told = { ...event, id: `${began}-${++count}` }
      kept.push(told)
      if (kept.length > KEPT_EVENTS) gone = kept.shift()?.id ?? gone
      for (const hear of followers) hear(told)
    },
    async follow(after, hear) {
      const isKnown = after !== undefined && isEventId(after) && !isLater(gone, after) && !isLater(after, `${began}-${count}`)
      if (isKnown) for (const event of kept) if (isLater(event.id, after)) hear(event)
      followers.add(hear)
      return { isWhole: after === undefined || isKnown, stop: () => void followers.delete(hear) }
    },
    close: () => Promise.resolve(followers.clear()),
  }
}

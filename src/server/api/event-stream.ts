import type { ServerResponse } from 'node:http'
import type { EventFeed, FeedEvent } from '../../engine/store/live/index.ts'
import type { Log } from '../log.ts'
import { RequestProblem } from './request-problem.ts'
import { writeInstant } from './write-instant.ts'

/** A comment so often shows that the line lives, also to proxies. */
const HEARTBEAT_MS = 15_000
/** Whoever has so much waiting reads too slowly. All events that are kept, told at once to who comes again, are less. */
const MOST_WAITING_BYTES = 512 * 1024
/** So long they may go on reading what waits, with the word that they were too slow. */
const FAREWELL_MS = 10_000
const MOST_FOLLOWERS = 200

/** The open streams of events. */
export interface EventStreams {
  /**
   * Answers with the events after `lastEventId`, or from now on, until the reader goes.
   * @throws {RequestProblem} when too many read; OperationalError when the feed is away
   */
  open(response: ServerResponse, lastEventId: string | undefined, headers: Readonly<Record<string, string>>): Promise<void>
  close(): void
}

/** Streams of server-sent events over a feed. */
export function createEventStreams(feed: EventFeed, log: Log): EventStreams {
  const open = new Set<ServerResponse>()
  return {
    async open(response, lastEventId, headers) {
      if (open.size >= MOST_FOLLOWERS)
        throw new RequestProblem(503, 'busy', 'Too many follow the events.', { remedy: 'Come again later.' })
      open.add(response)
      const early: FeedEvent[] = []
      let hear = (event: FeedEvent): void => void early.push(event)
      const following = await feed
        .follow(lastEventId, event => hear(event))
        .catch((error: unknown) => {
          open.delete(response)
          throw error
        })
      const write = (text: string): void => {
        if (response.writableEnded) return
        response.write(text)
        if (response.writableLength <= MOST_WAITING_BYTES) return
        following.stop()
        log.warn({ followers: open.size }, 'who follows events reads too slowly and is let go')
        response.end('event: slow\ndata: {}\n\n')
        setTimeout(() => response.destroy(), FAREWELL_MS).unref()
      }
      const tell = ({ id, kind, at, facts }: FeedEvent): void =>
        write(`id: ${id}\nevent: ${kind}\ndata: ${JSON.stringify({ kind, at: writeInstant(at), facts })}\n\n`)
      const heartbeat = setInterval(() => write(': it lives\n\n'), HEARTBEAT_MS)
      response.once('close', () => {
        clearInterval(heartbeat)
        following.stop()
        open.delete(response)
      })
      response.writeHead(200, {
        ...headers,
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      write(': events\n\n')
      if (!following.isWhole) write('event: reset\ndata: {}\n\n')
      for (const event of early) tell(event)
      hear = tell
    },
    close() {
      for (const response of open) response.end()
    },
  }
}

import type { IncomingMessage, ServerResponse } from 'node:http'
import { createAside } from './aside/run-aside.ts'
import { createEventStreams } from './event-stream.ts'
import type { ApiSources } from './handler.ts'
import { createLeadLimits } from './lead-limits.ts'
import { createTokenBuckets } from './token-bucket.ts'
import { createTurnstile } from './turnstile.ts'

/** What an API is made of. */
export interface ApiOptions extends ApiSources {
  /** Lets the body of a request take its time: it is a file. */
  letBodyTakeTime(request: IncomingMessage): void
}

/** The HTTP API of a server. */
export interface Api {
  /** Answers a request to a path below /api/. Never throws. */
  answer(request: IncomingMessage, response: ServerResponse): void
  /** Loads what requests are answered with, which the first of them would wait for. */
  prepare(): void
  /** Ends the streams of events, so that who follows comes again elsewhere. */
  leave(): void
  close(): Promise<void>
}

/** Requests a second, of all keys together and of those who have none: the thread that holds calls has to remain free. */
const PER_SECOND = 100
const AT_ONCE = 200

/** Creates the API. What it is built with takes a tenth of a second to load: no server need wait for it before it answers calls. */
export function createApi({ letBodyTakeTime, ...sources }: ApiOptions): Api {
  const { log, clock } = sources
  const aside = createAside(sources.settings)
  const streams = createEventStreams(sources.events, log)
  const leadLimits = createLeadLimits(sources.store, () => clock.now())
  const turnstile = createTurnstile()
  const gate = createTokenBuckets(AT_ONCE, PER_SECOND, () => clock.now())
  const build = async () => {
    const { buildApp } = await import('./build-app.ts')
    return buildApp({ context: { ...sources, aside, leadLimits }, streams, letBodyTakeTime })
  }
  let loading: ReturnType<typeof build> | undefined
  let isClosed = false
  const load = (): ReturnType<typeof build> => {
    if (loading === undefined) {
      loading = build()
      loading.catch(() => log.error({}, 'the API cannot be built'))
    }
    return loading
  }
  return {
    answer(request, response) {
      const work = (leave: () => void): void => {
        response.once('close', leave)
        if (response.destroyed) return leave()
        load().then(
          app => app.routing(request, response),
          () => response.writeHead(500).end(),
        )
      }
      if (gate.take('all') > 0 || !turnstile.enter(work)) {
        response.writeHead(503, { 'content-type': 'application/problem+json', 'retry-after': '1' })
        response.end(BUSY)
      }
    },
    prepare() {
      if (!isClosed) void load()
    },
    leave: () => streams.close(),
    async close() {
      isClosed = true
      streams.close()
      await aside.close()
      await (await loading)?.close()
    },
  }
}

const BUSY = JSON.stringify({
  type: '/api/docs#busy',
  title: 'The server is asked too much.',
  status: 503,
  remedy: 'Wait as long as Retry-After says.',
})

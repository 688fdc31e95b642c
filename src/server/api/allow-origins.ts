import type { FastifyInstance } from 'fastify'

/** How long a browser may remember what is allowed, seconds. */
const REMEMBERED_SECONDS = 600
/** What pages may see of an answer, besides what every page may. */
const SHOWN = 'etag, retry-after, idempotency-replayed'

/** Lets pages of these origins (`https://www.example.org`) ask from browsers (CORS); without any, no page may. */
export function allowOrigins(app: FastifyInstance, origins: ReadonlySet<string>): void {
  if (origins.size === 0) return
  app.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers
    reply.header('vary', 'origin')
    if (origin === undefined || !origins.has(origin)) return
    reply.headers({ 'access-control-allow-origin': origin, 'access-control-expose-headers': SHOWN })
    if (request.method !== 'OPTIONS') return
    return reply
      .headers({
        'access-control-allow-methods': 'GET, POST, PUT, DELETE',
        'access-control-allow-headers': 'authorization, content-type, idempotency-key, if-match, if-none-match, last-event-id',
        'access-control-max-age': String(REMEMBERED_SECONDS),
      })
      .status(204)
      .send()
  })
}

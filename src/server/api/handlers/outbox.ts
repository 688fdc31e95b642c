import type { OUTBOX_CONTRACTS } from '../../contracts/outbox.ts'
import type { HandlerContext, Handlers } from '../handler.ts'
import { notFound } from '../request-problem.ts'
import { writeInstant } from '../write-instant.ts'

/** What waits to be told to the world. */
export function createOutboxHandlers({ store, clock }: HandlerContext): Handlers<typeof OUTBOX_CONTRACTS> {
  return {
    async listOutbox({ query: { limit } }) {
      const counts = await store.outbox.count()
      const items = (await store.outbox.listUndelivered(limit)).map(
        ({ id, kind, payload, state, tries, error, createdAt, dueAt }) => {
          const service = (payload as { readonly contract?: { readonly name?: unknown } } | null)?.contract?.name
          return {
            id,
            kind,
            service: typeof service === 'string' ? service : null,
            state: state === 'failed' ? ('failed' as const) : ('waiting' as const),
            tries,
            error,
            createdAt: writeInstant(createdAt),
            dueAt: state === 'failed' ? null : writeInstant(dueAt),
          }
        },
      )
      return { body: { ...counts, items } }
    },
    async retryOutbox({ body }) {
      const id = 'id' in body ? body.id : undefined
      const retried = await store.outbox.retry(id, clock.now())
      if (id !== undefined && retried === 0) throw notFound('letter that was given up', 'GET /api/outbox lists them.')
      return { body: { retried }, subject: id ?? '*', details: { retried } }
    },
  }
}

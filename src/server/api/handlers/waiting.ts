import { lookAtWaiting } from '../../clinic/look-at-waiting.ts'
import type { WAITING_CONTRACTS } from '../../contracts/waiting.ts'
import type { HandlerContext, Handlers } from '../handler.ts'
import { writeInstant } from '../write-instant.ts'

/** The waiting list. */
export function createWaitingHandlers({ store }: HandlerContext): Handlers<typeof WAITING_CONTRACTS> {
  return {
    async listWaiting() {
      const { waiting, freed } = await lookAtWaiting(store)
      return {
        body: {
          waiting: waiting.map(({ since, visit, parts, ...one }) => ({
            ...one,
            since: writeInstant(since),
            ...(parts !== undefined && { parts: [...parts] }),
            ...(visit !== undefined && { visit: { id: visit.id, at: writeInstant(visit.at) } }),
          })),
          freed: freed.map(({ id, at, freedAt, about, offers }) => ({
            id,
            at: writeInstant(at),
            freedAt: writeInstant(freedAt),
            about: { ...about },
            offers: offers.map(({ patient, rank, state, madeAt, until }) => ({
              patient,
              rank,
              state,
              madeAt: writeInstant(madeAt),
              until: writeInstant(until),
            })),
          })),
        },
        details: { count: waiting.length },
      }
    },
  }
}

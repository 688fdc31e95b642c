import { randomUUID } from 'node:crypto'
import { type AddedWaiting, addWaiting, type NewWaiting } from '../../clinic/add-waiting.ts'
import { lookAtWaiting } from '../../clinic/look-at-waiting.ts'
import type { WAITING_CONTRACTS } from '../../contracts/waiting.ts'
import type { HandlerContext, Handlers } from '../handler.ts'
import { RequestProblem } from '../request-problem.ts'
import { writeInstant } from '../write-instant.ts'

const REFUSALS: Readonly<Record<Extract<AddedWaiting, { kind: 'refused' }>['because'], () => RequestProblem>> = {
  'nothing to wait for': () =>
    new RequestProblem(400, 'invalid-request', 'The request does not say what they wait for.', {
      remedy: 'Give the specialty, the doctor or the programme.',
      errors: [{ at: '/specialty', message: 'is missing' }],
    }),
  'no such patient': () =>
    new RequestProblem(404, 'not-found', 'The embedded clinic has no patient of this number.', {
      remedy: 'Import patients first: trucada clinic import.',
      errors: [{ at: '/patient', message: 'is not known' }],
    }),
  'no such visit': () =>
    new RequestProblem(404, 'not-found', 'The patient has no visit of this id.', {
      remedy: 'Leave it out, or give a visit of this patient.',
      errors: [{ at: '/visit', message: 'is not a visit of the patient' }],
    }),
}

/** The waiting list. */
export function createWaitingHandlers({ store, clock }: HandlerContext): Handlers<typeof WAITING_CONTRACTS> {
  return {
    async addWaiting({ body }) {
      const given = Object.entries(body).filter(([, value]) => value !== undefined)
      const wanted = { ...(Object.fromEntries(given) as typeof body), id: randomUUID(), since: clock.now() }
      const added = await addWaiting(store, wanted as NewWaiting)
      if (added.kind === 'refused') throw REFUSALS[added.because]()
      const { id } = added.waiting
      return { body: { id }, subject: id }
    },
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

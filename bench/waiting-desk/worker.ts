// One process over the embedded clinic: tends the waiting list, takes answers, books; until it is killed.
import { randomUUID } from 'node:crypto'
import { createEmbeddedClinic } from '../../src/engine/clinic/embedded/index.ts'
import { createWaitingDesk, type OfferedTime } from '../../src/engine/clinic/waiting-list/index.ts'
import { openStore, type Store } from '../../src/engine/store/index.ts'
import { serveOrders } from '../mortals/serve-orders.ts'
import type { DeskAnswer, DeskDeed, DeskWorkerOptions } from './deed.ts'

const ZONE = 'Europe/Warsaw'
/** Longer than a process needs to begin anew. */
const ANSWER_WITHIN_MS = 8000

const { place, atOnce } = JSON.parse(process.argv[2] ?? '{}') as DeskWorkerOptions
const store = await openStore(place)
const now = (): number => Date.now()
const system = createEmbeddedClinic({ store, clock: { now }, newId: randomUUID, zone: ZONE })
/** What somebody is told is noted in the transaction of which it comes, as a call or an SMS is. */
const tell =
  (what: 'asked' | 'lost') =>
  ({ offer, waiting }: OfferedTime, inside: Store): Promise<void> =>
    inside.clinic.records.addNote({
      id: `${what} ${offer}`,
      kind: 'contact',
      patient: waiting.patient,
      visit: null,
      content: { what, offer },
      at: now(),
    })
const desk = createWaitingDesk({
  store,
  system,
  policy: { answerWithinMs: ANSWER_WITHIN_MS, atOnce, closesBeforeMs: 0, zone: ZONE },
  now,
  newId: randomUUID,
  invite: tell('asked'),
  regret: tell('lost'),
})

serveOrders(act)

async function act(deed: DeskDeed): Promise<Omit<DeskAnswer, 'id'>> {
  switch (deed.kind) {
    case 'enter':
      await desk.enter(deed.waiting)
      return { result: 'done' }
    case 'cancel':
      return read(await system.cancel(deed))
    case 'offer':
      await desk.free(deed.time, deed.cause)
      return { result: 'done' }
    case 'book':
      return read(await system.book(deed))
    case 'tend': {
      await store.exclusively('freed times', () => desk.tend())
      const freed = (await store.waiting.listOpen()).find(({ slot }) => slot === deed.slot)
      if (freed === undefined) return { result: 'done', isClosed: true }
      const offers = await store.waiting.listOffers(freed.id)
      const open = offers.filter(({ state, until }) => state === 'open' && until > now())
      return { result: 'done', open: open.map(({ id }) => id) }
    }
    case 'accept':
      return { result: await desk.accept(deed.offer) }
    case 'decline':
      await desk.decline(deed.offer, false)
      return { result: 'done' }
    case 'leave':
      for (const id of deed.waiting) await store.waiting.end(id, 'left', now())
      return { result: 'done' }
  }
}

function read({ kind }: { readonly kind: string }): Omit<DeskAnswer, 'id'> {
  return { result: kind === 'done' || kind === 'taken' ? kind : 'refused' }
}

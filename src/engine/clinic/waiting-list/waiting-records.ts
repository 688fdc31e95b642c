import type { Store, WaitingRecord } from '../../store/index.ts'
import { compareWaiting } from './rank-waiting.ts'
import type { Waiting } from './waiting.ts'

/** Puts somebody on the list, or changes what is known of them; `at` in epoch ms. */
export function saveWaiting(store: Store, waiting: Waiting, at: number): Promise<void> {
  const { id, patient, since, urgency, visit, ...wants } = waiting
  return store.waiting.save(
    { id, patient, since, urgency, wants, visit: visit?.id ?? null, visitAt: visit?.at ?? null, state: 'waiting' },
    at,
  )
}

/** Those who wait, in the order in which they are asked about a time that suits them all. */
export async function listWaiting(store: Store): Promise<readonly Waiting[]> {
  return (await store.waiting.list()).map(describeWaiting).sort(compareWaiting)
}

/** Somebody who waits, as the store keeps them. */
export function describeWaiting({ id, patient, since, urgency, wants, visit, visitAt }: WaitingRecord): Waiting {
  const own = visit === null || visitAt === null ? {} : { visit: { id: visit, at: visitAt } }
  return { ...wants, id, patient, since, urgency, ...own }
}

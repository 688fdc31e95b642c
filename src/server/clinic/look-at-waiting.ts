import { listWaiting, type Waiting } from '../../engine/clinic/waiting-list/index.ts'
import type { FreedTimeRecord, SlotOfferRecord, Store } from '../../engine/store/index.ts'

/** The waiting list as it stands; names by the clinic's number of the patient. */
export interface WaitingView {
  readonly waiting: readonly Waiting[]
  readonly freed: readonly (FreedTimeRecord & { readonly offers: readonly SlotOfferRecord[] })[]
  readonly names: Readonly<Record<string, string>>
}

/** Reads the waiting list, in the order in which people are asked, and the freed times that are open. */
export async function lookAtWaiting(store: Store): Promise<WaitingView> {
  const waiting = await listWaiting(store)
  const freed = await Promise.all(
    (await store.waiting.listOpen()).map(async record => ({ ...record, offers: await store.waiting.listOffers(record.id) })),
  )
  const ids = [...new Set([...waiting, ...freed.flatMap(({ offers }) => offers)].map(({ patient }) => patient))]
  const patients = ids.length === 0 ? [] : await store.clinic.patients.find(ids)
  return { waiting, freed, names: Object.fromEntries(patients.map(({ id, name }) => [id, name])) }
}

import type { ClinicFact } from '../../engine/clinic/index.ts'
import type { ClinicSlot, ClinicVisitRecord, Store } from '../../engine/store/index.ts'

const MOST = 500

/** The embedded clinic in a span of time. */
export interface ClinicView {
  readonly visits: readonly (ClinicVisitRecord & { readonly name: string })[]
  readonly free: readonly ClinicSlot[]
  /** What callers are told of the clinic itself. */
  readonly facts: readonly ClinicFact[]
  readonly counts: {
    readonly patients: number
    readonly slots: number
    readonly taken: number
    readonly visits: Readonly<Partial<Record<ClinicVisitRecord['status'], number>>>
  }
}

/** Reads the visits and free times of the embedded clinic that begin in a span; at most 500 of each. */
export async function lookAtClinic(store: Store, from: number, until: number): Promise<ClinicView> {
  const { patients, slots, visits } = store.clinic
  const found = await visits.listBetween(from, until, MOST)
  const names = new Map(
    (await patients.find([...new Set(found.map(({ patient }) => patient))])).map(({ id, name }) => [id, name]),
  )
  return {
    visits: found.map(visit => ({ ...visit, name: names.get(visit.patient) ?? '' })),
    facts: (await store.clinic.records.listFacts()) as readonly ClinicFact[],
    free: await slots.listFree({ from, until, limit: MOST }, from),
    counts: {
      patients: await patients.count(),
      ...(await slots.count(from, until)),
      visits: await visits.countByStatus(from, until),
    },
  }
}

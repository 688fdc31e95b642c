import { saveWaiting, type Waiting } from '../../engine/clinic/waiting-list/index.ts'
import type { Store } from '../../engine/store/index.ts'

/** Who is put on the waiting list, and what for: a specialty, a doctor or a programme. */
export type NewWaiting = Omit<Waiting, 'visit'> & {
  /** Id of the visit that they have; an earlier one is wanted. */
  readonly visit?: string
}

/** What came of it; a refusal says of what there is none. */
export type AddedWaiting =
  /** `unknown`: the specialty or doctor, where nobody at the clinic has or is that: no time of it would ever be free. */
  | { readonly kind: 'added'; readonly waiting: Waiting; readonly name: string; readonly unknown: readonly string[] }
  | { readonly kind: 'refused'; readonly because: 'nothing to wait for' | 'no such patient' | 'no such visit' }

/** Times are made no further ahead. */
const AHEAD_MS = 90 * 86_400_000

/** Puts a patient of the embedded clinic on the waiting list. Their visit, where they have one, stays until an earlier one is booked. */
export async function addWaiting(store: Store, { visit: visitId, ...wanted }: NewWaiting): Promise<AddedWaiting> {
  const { patient, specialty, doctor, program, since } = wanted
  if (specialty === undefined && doctor === undefined && program === undefined)
    return { kind: 'refused', because: 'nothing to wait for' }
  const [known] = await store.clinic.patients.find([patient])
  if (known === undefined) return { kind: 'refused', because: 'no such patient' }
  const visit = visitId === undefined ? undefined : await store.clinic.visits.find(visitId)
  if (visitId !== undefined && visit?.patient !== patient) return { kind: 'refused', because: 'no such visit' }
  const waiting: Waiting = { ...wanted, ...(visit && { visit: { id: visit.id, at: visit.at } }) }
  await saveWaiting(store, waiting, since)
  return { kind: 'added', waiting, name: known.name, unknown: await listUnknown(store, wanted) }
}

async function listUnknown(
  { clinic }: Store,
  { specialty, doctor, since }: Omit<NewWaiting, 'visit'>,
): Promise<readonly string[]> {
  const doctors = await clinic.schedules.listDoctors()
  const names = [...doctors.map(({ name }) => name), ...(await clinic.schedules.listNamedDoctors(since))]
  const isFree = async (wanted: string | undefined): Promise<boolean> =>
    wanted !== undefined &&
    (await clinic.slots.listFree({ from: since, until: since + AHEAD_MS, specialty: wanted, limit: 1 }, since)).length > 0
  const hasSpecialty = doctors.some(one => one.specialty === specialty) || (await isFree(specialty))
  return [
    ...(specialty === undefined || hasSpecialty ? [] : [specialty]),
    ...(doctor === undefined || names.includes(doctor) ? [] : [doctor]),
  ]
}

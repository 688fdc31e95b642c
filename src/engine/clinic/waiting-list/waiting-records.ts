import type { Store, WaitingRecord } from '../../store/index.ts'
import { compareWaiting } from './rank-waiting.ts'
import type { FreeTime } from '../system.ts'
import type { Waiting } from './waiting.ts'

/** Puts somebody on the list, or changes what is known of them; `at` in epoch ms. */
export function saveWaiting(store: Store, waiting: Waiting, at: number): Promise<void> {
  const { id, patient, since, urgency, visit, specialty, doctor, place, program, ...wants } = waiting
  const wanted = readWanted({ specialty, doctor, place, program })
  const own = { visit: visit?.id ?? null, visitAt: visit?.at ?? null }
  return store.waiting.save({ id, patient, since, urgency, ...wanted, wants, ...own, state: 'waiting' }, at)
}

/** Those who wait, in the order in which they are asked about a time that suits them all. */
export async function listWaiting(store: Store): Promise<readonly Waiting[]> {
  return (await store.waiting.list()).map(describeWaiting).sort(compareWaiting)
}

/** The first of those whom a time may fit, in the order in which they are asked. */
export async function listWaitingFor(store: Store, freed: FreeTime, limit: number): Promise<readonly Waiting[]> {
  return (await store.waiting.listFor({ at: freed.at, ...readWanted(freed) }, limit)).map(describeWaiting)
}

/** What one patient waits for. */
export async function listWaitingOf(store: Store, patient: string): Promise<readonly Waiting[]> {
  return (await store.waiting.listOf(patient)).map(describeWaiting)
}

/** Somebody who waits, as the store keeps them. */
export function describeWaiting(record: WaitingRecord): Waiting {
  const { id, patient, since, urgency, wants, visit, visitAt } = record
  const named = Object.entries(readWanted(record)).filter(([, value]) => value !== null)
  const own = visit === null || visitAt === null ? {} : { visit: { id: visit, at: visitAt } }
  return { ...wants, ...Object.fromEntries(named), id, patient, since, urgency, ...own }
}

type Wanted = Pick<WaitingRecord, 'specialty' | 'doctor' | 'place' | 'program'>

/** What is looked up when a time becomes free. */
function readWanted(of: { readonly [Name in keyof Wanted]?: string | null | undefined }): Wanted {
  return { specialty: of.specialty ?? null, doctor: of.doctor ?? null, place: of.place ?? null, program: of.program ?? null }
}

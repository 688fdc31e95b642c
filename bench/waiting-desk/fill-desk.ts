import type { Waiting } from '../../src/engine/clinic/waiting-list/index.ts'
import { openStore, type Store } from '../../src/engine/store/index.ts'
import type { Random } from '../../src/simulation/random.ts'

/** One time of the run, and who wants it. */
export interface Round {
  readonly order: number
  readonly slot: string
  /** Epoch ms. */
  readonly at: number
  /** Its own, so that nobody else's time is asked about. */
  readonly specialty: string
  /** The visit that will be cancelled; absent: nobody has the time. */
  readonly visit?: string
  readonly waiting: readonly Waiting[]
  /** A patient who is not on the list. */
  readonly walkIn: string
}

/** So many of the list want each time. */
export const WAITING_A_SLOT = 4
const DAY_MS = 86_400_000
const BATCH = 200

/** Puts times, patients and visits into an empty store. Most of who will wait have a visit that is later, some have none. */
export async function fillDesk(place: string, slots: number, random: Random): Promise<readonly Round[]> {
  const store = await openStore(place)
  const from = Math.ceil(Date.now() / DAY_MS) * DAY_MS + DAY_MS
  try {
    const rounds: Round[] = []
    for (let first = 0; first < slots; first += BATCH)
      await store.transaction(async inside => {
        for (let order = first; order < Math.min(slots, first + BATCH); order += 1)
          rounds.push(await addRound(inside, order, from, random))
      })
    return rounds
  } finally {
    await store.close()
  }
}

async function addRound(store: Store, order: number, from: number, random: Random): Promise<Round> {
  const at = from + (order % 96) * 900_000
  const specialty = `specialty ${order}`
  const slot = await addSlot(store, `slot ${order}`, at, specialty)
  const isTaken = order % 2 === 0
  const visit = isTaken ? await addVisit(store, await addPatient(store, `before ${order}`), slot, at) : undefined
  const waiting: Waiting[] = []
  for (let nth = 0; nth < WAITING_A_SLOT; nth += 1) {
    const patient = await addPatient(store, `waits ${order} ${nth}`)
    const later = at + 30 * DAY_MS
    const own =
      random.next() < 0.7
        ? { id: await addVisit(store, patient, await addSlot(store, `later ${order} ${nth}`, later, 'later'), later), at: later }
        : undefined
    const since = at - (9 - nth) * DAY_MS
    waiting.push({ id: `W ${patient}`, patient, since, urgency: 0, specialty, ...(own && { visit: own }) })
  }
  const walkIn = await addPatient(store, `walks in ${order}`)
  return { order, slot, at, specialty, ...(visit !== undefined && { visit }), waiting, walkIn }
}

async function addPatient(store: Store, id: string): Promise<string> {
  const patient = { id, name: 'Jan Kowalski', born: null, gender: null, language: null, address: null, phones: [] }
  await store.clinic.patients.save(patient, Date.now())
  return id
}

async function addSlot(store: Store, id: string, at: number, specialty: string): Promise<string> {
  const about = { durationMs: null, doctor: null, place: null, program: null }
  await store.clinic.slots.add([{ id, at, specialty, ...about }], Date.now())
  return id
}

async function addVisit(store: Store, patient: string, slot: string, at: number): Promise<string> {
  const id = `visit of ${patient}`
  await store.clinic.slots.take(slot, id, Date.now())
  const about = { durationMs: null, specialty: null, doctor: null, place: null, program: null, prep: null, note: null }
  await store.clinic.visits.add({ id, patient, slot, at, ...about, status: 'booked', reason: null }, Date.now())
  return id
}

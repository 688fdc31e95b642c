import type { Appointment } from '@medplum/fhirtypes'
import { type FhirServer, startFhirServer } from '../../test/contract/clinic/fhir/fhir-server.ts'
import { findFaults, list } from '../../test/contract/clinic/fhir/make-clinic.ts'
import { createRandom } from '../../src/simulation/random.ts'
import { startWorkerPool } from '../mortals/worker-pool.ts'
import type { SlotAnswer, SlotDeed } from './deed.ts'
import { openContender } from './open-contender.ts'

/** How a run goes. */
export interface SlotRun {
  /** Slots that are freed by a cancelled visit, or offered free: half and half. */
  readonly slots: number
  /** Deeds under way at once. */
  readonly contenders: number
  readonly processes: number
  readonly kills: number
  readonly seed: number
  onProgress?(line: string): void
}

/** What came of it. All of the last six must be 0. */
export interface SlotReport {
  readonly deeds: number
  readonly done: number
  readonly taken: number
  readonly kills: number
  readonly seconds: number
  readonly doubleBookings: number
  readonly patientsWithoutVisit: number
  /** Told that it is done, and not to be found; or there, and told otherwise. */
  readonly wrongAnswers: number
  readonly lostSlots: number
  readonly refused: number
  readonly bugs: number
}

const DAY_MS = 86_400_000
const QUARTER_MS = 900_000
const SLOTS_A_SCHEDULE = 96
/** How many want each slot. */
const CONTENDERS_A_SLOT = 3

/** Frees and offers slots of a FHIR server to contenders in processes that are killed at random, and judges what another client reads. */
export async function runSlots(run: SlotRun): Promise<SlotReport> {
  const server = await startFhirServer({ forgets: true })
  try {
    return await runOn(server, run)
  } finally {
    await server.close()
  }
}

async function runOn(
  server: FhirServer,
  { slots: count, contenders, processes, kills, seed, onProgress }: SlotRun,
): Promise<SlotReport> {
  const random = createRandom(seed)
  const began = performance.now()
  const { slots, freed, waiting } = await fill(server, count)
  const pool = await startWorkerPool<SlotDeed, SlotAnswer>(new URL('./worker.ts', import.meta.url), server.url, processes)
  const told: { readonly deed: SlotDeed; readonly result: string }[] = []
  try {
    const rounds = slots.map((slot, index) => ({ slot, visit: freed.get(slot), order: index }))
    const all = rounds.length
    let killed = 0
    const act = async (deed: SlotDeed): Promise<void> => {
      told.push({ deed, result: (await pool.act(deed)).result })
    }
    const offer = async ({ slot, visit, order }: (typeof rounds)[number]): Promise<void> => {
      if (visit !== undefined) await act({ kind: 'cancel', key: `cancel ${visit}`, visit })
      await Promise.all(
        Array.from({ length: CONTENDERS_A_SLOT }, (_, nth) => {
          const who = random.pick(waiting)
          const key = `${slot} ${nth}`
          const isHeld = random.next() < 0.3
          return act(
            random.next() < 0.7
              ? { kind: 'move', key, visit: who.visit, slot, isHeld }
              : { kind: 'book', key, patient: who.patient, slot, isHeld },
          )
        }),
      )
      while (killed < kills && killed * all < order * kills) {
        killed += 1
        pool.kill(random.below(processes))
      }
      onProgress?.(`${told.length} deeds, ${killed} kills`)
    }
    const workers = Array.from({ length: Math.max(1, Math.floor(contenders / CONTENDERS_A_SLOT)) }, async () => {
      for (let round = rounds.shift(); round !== undefined; round = rounds.shift()) await offer(round)
    })
    await Promise.all(workers)
    return await judge(server, {
      told,
      waiting,
      kills: killed,
      bugs: pool.bugs.length,
      seconds: Math.round((performance.now() - began) / 1000),
    })
  } finally {
    pool.close()
  }
}

interface Waiting {
  readonly patient: string
  readonly visit: string
}

/** Slots, half of which have a visit that will be cancelled; and as many people with a later visit who want an earlier one. */
async function fill(
  server: FhirServer,
  count: number,
): Promise<{
  readonly slots: readonly string[]
  readonly freed: ReadonlyMap<string, string>
  readonly waiting: readonly Waiting[]
}> {
  const from = Math.ceil(Date.now() / DAY_MS) * DAY_MS + DAY_MS
  let schedule = ''
  let made = 0
  const addSlot = async (
    status: 'free' | 'busy',
  ): Promise<{ readonly id: string; readonly start: string; readonly end: string }> => {
    if (made % SLOTS_A_SCHEDULE === 0)
      schedule = (await server.add({ resourceType: 'Schedule', actor: [{ reference: `Practitioner/${made}` }] })).id
    const at = from + (made % SLOTS_A_SCHEDULE) * QUARTER_MS
    made += 1
    return server.add({
      resourceType: 'Slot',
      schedule: { reference: `Schedule/${schedule}` },
      status,
      start: new Date(at).toISOString(),
      end: new Date(at + QUARTER_MS).toISOString(),
    })
  }
  const addVisit = async (slot: Awaited<ReturnType<typeof addSlot>>): Promise<Waiting> => {
    const patient = await server.add({ resourceType: 'Patient', name: [{ text: 'Jan Kowalski' }] })
    const visit = await server.add({
      resourceType: 'Appointment',
      status: 'booked',
      start: slot.start,
      end: slot.end,
      slot: [{ reference: `Slot/${slot.id}` }],
      participant: [{ actor: { reference: `Patient/${patient.id}` }, status: 'accepted' }],
    })
    return { patient: patient.id, visit: visit.id }
  }
  const slots: string[] = []
  const freed = new Map<string, string>()
  const waiting: Waiting[] = []
  for (let number = 0; number < count; number += 1) {
    const slot = await addSlot(number % 2 === 0 ? 'busy' : 'free')
    if (number % 2 === 0) freed.set(slot.id, (await addVisit(slot)).visit)
    slots.push(slot.id)
    waiting.push(await addVisit(await addSlot('busy')))
  }
  return { slots, freed, waiting }
}

async function judge(
  server: FhirServer,
  run: {
    readonly told: readonly { readonly deed: SlotDeed; readonly result: string }[]
    readonly waiting: readonly Waiting[]
    readonly kills: number
    readonly bugs: number
    readonly seconds: number
  },
): Promise<SlotReport> {
  const clinic = await openContender(server.url, () => Date.now() + 180_000)
  await clinic.mend(0)
  const faults = await findFaults(server)
  const booked = new Map<string, number>()
  for (const { status, participant, slot } of await list<Appointment>(server, 'Appointment?status=booked')) {
    const patient = participant[0]?.actor?.reference ?? ''
    if (status === 'booked' && slot?.length === 1) booked.set(patient, (booked.get(patient) ?? 0) + 1)
  }
  const expected = new Map(run.waiting.map(({ patient }) => [`Patient/${patient}`, 1]))
  for (const { deed, result } of run.told)
    if (deed.kind === 'book' && result === 'done')
      expected.set(`Patient/${deed.patient}`, (expected.get(`Patient/${deed.patient}`) ?? 0) + 1)
  const count = (result: string): number => run.told.filter(one => one.result === result).length
  return {
    deeds: run.told.length,
    done: count('done'),
    taken: count('taken'),
    kills: run.kills,
    seconds: run.seconds,
    doubleBookings: faults.filter(fault => fault.includes(',')).length,
    patientsWithoutVisit: [...expected.keys()].filter(patient => !booked.has(patient)).length,
    wrongAnswers: [...expected].filter(([patient, visits]) => (booked.get(patient) ?? 0) !== visits).length,
    lostSlots: faults.filter(fault => !fault.includes(',')).length,
    refused: count('refused'),
    bugs: run.bugs,
  }
}

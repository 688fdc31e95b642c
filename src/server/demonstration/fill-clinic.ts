import { setImmediate as letOthersRun } from 'node:timers/promises'
import { DateTime } from 'luxon'
import { makeSlotId } from '../../engine/clinic/embedded/index.ts'
import { saveWaiting } from '../../engine/clinic/waiting-list/index.ts'
import type { Store } from '../../engine/store/index.ts'
import type { InventedPatient } from '../../simulation/patients/index.ts'
import { DOCTORS } from './doctors.ts'

/** What a clinic is filled with. `began` (epoch ms): days are counted from it. */
export interface ClinicFill {
  readonly store: Store
  readonly patients: readonly InventedPatient[]
  /** Without a visit: they wait for one with the doctor of the visit that they were invented with. */
  readonly waiting: readonly InventedPatient[]
  readonly began: number
  readonly zone: string
}

/** Doctors see patients on so many days; in the first are the visits, in the others free times for those who want another. */
const DAYS = 12
const FIRST_HOUR = 8
/** Patients that are entered without a pause. */
const AT_ONCE = 20
const LAST_HOUR = 20
const VISIT_MS = 30 * 60_000
const HOUR_MS = 3_600_000

/** When a patient's visit is, epoch ms. */
export function visitAt({ visit }: InventedPatient, began: number, zone: string): number {
  const [hour = 0, minute = 0] = visit.time.split(':').map(Number)
  return DateTime.fromMillis(began, { zone }).startOf('day').plus({ days: visit.inDays }).set({ hour, minute }).toMillis()
}

/** Fills the embedded clinic: doctors with their times, patients, their visits, each of which takes its time, and the waiting list. */
export async function fillClinic({ store, patients, waiting, began, zone }: ClinicFill): Promise<void> {
  const slots = listSlots(began, zone)
  const byKey = new Map(slots.map(slot => [`${slot.doctor} ${slot.at}`, slot]))
  await store.transaction(async ({ clinic }) => {
    await clinic.slots.add(slots, began)
    for (const [index, patient] of patients.entries()) {
      // Nothing here waits for anything but promises: calls that are real would.
      if (index % AT_ONCE === 0) await letOthersRun()
      const { id, visit } = patient
      await clinic.patients.save(describePatient(patient), began)
      const doctor = DOCTORS[visit.doctor]
      const slot = byKey.get(`${doctor?.name} ${visitAt(patient, began, zone)}`)
      if (slot === undefined) throw new Error(`invariant: the visit ${visit.id} is at no time of its doctor`)
      const { id: slotId, ...when } = slot
      const rest = { prep: null, note: null, status: 'booked', reason: null } as const
      await clinic.visits.add({ id: visit.id, patient: id, slot: slotId, ...when, ...rest }, began)
      await clinic.slots.take(slotId, visit.id, began)
    }
    for (const patient of waiting) await clinic.patients.save(describePatient(patient), began)
  })
  for (const [index, { id, visit }] of waiting.entries()) {
    const doctor = DOCTORS[visit.doctor]?.name ?? ''
    await saveWaiting(
      store,
      { id: `W${id}`, patient: id, since: began - (waiting.length - index) * HOUR_MS, urgency: 0, doctor },
      began,
    )
  }
}

function describePatient({ id, name, born, gender, language, phone }: InventedPatient) {
  return { id, name, born, gender, language, address: null, phones: [phone] }
}

function listSlots(began: number, zone: string) {
  const today = DateTime.fromMillis(began, { zone }).startOf('day')
  const days = Array.from({ length: DAYS }, (_, index) => today.plus({ days: index + 1 })).filter(({ weekday }) => weekday < 6)
  return days.flatMap(day =>
    DOCTORS.flatMap(({ name, specialty, place }) => {
      const times = Array.from({ length: (LAST_HOUR - FIRST_HOUR) * 2 }, (_, index) =>
        day.set({ hour: FIRST_HOUR + (index >> 1), minute: (index % 2) * 30 }).toMillis(),
      )
      return times.map(at => {
        const slot = { at, durationMs: VISIT_MS, specialty: specialty.pl, doctor: name, place: place.pl, program: null }
        return { id: makeSlotId(slot), ...slot }
      })
    }),
  )
}

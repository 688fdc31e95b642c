import { foldName } from '../../campaigns/lists/index.ts'
import { describeWaiting, saveWaiting as keepWaiting, type Waiting } from '../waiting-list/index.ts'
import { readCell, type RowToSave, type Saved } from './row-to-save.ts'
import { findOrAddPatient } from './save-patient.ts'
import { findDoctor, hash } from './save-times.ts'
import { readPartsOfDay } from './words.ts'

type Data = Readonly<Record<string, unknown>>

/**
 * Somebody who waits, known again by the patient and by what they wait for. Whoever was served here since, or has left the list, does not come
 * back by the same row.
 */
export async function saveWaiting({ data, phones, into, now }: RowToSave): Promise<Saved> {
  const own = (data['waiting'] ?? {}) as Data
  const patient = await findOrAddPatient((data['patient'] ?? {}) as Data, phones, into, now)
  if (typeof patient !== 'string') return patient
  const written = readCell(own, 'doctor')
  const doctor = written === null ? null : ((await findDoctor(into, written))?.name ?? written)
  const wants = {
    doctor,
    specialty: readCell(own, 'specialty'),
    place: readCell(own, 'place'),
    program: readCell(own, 'program'),
  }
  if (wants.doctor === null && wants.specialty === null && wants.program === null)
    return {
      at: 'waiting.specialty',
      reason: 'The row does not say what they wait for.',
      remedy: 'Give the specialty, the doctor or the programme.',
    }
  const urgency = Number(own['urgency'] ?? 0)
  if (!Number.isInteger(urgency))
    return { at: 'waiting.urgency', reason: 'The urgency is no whole number.', remedy: 'Write 0, 1, 2 …; higher is asked first.' }
  const parts = readPartsOfDay(readCell(own, 'parts') ?? '')
  if (parts === undefined)
    return {
      at: 'waiting.parts',
      reason: 'This is no part of the day.',
      remedy: 'Write morning, midday, afternoon or evening, several with a comma.',
    }
  const visitId = readCell((data['visit'] ?? {}) as Data, 'id')
  const visit = visitId === null ? undefined : await into.clinic.visits.find(visitId)
  if (visitId !== null && visit?.patient !== patient)
    return {
      at: 'visit.id',
      reason: 'The patient has no visit of this number.',
      remedy: 'Import the visits first, or leave it empty.',
    }
  const id = hash(['waiting', patient, ...Object.values(wants).map(want => foldName(want ?? ''))])
  const before = await into.waiting.find(id)
  if (before !== undefined && before.state !== 'waiting') return 'same'
  const since = readDay(own, 'since') ?? before?.since ?? now
  const next: Waiting = {
    id,
    patient,
    since,
    urgency,
    ...Object.fromEntries(Object.entries(wants).filter(([, want]) => want !== null)),
    ...(parts.length > 0 && { parts }),
    ...(visit !== undefined && { visit: { id: visit.id, at: visit.at } }),
  }
  const known = before && describeWaiting(before)
  if (known !== undefined && isSame(known, next)) return 'same'
  await keepWaiting(into, next, now)
  return before === undefined ? 'added' : 'changed'
}

/** Noon of a day, by which whoever came earlier is known. */
function readDay(own: Data, name: string): number | undefined {
  const day = readCell(own, name)
  return day === null ? undefined : Date.parse(`${day}T12:00:00Z`)
}

const isSame = (before: Waiting, next: Waiting): boolean => {
  const order = (waiting: Waiting): string => JSON.stringify(Object.entries(waiting).sort(([a], [b]) => (a < b ? -1 : 1)))
  return order(before) === order(next)
}

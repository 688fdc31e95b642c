import type { ClinicVisitRecord, Store } from '../../store/index.ts'
import { letGo } from '../embedded/let-go.ts'
import { makeSlotId } from '../embedded/slot-id.ts'
import { readCell, readMinutes, type RowToSave, type Saved } from './row-to-save.ts'
import { findOrAddPatient } from './save-patient.ts'
import { hash, readWho } from './save-times.ts'
import { readStatus } from './words.ts'

type Data = Readonly<Record<string, unknown>>

/**
 * A visit, known again by its number, else by patient, time and doctor. What the list has changed is changed here too, but for a visit that was
 * confirmed, moved or cancelled here since: that is newer than the list.
 */
export async function saveVisit({ data, phones, into, now }: RowToSave): Promise<Saved> {
  const own = (data['visit'] ?? {}) as Data
  const patient = await findOrAddPatient((data['patient'] ?? {}) as Data, phones, into, now)
  if (typeof patient !== 'string') return patient
  const status = readStatus(readCell(own, 'status') ?? '')
  if (status === undefined)
    return {
      at: 'visit.status',
      reason: 'The status of the visit is not known.',
      remedy: 'Write booked, confirmed, cancelled, done or missed, or leave it empty.',
    }
  const who = await readWho(into, own)
  const at = Number(own['at'])
  const durationMs = readMinutes(own)
  const id = readCell(own, 'id') ?? hash(['visit', patient, at, who.doctor ?? who.specialty])
  // Without a doctor nobody knows how many are seen at a time.
  const slot = who.doctor === null ? null : makeSlotId({ at, ...who, durationMs })
  const next = { id, patient, slot, at, durationMs, ...who, prep: readCell(own, 'prep'), note: null, status, reason: null }
  const before = await into.clinic.visits.find(id)
  if (before !== undefined && (before.version > 1 || isSame(before, next))) return 'same'
  const isActive = status === 'booked' || status === 'confirmed'
  if (slot !== null && isActive && !(await takeSlot(into, slot, next, now)))
    return {
      at: 'visit.at',
      reason: 'Another visit has this time of the doctor.',
      remedy: 'See which of the two is right, and take the other out.',
    }
  const held = before?.slot ?? null
  if (held !== null && (held !== slot || !isActive))
    await letGo(into, { slot: held, visit: id, cause: `${id}:${held}:${now}` }, now)
  if (before === undefined) await into.clinic.visits.add(next, now)
  else await into.clinic.visits.amend(next, now)
  return before === undefined ? 'added' : 'changed'
}

async function takeSlot(
  into: Store,
  id: string,
  {
    id: visit,
    at,
    durationMs,
    specialty,
    doctor,
    place,
    program,
  }: Omit<ClinicVisitRecord, 'version' | 'createdAt' | 'changedAt'>,
  now: number,
): Promise<boolean> {
  await into.clinic.slots.add([{ id, at, durationMs, specialty, doctor, place, program }], now)
  return (await into.clinic.slots.find(id))?.visit === visit || (await into.clinic.slots.take(id, visit, now)) !== undefined
}

function isSame(before: ClinicVisitRecord, next: Omit<ClinicVisitRecord, 'version' | 'createdAt' | 'changedAt'>): boolean {
  const known: Readonly<Record<string, unknown>> = { ...before }
  return Object.entries(next).every(([name, value]) => known[name] === value)
}

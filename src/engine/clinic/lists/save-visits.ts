import type { PersonValue } from '../../../scenarios/model/data-type.ts'
import { findLanguage, sortWords } from '../../campaigns/lists/index.ts'
import type { ClinicPatient, ClinicVisitRecord, Store } from '../../store/index.ts'
import { letGo } from '../embedded/let-go.ts'
import { makeSlotId } from '../embedded/slot-id.ts'
import { readCell, readMinutes, type RowToSave, type Saved } from './row-to-save.ts'
import { hash, readWho } from './save-times.ts'
import { readStatus } from './words.ts'

type Data = Readonly<Record<string, unknown>>

/** A patient, known again by the clinic's number, else by name and birth date or telephone. */
export async function savePatient({ data, phones, into, now }: RowToSave): Promise<Saved> {
  const own = (data['patient'] ?? {}) as Data
  const id = makePatientId(own, phones)
  if (id === undefined) return NOBODY
  const { street, building, flat, code, city } = (own['address'] ?? {}) as Readonly<Record<string, string>>
  const parts = Object.entries({ street, building, flat, code, city }).filter(
    (part): part is [string, string] => part[1] !== undefined,
  )
  const patient: ClinicPatient = {
    id,
    name: readName(own),
    born: readCell(own, 'born'),
    gender: (own['name'] as PersonValue | undefined)?.gender ?? null,
    language: findLanguage(readCell(own, 'language') ?? '') ?? null,
    address: parts.length === 0 ? null : Object.fromEntries(parts),
    phones,
  }
  return into.clinic.patients.save(patient, now)
}

/**
 * A visit, known again by its number, else by patient, time and doctor. What the list has changed is changed here too, but for a visit that was
 * confirmed, moved or cancelled here since: that is newer than the list.
 */
export async function saveVisit({ data, phones, into, now }: RowToSave): Promise<Saved> {
  const own = (data['visit'] ?? {}) as Data
  const patient = await findOrAddPatient((data['patient'] ?? {}) as Data, phones, into, now)
  if (patient === undefined) return readCell((data['patient'] ?? {}) as Data, 'id') === null ? NOBODY : UNKNOWN
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

/** Nobody is named. */
export const NOBODY = {
  at: 'patient',
  reason: 'The row does not say who the patient is.',
  remedy: "Give the clinic's number, or the name with the birth date or a telephone.",
}

/** Somebody is named whom the clinic does not have. */
export const UNKNOWN = {
  at: 'patient.id',
  reason: 'There is no patient of this number.',
  remedy: 'Import the patients too, or give the name beside the number.',
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

/** The patient of a row, whose record begins where the row says enough; undefined when it does not. */
export async function findOrAddPatient(
  own: Data,
  phones: readonly string[],
  into: Store,
  now: number,
): Promise<string | undefined> {
  const id = makePatientId(own, phones)
  if (id === undefined) return undefined
  const [known] = await into.clinic.patients.find([id])
  if (known !== undefined) return id
  const name = readName(own)
  // A list of visits often has the telephone and not the birth date: whoever has both is the same.
  for (const phone of phones)
    for (const other of await into.clinic.patients.listByPhone(phone))
      if (sortWords(other.name) === sortWords(name)) return other.id
  if (name === '') return undefined
  await into.clinic.patients.save(
    { id, name, born: readCell(own, 'born'), gender: null, language: null, address: null, phones },
    now,
  )
  return id
}

function makePatientId(own: Data, phones: readonly string[]): string | undefined {
  const id = readCell(own, 'id')
  if (id !== null) return id
  const name = readName(own)
  const besides = readCell(own, 'born') ?? phones[0]
  return name === '' || besides === undefined ? undefined : hash(['patient', sortWords(name), besides])
}

function readName(own: Data): string {
  return (own['name'] as PersonValue | undefined)?.name ?? ''
}

function isSame(before: ClinicVisitRecord, next: Omit<ClinicVisitRecord, 'version' | 'createdAt' | 'changedAt'>): boolean {
  const known: Readonly<Record<string, unknown>> = { ...before }
  return Object.entries(next).every(([name, value]) => known[name] === value)
}

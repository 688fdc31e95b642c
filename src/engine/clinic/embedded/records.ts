import type { RecordVersion } from '../../call/ports.ts'
import type { ClinicPatient, ClinicSlot, ClinicVisitRecord, Store } from '../../store/index.ts'
import type { FreeTime, Patient, Visit, VisitsOnly } from '../system.ts'

const PAGE = 200

/** A patient as the interface has it. */
export function describePatient({ id, name, born, gender, language, address, phones }: ClinicPatient): Patient {
  return {
    id,
    name,
    phones,
    ...(born !== null && { born }),
    ...((gender === 'female' || gender === 'male' || gender === 'other') && { gender }),
    ...(language !== null && { language }),
    ...(address !== null && { address }),
  }
}

/** A visit as the interface has it. */
export function describeVisit(record: ClinicVisitRecord): Visit {
  const { id, patient, at, durationMs, status, specialty, doctor, place, program, prep } = record
  return {
    id,
    patient,
    at,
    status,
    ...(durationMs !== null && { durationMs }),
    ...(specialty !== null && { specialty }),
    ...(doctor !== null && { doctor }),
    ...(place !== null && { place }),
    ...(program !== null && { program }),
    ...(prep !== null && { prep }),
    record: nameVersion('clinic_visits', id, record.version),
  }
}

/** A free slot as the interface has it. */
export function describeSlot({ id, at, durationMs, specialty, doctor, place, program }: ClinicSlot): FreeTime {
  return {
    slot: id,
    at,
    ...(durationMs !== null && { durationMs }),
    ...(specialty !== null && { specialty }),
    ...(doctor !== null && { doctor }),
    ...(place !== null && { place }),
    ...(program !== null && { program }),
  }
}

/** A row by its table; rows that never change have version 1. */
export function nameVersion(type: string, id: string, version = 1): RecordVersion {
  return { type, id, version: String(version) }
}

/** Visits of a span with their patients, a page at a time. */
export async function* listVisitsBetween(
  store: Store,
  from: number,
  until: number,
  { program }: VisitsOnly = {},
): AsyncIterable<{ readonly visit: Visit; readonly patient: Patient }> {
  const { visits, patients } = store.clinic
  for (let after: ClinicVisitRecord | undefined; ; ) {
    const page = await visits.listBetween(from, until, PAGE, after)
    const found = new Map((await patients.find([...new Set(page.map(({ patient }) => patient))])).map(one => [one.id, one]))
    for (const visit of page) {
      const patient = found.get(visit.patient)
      const isWanted = program === undefined || visit.program === program
      if (patient !== undefined && isWanted) yield { visit: describeVisit(visit), patient: describePatient(patient) }
    }
    after = page.at(-1)
    if (page.length < PAGE) return
  }
}

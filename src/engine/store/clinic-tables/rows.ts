import type { Generated } from 'kysely'

/** Rows of the embedded clinic as they lie in the database. Instants are epoch ms, switches 0 or 1, groups JSON text. */
export interface ClinicTables {
  readonly clinicDoctors: DoctorRow
  readonly clinicPatients: PatientRow
  readonly clinicPhones: PhoneRow
  readonly clinicSchedules: ScheduleRow
  readonly clinicSlots: SlotRow
  readonly clinicVisits: VisitRow
  readonly clinicHomeVisits: HomeVisitRow
  readonly clinicNotes: NoteRow
  readonly clinicFacts: FactRow
  readonly clinicDeeds: DeedRow
}

/** A doctor. `id` is the name as it is compared. */
interface DoctorRow {
  id: string
  name: string
  specialty: string | null
  place: string | null
  changedAt: number
}

/** A patient. `born` is `YYYY-MM-DD`. */
export interface PatientRow {
  id: string
  name: string
  born: string | null
  gender: string | null
  language: string | null
  address: string | null
  version: number
  createdAt: number
  changedAt: number
}

/** A telephone (E.164) of a patient. */
interface PhoneRow {
  phone: string
  patient: string
  position: number
}

/** When somebody is there: `weekdays` `1,2,5` with Monday 1, `begins` and `ends` `HH:MM` in the clinic's zone. */
export interface ScheduleRow {
  id: string
  doctor: string | null
  specialty: string | null
  place: string | null
  program: string | null
  weekdays: string
  begins: string
  ends: string
  everyMinutes: number
  validFrom: string | null
  validUntil: string | null
  changedAt: number
}

/** A time at which somebody may be seen: free while it has no visit, no hold that lasts, and is not closed. */
export interface SlotRow {
  id: string
  at: number
  durationMs: number | null
  specialty: string | null
  doctor: string | null
  place: string | null
  program: string | null
  visit: string | null
  hold: string | null
  heldUntil: number | null
  closed: number
  version: number
  changedAt: number
}

/** A visit. `slot` is null where the clinic's list of visits knew no slot. */
export interface VisitRow {
  id: string
  patient: string
  slot: string | null
  at: number
  durationMs: number | null
  specialty: string | null
  doctor: string | null
  place: string | null
  program: string | null
  prep: string | null
  note: string | null
  status: string
  reason: string | null
  version: number
  createdAt: number
  changedAt: number
}

/** A visit at home that was asked for; its number is what the caller is told. */
interface HomeVisitRow {
  number: Generated<number>
  patient: string | null
  details: string
  createdAt: number
}

/** What a patient said or measured, or that they were called: `answers`, `measurements`, `contact`, `consent`. */
interface NoteRow {
  id: string
  kind: string
  patient: string | null
  visit: string | null
  content: string
  at: number
}

/** A fact about the clinic. */
interface FactRow {
  key: string
  content: string
  changedAt: number
}

/** A deed by its key, with what was answered. */
interface DeedRow {
  key: string
  answer: string | null
  at: number
}

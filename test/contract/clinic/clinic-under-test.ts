import type { ClinicSystem, NewPatient } from '../../../src/engine/clinic/index.ts'

/** A Monday at noon, UTC; in Warsaw it is two in the afternoon. */
export const NOON = Date.UTC(2026, 4, 4, 12)
export const HOUR = 3_600_000
export const DAY = 24 * HOUR
/** Of the clinic that is tested. */
export const ZONE = 'Europe/Warsaw'

/** A time that the clinic has before the test begins. */
export interface GivenSlot {
  readonly at: number
  readonly specialty?: string
  readonly doctor?: string
  readonly place?: string
  readonly program?: string
}

/** Some clinic's system, as the suite fills and drives it. */
export interface ClinicUnderTest {
  readonly system: ClinicSystem
  /** The same clinic as another process sees it. */
  readonly elsewhere: ClinicSystem
  /** Its clock; the suite moves it. */
  readonly clock: { time: number }
  /** Puts patients and slots there; ids in the same order. */
  give(given: {
    readonly patients: readonly NewPatient[]
    readonly slots: readonly GivenSlot[]
  }): Promise<{ readonly patients: readonly string[]; readonly slots: readonly string[] }>
  /** How much is noted of a patient; where the system's own tables can be looked into. */
  countNotes?(patient: string): Promise<number>
  close(): Promise<void>
}

export const ANNA: NewPatient = { name: 'Anna Nowak', born: '1972-05-03', phones: ['+48600000001'], language: 'pl' }
export const JAN: NewPatient = {
  name: 'Jan Kowalski',
  born: '1950-01-31',
  phones: ['+48600000002', '+48600000001'],
  language: 'pl',
}

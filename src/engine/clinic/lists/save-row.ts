import type { ListKind } from './list-kinds.ts'
import type { RowToSave, Saved } from './row-to-save.ts'
import { saveFact } from './save-fact.ts'
import { savePatient } from './save-patient.ts'
import { saveDoctor, saveSchedule, saveSlot } from './save-times.ts'
import { saveVisit } from './save-visits.ts'
import { saveWaiting } from './save-waiting.ts'

/** Keeps a row by the kind of its list. */
export const SAVE_ROW: Readonly<Record<ListKind, (row: RowToSave) => Promise<Saved>>> = {
  doctors: saveDoctor,
  schedules: saveSchedule,
  slots: saveSlot,
  patients: savePatient,
  visits: saveVisit,
  waiting: saveWaiting,
  facts: saveFact,
}

import type { Database } from '../database.ts'
import type { PersonData } from '../personal-data.ts'
import { withinTransaction } from '../transactions.ts'

/** What was erased of a patient and what had to stay, by kind of record. */
export interface PatientErasure {
  readonly counts: Readonly<Record<string, number>>
  readonly kept: Readonly<Record<string, number>>
}

/** What a patient had done, has booked or was measured belongs to the clinic's documentation, which law has it keep. */
const DOCUMENTED_VISITS = ['booked', 'confirmed', 'done'] as const
const DOCUMENTED_NOTES = ['measurements'] as const
/** What somebody waits for who waits for nothing any more. */
const NOTHING = { specialty: '', doctor: '', place: '', program: '' } as const
/** Stands where something personal stood. */
const ERASED = 'erased'

/** Everything that the embedded clinic and the waiting list keep of a patient. */
export async function readPatientData(database: Database, id: string): Promise<PersonData> {
  const all = <Row>(rows: Promise<readonly Row[]>): Promise<readonly Row[]> => rows
  return {
    clinicPatients: await all(database.selectFrom('clinicPatients').selectAll().where('id', '=', id).execute()),
    clinicPhones: await all(
      database.selectFrom('clinicPhones').selectAll().where('patient', '=', id).orderBy('position').execute(),
    ),
    clinicVisits: await all(database.selectFrom('clinicVisits').selectAll().where('patient', '=', id).orderBy('at').execute()),
    clinicHomeVisits: await all(
      database.selectFrom('clinicHomeVisits').selectAll().where('patient', '=', id).orderBy('createdAt').execute(),
    ),
    clinicNotes: await all(database.selectFrom('clinicNotes').selectAll().where('patient', '=', id).orderBy('at').execute()),
    waiting: await all(database.selectFrom('waiting').selectAll().where('patient', '=', id).orderBy('since').execute()),
    slotOffers: await all(
      database
        .selectFrom('slotOffers')
        .selectAll()
        .where('waiting', 'in', ({ selectFrom }) => selectFrom('waiting').select('id').where('patient', '=', id))
        .orderBy('madeAt')
        .execute(),
    ),
  }
}

/**
 * Erases a patient of the embedded clinic: telephones, address, what they answered and how they were reached, cancelled and missed visits, their
 * place on the waiting list. Where there are visits that took place or are to come, visits at home or measured values, these stay with the
 * patient's name and birth date, since they are the clinic's documentation; else nothing does.
 */
export function erasePatient(database: Database, id: string, at: number): Promise<PatientErasure> {
  return withinTransaction(database, async inside => {
    const count = async (rows: Promise<{ readonly count: number | string | bigint } | undefined>): Promise<number> =>
      Number((await rows)?.count ?? 0)
    const deleted = async (rows: Promise<{ readonly numDeletedRows: bigint }>): Promise<number> =>
      Number((await rows).numDeletedRows)
    const visits = inside.selectFrom('clinicVisits').where('patient', '=', id).where('status', 'in', DOCUMENTED_VISITS)
    const notes = inside.selectFrom('clinicNotes').where('patient', '=', id).where('kind', 'in', DOCUMENTED_NOTES)
    const homeVisits = inside.selectFrom('clinicHomeVisits').where('patient', '=', id)
    const kept = {
      clinicVisits: await count(visits.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirst()),
      clinicNotes: await count(notes.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirst()),
      clinicHomeVisits: await count(homeVisits.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirst()),
    }
    const isDocumented = Object.values(kept).some(number => number > 0)
    const counts = {
      clinicVisits: await deleted(
        inside
          .deleteFrom('clinicVisits')
          .where('patient', '=', id)
          .where('status', 'not in', DOCUMENTED_VISITS)
          .executeTakeFirst(),
      ),
      clinicNotes: await deleted(
        inside.deleteFrom('clinicNotes').where('patient', '=', id).where('kind', 'not in', DOCUMENTED_NOTES).executeTakeFirst(),
      ),
      clinicPhones: await deleted(inside.deleteFrom('clinicPhones').where('patient', '=', id).executeTakeFirst()),
      waiting: await leaveWaiting(inside, id, at),
      clinicPatients: isDocumented
        ? 0
        : await deleted(inside.deleteFrom('clinicPatients').where('id', '=', id).executeTakeFirst()),
    }
    if (isDocumented)
      await inside
        .updateTable('clinicPatients')
        .set({ gender: null, language: null, address: null, changedAt: at })
        .where('id', '=', id)
        .execute()
    await forgetAnswers(inside, id)
    return { counts, kept: isDocumented ? { clinicPatients: 1, ...kept } : {} }
  })
}

/** Offers go on over the row, which says nothing of anybody any more. */
async function leaveWaiting(inside: Database, id: string, at: number): Promise<number> {
  const { numUpdatedRows } = await inside
    .updateTable('waiting')
    .set({ patient: ERASED, ...NOTHING, wants: '{}', visit: null, visitAt: null, state: 'left', changedAt: at })
    .where('patient', '=', id)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** The same deed is known by its key still, but its answer names the patient no more. */
async function forgetAnswers(inside: Database, id: string): Promise<void> {
  const deeds = await inside
    .selectFrom('clinicDeeds')
    .select(['key', 'answer'])
    .where('answer', 'like', `%"patient":{"id":${JSON.stringify(id)}%`)
    .execute()
  for (const { key, answer } of deeds) {
    const known = JSON.parse(answer ?? '{}') as Readonly<Record<string, unknown>>
    const forgotten = { ...known, patient: { id, name: ERASED, phones: [] } }
    await inside
      .updateTable('clinicDeeds')
      .set({ answer: JSON.stringify(forgotten) })
      .where('key', '=', key)
      .execute()
  }
}

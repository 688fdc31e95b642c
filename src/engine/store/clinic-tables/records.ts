import type { Database } from '../database.ts'

/** What a patient said or measured, or that they were called. */
export interface ClinicNoteRecord {
  readonly id: string
  readonly kind: 'answers' | 'measurements' | 'contact' | 'consent'
  readonly patient: string | null
  readonly visit: string | null
  readonly content: unknown
  readonly at: number
}

/** Deeds by key, and the records that nothing else hangs on. */
export interface ClinicRecordStore {
  /** Begins a deed. @returns the answer of the one that has this key already; undefined: it is ours to do */
  beginDeed(key: string, at: number): Promise<{ readonly answer: unknown } | undefined>
  finishDeed(key: string, answer: unknown): Promise<void>
  /** The deed was not done, and its key is unused. */
  dropDeed(key: string): Promise<void>
  findDeed(key: string): Promise<{ readonly answer: unknown } | undefined>
  addNote(note: ClinicNoteRecord): Promise<void>
  /** Newest first. */
  listNotes(patient: string, limit: number): Promise<readonly ClinicNoteRecord[]>
  /** @returns its number */
  addHomeVisit(visit: { readonly patient: string | null; readonly details: unknown }, at: number): Promise<number>
  /** Keeps a fact under its key, in place of what was kept there. */
  saveFact(key: string, content: unknown, at: number): Promise<void>
  /** By key. */
  listFacts(): Promise<readonly unknown[]>
}

/** @internal */
export function createClinicRecordStore(database: Database): ClinicRecordStore {
  const findDeed: ClinicRecordStore['findDeed'] = async key => {
    const row = await database.selectFrom('clinicDeeds').selectAll().where('key', '=', key).executeTakeFirst()
    return row && { answer: row.answer === null ? undefined : (JSON.parse(row.answer) as unknown) }
  }
  return {
    findDeed,
    async beginDeed(key, at) {
      // Whoever does the same deed at the same time waits here until the other is through.
      const { numInsertedOrUpdatedRows } = await database
        .insertInto('clinicDeeds')
        .values({ key, answer: null, at })
        .onConflict(conflict => conflict.column('key').doNothing())
        .executeTakeFirst()
      return (numInsertedOrUpdatedRows ?? 0n) > 0n ? undefined : findDeed(key)
    },
    async finishDeed(key, answer) {
      await database
        .updateTable('clinicDeeds')
        .set({ answer: JSON.stringify(answer) })
        .where('key', '=', key)
        .execute()
    },
    async dropDeed(key) {
      await database.deleteFrom('clinicDeeds').where('key', '=', key).execute()
    },
    async addNote({ content, ...note }) {
      await database
        .insertInto('clinicNotes')
        .values({ ...note, content: JSON.stringify(content) })
        .execute()
    },
    async listNotes(patient, limit) {
      const rows = await database
        .selectFrom('clinicNotes')
        .selectAll()
        .where('patient', '=', patient)
        .orderBy('at', 'desc')
        .limit(limit)
        .execute()
      return rows.map(row => ({
        ...row,
        kind: row.kind as ClinicNoteRecord['kind'],
        content: JSON.parse(row.content) as unknown,
      }))
    },
    async addHomeVisit({ patient, details }, at) {
      const { number } = await database
        .insertInto('clinicHomeVisits')
        .values({ patient, details: JSON.stringify(details), createdAt: at })
        .returning('number')
        .executeTakeFirstOrThrow()
      return number
    },
    async saveFact(key, content, at) {
      const row = { content: JSON.stringify(content), changedAt: at }
      await database
        .insertInto('clinicFacts')
        .values({ key, ...row })
        .onConflict(conflict => conflict.column('key').doUpdateSet(row))
        .execute()
    },
    async listFacts() {
      const rows = await database.selectFrom('clinicFacts').select('content').orderBy('key').execute()
      return rows.map(({ content }) => JSON.parse(content) as unknown)
    },
  }
}

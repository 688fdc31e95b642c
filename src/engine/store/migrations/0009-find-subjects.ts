import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Contacts are looked up by the visit that they are about. */
export const findSubjects: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql.raw(`create index contacts_subject on contacts (campaign, subject)`).execute(db)
  },
}

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Times that visits are about to leave, until what became of it is known. */
export const noteLeaving: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const columns = 'key text primary key, at bigint not null, about text not null, noted_at bigint not null'
    await sql.raw(`create table leaving (${columns})`).execute(db)
  },
}

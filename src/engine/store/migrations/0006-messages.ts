import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What became of messages: when each was sent and for how much, which reply it answers, and when a reply wants to be called. */
export const messages: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
  },
}

const STATEMENTS: readonly string[] = [
  `alter table messages add column subject text`,
  `alter table messages add column answers text`,
  `alter table messages add column call_at bigint`,
  `alter table messages add column sent_at bigint`,
  `alter table messages add column segments integer`,
  `alter table messages add column cost double precision`,
  `create index messages_person on messages (person, sent_at)`,
]

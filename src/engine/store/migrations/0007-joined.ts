import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Attempts that are made in the call of another: for further visits of a person, and for others of the same number. */
export const joinAttempts: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
  },
}

const STATEMENTS: readonly string[] = [
  `alter table attempts add column joined_to text`,
  `drop index attempts_live_number`,
  `create unique index attempts_live_number on attempts (number) where live = 1 and joined_to is null`,
  `create index attempts_joined on attempts (joined_to) where joined_to is not null`,
]

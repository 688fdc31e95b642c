import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** The number that each attempt shows: carriers judge a number by its calls. */
export const keepCallers: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
  },
}

const STATEMENTS: readonly string[] = [
  `alter table attempts add column caller text`,
  `create index attempts_caller on attempts (caller, claimed_at) where caller is not null`,
]

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Calls in are leased: what a process that died held takes no channel of the trunk, and whoever called is not forgotten. */
export const leaseCallsIn: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
  },
}

const STATEMENTS: readonly string[] = [
  `alter table calls add column lease_until bigint`,
  `create index calls_lease on calls (lease_until) where ended_at is null and direction = 'inbound'`,
]

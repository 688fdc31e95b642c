import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Calls that agents will take are counted over all campaigns that have the same agents. */
export const countAgents: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql.raw(`alter table attempts add column agents text`).execute(db)
    await sql.raw(`create index attempts_live_agents on attempts (agents) where live = 1 and agents is not null`).execute(db)
  },
}

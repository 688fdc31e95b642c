import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Who waits for a time, times that have become free, and who was asked about them. */
export const addWaitingList: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
  },
}

const STATEMENTS: readonly string[] = [
  `create table waiting (id text primary key, patient text not null, since bigint not null, urgency integer not null, wants text not null,
    visit text, visit_at bigint, state text not null, changed_at bigint not null)`,
  `create index waiting_state on waiting (state, since)`,
  `create table freed_times (id text primary key, slot text not null, at bigint not null, about text not null, state text not null,
    reason text, winner text, hold text, held_until bigint, freed_at bigint not null, changed_at bigint not null)`,
  // A time is offered once at a time, however often one hears that it is free.
  `create unique index freed_times_open on freed_times (slot) where state = 'open'`,
  `create table slot_offers (id text primary key, freed text not null references freed_times (id) on delete cascade, waiting text not null,
    made_at bigint not null, until bigint not null, rank integer not null, state text not null, changed_at bigint not null,
    unique (freed, waiting))`,
]

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Keys of the HTTP API, the answers that it may have to give again, and what its pages are read by. */
export const api: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
  },
}

const STATEMENTS: readonly string[] = [
  `create table api_keys (id text primary key, name text not null unique, role text not null, hash text not null unique,
    created_at bigint not null, used_at bigint, revoked_at bigint)`,
  `create table api_answers (api_key text not null, token text not null, fingerprint text not null, status integer, body text,
    began_at bigint not null, primary key (api_key, token))`,
  `create index api_answers_began on api_answers (began_at)`,
  `create index attempts_claimed on attempts (claimed_at, id)`,
]

import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DatabaseKind } from '../database-kind.ts'

/** The first tables. Written for both databases: text, bigint (epoch ms), integer (0 or 1), partial unique indexes. */
export function begin(kind: DatabaseKind): Migration {
  const position = kind === 'postgres' ? 'bigint generated always as identity primary key' : 'integer primary key autoincrement'
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const statement of [...STATEMENTS, ...makeOutbox(position)]) await sql.raw(statement).execute(db)
    },
  }
}

function makeOutbox(position: string): readonly string[] {
  return [
    `create table outbox (position ${position}, id text not null unique, kind text not null, stream text not null,
      idempotency_key text not null unique, payload text not null, state text not null, tries integer not null,
      due_at bigint not null, lease_until bigint, error text, created_at bigint not null, done_at bigint)`,
    `create index outbox_due on outbox (due_at, position) where state = 'waiting'`,
    `create index outbox_stream on outbox (stream, position) where state = 'waiting'`,
  ]
}

const STATEMENTS: readonly string[] = [
  `create table campaigns (name text primary key, state text not null, version text not null,
    created_at bigint not null, changed_at bigint not null)`,
  `create table campaign_versions (campaign text not null, hash text not null, source text not null, document text not null,
    saved_at bigint not null, primary key (campaign, hash))`,
  `create table persons (id text primary key, key text not null unique, name text, language text, zone text,
    created_at bigint not null, erased_at bigint)`,
  `create table numbers (number text primary key, kind text not null, dead_at bigint, dead_reason text)`,
  `create table person_numbers (person text not null references persons (id) on delete cascade, number text not null,
    position integer not null, primary key (person, number))`,
  `create index person_numbers_number on person_numbers (number)`,

  `create table contacts (id text primary key, campaign text not null, person text not null references persons (id),
    subject text not null, numbers text not null, zone text not null, language text not null, data text not null, variant text,
    priority integer not null, deadline_at bigint, state text not null, due_at bigint, reason text not null, outcome text,
    attempts integer not null, import_id text, line integer, created_at bigint not null, changed_at bigint not null,
    unique (campaign, person, subject))`,
  `create index contacts_due on contacts (campaign, priority desc, due_at) where state = 'waiting'`,
  `create index contacts_state on contacts (campaign, state)`,
  `create index contacts_person on contacts (person)`,

  `create table attempts (id text primary key, contact text not null references contacts (id), campaign text not null,
    person text not null, n integer not null, version text not null, number text not null, trunk text not null, variant text,
    state text not null, live integer not null, worker text, lease_until bigint, fence integer not null, sequence integer not null,
    call_sid text, reason text not null, outcome text, counted integer not null, call_back_at bigint, claimed_at bigint not null,
    dialled_at bigint, answered_at bigint, ended_at bigint, unique (contact, n))`,
  `create unique index attempts_live_number on attempts (number) where live = 1`,
  `create unique index attempts_live_contact on attempts (contact) where live = 1`,
  `create index attempts_lease on attempts (lease_until) where live = 1`,
  `create index attempts_live_trunk on attempts (trunk) where live = 1`,
  `create index attempts_live_campaign on attempts (campaign) where live = 1`,
  `create index attempts_person on attempts (person, claimed_at)`,
  `create index attempts_number on attempts (number, claimed_at)`,
  `create index attempts_campaign on attempts (campaign, claimed_at)`,
  `create index attempts_call_sid on attempts (call_sid) where call_sid is not null`,
  `create table pace (key text primary key, tokens double precision not null, filled_at bigint not null)`,

  `create table calls (id text primary key, direction text not null, attempt text, campaign text, person text, number text, line text,
    trunk text, scenario text not null, language text not null, journal text, outcome text, result text, cost double precision,
    began_at bigint not null, answered_at bigint, ended_at bigint)`,
  `create index calls_attempt on calls (attempt)`,
  `create index calls_began on calls (began_at)`,
  `create index calls_person on calls (person)`,
  `create index calls_live on calls (trunk) where ended_at is null`,

  `create table ledger (id text primary key, kind text not null, subject_kind text not null, subject text not null,
    purpose text not null, channel text not null, source text not null, evidence text, at bigint not null)`,
  `create index ledger_subject on ledger (subject_kind, subject, at)`,
  `create table opt_outs (subject_kind text not null, subject text not null, purpose text not null, channel text not null,
    at bigint not null, primary key (subject_kind, subject, purpose, channel))`,

  `create table messages (id text primary key, direction text not null, channel text not null, template text, contact text,
    campaign text, person text, address text not null, body text not null, state text not null, provider_id text, meaning text,
    error text, created_at bigint not null, changed_at bigint not null)`,
  `create index messages_contact on messages (contact, created_at)`,
  `create index messages_address on messages (address, created_at)`,
  `create index messages_provider on messages (provider_id) where provider_id is not null`,
  `create table tasks (id text primary key, kind text not null, campaign text, contact text, person text, attempt text,
    reason text not null, note text, priority integer not null, state text not null, assignee text, due_at bigint,
    created_at bigint not null, closed_at bigint)`,
  `create index tasks_open on tasks (priority desc, created_at) where state <> 'done'`,
  `create index tasks_contact on tasks (contact)`,

  `create table mappings (name text primary key, columns text not null, saved_at bigint not null)`,
  `create table imports (id text primary key, campaign text not null, file text not null, mapping text, rows integer not null,
    imported integer not null, merged integer not null, refused integer not null, at bigint not null)`,
  `create table audit (position bigint primary key, at bigint not null, actor text not null, action text not null,
    subject text not null, details text not null, previous text not null, hash text not null)`,
]

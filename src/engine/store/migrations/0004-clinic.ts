import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DatabaseKind } from '../database-kind.ts'

/** The tables of the embedded clinic, and what the clinic's system answered to a letter. */
export function addClinic(kind: DatabaseKind): Migration {
  const position = kind === 'postgres' ? 'bigint generated always as identity primary key' : 'integer primary key autoincrement'
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const statement of [...STATEMENTS, ...makeHomeVisits(position)]) await sql.raw(statement).execute(db)
    },
  }
}

function makeHomeVisits(position: string): readonly string[] {
  return [`create table clinic_home_visits (number ${position}, patient text, details text not null, created_at bigint not null)`]
}

const STATEMENTS: readonly string[] = [
  `alter table outbox add column answer text`,

  `create table clinic_doctors (id text primary key, name text not null, specialty text, place text, changed_at bigint not null)`,
  `create table clinic_patients (id text primary key, name text not null, born text, gender text, language text, address text,
    version integer not null, created_at bigint not null, changed_at bigint not null)`,
  `create index clinic_patients_born on clinic_patients (born)`,
  `create table clinic_phones (phone text not null, patient text not null references clinic_patients (id) on delete cascade,
    position integer not null, primary key (phone, patient))`,
  `create index clinic_phones_patient on clinic_phones (patient)`,

  `create table clinic_schedules (id text primary key, doctor text, specialty text, place text, program text, weekdays text not null,
    begins text not null, ends text not null, every_minutes integer not null, valid_from text, valid_until text,
    changed_at bigint not null)`,
  `create table clinic_slots (id text primary key, at bigint not null, duration_ms bigint, specialty text, doctor text, place text,
    program text, visit text, hold text, held_until bigint, closed integer not null, version integer not null,
    changed_at bigint not null)`,
  `create index clinic_slots_free on clinic_slots (at, id) where visit is null and closed = 0`,
  `create unique index clinic_slots_hold on clinic_slots (hold) where hold is not null`,
  `create table clinic_visits (id text primary key, patient text not null, slot text, at bigint not null, duration_ms bigint,
    specialty text, doctor text, place text, program text, prep text, note text, status text not null, reason text,
    version integer not null, created_at bigint not null, changed_at bigint not null)`,
  `create unique index clinic_visits_slot on clinic_visits (slot) where slot is not null and status in ('booked', 'confirmed')`,
  `create index clinic_visits_patient on clinic_visits (patient, at)`,
  `create index clinic_visits_at on clinic_visits (at, id)`,

  `create table clinic_notes (id text primary key, kind text not null, patient text, visit text, content text not null,
    at bigint not null)`,
  `create index clinic_notes_patient on clinic_notes (patient, at)`,
  `create table clinic_facts (key text primary key, content text not null, changed_at bigint not null)`,
  `create table clinic_deeds (key text primary key, answer text, at bigint not null)`,
]

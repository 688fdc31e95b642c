import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { DatabaseKind } from '../database-kind.ts'

/** Those who wait are looked up by what they wait for, which was in `wants` alone; empty where any will do. */
export function findWaiting(kind: DatabaseKind): Migration {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const statement of makeStatements(kind)) await sql.raw(statement).execute(db)
    },
  }
}

const WANTED = ['specialty', 'doctor', 'place', 'program'] as const

function makeStatements(kind: DatabaseKind): readonly string[] {
  const wants = kind === 'postgres' ? 'wants::jsonb' : 'wants'
  const rest =
    kind === 'postgres'
      ? `(${wants} - array['${WANTED.join(`', '`)}'])::text`
      : `json_remove(wants, ${WANTED.map(name => `'$.${name}'`).join(', ')})`
  return [
    ...WANTED.map(name => `alter table waiting add column ${name} text not null default ''`),
    `update waiting set ${WANTED.map(name => `${name} = coalesce(${wants} ->> '${name}', '')`).join(', ')}, wants = ${rest}`,
    `create index waiting_wanted on waiting (program, specialty, doctor, place) where state = 'waiting'`,
    `create index waiting_patient on waiting (patient)`,
  ]
}

import { CamelCasePlugin, Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import type { DatabaseKind } from './database-kind.ts'
import { OperationalError, readSystemCode } from '../operational-error.ts'
import { listMigrations } from './migrations/index.ts'
import { createPostgresDialect } from './postgres-database.ts'
import { createSqliteDialect, type WritingOptions } from './sqlite-database.ts'
import type { Tables } from './tables.ts'

/** The tables, or the same inside a transaction. */
export type Database = Kysely<Tables>

/**
 * Opens the database and brings its tables up to date; several processes may do so at once, one of them does it.
 * @param place `postgres://…`, or the path of an SQLite file (`:memory:` for one that is forgotten)
 * @param options of an SQLite file
 * @throws {OperationalError} `store/unreachable`, `store/newer` (made by a later version of Trucada), `store/migration`
 */
export async function openDatabase(
  place: string,
  options: WritingOptions,
): Promise<{ readonly kind: DatabaseKind; readonly database: Database }> {
  const kind = /^postgres(ql)?:\/\//i.test(place) ? 'postgres' : 'sqlite'
  let dialect
  try {
    dialect = kind === 'postgres' ? await createPostgresDialect(place) : createSqliteDialect(place, options)
  } catch (cause) {
    throw reportUnreachable(kind, cause)
  }
  const database = new Kysely<Tables>({ dialect, plugins: [new CamelCasePlugin()] })
  try {
    await migrate(kind, database)
  } catch (error) {
    await database.destroy().catch(() => undefined)
    throw error
  }
  return { kind, database }
}

async function migrate(kind: DatabaseKind, database: Database): Promise<void> {
  const migrator = new Migrator({
    db: database.withoutPlugins(),
    provider: { getMigrations: async () => listMigrations(kind) },
  })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw reportMigration(kind, error)
}

function reportMigration(kind: DatabaseKind, error: unknown): OperationalError {
  if (error instanceof Error && /missing/.test(error.message))
    return new OperationalError('store/newer', 'The database was made by a later version of Trucada than this one.', {
      remedy: 'Run the later version, or give this one another database.',
      cause: error,
    })
  const code = readSystemCode(error)
  // SQLSTATE classes 08 (connection), 28 (authorisation) and 3D (no such database), 57P03 (starting up); or the system's own words.
  if (code !== undefined && /^(08|28|3D|57P|E[A-Z]+$)/.test(code)) return reportUnreachable(kind, error)
  return new OperationalError('store/migration', 'The tables of the database could not be brought up to date.', {
    ...(code !== undefined && { facts: { code } }),
    cause: error,
  })
}

function reportUnreachable(kind: DatabaseKind, cause: unknown): OperationalError {
  const code = readSystemCode(cause)
  return new OperationalError(
    'store/unreachable',
    kind === 'postgres' ? 'The database cannot be reached.' : 'The file of the database cannot be opened.',
    {
      retryable: kind === 'postgres',
      ...(code !== undefined && { facts: { code } }),
      remedy:
        kind === 'postgres'
          ? 'See whether DATABASE_URL is right and the server is running and lets this user in.'
          : 'See whether the data folder exists and may be written to.',
      cause,
    },
  )
}

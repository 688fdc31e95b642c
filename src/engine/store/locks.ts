import { PostgresAdapter, type SelectQueryBuilder } from 'kysely'
import type { Database } from './database.ts'
import type { Tables } from './tables.ts'

/** Whether rows can be locked one by one. SQLite has one writer, which holds everything: nothing is to be locked there. */
export function locksRows(database: Database): boolean {
  return database.getExecutor().adapter instanceof PostgresAdapter
}

/** Rows that another transaction holds are left out, the others are held until this transaction ends. */
export function lockFree<T extends keyof Tables, O>(
  database: Database,
  query: SelectQueryBuilder<Tables, T, O>,
): SelectQueryBuilder<Tables, T, O> {
  return locksRows(database) ? query.forUpdate().skipLocked() : query
}

/** The rows may be read by others but not changed until this transaction ends. */
export function lockShared<T extends keyof Tables, O>(
  database: Database,
  query: SelectQueryBuilder<Tables, T, O>,
): SelectQueryBuilder<Tables, T, O> {
  return locksRows(database) ? query.forShare() : query
}

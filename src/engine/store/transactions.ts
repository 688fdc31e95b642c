import type { Database } from './database.ts'

/** Inside a transaction that is open already, or in one of its own. */
export function withinTransaction<T>(database: Database, work: (inside: Database) => Promise<T>): Promise<T> {
  return database.isTransaction ? work(database) : database.transaction().execute(work)
}

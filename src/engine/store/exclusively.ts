import { sql } from 'kysely'
import type { Database } from './database.ts'
import { locksRows } from './locks.ts'

/** What is being done, by SQLite database: its file belongs to one process. */
const underWay = new WeakMap<Database, Set<string>>()

/**
 * Does something that may be done once at a time: over PostgreSQL under a lock of this name, which goes with the connection of a process that dies.
 * @returns false when it is being done already: nothing was done
 */
export function runExclusively(database: Database, name: string, work: () => Promise<void>): Promise<boolean> {
  if (!locksRows(database)) return runAlone(database, name, work)
  return database.connection().execute(async connection => {
    const { rows } = await sql<{ taken: boolean }>`select pg_try_advisory_lock(hashtext(${name})) as taken`.execute(connection)
    if (rows[0]?.taken !== true) return false
    try {
      await work()
    } finally {
      await sql`select pg_advisory_unlock(hashtext(${name}))`.execute(connection)
    }
    return true
  })
}

async function runAlone(database: Database, name: string, work: () => Promise<void>): Promise<boolean> {
  const names = underWay.get(database) ?? new Set<string>()
  underWay.set(database, names)
  if (names.has(name)) return false
  names.add(name)
  try {
    await work()
  } finally {
    names.delete(name)
  }
  return true
}

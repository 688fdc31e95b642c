import type { Database } from './database.ts'
import { createGroupCommit, type GroupCommit } from './group-commit.ts'
import { locksRows } from './locks.ts'

/** Inside a transaction that is open already, or in one of its own. What has resolved is on the disk. */
export function withinTransaction<T>(database: Database, work: (inside: Database) => Promise<T>): Promise<T> {
  if (database.isTransaction) return work(database)
  return locksRows(database) ? database.transaction().execute(work) : groupOf(database).add(work)
}

/** A single statement, which is whole by itself; where each commit has the disk to itself, it shares one with what else is to be written. */
export function writeOnce<T>(database: Database, work: (inside: Database) => Promise<T>): Promise<T> {
  return locksRows(database) ? work(database) : withinTransaction(database, work)
}

/** By database: PostgreSQL gathers commits by itself, SQLite does not. */
const groups = new WeakMap<Database, GroupCommit>()

function groupOf(database: Database): GroupCommit {
  const known = groups.get(database)
  if (known !== undefined) return known
  const group = createGroupCommit(commit => database.transaction().execute(commit))
  groups.set(database, group)
  return group
}

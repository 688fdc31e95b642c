import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { type Dialect, SqliteAdapter, SqliteDialect } from 'kysely'

/** Milliseconds that one process waits for another's transaction (an import beside the server). */
const BUSY_MS = 10_000

/** How an SQLite file is written. */
export interface WritingOptions {
  /** Nobody needs the file after a power cut (a trial, a demonstration): a commit does not wait for the disk. */
  readonly mayBeLost?: boolean
  /**
   * A list is imported: the log grows longer before it is carried over into the file, so that pages which many of its rows change are written
   * less often. Whoever answers calls leaves this alone: carrying over more at a time would keep them waiting.
   */
  readonly writesMuch?: boolean
}

/** Pages of 4 KiB in the log before they are carried over; SQLite's own measure is 1000. */
const LONG_LOG = 4000

/** kysely's dialect over Node's own SQLite: write-ahead log, and every commit on the disk before it is acknowledged, unless it may be lost. */
export function createSqliteDialect(path: string, { mayBeLost = false, writesMuch = false }: WritingOptions): Dialect {
  const database = new DatabaseSync(path, { timeout: BUSY_MS, enableForeignKeyConstraints: true })
  database.exec('pragma journal_mode = wal; pragma cache_size = -16384; pragma temp_store = memory')
  if (writesMuch) database.exec(`pragma wal_autocheckpoint = ${LONG_LOG}`)
  database.exec(`pragma synchronous = ${mayBeLost ? 'off' : 'full'}`)
  const prepared = new Map<string, StatementSync>()
  const prepare = (sql: string): StatementSync => {
    let statement = prepared.get(sql)
    if (statement === undefined) {
      if (prepared.size >= MOST_PREPARED) prepared.clear()
      // A transaction that first reads and then writes would fail when another process wrote between: it takes the lock at once.
      prepared.set(sql, (statement = database.prepare(sql === 'begin' ? 'begin immediate' : sql)))
    }
    return statement
  }
  return new LockingDialect({
    database: {
      close: () => database.close(),
      prepare: sql => {
        const statement = prepare(sql)
        return {
          reader: statement.columns().length > 0,
          all: parameters => statement.all(...(parameters as SQLInputValue[])),
          run: parameters => statement.run(...(parameters as SQLInputValue[])),
          iterate: parameters => statement.iterate(...(parameters as SQLInputValue[])),
        }
      },
    },
  })
}

/** SQLite's tables are made in a transaction like everything else; of two processes that start at once the second waits. */
class LockingAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

class LockingDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new LockingAdapter()
  }
}

/** Texts of statements are few; those with lists of values are not. */
const MOST_PREPARED = 500

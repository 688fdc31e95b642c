import { type Dialect, PostgresDialect } from 'kysely'

/** PostgreSQL's bigint (OID 20): epoch ms and counts, all of which are exact as numbers. */
const INT8 = 20
const MOST_CONNECTIONS = 10

/** kysely's dialect over PostgreSQL. Commits wait for the disk (`synchronous_commit = on`), whatever the server's default is. */
export async function createPostgresDialect(url: string): Promise<Dialect> {
  // pg takes 60 ms to import; those who use SQLite do not wait for it.
  const { default: pg } = await import('pg')
  const pool = new pg.Pool({
    connectionString: url,
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: 10_000,
    options: '-c synchronous_commit=on -c timezone=UTC',
    types: {
      getTypeParser: (oid, format) =>
        Number(oid) === INT8 && format !== 'binary'
          ? (text: string | Buffer) => Number(text)
          : pg.types.getTypeParser(oid, format),
    },
  })
  // A connection that dies while idle is replaced at its next use; without a listener the process would end.
  pool.on('error', () => undefined)
  // One that dies between two statements of a transaction reports it here; the next statement fails.
  pool.on('connect', client => client.on('error', () => undefined))
  return new PostgresDialect({ pool })
}

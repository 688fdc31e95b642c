import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from './database.ts'
import { locksRows } from './locks.ts'
import { withinTransaction } from './transactions.ts'

/** What somebody did. Details hold no personal data: ids, names of campaigns, counts. */
export interface AuditEntry {
  readonly at: number
  /** Name of the key or user; `cli` or `system`. */
  readonly actor: string
  /** `campaign.start`, `person.erase`, … */
  readonly action: string
  /** What it was done to. */
  readonly subject: string
  readonly details: Readonly<Record<string, unknown>>
}

/** An entry in its place: `hash` is SHA-256 of the entry and of the hash before it. */
export interface AuditRecord extends AuditEntry {
  readonly position: number
  readonly previous: string
  readonly hash: string
}

/** The audit log: a chain in which a changed or missing entry shows. */
export interface AuditLog {
  append(entry: AuditEntry): Promise<AuditRecord>
  /** From the position on, in order. */
  list(from: number, limit: number): Promise<readonly AuditRecord[]>
  /** Position of the last entry; 0: there is none. */
  length(): Promise<number>
  /** @returns position of the first entry that does not fit, or undefined when the chain is whole */
  verify(): Promise<number | undefined>
}

/** Hash before the first entry. */
const BEGINNING = '0'.repeat(64)
/** Key of PostgreSQL's advisory lock for the end of the chain. */
const CHAIN_LOCK = 7_226_001
const PAGE = 1000

/** @internal */
export function createAuditLog(database: Database): AuditLog {
  const log: AuditLog = {
    append: entry =>
      withinTransaction(database, async inside => {
        if (locksRows(inside)) await sql`select pg_advisory_xact_lock(${CHAIN_LOCK})`.execute(inside)
        const last = await inside
          .selectFrom('audit')
          .select(['position', 'hash'])
          .orderBy('position', 'desc')
          .limit(1)
          .executeTakeFirst()
        const position = (last?.position ?? 0) + 1
        const previous = last?.hash ?? BEGINNING
        const details = JSON.stringify(entry.details)
        const row = { ...entry, details, position, previous, hash: hashEntry(position, previous, entry, details) }
        await inside.insertInto('audit').values(row).execute()
        return { ...row, details: entry.details }
      }),
    async list(from, limit) {
      const rows = await database
        .selectFrom('audit')
        .selectAll()
        .where('position', '>=', from)
        .orderBy('position')
        .limit(limit)
        .execute()
      return rows.map(row => ({ ...row, details: JSON.parse(row.details) as Record<string, unknown> }))
    },
    async length() {
      const row = await database
        .selectFrom('audit')
        .select(({ fn }) => fn.max('position').as('last'))
        .executeTakeFirst()
      return row?.last ?? 0
    },
    async verify() {
      let expected = { position: 1, previous: BEGINNING }
      for (;;) {
        const records = await log.list(expected.position, PAGE)
        for (const record of records) {
          const { position, previous, hash } = record
          const isSound =
            position === expected.position &&
            previous === expected.previous &&
            hash === hashEntry(position, previous, record, JSON.stringify(record.details))
          if (!isSound) return expected.position
          expected = { position: position + 1, previous: hash }
        }
        if (records.length < PAGE) return undefined
      }
    },
  }
  return log
}

function hashEntry(position: number, previous: string, { at, actor, action, subject }: AuditEntry, details: string): string {
  return createHash('sha256')
    .update(JSON.stringify([position, previous, at, actor, action, subject, details]))
    .digest('hex')
}

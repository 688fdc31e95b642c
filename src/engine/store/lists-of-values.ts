import { type Expression, type RawBuilder, sql, type SqlBool } from 'kysely'
import type { Database } from './database.ts'
import { locksRows } from './locks.ts'

/** How a value lies in the database. */
export type ColumnType = 'text' | 'bigint'

/** Texts come from files and telephones: half a sign or a null, which no database takes, costs its place and not the row. */
function writeJson(value: unknown): string {
  const json = JSON.stringify(value)
  // Lists are long, and few hold an escape at all.
  if (!json.includes('\\u') || !/\\u(?:0000|d[89a-f])/i.test(json)) return json
  return JSON.stringify(value, (_key, one: unknown) => (typeof one === 'string' ? cleanText(one) : one))
}

/** A text as the database keeps it. */
export function cleanText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '')
}

/** Whether a column holds one of the texts. They are one parameter, so that a statement's text is the same however many they are. */
export function isOneOf(database: Database, column: string, values: readonly string[]): Expression<SqlBool> {
  return locksRows(database)
    ? sql<SqlBool>`${sql.ref(column)} = any(${values.map(cleanText)}::text[])`
    : sql<SqlBool>`${sql.ref(column)} in (select value from json_each(${writeJson(values)}))`
}

/**
 * Rows to select from, as one parameter too. Columns keep the names that the rows have, and are quoted: `given."callSid"`.
 * @param columns every column with its type; a row that lacks one has null there
 */
export function rowsOf<C extends string>(
  database: Database,
  columns: Readonly<Record<C, ColumnType>>,
  rows: readonly Readonly<Partial<Record<C, string | number | null>>>[],
): RawBuilder<unknown> {
  const json = writeJson(rows)
  const names = Object.entries<ColumnType>(columns)
  if (locksRows(database)) {
    const typed = names.map(([name, type]) => sql`${sql.raw(`"${name}" ${type}`)}`)
    return sql`json_to_recordset(${json}::json) as given(${sql.join(typed)})`
  }
  const read = names.map(([name]) => sql.raw(`given ->> '$.${name}' as "${name}"`))
  // Each row is parsed once and not for each of its columns: the limit, which limits nothing, keeps SQLite from dissolving the inner query.
  return sql`(select ${sql.join(read)} from (select jsonb(value) as given from json_each(${json}) limit -1)) as given`
}

/** Adds rows to a table, as one parameter; those that are there already, by whatever is unique, are left as they are. */
export function insertRows<C extends string>(
  database: Database,
  table: string,
  columns: Readonly<Record<C, ColumnType>>,
  rows: readonly Readonly<Partial<Record<C, string | number | null>>>[],
): RawBuilder<unknown> {
  const names = Object.keys(columns)
  return sql`insert into ${sql.table(table)} (${sql.join(names.map(name => sql.id(name)))})
    select ${sql.raw(names.map(name => `given."${name}"`).join())} from ${rowsOf(database, columns, rows)} where true
    on conflict do nothing`
}

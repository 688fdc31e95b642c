import type { Database } from './database.ts'

/** An import of a list, as it ended. */
export interface ImportRecord {
  readonly id: string
  readonly campaign: string
  /** Name of the file, without its folder. */
  readonly file: string
  readonly mapping: string | null
  readonly rows: number
  readonly imported: number
  readonly merged: number
  readonly refused: number
  readonly at: number
}

/** Mappings of columns by name, and imports. */
export interface ListStore {
  /** Keeps which column of a list is which datum, under a name; replaces what was kept under it. */
  saveMapping(name: string, columns: Readonly<Record<string, string | readonly string[]>>, at: number): Promise<void>
  findMapping(name: string): Promise<Readonly<Record<string, string | readonly string[]>> | undefined>
  listMappings(): Promise<readonly string[]>
  saveImport(record: ImportRecord): Promise<void>
  listImports(campaign: string): Promise<readonly ImportRecord[]>
}

/** @internal */
export function createListStore(database: Database): ListStore {
  return {
    async saveMapping(name, columns, at) {
      const row = { name, columns: JSON.stringify(columns), savedAt: at }
      await database
        .insertInto('mappings')
        .values(row)
        .onConflict(conflict => conflict.column('name').doUpdateSet(row))
        .execute()
    },
    async findMapping(name) {
      const row = await database.selectFrom('mappings').select('columns').where('name', '=', name).executeTakeFirst()
      return row && (JSON.parse(row.columns) as Record<string, string | readonly string[]>)
    },
    async listMappings() {
      return (await database.selectFrom('mappings').select('name').orderBy('name').execute()).map(row => row.name)
    },
    async saveImport(record) {
      await database
        .insertInto('imports')
        .values(record)
        .onConflict(conflict => conflict.column('id').doUpdateSet(record))
        .execute()
    },
    listImports: campaign => database.selectFrom('imports').selectAll().where('campaign', '=', campaign).orderBy('at').execute(),
  }
}

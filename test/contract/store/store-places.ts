import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { openStore, type Store } from '../../../src/engine/store/index.ts'
import { startPrivatePostgres } from '../private-postgres.ts'

/** Children before parents. */
const TABLES =
  'attempts contacts person_numbers persons numbers campaigns campaign_versions pace calls ledger opt_outs outbox messages tasks mappings imports audit api_keys api_answers clinic_phones clinic_patients clinic_slots clinic_visits clinic_schedules clinic_doctors clinic_home_visits clinic_notes clinic_facts clinic_deeds slot_offers freed_times waiting leaving'

/** The databases of this machine, each empty, by name; `close` removes them. */
export const openPlaces = async (): Promise<{ places: readonly (readonly [string, string])[]; close: () => void }> => {
  const folder = mkdtempSync(join(tmpdir(), 'trucada-store-'))
  const postgres = await startPrivatePostgres()
  return {
    places: [['sqlite', join(folder, 'store.db')], ...(postgres === undefined ? [] : [['postgres', postgres.url] as const])],
    close: () => {
      postgres?.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/**
 * A store, and one of another process as far as the database can tell: both at once, so that one of them makes the tables.
 * SQLite has one writer, and to wait for it in one process would be to wait for oneself: there both are one.
 */
export const openTwo = async (place: string): Promise<readonly [Store, Store]> => {
  if (place.startsWith('postgres')) return Promise.all([openStore(place), openStore(place)])
  const store = await openStore(place)
  return [store, store]
}

/** As after the first start. */
export const emptyStore = async (store: Store): Promise<void> => {
  for (const table of TABLES.split(' ')) await sql`delete from ${sql.table(table)}`.execute(store.database)
}

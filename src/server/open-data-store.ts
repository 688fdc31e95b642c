import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openStore, type Store, type WritingOptions } from '../engine/store/index.ts'
import type { Settings } from './settings/index.ts'

/** Opens the store of the settings: PostgreSQL, or a file in the data folder, which is made when it is not there. */
export function openDataStore(
  { database_url: url, data }: Pick<Settings, 'database_url' | 'data'>,
  options: WritingOptions = {},
): Promise<Store> {
  if (url !== undefined) return openStore(url)
  mkdirSync(data, { recursive: true })
  return openStore(join(data, 'trucada.db'), options)
}

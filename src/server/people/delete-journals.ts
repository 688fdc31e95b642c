import { rmSync } from 'node:fs'
import { resolve, sep } from 'node:path'

/** Deletes journals of calls by their places within the data folder; what lies elsewhere is left alone. */
export function deleteJournals(dataFolder: string, journals: readonly string[]): void {
  for (const journal of journals) {
    const path = resolve(dataFolder, journal)
    if (path.startsWith(dataFolder + sep)) rmSync(path, { force: true })
  }
}

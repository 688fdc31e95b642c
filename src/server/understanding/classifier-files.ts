import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ClassifierStore } from '../../engine/understanding/index.ts'

/**
 * Keeps trained classifiers in `understanding/` of the data folder, one file for each content of a lexicon; it may be emptied at any time. A folder that
 * cannot be read or written costs a training at every start, and nothing else.
 */
export function createClassifierFiles(dataFolder: string): ClassifierStore {
  const folder = join(dataFolder, 'understanding')
  const fileOf = (key: string): string => join(folder, `${key}.bin`)
  return {
    read(key) {
      try {
        return readFileSync(fileOf(key))
      } catch {
        return undefined
      }
    },
    write(key, bytes) {
      // Renamed into place, so that another process never reads half of it.
      const unfinished = `${fileOf(key)}.${process.pid}`
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        writeFileSync(unfinished, bytes)
        renameSync(unfinished, fileOf(key))
      } catch {
        // Without a place to keep it, it is trained anew.
      }
    },
  }
}

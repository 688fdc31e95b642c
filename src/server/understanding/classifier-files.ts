import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ClassifierStore } from '../../engine/understanding/index.ts'
import { findPackageFolder } from '../package-folder.ts'

const FOLDER = 'understanding'
/** Where `npm ci` of a checkout has learned the shipped lexicons: any data folder may take them from here. */
const SHIPPED = join(findPackageFolder(), 'node_modules/.cache/trucada')

/**
 * Keeps trained classifiers in `understanding/` of the data folder, one file for each content of a lexicon; it may be emptied at any time. What
 * is not there may lie in `shipped`. A folder that cannot be read or written costs a training at every start, and nothing else.
 */
export function createClassifierFiles(dataFolder: string, shipped: string = SHIPPED): ClassifierStore {
  const folder = join(dataFolder, FOLDER)
  const fileOf = (key: string): string => join(folder, `${key}.bin`)
  return {
    read: key => readFile(fileOf(key)) ?? readFile(join(shipped, FOLDER, `${key}.bin`)),
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

function readFile(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}

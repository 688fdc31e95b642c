import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ClassifierStore } from '../../engine/understanding/index.ts'
import { replaceFile } from '../kept-file.ts'
import { findShippedData } from '../package-folder.ts'

const FOLDER = 'understanding'

/**
 * Keeps trained classifiers in `understanding/` of the data folder, one file for each content of a lexicon; it may be emptied at any time. What
 * is not there may lie in `shipped`. A folder that cannot be read or written costs a training at every start, and nothing else.
 */
export function createClassifierFiles(dataFolder: string, shipped: string = findShippedData()): ClassifierStore {
  const fileIn = (folder: string, key: string): string => join(folder, FOLDER, `${key}.bin`)
  return {
    read: key => readFile(fileIn(dataFolder, key)) ?? readFile(fileIn(shipped, key)),
    write(key, bytes) {
      try {
        replaceFile(fileIn(dataFolder, key), bytes)
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

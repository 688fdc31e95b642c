import { closeSync, fstatSync, openSync, read, readFileSync } from 'node:fs'
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
    readAside: key => readFileAside(fileIn(dataFolder, key)) ?? readFileAside(fileIn(shipped, key)),
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

/** By one request of the system, megabytes long, which goes on while this thread is busy; `readFile` comes back to it for each piece. */
function readFileAside(file: string): Promise<Uint8Array | undefined> | undefined {
  try {
    const opened = openSync(file, 'r')
    const bytes = Buffer.allocUnsafeSlow(fstatSync(opened).size)
    return new Promise(resolve =>
      read(opened, bytes, 0, bytes.length, 0, (error, count) => {
        closeSync(opened)
        resolve(error === null ? bytes.subarray(0, count) : undefined)
      }),
    )
  } catch {
    return undefined
  }
}

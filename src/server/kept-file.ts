import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** One value in a file of the data folder. A file that cannot be read counts as absent; one that cannot be written costs what a restart forgets. */
export interface KeptFile<T> {
  read(): T | undefined
  write(value: T): void
}

/** Keeps a value as JSON. What does not fit `isValue` counts as absent. */
export function createKeptFile<T>(file: string, isValue: (kept: unknown) => kept is T): KeptFile<T> {
  return {
    read() {
      try {
        const kept: unknown = JSON.parse(readFileSync(file, 'utf8'))
        return isValue(kept) ? kept : undefined
      } catch {
        return undefined
      }
    },
    write(value) {
      // Renamed into place, so that another process never reads half of it.
      const unfinished = `${file}.${process.pid}`
      try {
        mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
        writeFileSync(unfinished, JSON.stringify(value), { mode: 0o600 })
        renameSync(unfinished, file)
      } catch {
        // It is counted in memory, too.
      }
    },
  }
}

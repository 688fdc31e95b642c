import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { threadId } from 'node:worker_threads'

/** Writes a file of the data folder, and the folder where there is none; nobody ever reads half of it. Throws what `node:fs` throws. */
export function replaceFile(file: string, content: string | Uint8Array): void {
  const unfinished = `${file}.${process.pid}.${threadId}`
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(unfinished, content, { mode: 0o600 })
  renameSync(unfinished, file)
}

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
      try {
        replaceFile(file, JSON.stringify(value))
      } catch {
        // It is counted in memory, too.
      }
    },
  }
}

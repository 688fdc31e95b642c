import { readFile, truncate } from 'node:fs/promises'
import { readSystemCode } from '../../engine/operational-error.ts'

/** Where a call's journal is: enough for another process to go on with it, and to add what the first took along when it died. */
export interface JournalPosition {
  /** Entries written so far. */
  readonly written: number
  /** The last of them, as lines, which may not have reached the file. */
  readonly tail: readonly string[]
}

/**
 * What of the tail is not in the file. A line that was torn when the process died is cut off. Where the file is not here (another folder),
 * only the tail can be saved.
 */
export async function recoverTail(path: string, position: JournalPosition): Promise<readonly string[]> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (readSystemCode(error) === 'ENOENT') return ''
    throw error
  })
  const end = text.lastIndexOf('\n') + 1
  if (end < text.length) await truncate(path, Buffer.byteLength(text.slice(0, end)))
  const lines = text.slice(0, end).split('\n').length - 1
  const first = position.written - position.tail.length
  return position.tail.slice(Math.max(0, lines - first))
}

import { readFile } from 'node:fs/promises'
import type { CallResult, JournalEntry } from '../../engine/call/index.ts'
import { findCallJournal } from '../../server/calls/call-journals.ts'

/** Reads a call's journal while it is written; where the server keeps none on this machine, there is nothing to read. */
export interface JournalTail {
  /** Entries since the last time. */
  read(): Promise<readonly JournalEntry[]>
  isThere(): boolean
  isEnded(): boolean
  result(): CallResult | undefined
}

/** Opens the tail of a call's journal, which need not be there yet. */
export function createJournalTail(dataFolder: string, callId: string): JournalTail {
  const path = findCallJournal(dataFolder, callId)
  let done = 0
  let isFound = false
  let result: CallResult | undefined
  return {
    async read() {
      let text: string
      try {
        text = await readFile(path, 'utf8')
      } catch {
        return []
      }
      isFound = true
      // The last line may be half written.
      const lines = text.split('\n').slice(0, -1)
      const entries = lines.slice(done).map(line => JSON.parse(line) as JournalEntry)
      done = lines.length
      for (const entry of entries) if (entry.kind === 'ended') result = entry.result
      return entries
    },
    isThere: () => isFound,
    isEnded: () => result !== undefined,
    result: () => result,
  }
}

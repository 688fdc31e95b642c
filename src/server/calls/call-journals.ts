import { mkdir, readdir, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { OperationalError, readSystemCode } from '../../engine/operational-error.ts'
import type { Log } from '../log.ts'
import { AppendFile } from './append-file.ts'
import { type CallJournal, FileJournal, NO_JOURNAL } from './call-journal.ts'
import { type JournalPosition, recoverTail } from './journal-position.ts'

/** The journals of calls in a folder, one file of JSON lines a call. They hold what was said: only the server's user may read them. */
export interface CallJournals {
  /**
   * Opens the journal of a call; `from`: another process began it, perhaps in the same folder. Never throws: a journal that fails costs no
   * call.
   */
  open(callId: string, from?: JournalPosition): CallJournal
  /** Resolves when all that was written is on its way to the disk. */
  close(): Promise<void>
}

/** Prepares the folder `calls` of a data folder. Keeps the `keep` newest journals; 0 writes none. */
export async function openCallJournals(dataFolder: string, keep: number, log: Log): Promise<CallJournals> {
  const folder = join(dataFolder, 'calls')
  const open = new Map<string, FileJournal>()
  /** Files that the system has not made yet: removed now, they would come into being after all. */
  const coming = new Map<string, Promise<void>>()
  if (keep === 0) return { open: () => NO_JOURNAL, close: () => Promise.resolve() }
  const kept = await listJournals(folder)

  const prune = (): void => {
    while (kept.length > keep) {
      const oldest = kept.shift()
      if (oldest === undefined) continue
      const isThere = coming.get(oldest) ?? Promise.resolve()
      isThere
        .then(() => unlink(oldest))
        .catch(error => {
          if (readSystemCode(error) !== 'ENOENT') log.warn('an old journal could not be removed')
        })
    }
  }
  prune()

  return {
    open(callId, from) {
      const path = findCallJournal(dataFolder, callId)
      const fail = (error: unknown): void =>
        log.error({ call: callId, code: readSystemCode(error) ?? 'unknown' }, 'the journal of a call cannot be written')
      const missing = from && recoverTail(path, from)
      const file = new AppendFile(path, fail)
      coming.set(path, file.isMade)
      void file.isMade.then(() => coming.delete(path))
      const earlier = from ? kept.indexOf(path) : -1
      if (earlier >= 0) kept.splice(earlier, 1)
      kept.push(path)
      prune()
      const journal = new FileJournal(file, from?.written ?? 0, () => open.delete(path))
      if (missing) journal.recover(missing, fail)
      open.set(path, journal)
      return journal
    },
    async close() {
      await Promise.all([...open.values()].map(journal => journal.close()))
    },
  }
}

async function listJournals(folder: string): Promise<string[]> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const names = (await readdir(folder)).filter(name => name.endsWith('.jsonl'))
    const dated = await Promise.all(
      names.map(async name => ({ path: join(folder, name), at: (await stat(join(folder, name))).mtimeMs })),
    )
    return dated.sort((one, other) => one.at - other.at).map(({ path }) => path)
  } catch (error) {
    const code = readSystemCode(error) ?? 'unknown'
    throw new OperationalError('data/unusable', `The data folder "${folder}" cannot be used (${code}).`, {
      facts: { code },
      remedy: 'Give the user that runs trucada the right to write there, or name another folder with --data or TRUCADA_DATA.',
      cause: error,
    })
  }
}

/** Where the journal of a call is, or would be. Ids come from the telephone's side: whatever is no letter, digit or dash is replaced. */
export function findCallJournal(dataFolder: string, callId: string): string {
  return join(dataFolder, 'calls', `${callId.replace(/[^A-Za-z0-9-]/g, '_').slice(0, 100)}.jsonl`)
}

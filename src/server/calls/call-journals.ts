import { mkdir, readdir, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { JournalEntry } from '../../engine/call/ports.ts'
import { OperationalError, readSystemCode } from '../../engine/operational-error.ts'
import type { Log } from '../log.ts'
import { AppendFile } from './append-file.ts'

/** A call that writes more than this is out of order; its journal stops there and says so. */
const MAX_BYTES_PER_CALL = 4 * 1024 * 1024

/** Lines are written together, ms: a system call for each would be a sixth of the server's work. */
const GATHER_MS = 3_000
/** What was done or kept is written as soon as the event that brought it is dealt with: a process that is killed must not take it along. */
const AT_ONCE: readonly JournalEntry['kind'][] = ['service', 'message', 'kept', 'transfer', 'hangup', 'ended', 'fault']

/** The journals of calls in a folder, one file of JSON lines a call. They hold what was said: only the server's user may read them. */
export interface CallJournals {
  /** Opens the journal of a call; write each entry, the last is `ended`. Never throws: a journal that fails costs no call. */
  open(callId: string): (entry: JournalEntry) => void
  /** Resolves when all that was written is on its way to the disk. */
  close(): Promise<void>
}

/** Prepares the folder `calls` of a data folder. Keeps the `keep` newest journals; 0 writes none. */
export async function openCallJournals(dataFolder: string, keep: number, log: Log): Promise<CallJournals> {
  const folder = join(dataFolder, 'calls')
  const open = new Map<string, { readonly file: AppendFile; readonly flush: () => void }>()
  /** Files that the system has not made yet: removed now, they would come into being after all. */
  const coming = new Map<string, Promise<void>>()
  if (keep === 0) return { open: () => () => undefined, close: () => Promise.resolve() }
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
    open(callId) {
      const path = findCallJournal(dataFolder, callId)
      const file = new AppendFile(path, error => {
        if (!isOver)
          log.error({ call: callId, code: readSystemCode(error) ?? 'unknown' }, 'the journal of a call cannot be written')
        isOver = true
      })
      coming.set(path, file.isMade)
      void file.isMade.then(() => coming.delete(path))
      kept.push(path)
      prune()
      let written = 0
      let isOver = false
      let waiting = ''
      let timer: NodeJS.Timeout | undefined
      let soon: NodeJS.Immediate | undefined
      const flush = (): void => {
        clearTimeout(timer)
        clearImmediate(soon)
        timer = soon = undefined
        if (waiting !== '') file.write(waiting)
        waiting = ''
      }
      const end = (): void => {
        flush()
        file.end()
        open.delete(path)
      }
      open.set(path, { file, flush })
      return entry => {
        if (isOver) return
        const line = `${JSON.stringify(entry)}\n`
        written += line.length
        if (written > MAX_BYTES_PER_CALL) {
          waiting += `${JSON.stringify({ at: entry.at, kind: 'fault', message: 'the journal is full' } satisfies JournalEntry)}\n`
          isOver = true
        } else {
          waiting += line
        }
        if (isOver || entry.kind === 'ended') {
          isOver = true
          setImmediate(end)
        } else if (AT_ONCE.includes(entry.kind)) soon ??= setImmediate(flush)
        else timer ??= setTimeout(flush, GATHER_MS)
      }
    },
    async close() {
      await Promise.all(
        [...open.values()].map(({ file, flush }) => {
          flush()
          return new Promise<void>(resolve => file.end(resolve))
        }),
      )
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

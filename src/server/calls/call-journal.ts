import type { JournalEntry } from '../../engine/call/ports.ts'
import type { AppendFile } from './append-file.ts'
import type { JournalPosition } from './journal-position.ts'

/** A call that writes more than this is out of order; its journal stops there and says so. */
const MAX_BYTES_PER_CALL = 4 * 1024 * 1024

/** Lines are written together, ms: a system call for each would be a sixth of the server's work. */
const GATHER_MS = 3_000
/** What was done or kept is written as soon as the event that brought it is dealt with: a process that is killed must not take it along. */
const AT_ONCE: readonly JournalEntry['kind'][] = ['service', 'message', 'kept', 'transfer', 'hangup', 'ended', 'fault']

/** The journal of one call. */
export interface CallJournal {
  /** Adds an entry; the last is `ended`. Never throws. */
  write(entry: JournalEntry): void
  /** For another process to go on with. */
  position(): JournalPosition
  /** Another process goes on with it. */
  leave(): void
}

/** A journal that goes nowhere. */
export const NO_JOURNAL: CallJournal = {
  write: () => undefined,
  position: () => ({ written: 0, tail: [] }),
  leave: () => undefined,
}

/** A journal in a file of JSON lines. */
export class FileJournal implements CallJournal {
  readonly #file: AppendFile
  readonly #onClosed: () => void
  /** Entries so far, of other processes too. */
  #written: number
  #bytes = 0
  /** Lines that the system has not confirmed, and how many of them it was given. */
  #tail: string[]
  #given = 0
  #isOver = false
  /** What the last process took along is added first. */
  #isRecovering = false
  #recovery: Promise<void> = Promise.resolve()
  #timer: NodeJS.Timeout | undefined
  #soon: NodeJS.Immediate | undefined

  constructor(file: AppendFile, written: number, onClosed: () => void) {
    this.#file = file
    this.#written = written
    this.#tail = []
    this.#onClosed = onClosed
  }

  /** Holds lines back until `missing` is known, and writes those before them. */
  recover(missing: Promise<readonly string[]>, onError: (error: unknown) => void): void {
    this.#isRecovering = true
    const goOn = (lines: readonly string[]): void => {
      this.#tail = [...lines, ...this.#tail]
      this.#isRecovering = false
      this.flush()
      if (this.#isOver) this.#end()
    }
    this.#recovery = missing.then(goOn, (error: unknown) => {
      onError(error)
      goOn([])
    })
  }

  write(entry: JournalEntry): void {
    if (this.#isOver) return
    const line = JSON.stringify(entry)
    this.#bytes += line.length
    const isFull = this.#bytes > MAX_BYTES_PER_CALL
    this.#tail.push(
      isFull ? JSON.stringify({ at: entry.at, kind: 'fault', message: 'the journal is full' } satisfies JournalEntry) : line,
    )
    this.#written += 1
    if (isFull || entry.kind === 'ended') {
      this.#isOver = true
      setImmediate(() => {
        this.flush()
        if (!this.#isRecovering) this.#end()
      })
    } else if (AT_ONCE.includes(entry.kind)) this.#soon ??= setImmediate(() => this.flush())
    else this.#timer ??= setTimeout(() => this.flush(), GATHER_MS)
  }

  position(): JournalPosition {
    return { written: this.#written, tail: [...this.#tail] }
  }

  leave(): void {
    this.#isOver = true
    clearTimeout(this.#timer)
    clearImmediate(this.#soon)
    this.#tail = []
    this.#end()
  }

  /** Gives the file what waits. */
  flush(): void {
    clearTimeout(this.#timer)
    clearImmediate(this.#soon)
    this.#timer = this.#soon = undefined
    const lines = this.#tail.slice(this.#given)
    if (this.#isRecovering || lines.length === 0) return
    this.#given += lines.length
    this.#file.write(`${lines.join('\n')}\n`, () => {
      this.#tail.splice(0, lines.length)
      this.#given -= lines.length
    })
  }

  /** Flushes and resolves when the file is closed. */
  async close(): Promise<void> {
    await this.#recovery
    this.flush()
    return new Promise(resolve => this.#file.end(resolve))
  }

  #end(): void {
    this.#file.end()
    this.#onClosed()
  }
}

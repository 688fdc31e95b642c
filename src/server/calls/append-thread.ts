import { Worker } from 'node:worker_threads'
import type { AppendCommand, AppendResults } from './append-worker.ts'

/** A file that lines are added to. */
export interface AppendFile {
  /** Adds text, in order; `done` comes when the system has it. After an error or the end it is dropped. */
  write(text: string, done?: () => void): void
  /** Closes the file after what was added before; `done` comes also when it fails. */
  end(done?: () => void): void
}

/**
 * Files written in a thread of their own. A server adds to hundreds at once; handed over together and written there, that costs a quarter of
 * what Node's asynchronous files do, and a disk that stalls keeps no call waiting.
 */
export interface AppendThread {
  /** `onError` is told once, by the system's code. */
  open(path: string, onError: (code: string) => void): AppendFile
  /** Removes a file, after what was asked before. */
  remove(path: string, onError: (code: string) => void): void
  /** Resolves when all is written, and ends the thread. */
  close(): Promise<void>
}

/** How long a file to be made or removed may wait for text to go with, ms. */
const UNHURRIED_MS = 500

type Tell = (code: string | undefined) => void

/** Starts with the first command; a thread that has died is started again. */
export function createAppendThread(): AppendThread {
  let worker: Worker | undefined
  let commands: AppendCommand[] = []
  /** Those that wait for what became of their commands, in the commands' order. */
  const waiting: Tell[] = []
  let soon: NodeJS.Immediate | undefined
  let later: NodeJS.Timeout | undefined
  let onIdle: (() => void) | undefined

  const settle = (codes: AppendResults): void => {
    const told = waiting.splice(0, codes.length)
    for (const [at, tell] of told.entries()) tell(codes[at])
    if (waiting.length === 0) onIdle?.()
  }
  const start = (): Worker => {
    // The sources run as they are, the package compiled.
    const started = new Worker(
      new URL(import.meta.url.endsWith('.ts') ? './append-worker.ts' : './append-worker.js', import.meta.url),
    )
    started.unref()
    started.on('message', settle)
    // `exit` follows.
    started.on('error', () => undefined)
    started.on('exit', () => {
      if (worker === started) worker = undefined
      settle(Array.from({ length: waiting.length - commands.length }, () => 'unknown'))
    })
    return started
  }
  const post = (): void => {
    clearImmediate(soon)
    clearTimeout(later)
    soon = later = undefined
    worker ??= start()
    worker.postMessage(commands)
    commands = []
  }
  const add = (command: AppendCommand, tell: Tell): void => {
    commands.push(command)
    waiting.push(tell)
    if (command.kind === 'open' || command.kind === 'remove') later ??= setTimeout(post, UNHURRIED_MS)
    else soon ??= setImmediate(post)
  }

  return {
    open(path, onError) {
      let isFailed = false
      let isClosed = false
      let atEnd: (() => void)[] | undefined
      const fail = (code: string): void => {
        if (!isFailed) onError(code)
        isFailed = true
      }
      add({ kind: 'open', path }, code => code !== undefined && fail(code))
      return {
        write(text, done) {
          if (isFailed || atEnd) return
          add({ kind: 'add', path, text }, code => (code === undefined ? done?.() : fail(code)))
        },
        end(done) {
          if (isClosed) return done?.()
          if (!atEnd) {
            const tell = (atEnd = [] as (() => void)[])
            add({ kind: 'close', path }, () => {
              isClosed = true
              for (const one of tell) one()
            })
          }
          if (done) atEnd.push(done)
        },
      }
    },
    remove: (path, onError) => add({ kind: 'remove', path }, code => code !== undefined && code !== 'ENOENT' && onError(code)),
    async close() {
      worker?.ref()
      if (commands.length > 0) post()
      if (waiting.length > 0) await new Promise<void>(resolve => (onIdle = resolve))
      await worker?.terminate()
    },
  }
}

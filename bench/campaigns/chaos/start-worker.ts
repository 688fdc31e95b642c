import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { SharedTime } from './shared-clock.ts'

/** What a worker is told. */
export interface WorkerOptions {
  readonly place: string
  /** Where live calls are kept and events told; absent: in the process. */
  readonly redis?: string
  readonly time: SharedTime
  readonly access: { readonly url: string; readonly accountSid: string; readonly apiKey: string; readonly applicationSid: string }
  readonly secret: string
  readonly atOnce: number
}

/** A worker that runs, and where it listens. */
export interface Worker {
  readonly process: ChildProcess
  readonly port: number
  /** When it began to listen, epoch ms. */
  readonly since: number
}

const FILE = fileURLToPath(new URL('worker.ts', import.meta.url))

/** Starts a worker; undefined when it died before it listened. */
export function startWorker(options: WorkerOptions, onExit: (worker: ChildProcess) => void): Promise<Worker | undefined> {
  const child = fork(FILE, [JSON.stringify(options)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  return new Promise(resolve => {
    child.once('message', message => resolve({ process: child, port: (message as { port: number }).port, since: Date.now() }))
    child.once('exit', () => {
      resolve(undefined)
      onExit(child)
    })
  })
}

import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ChildProcess, spawn } from 'node:child_process'
import type { ReceiverAddress } from './services.ts'

/** One of the two processes that hold calls. */
export interface CallProcess {
  readonly port: number
  /** Lines of its log that say error. */
  readonly errors: readonly string[]
  kill(): void
  /** Whether it has ended. */
  readonly isGone: boolean
  /** What it holds in memory after a collection of garbage, and how many sockets and calls. */
  measure(): Promise<ProcessMeasure>
}

/** What a process says of itself. */
export interface ProcessMeasure {
  readonly heapBytes: number
  readonly calls: number
}

/** What a process is started with. */
export interface CallProcessOptions {
  readonly port: number
  /** Absent: calls end with the process. */
  readonly redisUrl?: string
  readonly receiver: ReceiverAddress
  readonly data: string
  /** It has gone on with a call of the other. */
  onResumed(): void
}

const FOLDERS = { scenarios: 'bench/chaos/workspace', campaigns: 'bench/chaos' }

/** Starts a process; resolves when it takes calls. */
export async function startCallProcess({ port, redisUrl, receiver, data, onResumed }: CallProcessOptions): Promise<CallProcess> {
  const redis = redisUrl === undefined ? {} : { 'redis-url': redisUrl }
  const flags = { port: String(port), ...redis, data, 'keep-calls': '1000000', ...FOLDERS }
  const child: ChildProcess = spawn(
    process.execPath,
    ['--expose-gc', 'bench/chaos/serve.ts', JSON.stringify({ flags, receiver: { url: receiver.url } })],
    { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
  )
  const errors: string[] = []
  let rest = ''
  await new Promise<void>((resolve, reject) => {
    child.once('exit', code => reject(new Error(`a process ended with ${code} before it was ready`)))
    child.stdout?.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\n')
      rest = lines.pop() ?? ''
      appendFileSync(join(data, `process-${port}.log`), lines.map(line => `${line}\n`).join(''))
      for (const line of lines) {
        if (line === 'READY') resolve()
        if (line.includes('"call resumed"')) onResumed()
        if (line.includes('"level":"error"')) errors.push(line)
      }
    })
  })
  return {
    port,
    errors,
    kill: () => void child.kill('SIGKILL'),
    get isGone() {
      return child.exitCode !== null || child.signalCode !== null
    },
    measure: () =>
      new Promise((resolve, reject) => {
        child.once('message', message => resolve(message as ProcessMeasure))
        child.send('measure', error => error && reject(error))
      }),
  }
}

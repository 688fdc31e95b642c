import { type ChildProcess, spawn } from 'node:child_process'
import type { ReceiverAddress } from './services.ts'

/** One of the two processes that hold calls. */
export interface CallProcess {
  readonly port: number
  /** Lines of its log that say error. */
  readonly errors: readonly string[]
  kill(): void
}

/** What a process is started with. */
export interface CallProcessOptions {
  readonly port: number
  readonly redisUrl: string
  readonly receiver: ReceiverAddress
  readonly data: string
  /** It has gone on with a call of the other. */
  onResumed(): void
}

/** Starts a process; resolves when it takes calls. */
export async function startCallProcess({ port, redisUrl, receiver, data, onResumed }: CallProcessOptions): Promise<CallProcess> {
  const flags = { port: String(port), 'redis-url': redisUrl, data, scenarios: 'bench/chaos/workspace', campaigns: 'bench/chaos' }
  const child: ChildProcess = spawn(process.execPath, ['bench/chaos/serve.ts', JSON.stringify({ flags, receiver })], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const errors: string[] = []
  let rest = ''
  await new Promise<void>((resolve, reject) => {
    child.once('exit', code => reject(new Error(`a process ended with ${code} before it was ready`)))
    child.stdout?.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\n')
      rest = lines.pop() ?? ''
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
  }
}

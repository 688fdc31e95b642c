import { type ChildProcess, fork } from 'node:child_process'
import type { SlotAnswer, SlotDeed } from './deed.ts'

/** Processes that do deeds, and die. */
export interface WorkerPool {
  /** Does a deed until it has an answer, in whichever process lives, again under the same key after a death. */
  act(deed: SlotDeed): Promise<Exclude<SlotAnswer['result'], 'again'>>
  /** `kill -9` to one of them; another takes its place. */
  kill(index: number): void
  /** Errors that were no errors of the world. */
  readonly bugs: readonly string[]
  close(): void
}

interface Worker {
  readonly process: ChildProcess
  readonly waiting: Map<number, (answer: SlotAnswer) => void>
}

const AGAIN_MS = 20

/** Starts processes against a FHIR server. */
export async function startWorkerPool(server: string, size: number): Promise<WorkerPool> {
  const bugs: string[] = []
  let isClosed = false
  let next = 0

  const start = (): Promise<Worker> =>
    new Promise(resolve => {
      const process = fork(new URL('./worker.ts', import.meta.url), [server], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
      const worker: Worker = { process, waiting: new Map() }
      process.on('message', (answer: SlotAnswer) => {
        if (answer.id < 0) return resolve(worker)
        worker.waiting.get(answer.id)?.(answer)
        worker.waiting.delete(answer.id)
      })
      process.on('exit', () => {
        for (const [id, give] of worker.waiting) give({ id, result: 'again', why: 'killed' })
        worker.waiting.clear()
      })
    })
  const workers: Promise<Worker>[] = Array.from({ length: size }, start)
  await Promise.all(workers)

  const ask = async (deed: SlotDeed): Promise<SlotAnswer> => {
    next += 1
    const id = next
    const { process, waiting } = (await workers[id % size]) as Worker
    return new Promise(resolve => {
      waiting.set(id, resolve)
      if (!process.connected) resolve({ id, result: 'again', why: 'killed' })
      else process.send({ id, deed }, error => error && resolve({ id, result: 'again', why: 'killed' }))
    })
  }
  return {
    bugs,
    async act(deed) {
      for (;;) {
        const { result, why = '' } = await ask(deed)
        if (result !== 'again') return result
        if (why !== 'killed' && !why.startsWith('clinic/')) bugs.push(why)
        if (bugs.length > 20) throw new Error(`too many bugs: ${bugs[0]}`)
        await new Promise(resolve => setTimeout(resolve, AGAIN_MS))
      }
    },
    kill(index) {
      const place = index % size
      const dying = workers[place]
      if (isClosed || dying === undefined) return
      workers[place] = dying.then(({ process }) => {
        process.kill('SIGKILL')
        return start()
      })
    },
    close() {
      isClosed = true
      for (const worker of workers) void worker.then(({ process }) => process.kill('SIGKILL'))
    },
  }
}

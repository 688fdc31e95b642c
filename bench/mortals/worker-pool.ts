import { type ChildProcess, fork } from 'node:child_process'

/** What a worker answers to an order, with its id. `again`: it has to be tried again, with why; a bug when that is no code of an error of the world. */
export interface WorkerAnswer {
  readonly id: number
  readonly result: string
  readonly why?: string
}

/** Processes that do deeds, and die. */
export interface WorkerPool<Deed, Answer extends WorkerAnswer> {
  /** Does a deed until it has an answer, in whichever process lives, again under the same key after a death. */
  act(deed: Deed): Promise<Answer>
  /** `kill -9` to one of them; another takes its place. */
  kill(index: number): void
  /** Errors that were no errors of the world. */
  readonly bugs: readonly string[]
  close(): void
}

interface Worker<Answer> {
  readonly process: ChildProcess
  readonly waiting: Map<number, (answer: Answer | WorkerAnswer) => void>
}

const AGAIN_MS = 20

/** Starts processes of a worker's file, each with the same argument. They take `{ id, deed }`, and answer; first of all with an id below 0. */
export async function startWorkerPool<Deed, Answer extends WorkerAnswer>(
  file: URL,
  argument: string,
  size: number,
): Promise<WorkerPool<Deed, Answer>> {
  const bugs: string[] = []
  let isClosed = false
  let next = 0

  const start = (): Promise<Worker<Answer>> =>
    new Promise(resolve => {
      const process = fork(file, [argument], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
      const worker: Worker<Answer> = { process, waiting: new Map() }
      process.on('message', (answer: Answer) => {
        if (answer.id < 0) return resolve(worker)
        worker.waiting.get(answer.id)?.(answer)
        worker.waiting.delete(answer.id)
      })
      process.on('exit', () => {
        for (const [id, give] of worker.waiting) give({ id, result: 'again', why: 'killed' })
        worker.waiting.clear()
      })
    })
  const workers: Promise<Worker<Answer>>[] = Array.from({ length: size }, start)
  await Promise.all(workers)

  const ask = async (deed: Deed): Promise<Answer | WorkerAnswer> => {
    next += 1
    const id = next
    const { process, waiting } = (await workers[id % size]) as Worker<Answer>
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
        const answer = await ask(deed)
        if (answer.result !== 'again') return answer as Answer
        const { why = '' } = answer
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

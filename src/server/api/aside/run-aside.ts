import { Worker } from 'node:worker_threads'
import { OperationalError } from '../../../engine/operational-error.ts'
import { RequestProblem } from '../request-problem.ts'
import type { Settings } from '../../settings/index.ts'
import type { AsideJobs } from './jobs.ts'

/** A job for the thread. */
export interface JobRequest<Kind extends keyof AsideJobs> {
  readonly id: number
  readonly kind: Kind
  readonly asked: AsideJobs[Kind]['asked']
}

/** What became of it. */
export type JobEnd =
  | { readonly kind: 'done'; readonly answer: unknown }
  | {
      readonly kind: 'failed'
      readonly code: string
      readonly message: string
      readonly retryable: boolean
      readonly remedy?: string
    }
  | { readonly kind: 'bug'; readonly error: unknown }

/** The same, as it comes from the thread. */
export type JobReply = JobEnd & { readonly id: number }

/** A thread beside the one that holds calls, for what takes seconds of computing. */
export interface Aside {
  /**
   * Does a job, after those that were asked for before.
   * @throws {RequestProblem} when too many wait; OperationalError as the job has it
   */
  run<Kind extends keyof AsideJobs>(kind: Kind, asked: AsideJobs[Kind]['asked']): Promise<AsideJobs[Kind]['answer']>
  close(): Promise<void>
}

const MOST_WAITING = 8

interface Waiting {
  resolve(answer: unknown): void
  reject(error: unknown): void
}

/** Prepares the thread; it begins with the first job. */
export function createAside(settings: Settings): Aside {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let count = 0

  const take = ({ id, ...reply }: JobReply): void => {
    const job = waiting.get(id)
    waiting.delete(id)
    // Whoever waits for nothing may end.
    if (waiting.size === 0) worker?.unref()
    if (reply.kind === 'done') job?.resolve(reply.answer)
    else if (reply.kind === 'bug') job?.reject(reply.error)
    else job?.reject(new OperationalError(reply.code, reply.message, reply))
  }
  const fail = (error: unknown): void => {
    worker = undefined
    for (const job of waiting.values()) job.reject(error)
    waiting.clear()
  }
  const begin = (): Worker => {
    const begun = new Worker(new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url), {
      workerData: settings,
    })
    begun.on('message', take)
    begun.on('error', fail)
    begun.on('exit', () => worker === begun && fail(new Error('the thread for long work has ended')))
    return begun
  }
  return {
    run(kind, asked) {
      if (waiting.size >= MOST_WAITING)
        throw new RequestProblem(503, 'busy', 'Too many imports, forecasts and reports are being made.', {
          remedy: 'Ask again in a minute.',
        })
      const id = ++count
      worker ??= begin()
      worker.ref()
      const answer = new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }))
      worker.postMessage({ id, kind, asked } satisfies JobRequest<typeof kind>)
      return answer as Promise<AsideJobs[typeof kind]['answer']>
    },
    async close() {
      const closing = worker
      worker = undefined
      await closing?.terminate()
      fail(new Error('the server stops'))
    },
  }
}

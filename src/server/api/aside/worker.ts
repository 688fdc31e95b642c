// A thread that does what takes seconds of computing, one job after another, over a connection of its own to the database.
import { parentPort, workerData } from 'node:worker_threads'
import { OperationalError } from '../../../engine/operational-error.ts'
import { openDataStore } from '../../open-data-store.ts'
import type { Settings } from '../../settings/index.ts'
import { type AsideJobs, createJobs } from './jobs.ts'
import type { JobEnd, JobReply, JobRequest } from './run-aside.ts'

const settings = workerData as Settings
let working: Promise<unknown> = Promise.resolve()

parentPort?.on('message', ({ id, kind, asked }: JobRequest<keyof AsideJobs>) => {
  working = working.then(() => work(kind, asked)).then(end => parentPort?.postMessage({ id, ...end } satisfies JobReply))
})

async function work(kind: keyof AsideJobs, asked: AsideJobs[keyof AsideJobs]['asked']): Promise<JobEnd> {
  try {
    const store = await openDataStore(settings, { writesMuch: true })
    try {
      const run = createJobs(settings, store)[kind] as (asked: unknown) => Promise<unknown>
      return { kind: 'done', answer: await run(asked) }
    } finally {
      await store.close()
    }
  } catch (error) {
    if (error instanceof OperationalError) {
      const { code, message, retryable, remedy } = error
      return { kind: 'failed', code, message, retryable, ...(remedy !== undefined && { remedy }) }
    }
    return { kind: 'bug', error }
  }
}

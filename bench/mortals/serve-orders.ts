import { OperationalError } from '../../src/engine/operational-error.ts'
import type { WorkerAnswer } from './worker-pool.ts'

/** Does the orders of the parent until the process is killed: of a worker of startWorkerPool, once it is ready. */
export function serveOrders(act: (deed: never) => Promise<Omit<WorkerAnswer, 'id'>>): void {
  const answer = (about: WorkerAnswer): void => void process.send?.(about)
  process.on('message', ({ id, deed }: { readonly id: number; readonly deed: unknown }) => {
    void act(deed as never).then(
      done => answer({ id, ...done }),
      (error: unknown) => answer({ id, result: 'again', why: error instanceof OperationalError ? error.code : String(error) }),
    )
  })
  process.on('disconnect', () => process.exit(0))
  answer({ id: -1, result: 'ready' })
}

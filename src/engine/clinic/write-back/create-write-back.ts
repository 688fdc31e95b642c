import type { Clock, ServiceAnswer, ServiceRequest, Services } from '../../call/ports.ts'
import { OperationalError } from '../../operational-error.ts'
import { createDelivery, type DeliveryOptions } from './deliver.ts'
import { KIND, makeKey } from './letter.ts'
import { findStream } from './name-stream.ts'

/** What write-backs are made of. */
export interface WriteBackOptions extends DeliveryOptions {
  readonly newId: () => string
  /** How long a call waits for the clinic. Default 1.5 s. */
  readonly patienceMs?: number
  /** Between two looks at what waits. Default 5 s. */
  readonly tickMs?: number
}

/** Services of which those that may wait are written down first. */
export interface WriteBack {
  readonly services: Services
  start(): void
  /** No more deliveries; resolves when those under way have ended. */
  stop(): Promise<void>
}

/**
 * Writes down in the store what may wait (`may_wait` of a service's contract) before the clinic is told, and tells the clinic at once. Where it
 * does not answer soon, the call goes on, and the clinic is told later: at least once under the request's key, in order for each patient, whatever
 * process dies. What the clinic refuses becomes a task for its staff; refused at once, it rejects with `clinic/refused`. Everything else goes to the clinic directly.
 */
export function createWriteBack(options: WriteBackOptions): WriteBack {
  const { services, store, clock, newId, patienceMs = 1500, tickMs = 5000 } = options
  const delivery = createDelivery(options)

  const tell = async (request: ServiceRequest): Promise<ServiceAnswer> => {
    const now = clock.now()
    const key = makeKey(request)
    const { contract, input, idempotencyKey, callId } = request
    await store.outbox.add(
      {
        id: newId(),
        kind: KIND,
        stream: await findStream(store, request),
        idempotencyKey: key,
        payload: { contract, input, idempotencyKey, callId } satisfies ServiceRequest,
        dueAt: now,
      },
      now,
    )
    await waitAtMost(clock, patienceMs, delivery.round())
    const letter = await store.outbox.findByKey(key)
    if (letter?.state === 'done') return letter.answer as ServiceAnswer
    // Its staff have the task already; the caller is not told that it is done.
    if (letter?.state === 'failed') throw new OperationalError('clinic/refused', "The clinic's system refused it.")
    return { result: 'done', values: {} }
  }
  let timer: unknown
  let isStopped = false
  let running: Promise<void> = Promise.resolve()
  const loop = (): void => {
    running = delivery.round().then(() => {
      if (!isStopped) timer = clock.setTimeout(loop, tickMs)
    })
  }
  return {
    services: {
      ...services,
      call: request => (request.contract.mayWait === true ? tell(request) : services.call(request)),
    },
    start: loop,
    async stop() {
      isStopped = true
      clock.clearTimeout(timer)
      await running
      await delivery.whenIdle()
    },
  }
}

/** Resolves when the work is done, or after `ms`; the work goes on then. */
function waitAtMost(clock: Clock, ms: number, work: Promise<void>): Promise<void> {
  return new Promise(resolve => {
    const timer = clock.setTimeout(resolve, ms)
    void work.finally(() => {
      clock.clearTimeout(timer)
      resolve()
    })
  })
}

import type { Clock, ServiceRequest, Services } from '../../call/ports.ts'
import { OperationalError } from '../../operational-error.ts'
import type { Letter, Store } from '../../store/index.ts'
import { ClinicError } from '../clinic-error.ts'
import { KIND } from './letter.ts'

const AT_ONCE = 20
const LEASE_MS = 60_000
const FIRST_WAIT_MS = 15_000
const LONGEST_WAIT_MS = 3_600_000
/** Two days of tries: then somebody has to look. */
const MOST_TRIES = 55

/** What the clinic is told with. */
export interface DeliveryOptions {
  /** The clinic's services. */
  readonly services: Services
  readonly store: Store
  readonly clock: Clock
  readonly log: { warn(facts: Readonly<Record<string, unknown>>, message: string): void }
}

/** Tells the clinic what waits in the outbox. */
export interface Delivery {
  /** One look at what waits, and the telling of it; never rejects. */
  round(): Promise<void>
  /** Resolves when no delivery is under way. */
  whenIdle(): Promise<void>
}

/** Creates the delivery. What was taken and not told, because its process died, comes again when its lease has run out. */
export function createDelivery({ services, store, clock, log }: DeliveryOptions): Delivery {
  const underWay = new Set<Promise<void>>()

  const deliver = async (letter: Letter): Promise<void> => {
    const request = letter.payload as ServiceRequest
    const service = request.contract.name
    try {
      const answer = await services.call(request)
      // What was told is the clinic's now: its personal data need not lie here too.
      // The call and the key lead from its journal to the record.
      const { callId, idempotencyKey } = request
      await store.outbox.markDone(letter.id, clock.now(), {
        answer,
        payload: { contract: { name: service }, callId, idempotencyKey },
      })
    } catch (error) {
      const { code, reason, isFinal } = judge(error)
      const now = clock.now()
      const isLast = isFinal || letter.tries >= MOST_TRIES
      const dueAt = now + Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(20, letter.tries - 1))
      await store.transaction(async inside => {
        await inside.outbox.markFailed(letter.id, reason === code ? code : `${code}: ${reason}`, now, isLast ? undefined : dueAt)
        if (isLast) await addTask(inside, letter, { service, reason }, now)
      })
      log.warn({ letter: letter.id, service, code, tries: letter.tries, isLast }, 'the clinic was not told')
    }
  }
  const look = async (): Promise<void> => {
    const letters = await store.outbox.take(KIND, clock.now(), LEASE_MS, AT_ONCE)
    // Of each stream there is one at most, so that the order of each is kept.
    await Promise.all(letters.map(deliver))
  }
  return {
    round() {
      const one = look().catch((error: unknown) =>
        log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'what the clinic is to be told waits'),
      )
      underWay.add(one)
      return one.finally(() => underWay.delete(one))
    },
    async whenIdle() {
      await Promise.all(underWay)
    },
  }
}

/** Whether to try again: an error that is not known to be final may pass. */
function judge(error: unknown): { readonly code: string; readonly reason: string; readonly isFinal: boolean } {
  if (error instanceof ClinicError) return { code: error.code, reason: error.code, isFinal: true }
  if (!(error instanceof OperationalError)) return { code: 'failed', reason: 'failed', isFinal: false }
  const { code, facts, retryable } = error
  return { code, reason: String(facts['reason'] ?? code), isFinal: !retryable }
}

/** The clinic will not have it: its staff see to it. */
async function addTask(
  inside: Store,
  { id, payload }: Letter,
  { service, reason }: { readonly service: string; readonly reason: string },
  now: number,
): Promise<void> {
  const { input } = payload as ServiceRequest
  const about = Object.entries(input).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
  await inside.tasks.add({
    id: `refused ${id}`,
    kind: 'staff',
    campaign: null,
    contact: null,
    person: null,
    attempt: null,
    reason: 'clinic_refused',
    note: [`${service}: ${reason}`, ...about].join('\n'),
    priority: 1,
    state: 'open',
    assignee: null,
    dueAt: null,
    createdAt: now,
    closedAt: null,
  })
}

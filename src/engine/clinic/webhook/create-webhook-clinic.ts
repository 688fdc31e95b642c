import * as z from 'zod'
import type { Clock, ServiceAnswer, ServiceRequest, Services } from '../../call/ports.ts'
import { OperationalError } from '../../operational-error.ts'
import { defineServices } from '../define-services.ts'
import { readText } from '../read-input.ts'
import { signRequest } from './sign.ts'

/** What the webhook is made of. */
export interface WebhookClinicOptions {
  readonly url: string
  /** Signs the requests. */
  readonly secret: string
  readonly clock: Pick<Clock, 'now'>
  /** Services that are not posted: what is known of the clinic without its records. */
  readonly otherwise: Services
  /** Sees to it that nobody calls the number (E.164) again. */
  stopCalling(phone: string, key: string): Promise<void>
  /** How long an answer is waited for. Default 4 s. */
  readonly timeoutMs?: number
  /** Default: the process's own. */
  readonly fetch?: typeof fetch
}

/** Answered here and never posted. */
const OWN: ReadonlySet<string> = new Set(['find_fact', 'find_specialty'])
/** By this reason a system says that it has no such service. */
const UNKNOWN_SERVICE = 'unknown_service'
const TRIES = 3

const answerShape = z.object({
  result: z.string().min(1),
  values: z.record(z.string(), z.unknown()).default({}),
  record: z.object({ type: z.string(), id: z.string(), version: z.string().optional() }).optional(),
})

/**
 * The services of a clinic that answers by a webhook: each is one `POST` of JSON `{ service, key, call_id, input }` with `Idempotency-Key`, and
 * `Trucada-Signature: t=SECONDS,v1=HEX`, where HEX is the HMAC-SHA256 by the secret over `SECONDS.BODY`. The answer is
 * `{ result, values, record? }` by the service's contract. It is posted again after time-outs, refused connections, 408, 425, 429 and 5xx,
 * where the contract says that twice does no harm; the key stays the same. 4xx means that the clinic refuses it: `{ reason }` goes to its staff.
 * @throws {OperationalError} `clinic/unreachable`, `clinic/refused`, `clinic/bad_answer`
 */
export function createWebhookClinic(options: WebhookClinicOptions): Services {
  const { otherwise, stopCalling } = options
  const own = defineServices(
    {
      async stop_calling({ phone }, { idempotencyKey }) {
        await stopCalling(readText(phone, 'phone'), idempotencyKey)
        return { result: 'done', values: {} }
      },
      // Of every attempt: a system that takes no such notes would else have as many tasks.
      note_contact: (_, request) =>
        ask(request, options).catch((error: unknown) => {
          if (error instanceof OperationalError && error.facts['reason'] === UNKNOWN_SERVICE)
            return { result: 'done', values: {} }
          throw error
        }),
    },
    { call: request => (OWN.has(request.contract.name) ? otherwise.call(request) : ask(request, options)) },
  )
  return own
}

async function ask(request: ServiceRequest, options: WebhookClinicOptions): Promise<ServiceAnswer> {
  const { sideEffects, idempotent } = request.contract
  for (let left = !sideEffects || idempotent ? TRIES : 1; ; left -= 1)
    try {
      return await post(request, options)
    } catch (error) {
      if (left <= 1 || !(error instanceof OperationalError) || !error.retryable) throw error
    }
}

async function post(
  { contract, input, idempotencyKey: key, callId }: ServiceRequest,
  { url, secret, clock, timeoutMs = 4000, fetch: send = fetch }: WebhookClinicOptions,
): Promise<ServiceAnswer> {
  const body = JSON.stringify({ service: contract.name, key, call_id: callId, input })
  const seconds = Math.floor(clock.now() / 1000)
  let response: Response
  let answer: unknown
  try {
    response = await send(url, {
      method: 'POST',
      headers: signRequest(body, { key, secret, seconds }),
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    answer = await response.json().catch(() => undefined)
  } catch (cause) {
    throw reportUnreachable({ error: cause instanceof Error ? cause.name : 'unknown' }, cause)
  }
  const { status } = response
  if (status >= 500 || status === 408 || status === 425 || status === 429) throw reportUnreachable({ status })
  if (!response.ok) {
    const reason = z.object({ reason: z.string().max(200) }).safeParse(answer).data?.reason ?? `status ${status}`
    throw new OperationalError('clinic/refused', "The clinic's system refused it.", { facts: { reason } })
  }
  const read = answerShape.safeParse(answer)
  if (!read.success || (read.data.result !== 'done' && !contract.results.includes(read.data.result)))
    throw new OperationalError('clinic/bad_answer', "The clinic's webhook answered what the service's contract does not know.", {
      facts: { service: contract.name, status },
      remedy: `Answer { "result": "done", "values": … } as services/${contract.name}.yaml says.`,
    })
  const { result, values, record } = read.data
  if (record === undefined) return { result, values }
  const { type, id, version } = record
  return { result, values, record: { type, id, ...(version !== undefined && { version }) } }
}

function reportUnreachable(facts: Readonly<Record<string, string | number>>, cause?: unknown): OperationalError {
  return new OperationalError('clinic/unreachable', "The clinic's webhook did not answer.", {
    retryable: true,
    facts,
    remedy: 'See whether its address is right and it is running.',
    cause,
  })
}

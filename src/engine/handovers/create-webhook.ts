import { createHmac } from 'node:crypto'
import type { Handover, Handovers } from '../call/handover.ts'
import type { Clock } from '../call/ports.ts'

/** What the webhook is made of. */
export interface WebhookOptions {
  readonly clock: Clock
  /** Where summaries go now; undefined: nowhere. Asked for each. */
  url(): string | undefined
  /** Signs the requests; absent: they carry no signature. */
  readonly secret?: string
  readonly log: { warn(facts: object, message: string): void; error(facts: object, message: string): void }
  /** Default: the process's own. */
  readonly fetch?: typeof fetch
}

/** Posts what calls tell when they hand over. */
export interface HandoverWebhook extends Handovers {
  /** Summaries that are not delivered yet. */
  readonly waiting: number
  /** Resolves when all are delivered or given up, or after `ms`. */
  close(ms: number): Promise<void>
}

/** Waits between tries, ms: two and a half minutes in all, in which whoever was called wants to see the summary. */
const WAITS_MS = [1000, 4000, 15_000, 45_000, 90_000]
const TIMEOUT_MS = 10_000
/** More than these are not remembered: a receiver that is down for so long is somebody's task by then. */
const MOST_WAITING = 1000
const AT_ONCE = 8

interface Waiting {
  readonly url: string
  readonly body: string
  readonly callId: string
  readonly key: string
  tries: number
}

/**
 * Creates the webhook. Each summary is one `POST` of JSON with `Idempotency-Key`, and `Trucada-Signature: t=SECONDS,v1=HEX`, where HEX is the HMAC-SHA256
 * by the secret over `SECONDS.BODY`. It is tried again after time-outs, refused connections, 408, 425, 429 and 5xx; the key stays the same.
 */
export function createHandoverWebhook(options: WebhookOptions): HandoverWebhook {
  const { clock, secret, log, fetch: send = fetch } = options
  const queue: Waiting[] = []
  const timers = new Set<unknown>()
  const done: (() => void)[] = []
  let underWay = 0
  let waiting = 0

  const settle = (): void => {
    waiting -= 1
    if (waiting === 0) for (const resolve of done.splice(0)) resolve()
  }
  const pump = (): void => {
    while (underWay < AT_ONCE) {
      const next = queue.shift()
      if (next === undefined) return
      underWay += 1
      void post(next).then(() => {
        underWay -= 1
        pump()
      })
    }
  }
  const tryAgain = (one: Waiting, why: string): void => {
    const waitMs = WAITS_MS[one.tries]
    one.tries += 1
    if (waitMs === undefined) {
      log.error({ call: one.callId, why }, 'a summary could not be delivered; the journal of the call has what was said')
      return settle()
    }
    log.warn({ call: one.callId, why, tries: one.tries }, 'a summary was not taken and is sent again')
    const timer = clock.setTimeout(() => {
      timers.delete(timer)
      queue.push(one)
      pump()
    }, waitMs)
    timers.add(timer)
  }
  const post = async (one: Waiting): Promise<void> => {
    const seconds = Math.floor(clock.now() / 1000)
    try {
      const response = await send(one.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': one.key,
          ...(secret === undefined ? {} : { 'trucada-signature': sign(secret, seconds, one.body) }),
        },
        body: one.body,
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      await response.body?.cancel()
      if (response.ok) return settle()
      const { status } = response
      if (status >= 500 || status === 408 || status === 425 || status === 429) return tryAgain(one, `status ${status}`)
      log.error({ call: one.callId, status }, 'a summary was refused')
      settle()
    } catch (error) {
      tryAgain(one, error instanceof Error ? error.name : 'unknown')
    }
  }
  return {
    tell(handover) {
      const url = options.url()
      if (url === undefined) return
      if (waiting >= MOST_WAITING) {
        log.error({ call: handover.callId, waiting }, 'a summary is given up: too many wait for their receiver')
        return
      }
      waiting += 1
      const { callId, idempotencyKey } = handover
      queue.push({ url, body: JSON.stringify(writeBody(handover)), callId, key: idempotencyKey, tries: 0 })
      pump()
    },
    get waiting() {
      return waiting
    },
    async close(ms) {
      if (waiting === 0) return
      let timer: unknown
      const patience = new Promise<void>(resolve => {
        timer = clock.setTimeout(resolve, ms)
      })
      await Promise.race([new Promise<void>(resolve => done.push(resolve)), patience])
      clock.clearTimeout(timer)
      for (const one of timers) clock.clearTimeout(one)
    },
  }
}

/** `t=1700000000,v1=HEX` */
function sign(secret: string, seconds: number, body: string): string {
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`
}

/** Names on the wire are the clinic's to read: plain words, in snake_case as in files. */
function writeBody(handover: Handover): object {
  const { idempotencyKey, callId, scenario, step, to, language, phone, summary, said, kept, at } = handover
  return {
    event: 'handover',
    id: idempotencyKey,
    call_id: callId,
    scenario,
    step,
    to,
    language,
    phone: phone ?? null,
    summary,
    said: said.map(({ node, text }) => ({ step: node, text })),
    kept,
    at: new Date(at).toISOString(),
  }
}

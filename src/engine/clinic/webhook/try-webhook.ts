import type { WebhookClinicOptions } from './create-webhook-clinic.ts'
import { signRequest } from './sign.ts'

/** What a webhook does with a question that changes nothing, signed rightly and wrongly. */
export interface WebhookTrial {
  /** `answers`: free times, as the contract says; `refuses`: with a reason; `nonsense`: neither; `away`: nothing came. */
  readonly signed: {
    readonly kind: 'answers' | 'refuses' | 'nonsense' | 'away'
    readonly status?: number
    readonly reason?: string
  }
  /** Whether it turns away what another secret has signed, and what was signed ten minutes ago; undefined: nothing came. */
  readonly refusesForged: boolean | undefined
  readonly refusesOld: boolean | undefined
}

const OLD_SECONDS = 600

/** Asks the clinic's webhook for a free time three times: signed, signed by another secret, and signed long ago. Nothing is changed there. */
export async function tryWebhook({
  url,
  secret,
  clock,
  timeoutMs = 4000,
  fetch: send = fetch,
}: Pick<WebhookClinicOptions, 'url' | 'secret' | 'clock' | 'timeoutMs' | 'fetch'>): Promise<WebhookTrial> {
  const seconds = Math.floor(clock.now() / 1000)
  const ask = async (nth: number, by: string, at: number): Promise<Response | undefined> => {
    const key = `try:${seconds}:${nth}`
    const body = JSON.stringify({ service: 'free_times', key, call_id: 'try', input: { limit: 1 } })
    const headers = signRequest(body, { key, secret: by, seconds: at })
    const request = { method: 'POST', headers, body, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) } as const
    return send(url, request).catch(() => undefined)
  }
  const isTurnedAway = (response: Response | undefined): boolean | undefined =>
    response && (response.status === 401 || response.status === 403)
  const signed = await ask(1, secret, seconds)
  return {
    signed: signed === undefined ? { kind: 'away' } : await readAnswer(signed),
    refusesForged: isTurnedAway(await ask(2, `${secret} `, seconds)),
    refusesOld: isTurnedAway(await ask(3, secret, seconds - OLD_SECONDS)),
  }
}

async function readAnswer(response: Response): Promise<WebhookTrial['signed']> {
  const { status } = response
  const answer: unknown = await response.json().catch(() => undefined)
  const { result, values, reason } = (typeof answer === 'object' && answer !== null ? answer : {}) as {
    readonly result?: unknown
    readonly values?: { readonly result?: unknown }
    readonly reason?: unknown
  }
  const times = values?.result
  const areTimes = Array.isArray(times) && times.every(time => typeof time === 'number')
  if (response.ok) return { kind: result === 'done' && areTimes ? 'answers' : 'nonsense', status }
  return typeof reason === 'string' ? { kind: 'refuses', status, reason: reason.slice(0, 200) } : { kind: 'nonsense', status }
}

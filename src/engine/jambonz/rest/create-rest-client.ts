import type { Clock } from '../../call/ports.ts'
import { OperationalError } from '../../operational-error.ts'
import { type Log, SILENT_LOG } from '../log.ts'
import { type ApiRequest, type Exchange, exchange, type Send } from './exchange.ts'
import { makeCallBody } from './make-call-body.ts'
import type { CallRequest, CreateResult, HangUpResult, JambonzRest, Refusal } from './ports.ts'
import { type CallRecord, readCallRecord } from './read-call-record.ts'
import { createRequestLimit, type RequestRate } from './request-limit.ts'

/** What a client is made of. */
export interface RestClientOptions {
  /** Address of the API, with or without `/v1`. */
  readonly url: string
  readonly accountSid: string
  readonly apiKey: string
  /** The application whose webhook leads to us. */
  readonly applicationSid: string
  readonly clock: Clock
  readonly log?: Log
  /** How long an answer is waited for. Default 10 s. */
  readonly timeoutMs?: number
  /** What the server allows. Default: as jambonz ships, 600 requests in five minutes, for all who ask it, GETs too. */
  readonly rate?: RequestRate
  /** How a request is sent; default: by HTTP. */
  readonly exchange?: Send
}

const SHIPPED_RATE: RequestRate = { most: 600, windowMs: 300_000 }
/** Share of the requests that is left for ending and looking up calls when calls are made as fast as they may be. */
const SPARE_SHARE = 0.1
const BUSY_WAIT_MS = 5000
const UNREACHABLE_WAIT_MS = 5000
const TOO_MANY_WAIT_MS = 30_000
/** Whoever ends or looks up a call waits so long for its turn, at most. */
const MOST_WAIT_MS = 30_000
/** A call may answer, or stop ringing, between our look and our word. */
const HANG_UP_TRIES = 4

/** A client of jambonz's REST API. */
export function createRestClient(options: RestClientOptions): JambonzRest {
  const { clock, log = SILENT_LOG, rate = SHIPPED_RATE, timeoutMs = 10_000, apiKey } = options
  const base = options.url.replace(/\/+$/, '').replace(/\/v1$/, '')
  const access = { accountUrl: `${base}/v1/Accounts/${encodeURIComponent(options.accountSid)}`, apiKey, timeoutMs }
  const limit = createRequestLimit(rate, clock)
  const spare = Math.ceil(rate.most * SPARE_SHARE)

  const wait = (ms: number): Promise<void> => new Promise(resolve => void clock.setTimeout(resolve, ms))
  const send = async (request: ApiRequest): Promise<Exchange> => {
    const result = await (options.exchange ?? exchange)(access, request)
    if (result.kind === 'answer' && result.status === 429) {
      limit.closeFor(result.waitMs ?? TOO_MANY_WAIT_MS)
      log.warn({ waitMs: result.waitMs ?? TOO_MANY_WAIT_MS }, 'jambonz takes no more requests for now')
    }
    return result
  }
  /** For what must be done: waits for its turn, and rejects when no usable answer comes. */
  const ask = async (request: ApiRequest, accepted: readonly number[]): Promise<Extract<Exchange, { kind: 'answer' }>> => {
    for (let waited = 0; ; ) {
      const waitMs = limit.take()
      if (waitMs > 0) {
        if (waited + waitMs > MOST_WAIT_MS) throw describeStatus(429)
        waited += waitMs
        await wait(waitMs)
        continue
      }
      const result = await send(request)
      if (result.kind !== 'answer') throw describeSilence(result)
      if (accepted.includes(result.status)) return result
      if (result.status !== 429) throw describeStatus(result.status)
    }
  }
  const put = async (callId: string, control: object): Promise<number> => {
    const request: ApiRequest = { method: 'PUT', path: `Calls/${encodeURIComponent(callId)}`, body: control }
    return (await ask(request, [200, 202, 404, 422])).status
  }
  const findCall = async (callId: string): Promise<CallRecord | undefined> => {
    const { status, body } = await ask({ method: 'GET', path: `Calls/${encodeURIComponent(callId)}` }, [200, 404])
    return status === 404 ? undefined : readCallRecord(body)
  }

  return {
    countRoom: () => limit.countRoom(spare),
    async createCall(request: CallRequest) {
      const waitMs = limit.take(spare)
      if (waitMs > 0) return { kind: 'refused', because: 'too many requests', waitMs }
      const result = await send({ method: 'POST', path: 'Calls', body: makeCallBody(request, options.applicationSid) })
      const made = judgeCreation(result)
      if (made.kind !== 'created') {
        const status = result.kind === 'answer' ? result.status : result.code
        log.warn({ attempt: request.attempt, status, because: made.because }, 'A call was not made, or nobody knows')
      }
      return made
    },
    async hangUp(callId): Promise<HangUpResult> {
      for (let left = HANG_UP_TRIES; left > 0; left--) {
        const ended = await put(callId, { call_status: 'completed' })
        if (ended === 404) return 'gone'
        if (ended !== 422) return 'ended'
        const cancelled = await put(callId, { call_status: 'no-answer' })
        if (cancelled === 404) return 'gone'
        if (cancelled !== 422) return 'cancelled'
        const status = (await findCall(callId))?.status
        if (status === undefined || isFinal(status)) return 'gone'
        await wait(50 * (HANG_UP_TRIES - left + 1))
      }
      throw describeStatus(422)
    },
    async update(callId, control) {
      const status = await put(callId, control)
      return status !== 404 && status !== 422
    },
    findCall,
    async findCallsTo(number) {
      const query = new URLSearchParams({ direction: 'outbound', to: number })
      const { body } = await ask({ method: 'GET', path: `Calls?${query.toString()}` }, [200])
      if (!Array.isArray(body)) throw describeStatus(200)
      return body.map(readCallRecord).filter(record => record !== undefined && (record.to ?? number) === number) as CallRecord[]
    },
  }
}

const isFinal = (status: string): boolean => ['completed', 'failed', 'busy', 'no-answer'].includes(status)

/** Only what jambonz answers before it dials is a refusal. A 500 says nothing: it may come after the INVITE. */
function judgeCreation(result: Exchange): CreateResult {
  if (result.kind === 'unsent') return { kind: 'refused', because: 'unreachable', waitMs: UNREACHABLE_WAIT_MS }
  if (result.kind === 'unanswered') return { kind: 'unknown', because: 'no answer' }
  const { status, body } = result
  if (status >= 200 && status < 300) {
    const sid = typeof body === 'object' && body !== null && 'sid' in body ? body.sid : undefined
    if (typeof sid === 'string' && sid !== '') return { kind: 'created', callId: sid }
    return { kind: 'unknown', because: 'broken answer' }
  }
  const refuse = (because: Refusal, waitMs?: number): CreateResult => ({
    kind: 'refused',
    because,
    ...(waitMs === undefined ? {} : { waitMs }),
  })
  switch (status) {
    case 400:
    case 422:
      return refuse('bad request')
    case 401:
    case 403:
      return refuse('bad key')
    case 429:
      return refuse('too many requests', result.waitMs ?? TOO_MANY_WAIT_MS)
    case 480:
      return refuse('no feature server', BUSY_WAIT_MS)
    default:
      return status >= 500 ? { kind: 'unknown', because: 'server error' } : refuse('not jambonz')
  }
}

function describeSilence(result: Exclude<Exchange, { kind: 'answer' }>): OperationalError {
  return new OperationalError('jambonz/no-answer', `The REST API of jambonz does not answer (${result.code}).`, {
    retryable: true,
    facts: { code: result.code },
    remedy: 'Look whether jambonz runs, and whether JAMBONZ_API_URL names its API.',
  })
}

function describeStatus(status: number): OperationalError {
  const facts = { status }
  if (status === 401 || status === 403)
    return new OperationalError('jambonz/bad-key', `jambonz does not accept the API key (${status}).`, {
      facts,
      remedy: 'Give JAMBONZ_API_KEY a key of the account JAMBONZ_ACCOUNT_SID.',
    })
  if (status === 429)
    return new OperationalError('jambonz/too-many-requests', 'jambonz takes no more requests for now.', {
      retryable: true,
      facts,
      remedy: 'Raise RATE_LIMIT_MAX_PER_WINDOW in its API server, or wait.',
    })
  return new OperationalError('jambonz/refused', `jambonz answered ${status}, which nothing follows from.`, {
    retryable: status >= 500,
    facts,
    remedy: 'Look at the log of its API server.',
  })
}

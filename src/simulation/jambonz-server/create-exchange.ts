import type { Clock } from '../../engine/call/ports.ts'
import type { CalledSide } from './called-side.ts'
import { createFaults, type FaultRates } from './faults.ts'
import { type CreatedCall, judgeCallBody } from './judge-call-body.ts'
import { type CallEvent, type StandInCall, startStandInCall } from './stand-in-call.ts'
import { writeCallInfo, writeRecord } from './write-record.ts'

/** What a stand-in for jambonz is made of. */
export interface ExchangeOptions {
  readonly accountSid: string
  readonly apiKey: string
  readonly applicationSid: string
  readonly clock: Clock
  /** What whoever is called does. */
  answer(call: CreatedCall): CalledSide
  /** A status that was not dropped, in the order in which it arrives: to be delivered by whoever runs the stand-in. */
  tell?(info: Readonly<Record<string, unknown>>, call: StandInCall): void
  readonly faults?: FaultRates
  /** Of the faults; default 1. */
  readonly seed?: number
  /** Requests in a window; default 600 in five minutes. */
  readonly rate?: { readonly most: number; readonly windowMs: number }
  /** How late what is late comes. Default 500 ms. */
  readonly latenessMs?: number
}

/** A request as it came. */
export interface StandInRequest {
  readonly method: string
  /** Path and query. */
  readonly url: string
  readonly authorization: string | undefined
  readonly body: unknown
}

/** What becomes of a request: an answer (perhaps when nobody waits any more), or a connection that breaks. */
export type Reply =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly body?: object
      readonly retryAfterS?: number
      readonly afterMs?: number
    }
  | { readonly kind: 'lost' }

/** jambonz's REST API, without the HTTP around it. */
export interface Exchange {
  handle(request: StandInRequest): Reply
  /** Every call that was ever made, by call_sid; what the truth is when statuses and answers were lost. */
  readonly calls: ReadonlyMap<string, StandInCall>
  /** Bodies of createCall as they came, also those that were refused. */
  readonly asked: readonly unknown[]
}

const HOUR_MS = 3_600_000
/** Records of calls without a final answer live so long, others an hour after their last status. */
const UNANSWERED_RECORD_MS = 12 * HOUR_MS
const SHIPPED_RATE = { most: 600, windowMs: 300_000 }

/**
 * Creates a jambonz without telephones. It answers as API server and feature server 0.9.8 do, quirks included, and goes wrong as often as it is
 * told to, by a seed: answers are lost after the call was made, statuses are dropped, doubled and late, records vanish.
 */
export function createExchange(options: ExchangeOptions): Exchange {
  const { clock, accountSid, rate = SHIPPED_RATE, latenessMs = 500 } = options
  const faults = createFaults(options.faults ?? {}, options.seed ?? 1)
  const calls = new Map<string, StandInCall>()
  const callsTo = new Map<string, StandInCall[]>()
  const lost = new Set<string>()
  const asked: unknown[] = []
  const limiter = { windowEnd: 0, count: 0 }
  let sequence = 0

  const tell = (call: StandInCall, event: CallEvent): void => {
    const info = writeCallInfo(call, event, accountSid)
    if (faults.happens('statusDropped')) return
    const deliver = (): void => options.tell?.(info, call)
    if (faults.happens('statusLate')) clock.setTimeout(deliver, faults.draw() * latenessMs)
    else deliver()
    if (faults.happens('statusTwice')) clock.setTimeout(deliver, faults.draw() * latenessMs)
  }
  const startCall = (created: CreatedCall): StandInCall => {
    const call = startStandInCall({ clock, callSid: `stand-in-${++sequence}`, created, side: options.answer(created), tell })
    calls.set(call.callSid, call)
    callsTo.set(created.to, [...(callsTo.get(created.to) ?? []), call])
    if (faults.happens('recordLost')) lost.add(call.callSid)
    return call
  }
  const isKept = (call: StandInCall): boolean => {
    if (lost.has(call.callSid)) return false
    const age = clock.now() - (call.endedAt ?? call.startedAt)
    return age < (call.last.sipStatus >= 200 ? HOUR_MS : UNANSWERED_RECORD_MS)
  }
  const isWithinRate = (): boolean => {
    const now = clock.now()
    if (now >= limiter.windowEnd) Object.assign(limiter, { windowEnd: now + rate.windowMs, count: 0 })
    limiter.count += 1
    return limiter.count <= rate.most
  }
  const create = (body: unknown): Reply => {
    asked.push(body)
    if (faults.happens('noServer')) return answer(480, { msg: 'no available feature servers at this time' })
    const judgement = judgeCallBody(body, options.applicationSid)
    if (judgement.kind === 'bad')
      return answer(judgement.status, judgement.msg === undefined ? undefined : { msg: judgement.msg })
    if (faults.happens('refusal')) return answer(500)
    const { callSid } = startCall(judgement.call)
    if (faults.happens('answerLost')) return { kind: 'lost' }
    if (faults.happens('falseRefusal')) return answer(500)
    const made = { sid: callSid, callId: `${callSid}@192.0.2.1` }
    if (faults.happens('answerLate')) return { kind: 'answer', status: 201, body: made, afterMs: latenessMs * 10 }
    return answer(201, made)
  }
  const change = (call: StandInCall | undefined, body: unknown): Reply => {
    if (call === undefined || !isKept(call)) return answer(404)
    const wanted = typeof body === 'object' && body !== null && 'call_status' in body ? body.call_status : undefined
    if (wanted === undefined) return answer(call.endedAt === undefined ? 202 : 422)
    const isDone = wanted === 'completed' ? call.hangUp() : wanted === 'no-answer' && call.cancel()
    return answer(isDone ? 202 : 422)
  }
  const list = (query: URLSearchParams): Reply => {
    const [to, from] = [query.get('to'), query.get('from')]
    const found = (to === null ? [...calls.values()] : (callsTo.get(to) ?? [])).filter(
      call => isKept(call) && (from ?? call.created.from) === call.created.from,
    )
    return { kind: 'answer', status: 200, body: found.map(call => writeRecord(call, call.last, accountSid)) }
  }

  const base = `/v1/Accounts/${accountSid}/Calls`
  return {
    calls,
    asked,
    handle({ method, url, authorization, body }) {
      const { pathname, searchParams } = new URL(url, 'http://stand-in')
      if (!isWithinRate())
        return { kind: 'answer', status: 429, retryAfterS: Math.ceil((limiter.windowEnd - clock.now()) / 1000) }
      if (authorization !== `Bearer ${options.apiKey}`) return answer(401)
      if (pathname === base && method === 'POST') return create(body)
      if (pathname === base && method === 'GET') return list(searchParams)
      if (!pathname.startsWith(`${base}/`)) return answer(404)
      const call = calls.get(decodeURIComponent(pathname.slice(base.length + 1)))
      switch (method) {
        case 'GET':
          return call === undefined || !isKept(call) ? answer(404) : answer(200, writeRecord(call, call.last, accountSid))
        case 'PUT':
          return change(call, body)
        case 'DELETE':
          // Only the record goes; the call goes on.
          if (call !== undefined) lost.add(call.callSid)
          return answer(call === undefined ? 404 : 204)
        default:
          return answer(404)
      }
    },
  }
}

const answer = (status: number, body?: object): Reply => ({ kind: 'answer', status, ...(body === undefined ? {} : { body }) })

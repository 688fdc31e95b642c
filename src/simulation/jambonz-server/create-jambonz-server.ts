import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Clock } from '../../engine/call/ports.ts'
import type { CalledSide } from './called-side.ts'
import { createFaults, type Faults, type FaultRates } from './faults.ts'
import { type CreatedCall, judgeCallBody } from './judge-call-body.ts'
import { type CallEvent, type StandInCall, startStandInCall } from './stand-in-call.ts'
import { writeCallInfo, writeRecord } from './write-record.ts'

/** What a stand-in for jambonz is made of. */
export interface JambonzServerOptions {
  readonly accountSid: string
  readonly apiKey: string
  readonly applicationSid: string
  readonly clock: Clock
  /** What whoever is called does. */
  answer(call: CreatedCall): CalledSide
  /** A status that was not dropped, in the order in which it arrives: to be delivered by whoever runs the stand-in. */
  tell?(info: Readonly<Record<string, unknown>>): void
  readonly faults?: FaultRates
  /** Of the faults; default 1. */
  readonly seed?: number
  /** Requests in a window; default 600 in five minutes. */
  readonly rate?: { readonly most: number; readonly windowMs: number }
  /** How late what is late comes. Default 500 ms. */
  readonly latenessMs?: number
}

/** A jambonz REST API without telephones. */
export interface JambonzServer {
  /** To be given as JAMBONZ_API_URL. */
  readonly url: string
  /** Every call that was ever made, by call_sid; what the truth is when statuses and answers were lost. */
  readonly calls: ReadonlyMap<string, StandInCall>
  /** Bodies of createCall as they came, also those that were refused. */
  readonly asked: readonly unknown[]
  close(): Promise<void>
}

const HOUR_MS = 3_600_000
/** Records of calls without a final answer live so long, others an hour after their last status. */
const UNANSWERED_RECORD_MS = 12 * HOUR_MS
const SHIPPED_RATE = { most: 600, windowMs: 300_000 }

/**
 * Opens a stand-in for jambonz's REST API on a free port of this machine. It answers as API server and feature server 0.9.8 do, quirks
 * included, and goes wrong as often as it is told to, by a seed: answers are lost after the call was made, statuses are dropped, doubled and
 * late, records vanish.
 */
export async function createJambonzServer(options: JambonzServerOptions): Promise<JambonzServer> {
  const { clock, accountSid, rate = SHIPPED_RATE, latenessMs = 500 } = options
  const faults = createFaults(options.faults ?? {}, options.seed ?? 1)
  const calls = new Map<string, StandInCall>()
  const lost = new Set<string>()
  const asked: unknown[] = []
  const limiter = { windowEnd: 0, count: 0 }
  let sequence = 0

  const tell = (call: StandInCall, event: CallEvent): void => {
    const info = writeCallInfo(call, event, accountSid)
    if (faults.happens('statusDropped')) return
    const deliver = (): void => options.tell?.(info)
    if (faults.happens('statusLate')) clock.setTimeout(deliver, faults.draw() * latenessMs)
    else deliver()
    if (faults.happens('statusTwice')) clock.setTimeout(deliver, faults.draw() * latenessMs)
  }
  const startCall = (created: CreatedCall): StandInCall => {
    const call = startStandInCall({ clock, callSid: `stand-in-${++sequence}`, created, side: options.answer(created), tell })
    calls.set(call.callSid, call)
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

  const create = async (body: unknown, response: ServerResponse): Promise<void> => {
    asked.push(body)
    if (faults.happens('noServer')) return answer(response, 480, { msg: 'no available feature servers at this time' })
    const judgement = judgeCallBody(body, options.applicationSid)
    if (judgement.kind === 'bad')
      return answer(response, judgement.status, judgement.msg === undefined ? undefined : { msg: judgement.msg })
    if (faults.happens('refusal')) return answer(response, 500)
    const call = startCall(judgement.call)
    const made = { sid: call.callSid, callId: `${call.callSid}@192.0.2.1` }
    return answerCreated(response, made, faults)
  }
  const answerCreated = (response: ServerResponse, made: object, dice: Faults): void => {
    if (dice.happens('answerLost')) return void response.socket?.destroy()
    if (dice.happens('falseRefusal')) return answer(response, 500)
    if (dice.happens('answerLate')) return void clock.setTimeout(() => answer(response, 201, made), latenessMs * 10)
    answer(response, 201, made)
  }
  const change = (call: StandInCall | undefined, body: unknown, response: ServerResponse): void => {
    if (call === undefined || !isKept(call)) return answer(response, 404)
    const wanted = typeof body === 'object' && body !== null && 'call_status' in body ? body.call_status : undefined
    if (wanted === undefined) return answer(response, call.endedAt === undefined ? 202 : 422)
    const isDone = wanted === 'completed' ? call.hangUp() : wanted === 'no-answer' && call.cancel()
    answer(response, isDone ? 202 : 422)
  }

  const base = `/v1/Accounts/${accountSid}/Calls`
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stand-in')
    const body = await readJson(request)
    if (!isWithinRate()) {
      response.setHeader('retry-after', String(Math.ceil((limiter.windowEnd - clock.now()) / 1000)))
      return answer(response, 429)
    }
    if (request.headers.authorization !== `Bearer ${options.apiKey}`) return answer(response, 401)
    if (pathname === base && request.method === 'POST') return create(body, response)
    if (pathname === base && request.method === 'GET') {
      const [to, from] = [searchParams.get('to'), searchParams.get('from')]
      const found = [...calls.values()].filter(
        call => isKept(call) && (to ?? call.created.to) === call.created.to && (from ?? call.created.from) === call.created.from,
      )
      return answer(
        response,
        200,
        found.map(call => writeRecord(call, call.last, accountSid)),
      )
    }
    if (!pathname.startsWith(`${base}/`)) return answer(response, 404)
    const call = calls.get(decodeURIComponent(pathname.slice(base.length + 1)))
    switch (request.method) {
      case 'GET':
        return call === undefined || !isKept(call)
          ? answer(response, 404)
          : answer(response, 200, writeRecord(call, call.last, accountSid))
      case 'PUT':
        return change(call, body, response)
      case 'DELETE':
        // Only the record goes; the call goes on.
        if (call !== undefined) lost.add(call.callSid)
        return answer(response, call === undefined ? 404 : 204)
      default:
        return answer(response, 404)
    }
  }
  const server = createServer((request, response) => {
    serve(request, response).catch(() => answer(response, 500))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    asked,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function answer(response: ServerResponse, status: number, body?: object): void {
  if (response.destroyed || response.writableEnded) return
  const text = body === undefined ? '' : JSON.stringify(body)
  response.writeHead(status, { 'content-type': body === undefined ? 'text/plain' : 'application/json' }).end(text)
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  try {
    return JSON.parse(Buffer.concat(chunks).toString()) as unknown
  } catch {
    return undefined
  }
}

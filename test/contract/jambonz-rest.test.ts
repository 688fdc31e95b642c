import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { StatusReport } from '../../src/engine/jambonz/index.ts'
import {
  type CallRequest,
  createRestClient,
  createStatusHook,
  FRESH_LEG,
  type JambonzRest,
  type Leg,
  moveLeg,
  nameLegOutcome,
  type RestClientOptions,
} from '../../src/engine/jambonz/rest/index.ts'
import { createRealClock } from '../../src/server/real-clock.ts'
import {
  type CalledSide,
  createJambonzServer,
  type ExchangeOptions,
  sendStatus,
} from '../../src/simulation/jambonz-server/index.ts'

const clock = createRealClock()
const ACCESS = { accountSid: 'acc-1', apiKey: 'key-1', applicationSid: 'app-1' }
const request: CallRequest = {
  attempt: 'attempt-1',
  from: '+48600000100',
  to: '+48600000201',
  scenario: 'appointment-confirmation',
  language: 'pl',
  contact: { patient: { name: 'Anna Nowak' } },
  ringMs: 30_000,
  longestMs: 600_000,
}
const open: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

async function start(side: CalledSide, more: Partial<ExchangeOptions> = {}, client: Partial<RestClientOptions> = {}) {
  const statuses: Readonly<Record<string, unknown>>[] = []
  const server = await createJambonzServer({
    ...ACCESS,
    clock,
    answer: () => side,
    tell: info => statuses.push(info),
    ...more,
  })
  open.push(() => server.close())
  const rest = createRestClient({ ...ACCESS, url: server.url, clock, timeoutMs: 300, ...client })
  return { server, rest, statuses }
}
const until = async (holds: () => boolean): Promise<void> => {
  for (let left = 200; !holds(); left--) {
    if (left === 0) throw new Error('it did not come to pass')
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}
const make = async (rest: JambonzRest): Promise<string> => {
  const created = await rest.createCall(request)
  if (created.kind !== 'created') throw new Error(JSON.stringify(created))
  return created.callId
}
/** Where nobody listens. */
async function findClosedUrl(): Promise<string> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return `http://127.0.0.1:${port}`
}
/** An API that answers everything alike. */
async function answerAlways(status: number, body: string, headers: Record<string, string> = {}): Promise<JambonzRest> {
  const server = createServer((_, response) => response.writeHead(status, headers).end(body))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  open.push(() => new Promise(resolve => server.close(resolve)))
  return createRestClient({ ...ACCESS, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, clock })
}

describe('making a call', () => {
  it('sends a body that the feature server takes whole, with the attempt in tag and header', async () => {
    const { rest, server } = await start({ kind: 'rings' })
    const callId = await make(rest)
    const call = server.calls.get(callId)
    expect(call?.created).toMatchObject({
      from: '+48600000100',
      to: '+48600000201',
      ringMs: 30_000,
      longestMs: 600_000,
      headers: { 'X-Trucada-Attempt': 'attempt-1' },
      tag: { attempt: 'attempt-1', scenario: 'appointment-confirmation', language: 'pl', contact: request.contact },
    })
  })
  it('names the trunk inside `to`, and passes the detector on', async () => {
    const { rest, server } = await start({ kind: 'rings' })
    await rest.createCall({ ...request, trunk: 'carrier-a', amd: { actionHook: '/amd' } })
    expect(server.asked[0]).toMatchObject({ to: { type: 'phone', trunk: 'carrier-a' }, amd: { actionHook: '/amd' } })
    expect(server.calls.size).toBe(1)
  })
  it.each([
    [400, 'refused', 'bad request'],
    [401, 'refused', 'bad key'],
    [403, 'refused', 'bad key'],
    [404, 'refused', 'not jambonz'],
    [302, 'refused', 'not jambonz'],
    [429, 'refused', 'too many requests'],
    [480, 'refused', 'no feature server'],
    [500, 'unknown', 'server error'],
    [502, 'unknown', 'server error'],
    [504, 'unknown', 'server error'],
    [201, 'unknown', 'broken answer'],
  ] as const)('takes %i for %s: %s', async (status, kind, because) => {
    const rest = await answerAlways(status, '<html>', status === 302 ? { location: 'http://127.0.0.1:1/' } : {})
    expect(await rest.createCall(request)).toMatchObject({ kind, because })
  })
  it('knows that a connection which never came about made no call', async () => {
    const rest = createRestClient({ ...ACCESS, url: await findClosedUrl(), clock })
    expect(await rest.createCall(request)).toMatchObject({ kind: 'refused', because: 'unreachable' })
  })
  it.each(['answerLost', 'answerLate', 'falseRefusal'] as const)(
    'does not know after %s, asks once, and finds the call',
    async fault => {
      const { rest, server } = await start({ kind: 'rings' }, { faults: { [fault]: 1 } })
      expect((await rest.createCall(request)).kind).toBe('unknown')
      expect(server.asked).toHaveLength(1)
      const found = await rest.findCallsTo(request.to)
      expect(found.map(one => one.callId)).toEqual([...server.calls.keys()])
      expect(await rest.findCallsTo('+48600000299')).toEqual([])
    },
  )
  it('stays under the limit by itself, and leaves requests for ending calls', async () => {
    const { rest, server } = await start(
      { kind: 'rings' },
      { rate: { most: 20, windowMs: 60_000 } },
      { rate: { most: 20, windowMs: 60_000 } },
    )
    const results = await Promise.all(Array.from({ length: 25 }, () => rest.createCall(request)))
    expect(results.filter(one => one.kind === 'created')).toHaveLength(18)
    const refused = results.filter(one => one.kind === 'refused')
    expect(refused.every(one => one.because === 'too many requests' && (one.waitMs ?? 0) > 50_000)).toBe(true)
    await until(() => [...server.calls.values()].every(call => call.last.status === 'ringing'))
    expect(await rest.findCall([...server.calls.keys()][0] ?? '')).toMatchObject({ status: 'ringing' })
  })
  it('makes no more requests once the server says that it were too many', async () => {
    const { rest, server } = await start({ kind: 'rings' }, { rate: { most: 2, windowMs: 60_000 } })
    const results = [await rest.createCall(request), await rest.createCall(request), await rest.createCall(request)]
    expect(results.map(one => one.kind)).toEqual(['created', 'created', 'refused'])
    expect(await rest.createCall(request)).toMatchObject({ kind: 'refused', because: 'too many requests' })
    expect(server.asked).toHaveLength(2)
    await expect(rest.findCall('x')).rejects.toMatchObject({ code: 'jambonz/too-many-requests', retryable: true })
  })
})

describe('ending a call', () => {
  it('cancels one that rings, of which no status tells', async () => {
    const { rest, statuses } = await start({ kind: 'rings' })
    const callId = await make(rest)
    await until(() => statuses.some(info => info['call_status'] === 'ringing'))
    expect(await rest.hangUp(callId)).toBe('cancelled')
    expect(statuses.map(info => info['call_status'])).toEqual(['trying', 'ringing'])
    expect(await rest.findCall(callId)).toMatchObject({ status: 'no-answer' })
    expect(await rest.hangUp(callId)).toBe('gone')
  })
  it('ends an answered one, also one that has not begun to ring', async () => {
    const { rest, statuses } = await start({ kind: 'answers', afterMs: 60, talkMs: 60_000 })
    const callId = await make(rest)
    expect(['ended', 'cancelled']).toContain(await rest.hangUp(callId))
    const other = await make(rest)
    await until(() => statuses.some(info => info['call_status'] === 'in-progress' && info['call_sid'] === other))
    expect(await rest.hangUp(other)).toBe('ended')
    expect(await rest.findCall(other)).toMatchObject({ status: 'completed', endedBy: 'jambonz' })
  })
  it('says when there is no such call', async () => {
    const { rest } = await start({ kind: 'rings' })
    expect(await rest.hangUp('nobody')).toBe('gone')
    expect(await rest.findCall('nobody')).toBeUndefined()
    expect(await rest.update('nobody', { mute_status: 'mute' })).toBe(false)
  })
  it('rejects with an operational error that names no secret', async () => {
    const rest = createRestClient({ ...ACCESS, url: await findClosedUrl(), clock })
    const error = await rest.findCall('x').catch((one: unknown) => one)
    expect(error).toMatchObject({ code: 'jambonz/no-answer', retryable: true })
    expect(JSON.stringify(error)).not.toContain(ACCESS.apiKey)
  })
})

describe('statuses over HTTP', () => {
  async function startHook(hear: (report: StatusReport) => void): Promise<string> {
    const hook = createStatusHook({ secret: 'wh', clock, hear })
    const server = createServer((incoming, response) => void hook(incoming, response))
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    open.push(() => new Promise(resolve => server.close(resolve)))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/statuses`
  }
  it('lead every leg to its end although they come late, twice and out of order, and the lost are looked up', async () => {
    const legs = new Map<string, Leg>()
    const hear = (report: StatusReport): void => {
      const move = moveLeg(legs.get(report.attempt ?? '') ?? FRESH_LEG, report)
      if (move.kind === 'moved') legs.set(report.attempt ?? '', move.leg)
      if (move.kind === 'stranger') throw new Error('two calls for one attempt')
    }
    const url = await startHook(hear)
    const target = { url, secret: 'wh', now: () => Date.now() }
    const sides: readonly CalledSide[] = [
      { kind: 'answers', afterMs: 30, talkMs: 40 },
      { kind: 'refuses', sipStatus: 486, afterMs: 20 },
      { kind: 'refuses', sipStatus: 404, afterMs: 5 },
      { kind: 'refuses', sipStatus: 480, afterMs: 30 },
    ]
    let count = 0
    const sent: Promise<unknown>[] = []
    const { rest, server } = await start(
      { kind: 'rings' },
      {
        answer: () => sides[count++ % sides.length] as CalledSide,
        tell: info => sent.push(sendStatus(target, info)),
        faults: { statusDropped: 0.2, statusTwice: 0.3, statusLate: 0.4 },
        seed: 7,
        latenessMs: 100,
      },
    )
    const attempts = Array.from({ length: 60 }, (_, at) => `a${at}`)
    for (const attempt of attempts) await rest.createCall({ ...request, attempt })
    await until(() => [...server.calls.values()].every(call => call.endedAt !== undefined))
    await new Promise(resolve => setTimeout(resolve, 150))
    await Promise.all(sent)
    // What no status told.
    let lookedUp = 0
    for (const call of server.calls.values()) {
      const attempt = String(call.created.tag?.['attempt'])
      const leg = legs.get(attempt)
      if (leg?.stage === 'over') continue
      lookedUp += 1
      const record = await rest.findCall(call.callSid)
      if (record !== undefined) hear({ ...record, attempt })
    }
    expect(lookedUp).toBeGreaterThan(3)
    const wanted = attempts.map((_, at) => ['answered', 'busy', 'invalid_number', 'no_answer'][at % 4])
    expect(attempts.map(attempt => nameLegOutcome(legs.get(attempt) ?? FRESH_LEG))).toEqual(wanted)
  })
  it('are believed only when signed, taken only when they are statuses, and asked for again when they could not be kept', async () => {
    const heard: StatusReport[] = []
    let isFull = false
    const url = await startHook(report => {
      if (isFull) throw new Error('the disk is full')
      heard.push(report)
    })
    const info = { call_sid: 'c', direction: 'outbound', call_status: 'busy', sip_status: 486, customerData: { attempt: 'a' } }
    const send = (secret: string, body: Record<string, unknown>) => sendStatus({ url, secret, now: () => Date.now() }, body)
    expect(await send('wh', info)).toBe(204)
    expect(heard).toEqual([{ callId: 'c', status: 'busy', attempt: 'a', sipStatus: 486 }])
    expect(await send('other', info)).toBe(401)
    expect(await sendStatus({ url, secret: 'wh', now: () => Date.now() - 400_000 }, info)).toBe(401)
    expect(await send('wh', { ...info, parent_call_sid: 'p' })).toBe(204)
    expect(await send('wh', { call_status: 'sleeping' })).toBe(204)
    expect(heard).toHaveLength(1)
    isFull = true
    expect(await send('wh', info)).toBe(500)
    expect((await fetch(url)).status).toBe(405)
    expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(401)
    expect((await fetch(url, { method: 'POST', body: 'x'.repeat(300_000) }).catch(() => ({ status: 413 }))).status).toBe(413)
  })
})

describe('the stand-in', () => {
  it('refuses without a reason what feature server 0.9.8 refuses', async () => {
    const { server } = await start({ kind: 'rings' })
    const post = async (change: Record<string, unknown>): Promise<number> => {
      const body = { application_sid: 'app-1', from: '+48600000100', to: { type: 'phone', number: '+48600000201' }, ...change }
      const headers = { authorization: 'Bearer key-1', 'content-type': 'application/json' }
      return (await fetch(`${server.url}/v1/Accounts/acc-1/Calls`, { method: 'POST', headers, body: JSON.stringify(body) }))
        .status
    }
    expect(await post({})).toBe(201)
    expect(await post({ answerOnBridge: true })).toBe(500)
    expect(await post({ trunk: 'a' })).toBe(500)
    expect(await post({ tag: ['a'] })).toBe(500)
    expect(await post({ timeout: '30' })).toBe(500)
    expect(await post({ amd: {} })).toBe(500)
    expect(await post({ from: '' })).toBe(400)
  })
  it('goes on with a call whose record was deleted', async () => {
    const { rest, server, statuses } = await start({ kind: 'answers', afterMs: 20, talkMs: 50 })
    const callId = await make(rest)
    await fetch(`${server.url}/v1/Accounts/acc-1/Calls/${callId}`, {
      method: 'DELETE',
      headers: { authorization: 'Bearer key-1' },
    })
    expect(await rest.findCall(callId)).toBeUndefined()
    await until(() => statuses.some(info => info['call_status'] === 'completed'))
  })
})

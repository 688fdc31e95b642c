import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import type { Handover } from '../../../src/engine/call/index.ts'
import { createHandoverWebhook, type HandoverWebhook } from '../../../src/engine/handovers/index.ts'
import { createVirtualClock, type VirtualClock } from '../../../src/simulation/virtual-clock.ts'

const START = Date.parse('2026-05-05T08:00:00Z')
const handover: Handover = {
  idempotencyKey: 'call-1:anytime.operator:1',
  callId: 'call-1',
  scenario: 'appointment-confirmation',
  step: 'anytime.operator',
  to: 'reception',
  language: 'uk',
  phone: '+48600000001',
  summary: 'Dzwoni Anna Nowak.',
  said: [{ node: 'visit', text: 'хочу людину' }],
  kept: { reason: 'ill' },
  at: START,
}

interface Sent {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A webhook whose receiver answers with these statuses in turn, the last for ever; 0 refuses the connection. */
function setUp(statuses: readonly number[], url: string | undefined = 'https://clinic.example.org/handovers') {
  const clock: VirtualClock = createVirtualClock(START)
  const sent: Sent[] = []
  const logged: string[] = []
  const note = (facts: object, message: string): void => void logged.push(`${message} ${JSON.stringify(facts)}`)
  const webhook: HandoverWebhook = createHandoverWebhook({
    clock,
    url: () => url,
    secret: 's3cret',
    log: { warn: note, error: note },
    fetch: (to, init) => {
      const status = statuses[Math.min(sent.length, statuses.length - 1)] ?? 200
      sent.push({ url: String(to), headers: init?.headers as Sent['headers'], body: String(init?.body) })
      return status === 0 ? Promise.reject(new TypeError('fetch failed')) : Promise.resolve(new Response('', { status }))
    },
  })
  /** Lets time pass, and what is promised come true. */
  const pass = async (ms: number): Promise<void> => {
    for (let turn = 0; turn < 5; turn++) await new Promise(resolve => setImmediate(resolve))
    clock.advanceTo(clock.now() + ms)
    for (let turn = 0; turn < 5; turn++) await new Promise(resolve => setImmediate(resolve))
  }
  return { clock, webhook, sent, logged, pass }
}

describe('summaries of calls that are handed over', () => {
  it('are posted once, signed over time and body, with a key that names the handing over', async () => {
    const { webhook, sent, pass } = setUp([200])
    webhook.tell(handover)
    await pass(0)
    expect(sent).toHaveLength(1)
    const [{ url, headers, body }] = sent as [Sent]
    expect(url).toBe('https://clinic.example.org/handovers')
    expect(JSON.parse(body)).toEqual({
      event: 'handover',
      id: 'call-1:anytime.operator:1',
      call_id: 'call-1',
      scenario: 'appointment-confirmation',
      step: 'anytime.operator',
      to: 'reception',
      language: 'uk',
      phone: '+48600000001',
      summary: 'Dzwoni Anna Nowak.',
      said: [{ step: 'visit', text: 'хочу людину' }],
      kept: { reason: 'ill' },
      at: '2026-05-05T08:00:00.000Z',
    })
    const seconds = START / 1000
    const hex = createHmac('sha256', 's3cret').update(`${seconds}.${body}`).digest('hex')
    expect(headers).toMatchObject({
      'idempotency-key': 'call-1:anytime.operator:1',
      'trucada-signature': `t=${seconds},v1=${hex}`,
    })
    expect(webhook.waiting).toBe(0)
  })

  it('are sent again with the same key while that can help, and signed anew', async () => {
    const { webhook, sent, pass } = setUp([503, 0, 429, 200])
    webhook.tell(handover)
    for (const ms of [1000, 4000, 15_000]) await pass(ms)
    expect(sent.map(({ headers }) => headers['idempotency-key'])).toEqual(Array(4).fill('call-1:anytime.operator:1'))
    expect(new Set(sent.map(({ headers }) => headers['trucada-signature'])).size).toBe(4)
    expect(webhook.waiting).toBe(0)
  })

  it('are not sent again when they were refused', async () => {
    const { webhook, sent, logged, pass } = setUp([422])
    webhook.tell(handover)
    await pass(600_000)
    expect(sent).toHaveLength(1)
    expect(logged).toHaveLength(1)
  })

  it('are given up in the end, without a word of theirs in the log', async () => {
    const { webhook, sent, logged, pass } = setUp([500])
    webhook.tell(handover)
    for (let turn = 0; turn < 8; turn++) await pass(100_000)
    expect(sent).toHaveLength(6)
    expect(webhook.waiting).toBe(0)
    expect(logged.join()).toContain('could not be delivered')
    expect(logged.join()).not.toMatch(/Nowak|600000001|людину/)
  })

  it('go nowhere while no address is set', async () => {
    const { webhook, sent, pass } = setUp([200], '')
    const nowhere = createHandoverWebhook({ clock: createVirtualClock(START), url: () => undefined, log: console })
    nowhere.tell(handover)
    await pass(0)
    expect(nowhere.waiting).toBe(0)
    expect([webhook.waiting, sent]).toEqual([0, []])
  })

  it('are bounded: a receiver that is down for long costs no memory', async () => {
    const { webhook, logged, pass } = setUp([500])
    for (let call = 0; call < 1500; call++) webhook.tell({ ...handover, callId: `call-${call}` })
    await pass(0)
    expect(webhook.waiting).toBe(1000)
    expect(logged.filter(line => line.includes('too many wait'))).toHaveLength(500)
  })

  it('hold up the end of the server a little, and no longer', async () => {
    const { webhook, clock, pass } = setUp([500])
    webhook.tell(handover)
    let isClosed = false
    void webhook.close(5000).then(() => (isClosed = true))
    await pass(4999)
    expect(isClosed).toBe(false)
    await pass(1)
    expect(isClosed).toBe(true)
    expect(clock.now()).toBe(START + 5000)
  })

  it('reach a receiver over the network', async () => {
    const bodies: string[] = []
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', chunk => (body += String(chunk)))
      request.on('end', () => {
        bodies.push(body)
        response.writeHead(204).end()
      })
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const webhook = createHandoverWebhook({
      clock: {
        now: () => Date.now(),
        setTimeout: (run, ms) => setTimeout(run, ms),
        clearTimeout: timer => clearTimeout(timer as NodeJS.Timeout),
      },
      url: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      log: console,
    })
    webhook.tell(handover)
    await webhook.close(2000)
    expect(bodies).toHaveLength(1)
    await new Promise(resolve => server.close(resolve))
  })
})

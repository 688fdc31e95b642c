import { createHmac } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Understanding } from '../../src/engine/call/index.ts'
import { NO_KNOWLEDGE } from '../../src/engine/clinic/index.ts'
import { readLines, readVoices } from '../../src/engine/jambonz/index.ts'
import { createLog } from '../../src/server/log.ts'
import { createRealClock } from '../../src/server/real-clock.ts'
import { readSettings } from '../../src/server/settings/index.ts'
import { type RunningServer, startServer } from '../../src/server/start-server.ts'
import { compileFolder } from '../../src/server/workspace/compile-folder.ts'
import { connectPeer, type JambonzPeer, outboundSession, verbsOf } from './jambonz-peer.ts'

interface Received {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

const { scenarios } = await compileFolder('scenarios-yaml')
/** Takes each word for the meaning of its name. */
const understanding: Understanding = {
  hear([best]) {
    const text = best?.text ?? ''
    const meanings = [{ meaning: text, confidence: 1, start: 0, end: text.length, because: 'it is its name' }]
    return { text, meanings, values: [], noise: false }
  },
}

let folder: string
let receiver: Server
let server: RunningServer
let peer: JambonzPeer | undefined
const received: Received[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handover-'))
  received.length = 0
  receiver = createServer((request, response) => {
    let body = ''
    request.on('data', chunk => (body += String(chunk)))
    request.on('end', () => {
      received.push({ headers: request.headers, body })
      response.writeHead(200).end()
    })
  })
  await new Promise<void>(resolve => receiver.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/handovers`
  const { lines } = readLines(`transfers: { reception: { to: "+48600000101" } }\nsummaries: { url: "${url}" }\n`)
  const { settings } = readSettings({
    flags: { port: '0', data: folder },
    env: { TRUCADA_SUMMARIES_SECRET: 's3cret' },
    folder,
  })
  server = await startServer({
    settings,
    clock: createRealClock(),
    log: createLog('silent', { write: () => undefined }, false),
    scenarios: () => scenarios,
    surroundings: () => ({
      voices: readVoices('voices: {}').voices,
      lines,
      knowledge: NO_KNOWLEDGE,
      fixture: { patients: [], visits: [], schedule: [] },
      findings: [],
      music: [],
      files: new Map(),
    }),
    understanding,
  })
})
afterEach(async () => {
  peer?.socket.terminate()
  await server.close()
  await new Promise(resolve => receiver.close(resolve))
  await rm(folder, { recursive: true })
})

it('a server posts the summary of a call that is handed over, signed, as the handing over begins', async () => {
  const one = await connectPeer(server.url)
  peer = one
  const session = outboundSession(one) as { readonly data: object }
  const contact = {
    patient: { name: 'Anna Nowak', phone: '+48600000201' },
    appointment: { id: 'V1', at: '2030-05-07T10:30', doctor: 'Ewa Zielińska', specialty: 'poradnia', place: 'parter' },
  }
  const customerData = { scenario: 'appointment-confirmation', language: 'uk', contact }
  one.send({ ...session, data: { ...session.data, customerData, to: '+48600000201' } })
  const say = async (words: string): Promise<void> => {
    const gather = await one.nextGather()
    const speech = { is_final: true, alternatives: [{ transcript: words, confidence: 0.9 }] }
    await new Promise(resolve => setTimeout(resolve, 20))
    await one.hook('/turn', { verb_id: gather['id'], reason: 'speechDetected', speech })
  }
  await say('agree')
  await say('operator')
  const dial = await one.next(frame => verbsOf(frame).some(({ verb }) => verb === 'dial'))
  expect(verbsOf(dial).at(-1)).toMatchObject({ target: [{ number: '+48600000101' }], confirmHook: '/confirm' })
  await vi.waitFor(() => expect(received).toHaveLength(1), 3000)
  const [{ headers, body }] = received as [Received]
  expect(JSON.parse(body)).toMatchObject({
    event: 'handover',
    call_id: one.callSid,
    scenario: 'appointment-confirmation',
    step: 'anytime.operator',
    to: 'reception',
    language: 'uk',
    phone: '+48600000201',
    summary: expect.stringContaining('Rozmowa przekazana przez automat.') as string,
    said: [{ text: 'agree' }, { text: 'operator' }],
  })
  const [, seconds = '', hex = ''] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['trucada-signature'])) ?? []
  expect(hex).toBe(createHmac('sha256', 's3cret').update(`${seconds}.${body}`).digest('hex'))
  expect(headers['idempotency-key']).toBe(`${one.callSid}:anytime.operator:1`)
})

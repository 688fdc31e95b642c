import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import type { Telephone, TelephoneEvent, Turn } from '../../src/engine/call/ports.ts'
import {
  createEndpoint,
  type Endpoint,
  type EndpointOptions,
  readLines,
  readVoices,
  type SessionInfo,
} from '../../src/engine/jambonz/index.ts'
import { connectPeer, inboundSession, type JambonzPeer, outboundSession, verbsOf } from './jambonz-peer.ts'

const clock = {
  now: () => Date.now(),
  setTimeout: (run: () => void, ms: number): unknown => setTimeout(run, ms),
  clearTimeout: (timer: unknown): void => clearTimeout(timer as NodeJS.Timeout),
}
const { voices } = readVoices(
  'voices: { pl: { recognizer: { vendor: google }, synthesizer: { vendor: google, voice: pl-PL-Wavenet-E } } }',
)
const { lines } = readLines(
  'lines: { "+48220000000": { scenario: home-visit-request } }\ntransfers: { reception: { to: "+48600000009" } }',
)

/** A call that asks three things and hands over or hangs up. */
class ScriptedCall {
  readonly events: TelephoneEvent[] = []
  #count = 0
  readonly #telephone: Telephone
  constructor(telephone: Telephone) {
    this.#telephone = telephone
  }
  start(): void {
    this.ask('Dzień dobry, tu przychodnia.')
  }
  ask(text: string, listen: Partial<Turn['listen']> = {}): void {
    const keys = { max: 1, betweenMs: 2000 }
    this.#telephone.turn({
      id: `t${++this.#count}`,
      language: 'pl',
      pace: this.#count === 2 ? 'slow' : 'normal',
      say: [{ key: 's:a', text }],
      listen: { silenceMs: 5000, interrupt: 'partial', hints: ['tak', 'nie'], keys, ...listen },
    })
  }
  receive(event: TelephoneEvent): void {
    this.events.push(event)
    if (event.kind === 'speech' && event.hypotheses[0]?.text === 'łącz')
      this.#telephone.transfer({
        id: 'x',
        to: 'reception',
        say: [{ key: 's:x', text: 'Łączę.' }],
        language: 'pl',
        summary: 'Pacjentka prosi o rozmowę.',
      })
    else if (event.kind === 'speech') this.ask('Rozumiem.')
    else if (event.kind === 'keys') this.ask('Tego nie można przerwać.', { interrupt: 'never' })
    else if (event.kind === 'silence') this.#telephone.hangUp()
  }
}

let endpoint: Endpoint
let url: string
let calls: Map<string, ScriptedCall>
let infos: SessionInfo[]
const peers: JambonzPeer[] = []

async function open(more: Partial<EndpointOptions> = {}): Promise<void> {
  calls = new Map()
  infos = []
  endpoint = createEndpoint({
    clock,
    voices: () => voices,
    lines: () => lines,
    open(info, telephone) {
      infos.push(info)
      const call = new ScriptedCall(telephone)
      calls.set(info.callId, call)
      return call
    },
    ...more,
  })
  if (!endpoint.server.listening) await new Promise<void>(resolve => endpoint.server.listen(0, '127.0.0.1', resolve))
  url = `ws://127.0.0.1:${(endpoint.server.address() as AddressInfo).port}/calls`
}
async function connect(protocols?: readonly string[], callSid?: string): Promise<JambonzPeer> {
  const peer = await connectPeer(url, protocols, callSid)
  peers.push(peer)
  return peer
}
async function begin(): Promise<JambonzPeer> {
  const peer = await connect()
  peer.send(inboundSession(peer))
  await peer.ack('new')
  return peer
}
const eventsOf = (peer: JambonzPeer): readonly TelephoneEvent[] => calls.get(peer.callSid)?.events ?? []
const speech = (transcript: string, is_final = true): object => ({
  language_code: 'pl-PL',
  channel_tag: 1,
  is_final,
  alternatives: [{ transcript, confidence: 0.9 }],
  vendor: { name: 'google', evt: [] },
})

beforeEach(() => open())
afterEach(async () => {
  for (const peer of peers.splice(0)) peer.socket.terminate()
  await endpoint.close()
})

describe('a call over a WebSocket', () => {
  it('that comes in: acked with verbs, each hook acked and answered by a command, hung up at the end', async () => {
    const peer = await connect()
    peer.send(inboundSession(peer))
    const ack = await peer.ack('new')
    expect(verbsOf(ack)).toMatchObject([
      { verb: 'config', notifyEvents: true, synthesizer: { voice: 'pl-PL-Wavenet-E' } },
      { verb: 'gather', id: 't1' },
    ])
    expect(infos[0]).toMatchObject({ direction: 'inbound', line: { scenario: 'home-visit-request' } })

    peer.send({ type: 'verb:status', call_sid: peer.callSid, data: { event: 'start-playback', verb: 'say', id: 't1' } })
    expect(await peer.hook('/partial', { verb_id: 't1', speech: speech('do', false) })).not.toHaveProperty('data')
    expect(
      await peer.hook('/turn', { verb_id: 't1', reason: 'speechDetected', speech: speech('dobry wieczór') }),
    ).not.toHaveProperty('data')
    const second = await peer.next(frame => frame['type'] === 'command')
    expect(second).toMatchObject({
      command: 'redirect',
      queueCommand: false,
      data: [{ verb: 'gather', id: 't2', say: { text: ['<speak><prosody rate="80%">Rozumiem.</prosody></speak>'] } }],
    })

    await peer.hook('/turn', { verb_id: 't2', reason: 'dtmfDetected', digits: '1' })
    const third = await peer.next(frame => frame['type'] === 'command')
    expect(verbsOf(third)).toMatchObject([
      { verb: 'config', transcribe: { enable: true } },
      { verb: 'gather', input: ['digits'] },
    ])
    await peer.hook('/turn', { verb_id: 't3', reason: 'timeout' })
    expect(verbsOf(await peer.next(frame => frame['type'] === 'command'))).toMatchObject([
      { verb: 'config', transcribe: { enable: false } },
      { verb: 'gather' },
    ])

    await peer.hook('/turn', { verb_id: 't3.listen', reason: 'timeout' })
    expect(await peer.next(frame => frame['type'] === 'command')).toMatchObject({ data: [{ verb: 'hangup' }] })
    peer.send({
      type: 'call:status',
      call_sid: peer.callSid,
      data: { call_sid: peer.callSid, call_status: 'completed', call_termination_by: 'jambonz', duration: 12 },
    })
    peer.socket.close(1000)
    await once(peer.socket, 'close')
    expect(eventsOf(peer).map(event => event.kind)).toEqual([
      'prompt',
      'partial',
      'prompt',
      'speech',
      'prompt',
      'keys',
      'prompt',
      'silence',
      'hangup',
    ])
    expect(eventsOf(peer).at(-1)).toEqual({ kind: 'hangup', by: 'us' })
    await vi.waitFor(() => expect([endpoint.calls, endpoint.connections]).toEqual([0, 0]))
  })

  it('that went out: statuses before the session are taken in, the tag names what to say', async () => {
    const peer = await connect()
    for (const call_status of ['trying', 'ringing', 'in-progress'])
      peer.send({
        type: 'call:status',
        call_sid: peer.callSid,
        data: { call_sid: peer.callSid, direction: 'outbound', call_status },
      })
    peer.send(outboundSession(peer))
    expect(verbsOf(await peer.ack('new')).at(-1)).toMatchObject({ verb: 'gather', id: 't1' })
    expect(infos[0]?.tag).toEqual({
      scenario: 'appointment-confirmation',
      language: 'pl',
      contact: { patient: { name: 'Anna Nowak' } },
    })
    peer.send({
      type: 'call:status',
      call_sid: peer.callSid,
      data: { call_sid: peer.callSid, call_status: 'completed', call_termination_by: 'caller' },
    })
    await vi.waitFor(() => expect(eventsOf(peer)).toContainEqual({ kind: 'hangup', by: 'caller' }))
  })

  it('that went out and was not answered', async () => {
    const peer = await connect()
    peer.send({
      type: 'call:status',
      call_sid: peer.callSid,
      data: { call_sid: peer.callSid, call_status: 'busy', sip_status: 486 },
    })
    peer.socket.close(1000)
    await once(peer.socket, 'close')
    expect(infos).toEqual([])
    expect(endpoint.calls).toBe(0)
  })

  it('that is handed over, with a summary for whoever answers', async () => {
    const peer = await begin()
    await peer.hook('/turn', { verb_id: 't1', reason: 'speechDetected', speech: speech('łącz') })
    const command = await peer.next(frame => frame['type'] === 'command')
    expect(verbsOf(command).map(verb => verb.verb)).toEqual(['say', 'dial'])
    peer.send({ type: 'dial:confirm', msgid: 'c', hook: '/confirm', data: { call_sid: 'child', parent_call_sid: peer.callSid } })
    expect(verbsOf(await peer.ack('c'))).toMatchObject([
      { verb: 'config' },
      { verb: 'gather', say: { text: ['Pacjentka prosi o rozmowę.', 'Aby odebrać tę rozmowę, proszę nacisnąć jeden.'] } },
      { verb: 'hangup' },
    ])
    const child = { call_sid: 'child', parent_call_sid: peer.callSid }
    const taken = await peer.hook('/take', { ...child, verb_id: 'x.take', reason: 'dtmfDetected', digits: '1' })
    expect(verbsOf(taken)).toMatchObject([{ verb: 'say', text: ['Łączę.'] }])
    await peer.hook('/transfer', { verb_id: 'x', dial_call_status: 'completed', dial_sip_status: 200, dial_call_sid: 'child' })
    expect(eventsOf(peer)).toContainEqual(
      expect.objectContaining({ kind: 'transfer', turn: 'x', result: 'bridged', agentLeft: true }),
    )
  })

  it('whose socket breaks goes on upon another socket', async () => {
    const peer = await begin()
    await peer.hook('/partial', { verb_id: 't1', speech: { ...speech('ta'), is_final: false } })
    peer.socket.terminate()
    await vi.waitFor(() => expect(endpoint.connections).toBe(0))
    expect(endpoint.calls).toBe(1)
    const again = await connect(undefined, peer.callSid)
    again.send({ ...inboundSession(again), type: 'session:reconnect', msgid: 'back' })
    expect(await again.ack('back')).not.toHaveProperty('data')
    await again.hook('/turn', { verb_id: 't1', reason: 'speechDetected', speech: speech('tak') })
    expect(await again.nextGather()).toMatchObject({ id: 't2' })
    expect(infos).toHaveLength(1)
  })

  it('acks two hooks in flight each by its own msgid', async () => {
    const peer = await begin()
    const acks = await Promise.all([
      peer.hook('/partial', { verb_id: 't1', speech: speech('t', false) }),
      peer.hook('/partial', { verb_id: 't1', speech: speech('ta', false) }),
    ])
    expect(acks.map(frame => frame['msgid'])).toEqual(['m1', 'm2'])
  })
})

describe('frames that are wrong', () => {
  const wrong: readonly (readonly [string, string | Buffer])[] = [
    ['no JSON', '{'],
    ['null', 'null'],
    ['a number', '1'],
    ['a list', '[]'],
    ['no type', '{"msgid":"a"}'],
    ['no msgid', '{"type":"session:new","data":{}}'],
    ['no data', '{"type":"session:new","msgid":"a"}'],
    ['no call', '{"type":"session:new","msgid":"a","data":{"direction":"inbound"}}'],
    ['a hook without data', '{"type":"verb:hook","msgid":"a","hook":"/turn"}'],
    ['a deep nest', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['binary', Buffer.from([0, 255, 1])],
    ['binary JSON', Buffer.from('{"type":"session:new"}')],
    ['a prototype', '{"type":"verb:hook","msgid":"a","data":{"__proto__":{"reason":"timeout"},"verb_id":"t1"}}'],
  ]
  it.each(wrong)('%s: before and in a call, nobody else is disturbed', async (_name, text) => {
    const other = await begin()
    const peer = await connect()
    peer.sendRaw(text)
    peer.send(inboundSession(peer))
    await peer.ack('new')
    peer.sendRaw(text)
    await peer.hook('/turn', { verb_id: 't1', reason: 'speechDetected', speech: speech('tak') })
    expect(await peer.nextGather()).toMatchObject({ id: 't2' })
    await other.hook('/turn', { verb_id: 't1', reason: 'speechDetected', speech: speech('tak') })
    expect(await other.nextGather()).toMatchObject({ id: 't2' })
  })

  it('a protocol error or a huge frame ends its own socket, never with 1000, and no other', async () => {
    const other = await begin()
    const broken = await connect()
    const huge = await connect()
    const codes = Promise.all([broken, huge].map(peer => once(peer.socket, 'close').then(([code]) => code as number)))
    // A frame with reserved bits set.
    ;(broken.socket as unknown as { _socket: { write(data: Buffer): void } })._socket.write(Buffer.from([0xf1, 0x80, 0, 0, 0, 0]))
    huge.sendRaw('x'.repeat(600 * 1024))
    for (const code of await codes) expect([1002, 1006, 1009]).toContain(code)
    await other.hook('/turn', { verb_id: 't1', reason: 'timeout' })
  })

  it('a socket that sends nothing but nonsense is closed', async () => {
    const peer = await begin()
    for (let count = 0; count < 60; count++) peer.sendRaw('nonsense')
    expect((await once(peer.socket, 'close'))[0]).toBe(1008)
    expect(endpoint.counts.malformed).toBeGreaterThan(50)
  })

  it('a socket on which no call begins is closed', async () => {
    await endpoint.close()
    await open({ firstFrameMs: 50 })
    const peer = await connect()
    expect((await once(peer.socket, 'close'))[0]).toBe(1008)
  })
})

describe('connections that are refused', () => {
  const refused = async (target: string, protocols: readonly string[] = ['ws.jambonz.org']): Promise<number> => {
    const socket = new WebSocket(target, [...protocols])
    socket.on('error', () => undefined)
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }]
    socket.terminate()
    return response.statusCode
  }

  it.each([
    ['another path', '/other', 404],
    ['a path beneath', '/calls/more', 404],
    ['a leg of its own', '/adulting', 404],
  ])('%s', async (_name, path, status) => {
    expect(await refused(path === '/adulting' ? `${url}/adulting` : url.replace('/calls', path))).toBe(status)
  })

  it('another subprotocol, or none', async () => {
    expect(await refused(url, ['chat'])).toBe(400)
    expect(await refused(url, [])).toBe(400)
  })

  it('too many', async () => {
    await endpoint.close()
    await open({ maxConnections: 1 })
    await begin()
    expect(await refused(url)).toBe(503)
  })

  it('echoes the subprotocol and takes a query', async () => {
    const peer = await connectPeer(`${url}?clinic=1`, ['other', 'ws.jambonz.org'])
    expect(peer.socket.protocol).toBe('ws.jambonz.org')
    peer.socket.terminate()
  })
})

describe('the server', () => {
  it('leaves HTTP and other upgrades of a shared server to others', async () => {
    await endpoint.close()
    const server = createServer((_request, response) => response.end('console'))
    server.on('upgrade', (message, socket) => message.url === '/other' && socket.end('HTTP/1.1 418 Teapot\r\n\r\n'))
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    await open({ server })
    const { port } = server.address() as AddressInfo
    const [response] = (await once(request({ port, host: '127.0.0.1' }).end(), 'response')) as [{ statusCode: number }]
    expect(response.statusCode).toBe(200)
    const other = new WebSocket(url.replace('/calls', '/other'))
    other.on('error', () => undefined)
    const [, teapot] = (await once(other, 'unexpected-response')) as [unknown, { statusCode: number }]
    expect(teapot.statusCode).toBe(418)
    await begin()
    await endpoint.close()
    expect(server.listening).toBe(true)
    server.close()
  })

  it('closes calls with 1001, so that jambonz connects again', async () => {
    const peer = await begin()
    const closed = once(peer.socket, 'close')
    await endpoint.close()
    expect((await closed)[0]).toBe(1001)
  })

  it('pings, and drops a peer that does not answer', async () => {
    await endpoint.close()
    await open({ pingMs: 40 })
    const peer = await begin()
    await once(peer.socket, 'ping')
    peer.socket.pause()
    await vi.waitFor(() => expect(endpoint.connections).toBe(0), { timeout: 1000 })
    expect(endpoint.calls).toBe(1)
  })

  it('prints nothing', async () => {
    const written = vi.spyOn(process.stdout, 'write')
    const logged = vi.spyOn(console, 'log')
    await endpoint.close()
    await open()
    await begin()
    expect(written).not.toHaveBeenCalled()
    expect(logged).not.toHaveBeenCalled()
    vi.restoreAllMocks()
  })
})

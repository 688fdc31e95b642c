import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Telephone, TelephoneEvent } from '../../src/engine/call/ports.ts'
import type { WaitingRoom } from '../../src/engine/call/waiting-room.ts'
import { createEndpoint, type Endpoint, readLines, readVoices } from '../../src/engine/jambonz/index.ts'
import { createMemoryWaitingRoom, openRedisWaitingRoom } from '../../src/engine/store/live/index.ts'
import { connectPeer, inboundSession, type JambonzPeer, verbsOf } from './jambonz-peer.ts'
import { reportMissing } from './missing-server.ts'
import { hasRedis, startRedis } from './redis-server.ts'

const REDIS = hasRedis()
if (!REDIS) reportMissing('redis-server', 'a queue of two processes is')

const clock = {
  now: () => Date.now(),
  setTimeout: (run: () => void, ms: number): unknown => setTimeout(run, ms),
  clearTimeout: (timer: unknown): void => clearTimeout(timer as NodeJS.Timeout),
}
const { voices } = readVoices('voices: {}')
const { lines, findings } = readLines(`
country: PL
countries: { PL: { record: with_notice, notice: { pl: "Rozmowa jest nagrywana." } } }
recorder: { siprec: "sip:recorder@example.org" }
lines:
  "+48220000000": { scenario: a }
  "+48220000001": { queue: reception, agents: ["+48600000120"] }
transfers:
  group: { to: ["+48600000009", "sip:nurse@example.org"], timeout: 15s, caller_id: "+48220000000" }
  all: { to: ["+48600000009", "+48600000008"], ring: all }
  queue: { queue: { name: reception, callback: { key: "1", after: 1 min } } }
  elsewhere: { refer: "+48600000007" }
`)

/** A call that is handed over when the caller says to whom, and asks on when that has come to nothing. */
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
  ask(text: string, isSecret = false): void {
    this.#telephone.turn({
      id: `t${++this.#count}`,
      language: 'pl',
      pace: 'normal',
      say: [{ key: 's:a', text }],
      listen: { silenceMs: 5000, interrupt: 'partial', hints: [], keys: { max: 1, betweenMs: 2000 } },
      ...(isSecret ? { isUnrecorded: true } : {}),
    })
  }
  receive(event: TelephoneEvent): void {
    this.events.push(event)
    if (event.kind === 'transfer') return this.ask('Czy w czymś jeszcze pomóc?')
    if (event.kind === 'waiting')
      return this.#telephone.wait?.({
        id: event.turn,
        language: 'pl',
        say: [{ key: 'p:waiting', text: `Numer w kolejce: ${event.position}.` }],
      })
    if (event.kind !== 'speech') return
    const to = event.hypotheses[0]?.text ?? ''
    if (to === 'data urodzenia') return this.ask('Proszę podać datę urodzenia.', true)
    this.#telephone.transfer({
      id: `x-${to}`,
      to,
      say: [{ key: 's:x', text: 'Łączę.' }],
      language: 'pl',
      summary: 'Dzwoni Anna Nowak.',
      staffLanguage: 'pl',
    })
  }
}

let endpoint: Endpoint
let url: string
let elsewhere: Endpoint | undefined
const calls = new Map<string, ScriptedCall>()
const peers: JambonzPeer[] = []

const start = async (room: WaitingRoom): Promise<{ readonly endpoint: Endpoint; readonly url: string }> => {
  const endpoint = createEndpoint({
    room,
    clock,
    voices: () => voices,
    lines: () => lines,
    open(info, telephone) {
      const call = new ScriptedCall(telephone)
      calls.set(info.callId, call)
      return call
    },
  })
  await new Promise<void>(resolve => endpoint.server.listen(0, '127.0.0.1', resolve))
  return { endpoint, url: `ws://127.0.0.1:${(endpoint.server.address() as AddressInfo).port}/calls` }
}
beforeEach(async () => {
  ;({ endpoint, url } = await start(createMemoryWaitingRoom()))
})
afterEach(async () => {
  for (const peer of peers.splice(0)) peer.socket.terminate()
  await endpoint.close()
  await elsewhere?.close()
  elsewhere = undefined
})

async function begin(data: object = {}): Promise<JambonzPeer> {
  const peer = await connectPeer(url)
  peers.push(peer)
  const session = inboundSession(peer) as { readonly data: object }
  peer.send({ ...session, data: { ...session.data, ...data } })
  await peer.ack('new')
  return peer
}
const says = async (peer: JambonzPeer, turn: string, words: string): Promise<readonly Record<string, unknown>[]> => {
  const speech = { language_code: 'pl-PL', is_final: true, alternatives: [{ transcript: words, confidence: 0.9 }] }
  await peer.hook('/turn', { verb_id: turn, reason: 'speechDetected', speech })
  return nextVerbs(peer)
}
const nextVerbs = async (peer: JambonzPeer): Promise<readonly Record<string, unknown>[]> =>
  verbsOf(await peer.next(frame => frame['type'] === 'command' && frame['command'] === 'redirect'))
const eventsOf = (peer: JambonzPeer): readonly TelephoneEvent[] => calls.get(peer.callSid)?.events ?? []
const confirm = async (peer: JambonzPeer, call_sid: string): Promise<readonly Record<string, unknown>[]> => {
  peer.send({
    type: 'dial:confirm',
    msgid: `c-${call_sid}`,
    hook: '/confirm',
    data: { call_sid, parent_call_sid: peer.callSid, direction: 'outbound', call_status: 'in-progress' },
  })
  return verbsOf(await peer.ack(`c-${call_sid}`))
}

describe('a call that is handed over, over a WebSocket', () => {
  it('the lines have no faults', () => expect(findings).toEqual([]))

  it('by dial: told, taken by nobody, then by the next, and gone on with after the talk', async () => {
    const peer = await begin()
    expect(await says(peer, 't1', 'group')).toMatchObject([
      { verb: 'say', text: ['Łączę.'] },
      {
        verb: 'dial',
        id: 'x-group',
        target: [{ type: 'phone', number: '+48600000009' }],
        confirmHook: '/confirm',
        anchorMedia: true,
        answerOnBridge: true,
        timeout: 15,
        callerId: '+48220000000',
      },
    ])
    expect(await confirm(peer, 'leg-1')).toMatchObject([
      { verb: 'config', notifyEvents: true },
      { verb: 'gather', id: 'x-group.take', numDigits: 1, actionHook: '/take' },
      { verb: 'hangup' },
    ])
    const silent = { call_sid: 'leg-1', parent_call_sid: peer.callSid, verb_id: 'x-group.take', reason: 'timeout' }
    expect(await peer.hook('/take', silent)).not.toHaveProperty('data')
    await peer.hook('/transfer', { verb_id: 'x-group', dial_call_status: 'in-progress', dial_sip_status: 200 })
    expect(await nextVerbs(peer)).toMatchObject([
      { verb: 'dial', id: 'x-group.2', target: [{ type: 'sip', sipUri: 'sip:nurse@example.org' }] },
    ])
    await confirm(peer, 'leg-2')
    const key = { call_sid: 'leg-2', parent_call_sid: peer.callSid, verb_id: 'x-group.take', reason: 'dtmfDetected', digits: '1' }
    expect(verbsOf(await peer.hook('/take', key))).toMatchObject([{ verb: 'say' }])
    await peer.hook('/transfer', {
      verb_id: 'x-group.2',
      dial_call_status: 'completed',
      dial_sip_status: 200,
      dial_call_sid: 'leg-2',
    })
    expect(await peer.nextGather()).toMatchObject({ id: 't2' })
    expect(eventsOf(peer)).toContainEqual(expect.objectContaining({ kind: 'transfer', result: 'bridged', agentLeft: true }))
  })

  it('by dial to several at once', async () => {
    const peer = await begin()
    const verbs = await says(peer, 't1', 'all')
    expect(verbs.at(-1)).toMatchObject({ verb: 'dial', target: [{ type: 'phone' }, { type: 'phone' }] })
    await peer.hook('/transfer', { verb_id: 'x-all', dial_call_status: 'ringing', dial_sip_status: 180 })
    expect(await peer.nextGather()).toMatchObject({ id: 't2' })
    expect(eventsOf(peer)).toContainEqual({ kind: 'transfer', turn: 'x-all', result: 'no_answer' })
  })

  it('by a queue, from which one of the clinic’s people takes it, told before what it is about', async () => {
    const peer = await begin()
    expect((await says(peer, 't1', 'queue')).slice(-2)).toMatchObject([
      { verb: 'config', bargeIn: { enable: true, input: ['digits'], numDigits: 1, actionHook: '/key' } },
      { verb: 'enqueue', id: 'x-queue', name: 'reception', waitHook: '/wait', actionHook: '/transfer' },
    ])
    const waited = await peer.hook('/wait', { queue_sid: 'q', queue_time: 1, queue_size: 2, queue_position: 1 })
    expect(verbsOf(waited)).toMatchObject([{ verb: 'say', text: ['Numer w kolejce: 2.'] }, { verb: 'pause' }])

    const agent = await begin({ to: '48220000001', from: '48600000120' })
    expect(agent.verbs).toMatchObject([
      { verb: 'answer' },
      { verb: 'config' },
      { verb: 'say', text: ['Dzwoni Anna Nowak.'] },
      { verb: 'dequeue', name: 'reception', callSid: peer.callSid, beep: true },
    ])
    // From now on a key of the caller must not end the talk, nor the guard that starts when a gather ends.
    expect(await peer.next(frame => frame['command'] === 'config')).toMatchObject({
      data: { bargeIn: { enable: false }, actionHookDelayAction: { enabled: false } },
    })
    await peer.hook('/transfer', { verb_id: 'x-queue', queue_sid: 'q', queue_time: 9, queue_result: 'bridged' })
    expect(await peer.nextGather()).toMatchObject({ id: 't2' })
    expect(eventsOf(peer)).toContainEqual({ kind: 'transfer', turn: 'x-queue', result: 'bridged', agentLeft: true })
    await agent.hook('/dequeued', { verb_id: 'dequeue-1', dequeue_result: 'complete' })
    expect((await nextVerbs(agent)).at(-1)).toMatchObject({ verb: 'dequeue', timeout: 2 })
  })

  it.skipIf(!REDIS)(
    'by a queue in which a caller of one process is taken out by an agent of another, told what it is about',
    async () => {
      const redis = await startRedis()
      const rooms = await Promise.all(['one', 'other'].map(owner => openRedisWaitingRoom({ url: redis.url, owner })))
      const [one, other] = await Promise.all(rooms.map(start))
      if (one === undefined || other === undefined) throw new Error('two were started')
      elsewhere = one.endpoint
      await endpoint.close()
      ;({ endpoint, url } = one)
      const peer = await begin()
      await says(peer, 't1', 'queue')
      await vi.waitFor(async () => {
        expect(await rooms[1]?.promise('reception')).toMatchObject({ callId: peer.callSid })
        rooms[1]?.giveBack(peer.callSid)
      })
      ;({ endpoint, url } = other)
      const agent = await begin({ to: '48220000001', from: '48600000120' })
      expect(agent.verbs.slice(2)).toMatchObject([
        { verb: 'say', text: ['Dzwoni Anna Nowak.'] },
        { verb: 'dequeue', name: 'reception', callSid: peer.callSid },
      ])
      const stopsKeys = (frame: Record<string, unknown>): boolean =>
        frame['command'] === 'config' && JSON.stringify(frame['data']).includes('"enable":false')
      expect(await peer.next(stopsKeys)).toBeDefined()
      await Promise.all(rooms.map(room => room.close()))
      redis.stop()
    },
  )

  it('by a queue that the caller leaves by a key', async () => {
    const peer = await begin()
    await says(peer, 't1', 'queue')
    await peer.hook('/transfer', { verb_id: 'x-queue', queue_sid: 'q', queue_time: 70, queue_result: 'hangup' })
    await peer.hook('/key', { reason: 'dtmfDetected', digits: '1' })
    expect(await peer.nextGather()).toMatchObject({ id: 't2' })
    expect(eventsOf(peer)).toContainEqual({ kind: 'transfer', turn: 'x-queue', result: 'callback' })
  })

  it('by a referral of the network', async () => {
    const peer = await begin()
    expect((await says(peer, 't1', 'elsewhere')).at(-1)).toMatchObject({
      verb: 'sip:refer',
      referTo: '+48600000007',
      actionHook: '/transfer',
      eventHook: '/referred',
    })
    await peer.hook('/referred', { event: 'transfer-status', call_status: 180 })
    await peer.hook('/transfer', { verb_id: 'x-elsewhere', refer_status: 202, final_referred_call_status: 486 })
    expect(await peer.nextGather()).toMatchObject({ id: 't2' })
    expect(eventsOf(peer)).toContainEqual({ kind: 'transfer', turn: 'x-elsewhere', result: 'busy' })
  })

  it('is recorded from the end of the notice on, but not where secrets are said', async () => {
    const peer = await begin()
    expect(peer.verbs).toMatchObject([
      { verb: 'config', notifyEvents: true },
      { verb: 'say', id: `${peer.callSid}.notice`, text: ['Rozmowa jest nagrywana.'] },
      {
        verb: 'config',
        record: {
          action: 'startCallRecording',
          type: 'siprec',
          recordingID: peer.callSid,
          siprecServerURL: 'sip:recorder@example.org',
        },
      },
      { verb: 'gather', id: 't1' },
    ])
    peer.send({
      type: 'verb:status',
      call_sid: peer.callSid,
      data: { event: 'finished', id: `${peer.callSid}.notice`, name: 'say' },
    })
    await vi.waitFor(() => expect(eventsOf(peer)).toContainEqual({ kind: 'recording', state: 'started', id: peer.callSid }))
    expect((await says(peer, 't1', 'data urodzenia'))[0]).toMatchObject({ record: { action: 'pauseCallRecording' } })
    expect((await says(peer, 't2', 'all'))[0]).toMatchObject({ record: { action: 'resumeCallRecording' } })
  })

  it('an agents’ number turns others away', async () => {
    const stranger = await begin({ to: '48220000001', from: '48600000999' })
    expect(stranger.verbs).toMatchObject([{ verb: 'say' }, { verb: 'hangup' }])
  })
})

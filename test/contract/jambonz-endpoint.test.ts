import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { begin, connect, endpoint, eventsOf, infos, open, speech, url, useEndpoint } from './endpoint-bench.ts'
import { inboundSession, outboundSession, verbsOf } from './jambonz-peer.ts'

useEndpoint()

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

  it('that went out, and whose socket broke while it rang: begins on the next socket', async () => {
    const ringing = await connect()
    const data = { call_sid: ringing.callSid, direction: 'outbound', call_status: 'ringing' }
    ringing.send({ type: 'call:status', call_sid: ringing.callSid, data })
    ringing.socket.terminate()
    const peer = await connect(undefined, ringing.callSid)
    // jambonz repeats the data of a session that it has not told of yet.
    peer.send({ type: 'session:reconnect', msgid: 'back', data: {} })
    expect(await peer.ack('back')).not.toHaveProperty('data')
    peer.send(outboundSession(peer))
    expect(verbsOf(await peer.ack('new')).at(-1)).toMatchObject({ verb: 'gather', id: 't1' })
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

  it('whose socket broke before its first message was acked is made to connect once more, where jambonz says nothing', async () => {
    const peer = await connect()
    peer.send(inboundSession(peer))
    peer.socket.terminate()
    await vi.waitFor(() => expect(endpoint.connections).toBe(0))
    const again = await connect(undefined, peer.callSid)
    const closed = once(again.socket, 'close')
    again.send({ ...inboundSession(again), type: 'session:reconnect', msgid: 'back' })
    expect(verbsOf(await again.ack('back')).at(-1)).toMatchObject({ verb: 'gather', id: 't1' })
    expect((await closed)[0]).toBe(1001)
    const heard = await connect(undefined, peer.callSid)
    heard.send({ ...inboundSession(heard), type: 'session:reconnect', msgid: 'heard' })
    expect(await heard.ack('heard')).not.toHaveProperty('data')
    await heard.hook('/turn', { verb_id: 't1', reason: 'speechDetected', speech: speech('tak') })
    expect(await heard.nextGather()).toMatchObject({ id: 't2' })
    expect(endpoint.calls).toBe(1)
  })

  it('acks what jambonz still asks of a call that is over, and says no more', async () => {
    const peer = await connect()
    peer.send(inboundSession(peer))
    await peer.ack('new')
    peer.send({
      type: 'call:status',
      call_sid: peer.callSid,
      data: { call_sid: peer.callSid, call_status: 'completed', call_termination_by: 'caller', duration: 12 },
    })
    const frames = peer.frames.length
    expect(await peer.hook('/transfer', { verb_id: 'x1', dial_call_status: 'no-answer' })).not.toHaveProperty('data')
    expect(peer.frames).toHaveLength(frames + 1)
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

  it('that stops puts connections off, but for one of a call that is without its socket', async () => {
    const peer = await begin()
    endpoint.drain()
    await peer.hook('/turn', { verb_id: 't1', reason: 'speechDetected', speech: speech('tak') })
    expect(await peer.nextGather()).toMatchObject({ id: 't2' })
    // A status of HTTP would be the end of a new call: jambonz tries again after a reset.
    await expect(connect()).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(endpoint.counts.draining).toBe(1)
    peer.socket.terminate()
    await vi.waitFor(() => expect(endpoint.connections).toBe(0))
    const again = await connect(undefined, peer.callSid)
    again.send({ ...inboundSession(again), type: 'session:reconnect', msgid: 'back' })
    await again.ack('back')
    await again.hook('/turn', { verb_id: 't2', reason: 'speechDetected', speech: speech('tak') })
    expect(await again.nextGather()).toMatchObject({ id: 't3' })
    await expect(connect()).rejects.toMatchObject({ code: 'ECONNRESET' })
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

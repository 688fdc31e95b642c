import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  createEndpoint,
  type Endpoint,
  readLines,
  readVoices,
  type SessionInfo,
  type StatusReport,
} from '../../src/engine/jambonz/index.ts'
import { createRealClock } from '../../src/server/real-clock.ts'
import { connectPeer, type JambonzPeer, outboundSession } from './jambonz-peer.ts'

let endpoint: Endpoint | undefined
let peer: JambonzPeer | undefined
afterEach(async () => {
  peer?.socket.terminate()
  await endpoint?.close()
})

async function open(): Promise<{ peer: JambonzPeer; heard: StatusReport[]; infos: SessionInfo[] }> {
  const heard: StatusReport[] = []
  const infos: SessionInfo[] = []
  const served = createEndpoint({
    clock: createRealClock(),
    voices: () => readVoices('voices: {}').voices,
    lines: () => readLines('lines: {}').lines,
    open(info) {
      infos.push(info)
      return { refuse: 'nobody is here' }
    },
    hearStatus: report => heard.push(report),
  })
  endpoint = served
  await new Promise<void>(resolve => served.server.listen(0, '127.0.0.1', resolve))
  peer = await connectPeer(`ws://127.0.0.1:${(served.server.address() as AddressInfo).port}/calls`)
  return { peer, heard, infos }
}

describe('statuses over the socket', () => {
  const customerData = { scenario: 'appointment-confirmation', attempt: 'a-1', contact: {} }
  const tell = (to: JambonzPeer, call_status: string, more: object = {}): void =>
    to.send({ type: 'call:status', data: { call_sid: to.callSid, direction: 'outbound', customerData, call_status, ...more } })

  it('are passed on with the attempt, also before the session, and never those of a transfer', async () => {
    const { peer, heard, infos } = await open()
    tell(peer, 'trying', { sip_status: 100 })
    tell(peer, 'ringing', { sip_status: 180 })
    const session = outboundSession(peer) as { data: object }
    peer.send({ ...session, data: { ...session.data, customerData } })
    await peer.ack('new')
    tell(peer, 'ringing', { call_sid: 'other-leg', parent_call_sid: peer.callSid })
    tell(peer, 'completed', { sip_status: 200, duration: 7, call_termination_by: 'caller' })
    await vi.waitFor(() => expect(heard).toHaveLength(4))
    expect(infos.at(-1)?.tag?.attempt).toBe('a-1')
    const call = { callId: peer.callSid, attempt: 'a-1' }
    expect(heard).toEqual([
      { ...call, status: 'trying', sipStatus: 100 },
      { ...call, status: 'ringing', sipStatus: 180 },
      { ...call, status: 'in-progress', sipStatus: 200 },
      { ...call, status: 'completed', sipStatus: 200, durationS: 7, endedBy: 'caller' },
    ])
  })
  it('are all that is heard of a call which nobody answers', async () => {
    const { peer, heard, infos } = await open()
    tell(peer, 'trying', { sip_status: 100 })
    tell(peer, 'busy', { sip_status: 486 })
    await vi.waitFor(() => expect(heard.map(report => report.status)).toEqual(['trying', 'busy']))
    expect(infos).toEqual([])
  })
  it('of those who call us are none of ours', async () => {
    const { peer, heard } = await open()
    tell(peer, 'in-progress', { direction: 'inbound' })
    tell(peer, 'trying')
    await vi.waitFor(() => expect(heard.map(report => report.status)).toEqual(['trying']))
  })
})

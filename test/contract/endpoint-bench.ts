import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach } from 'vitest'
import type { Telephone, TelephoneEvent, Turn } from '../../src/engine/call/ports.ts'
import {
  createEndpoint,
  type Endpoint,
  type EndpointOptions,
  readLines,
  readVoices,
  type SessionInfo,
} from '../../src/engine/jambonz/index.ts'
import { connectPeer, inboundSession, type JambonzPeer } from './jambonz-peer.ts'

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

export let endpoint: Endpoint
export let url: string
let calls: Map<string, ScriptedCall>
export let infos: SessionInfo[]
const peers: JambonzPeer[] = []

export async function open(more: Partial<EndpointOptions> = {}): Promise<void> {
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
export async function connect(protocols?: readonly string[], callSid?: string): Promise<JambonzPeer> {
  const peer = await connectPeer(url, protocols, callSid)
  peers.push(peer)
  return peer
}
export async function begin(): Promise<JambonzPeer> {
  const peer = await connect()
  peer.send(inboundSession(peer))
  await peer.ack('new')
  return peer
}
export const eventsOf = (peer: JambonzPeer): readonly TelephoneEvent[] => calls.get(peer.callSid)?.events ?? []
export const speech = (transcript: string, is_final = true): object => ({
  language_code: 'pl-PL',
  channel_tag: 1,
  is_final,
  alternatives: [{ transcript, confidence: 0.9 }],
  vendor: { name: 'google', evt: [] },
})

/** An endpoint for each test. */
export function useEndpoint(): void {
  beforeEach(() => open())
  afterEach(async () => {
    for (const peer of peers.splice(0)) peer.socket.terminate()
    await endpoint.close()
  })
}

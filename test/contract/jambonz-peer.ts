import { once } from 'node:events'
import { createRequire } from 'node:module'
import { WebSocket } from 'ws'

type Frame = Readonly<Record<string, unknown>>
type WireVerb = Readonly<Record<string, unknown>> & { readonly verb: string }
interface Validator {
  validateVerb(name: string, body: object, logger: object): void
}

const require = createRequire(import.meta.url)
// The two judges of our verbs: what server 0.9.8 validates with, and the published schema of the commercial line.
const judges = [require('@jambonz/verb-specifications'), require('@jambonz/schema')] as readonly Validator[]
const logger = { info: () => undefined, error: () => undefined, debug: () => undefined }

/** One call of a jambonz that is played by hand: frames as in feature server 0.9.8. */
export interface JambonzPeer {
  readonly callSid: string
  readonly socket: WebSocket
  /** All frames that the application has sent. */
  readonly frames: readonly Frame[]
  /** All verbs that it has sent; each was judged when it came. */
  readonly verbs: readonly WireVerb[]
  send(message: object): void
  sendRaw(text: string | Buffer): void
  /** A result of a verb; resolves with its ack. */
  hook(hook: string, data: object): Promise<Frame>
  /** The next frame that fits, also one that has come already and was not taken. */
  next(fits: (frame: Frame) => boolean): Promise<Frame>
  /** The next gather, in an ack or a redirect. */
  nextGather(): Promise<WireVerb>
  ack(msgid: string): Promise<Frame>
}

/** Verbs in an ack or redirect. */
export const verbsOf = (frame: Frame): readonly WireVerb[] =>
  Array.isArray(frame['data']) ? (frame['data'] as readonly WireVerb[]) : []

let calls = 0

/** Connects as jambonz does. */
export async function connectPeer(
  url: string,
  protocols: readonly string[] = ['ws.jambonz.org'],
  callSid = `call-${++calls}`,
): Promise<JambonzPeer> {
  const socket = new WebSocket(url, [...protocols], { headers: { 'user-agent': 'jambonz' } })
  const frames: Frame[] = []
  const verbs: WireVerb[] = []
  let untaken: Frame[] = []
  const waiting: { readonly fits: (frame: Frame) => boolean; readonly take: (frame: Frame) => void }[] = []
  let messages = 0
  socket.on('message', (data, isBinary) => {
    if (isBinary) throw new Error('the application sent a binary frame')
    if ((data as Buffer).length >= 24 * 1024) throw new Error('the application sent a frame of 24 KiB or more')
    const frame = JSON.parse((data as Buffer).toString()) as Frame
    frames.push(frame)
    for (const verb of verbsOf(frame)) {
      const { verb: name, ...body } = verb
      for (const judge of judges) judge.validateVerb(name, body, logger)
      verbs.push(verb)
    }
    const index = waiting.findIndex(one => one.fits(frame))
    if (index < 0) untaken.push(frame)
    else waiting.splice(index, 1)[0]?.take(frame)
  })
  const next: JambonzPeer['next'] = fits => {
    const known = untaken.find(fits)
    if (known !== undefined) {
      untaken = untaken.filter(frame => frame !== known)
      return Promise.resolve(known)
    }
    return new Promise((take, reject) => {
      const timer = setTimeout(() => reject(new Error(`nothing came; so far: ${JSON.stringify(frames.slice(-3))}`)), 2000)
      waiting.push({
        fits,
        take(frame) {
          clearTimeout(timer)
          take(frame)
        },
      })
    })
  }
  const peer: JambonzPeer = {
    callSid,
    socket,
    frames,
    verbs,
    send: message => socket.send(JSON.stringify(message)),
    sendRaw: text => socket.send(text),
    hook(hook, data) {
      const msgid = `m${++messages}`
      peer.send({
        type: 'verb:hook',
        msgid,
        call_sid: callSid,
        hook,
        b3: 'a-b-1',
        data: { call_sid: callSid, direction: 'inbound', ...data },
      })
      return peer.ack(msgid)
    },
    next,
    ack: msgid => next(frame => frame['type'] === 'ack' && frame['msgid'] === msgid),
    async nextGather() {
      const frame = await next(one => verbsOf(one).some(verb => verb.verb === 'gather'))
      return verbsOf(frame).find(verb => verb.verb === 'gather') as WireVerb
    },
  }
  await once(socket, 'open')
  return peer
}

/** `session:new` of somebody who calls. */
export function inboundSession(peer: JambonzPeer): object {
  return {
    type: 'session:new',
    msgid: 'new',
    b3: 'a-b-1',
    data: {
      sip: { headers: { to: '<sip:48220000000@example.org>' }, body: 'v=0', calledNumber: '48220000000' },
      call_sid: peer.callSid,
      direction: 'inbound',
      from: '600000001',
      to: '48220000000',
      call_id: 'sip-call-id',
      sip_status: 100,
      call_status: 'trying',
      account_sid: 'account',
      service_provider_sid: 'provider',
      defaults: {
        synthesizer: { vendor: 'google', language: 'pl-PL', voice: 'v' },
        recognizer: { vendor: 'google', language: 'pl-PL' },
      },
    },
  }
}

/** `session:new` of somebody who was called. */
export function outboundSession(peer: JambonzPeer): object {
  return {
    type: 'session:new',
    msgid: 'new',
    call_sid: peer.callSid,
    data: {
      call_sid: peer.callSid,
      direction: 'outbound',
      from: '48220000000',
      to: '+48600000001',
      call_status: 'in-progress',
      sip_status: 200,
      customerData: { scenario: 'appointment-confirmation', language: 'pl', contact: { patient: { name: 'Anna Nowak' } } },
      defaults: { synthesizer: { vendor: 'google' }, recognizer: { vendor: 'google' } },
    },
  }
}

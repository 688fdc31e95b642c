import { WebSocket } from 'ws'
import type { StandInCall } from '../../../src/simulation/jambonz-server/index.ts'

/** How a conversation over a socket is held. */
export interface SocketCall {
  readonly url: string
  readonly call: StandInCall
  /** Whether the person presses a key when asked, or hangs up. */
  readonly confirms: boolean
  /** The robot hung up. */
  onHangUp(): void
}

interface Frame {
  readonly type: string
  readonly msgid?: string
  readonly data?: readonly { readonly verb: string; readonly id?: string }[]
}

/** Opens the socket of an answered call as jambonz does, answers the first question, and leaves when the robot hangs up. */
export function holdBySocket({ url, call, confirms, onHangUp }: SocketCall): { close(): void } {
  const socket = new WebSocket(url, 'ws.jambonz.org', { handshakeTimeout: 1500 })
  const info = {
    call_sid: call.callSid,
    direction: 'outbound',
    from: call.created.from,
    to: call.created.to,
    call_status: 'in-progress',
    sip_status: 200,
    customerData: call.created.tag,
  }
  let isAsked = false
  socket.on('error', () => undefined)
  socket.on('open', () => socket.send(JSON.stringify({ type: 'session:new', msgid: 'new', call_sid: call.callSid, data: info })))
  socket.on('message', data => {
    const frame = JSON.parse((data as Buffer).toString()) as Frame
    const verbs = Array.isArray(frame.data) ? frame.data : []
    if (verbs.some(verb => verb.verb === 'hangup')) return onHangUp()
    const gather = verbs.find(verb => verb.verb === 'gather')
    if (gather === undefined || isAsked || !confirms) return
    isAsked = true
    const hook = { ...info, verb_id: gather.id, reason: 'dtmfDetected', digits: '1' }
    socket.send(JSON.stringify({ type: 'verb:hook', msgid: 'keys', call_sid: call.callSid, hook: '/turn', data: hook }))
  })
  return {
    close() {
      const { last, callSid } = call
      const over = {
        ...info,
        call_sid: callSid,
        call_status: 'completed',
        call_termination_by: last.endedBy ?? 'caller',
        duration: 1,
      }
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ type: 'call:status', call_sid: callSid, data: over }))
      socket.close(1000)
    },
  }
}

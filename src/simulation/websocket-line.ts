import { WebSocket } from 'ws'
import type { RawData } from 'ws'
import { SUBPROTOCOL } from '../engine/jambonz/protocol.ts'
import type { ToJambonz } from '../engine/jambonz/protocol.ts'
import type { Connect } from './telephone/wire.ts'

/** How a virtual telephone reaches an application over the network. */
export interface WebSocketLine {
  /** `ws://HOST:PORT/calls` */
  readonly url: string
  /** HTTP Basic on the upgrade, as jambonz sends it when the webhook has a user. */
  readonly login?: { readonly user: string; readonly password: string }
  /** The socket could not be opened: the call cannot be held. */
  onFailure(error: Error): void
}

const NORMAL_CLOSURE = 1000
const HANDSHAKE_TIMEOUT_MS = 1500

/** Connects a virtual telephone as jambonz would: one WebSocket a call, JSON in text frames. */
export function connectByWebSocket(line: WebSocketLine): Connect {
  return link => {
    const { login } = line
    const headers = login === undefined ? {} : { authorization: `Basic ${btoa(`${login.user}:${login.password}`)}` }
    const socket = new WebSocket(line.url, SUBPROTOCOL, { headers, handshakeTimeout: HANDSHAKE_TIMEOUT_MS })
    const waiting: string[] = []
    let isOpen = false
    socket.on('open', () => {
      isOpen = true
      for (const frame of waiting.splice(0)) socket.send(frame)
    })
    socket.on('message', data => {
      let message: unknown
      try {
        message = JSON.parse(readFrame(data))
      } catch {
        // jambonz reports a bad frame to the application; here it is dropped, and the application's own tests see it.
        return
      }
      link.send(message as ToJambonz)
    })
    socket.on('error', error => {
      if (!isOpen) line.onFailure(error)
    })
    socket.on('close', code => {
      if (isOpen) link.close(code)
    })
    return {
      receive(message) {
        const frame = JSON.stringify(message)
        if (isOpen) socket.send(frame)
        else waiting.push(frame)
      },
      closed(code) {
        if (isOpen) socket.close(code === NORMAL_CLOSURE ? NORMAL_CLOSURE : undefined)
        else socket.terminate()
      },
    }
  }
}

const readFrame = (data: RawData): string =>
  Array.isArray(data) ? Buffer.concat(data).toString() : Buffer.isBuffer(data) ? data.toString() : Buffer.from(data).toString()

import { WebSocket } from 'ws'
import type { RawData } from 'ws'
import { SUBPROTOCOL } from '../engine/jambonz/protocol.ts'
import type { ToJambonz } from '../engine/jambonz/protocol.ts'
import { showFiles } from './telephone/prompt-files.ts'
import type { Connect } from './telephone/wire.ts'

/** How a virtual telephone reaches an application over the network. */
export interface WebSocketLine {
  /** `ws://HOST:PORT/calls`; a function where a balancer chooses, for each connection. */
  readonly url: string | (() => string)
  /** HTTP Basic on the upgrade, as jambonz sends it when the webhook has a user. */
  readonly login?: { readonly user: string; readonly password: string }
  /** The first socket could not be opened: the call cannot be held. */
  onFailure(error: Error): void
  /** A refused first connection is tried again, as jambonz does, before it is a failure. */
  readonly isPatient?: true
}

const NORMAL_CLOSURE = 1000
const HANDSHAKE_TIMEOUT_MS = 1500
/** Waits before the first connection is tried again. */
const WAITS_MS = [500, 1000, 2000, 4000, 6000]

/** Connects a virtual telephone as jambonz would: one WebSocket a call, JSON in text frames. */
export function connectByWebSocket(line: WebSocketLine): Connect {
  const { login, url } = line
  const headers = login === undefined ? {} : { authorization: `Basic ${btoa(`${login.user}:${login.password}`)}` }
  let isFirst = true
  return link => {
    const waiting: string[] = []
    const deliver = showFiles(message => link.send(message))
    const waits = isFirst && line.isPatient === true ? [...WAITS_MS] : []
    let socket: WebSocket
    let isOpen = false
    let isGivenUp = false
    const fail = (error: Error): void => {
      const wait = waits.shift()
      if (isFirst && (wait === undefined || isGivenUp)) line.onFailure(error)
      else if (isGivenUp) return
      else if (wait === undefined) link.fail?.()
      else setTimeout(open, wait)
    }
    const open = (): void => {
      if (isGivenUp) return
      socket = new WebSocket(typeof url === 'string' ? url : url(), SUBPROTOCOL, {
        headers,
        handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
      })
      socket.on('open', () => {
        isOpen = true
        isFirst = false
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
        deliver(message as ToJambonz)
      })
      socket.on('error', error => {
        if (!isOpen) fail(error)
      })
      socket.on('close', code => {
        if (isOpen) link.close(code)
      })
    }
    open()
    return {
      receive(message) {
        const frame = JSON.stringify(message)
        if (isOpen) socket.send(frame)
        else waiting.push(frame)
      },
      closed(code) {
        isGivenUp = true
        if (isOpen) socket.close(code === NORMAL_CLOSURE ? NORMAL_CLOSURE : undefined)
        else socket.terminate()
      },
    }
  }
}

const readFrame = (data: RawData): string =>
  Array.isArray(data) ? Buffer.concat(data).toString() : Buffer.isBuffer(data) ? data.toString() : Buffer.from(data).toString()

import { createRequire } from 'node:module'
import type { Log } from './log.ts'
import { MAX_FRAME_BYTES } from './protocol.ts'
import type { ToJambonz, Verb } from './protocol.ts'

/** What is used of a session of @jambonz/node-client-ws 0.2.13, which brings no types. */
interface ClientSession {
  /** Message that the next `reply` acks. */
  msgid: string
  /** Verbs of the next `send` or `reply`. */
  payload: readonly Verb[]
  send(options: { readonly execImmediate: boolean }): void
  reply(): void
  sendCommand(command: string, data: object): void
}
interface ClientSessionClass {
  new (parts: { readonly logger: object; readonly ws: ClientSocket; readonly msg: object }): ClientSession
}
interface ClientSocket {
  on(event: string, listener: unknown): void
  send(text: string): void
}

/** Sends messages to jambonz through the library's session. */
export interface ClientSender {
  send(message: ToJambonz): void
}

/**
 * Loads the library's session class, about 25 ms. The package's own entry is passed by: it prints a line on import and compiles a schema
 * for a route that is not offered here (100 ms more).
 */
export function loadClient(): (write: (text: string) => void, log: Log) => ClientSender {
  const Session = createRequire(import.meta.url)('@jambonz/node-client-ws/lib/session.js') as ClientSessionClass
  return (write, log) => createSender(Session, write, log)
}

/**
 * The library makes the frames: acks, redirects, commands. It is not given incoming frames: it acks hooks without a listener together
 * with whatever verbs are waiting, acks only the last msgid, and throws out of the socket's handler (three ways to lose a call). Verbs
 * reach it checked by the server's own rules (`prepareVerbs`), so its builder, with the rules of an older server, is not asked again.
 */
function createSender(Session: ClientSessionClass, write: (text: string) => void, log: Log): ClientSender {
  const socket: ClientSocket = {
    on: () => undefined,
    send(text) {
      // The last net: `prepareVerbs` keeps frames smaller.
      if (Buffer.byteLength(text) >= MAX_FRAME_BYTES)
        log.error({ characters: text.length }, 'A frame is too large for jambonz and was not sent')
      else write(text)
    },
  }
  const session = new Session({ logger: log, ws: socket, msg: { msgid: '', data: {} } })
  return {
    send(message) {
      if (message.type === 'ack') {
        session.msgid = message.msgid
        session.payload = message.data ?? []
        session.reply()
      } else if (message.command === 'redirect') {
        session.payload = message.data
        session.send({ execImmediate: !message.queueCommand })
      } else {
        session.sendCommand(message.command, message.data)
      }
    },
  }
}

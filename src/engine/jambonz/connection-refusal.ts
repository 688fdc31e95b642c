import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Trouble } from './endpoint-counts.ts'
import { SUBPROTOCOL } from './protocol.ts'

/** Why a connection is not taken, and what whoever asked is told. */
export interface ConnectionRefusal {
  readonly trouble: Trouble
  readonly status: string
  readonly words: string
  /** Somebody else may answer at this path of a shared server. */
  readonly isElsewhere: boolean
  /** A header of its own, with the end of its line. */
  readonly header?: string
}

const STRANGER: ConnectionRefusal = {
  trouble: 'wrong_login',
  status: '401 Unauthorized',
  words: 'User and password are required.',
  isElsewhere: false,
  header: 'WWW-Authenticate: Basic realm="trucada"\r\n',
}

/** Judges a request to open a socket at `path`; undefined: it is taken. */
export function judgeConnection(
  request: IncomingMessage,
  path: string,
  isWelcome: (authorization: string | undefined) => boolean,
): ConnectionRefusal | undefined {
  const asked = (request.url ?? '').split('?', 1)[0]
  if (asked !== path && asked !== `${path}/adulting`)
    return { trouble: 'wrong_path', status: '404 Not Found', words: `Calls are answered at ${path}.`, isElsewhere: true }
  if (!isWelcome(request.headers.authorization)) return STRANGER
  if (asked !== path)
    return {
      trouble: 'wrong_path',
      status: '404 Not Found',
      words: 'Calls are not continued on a leg of their own.',
      isElsewhere: false,
    }
  const protocols = (request.headers['sec-websocket-protocol'] ?? '').split(',').map(name => name.trim())
  if (protocols.includes(SUBPROTOCOL)) return undefined
  return {
    trouble: 'wrong_protocol',
    status: '400 Bad Request',
    words: `The subprotocol ${SUBPROTOCOL} is required.`,
    isElsewhere: false,
  }
}

/** Refuses for good: jambonz does not try again. */
export function refuseConnection(socket: Duplex, refusal: ConnectionRefusal): void {
  const body = `${refusal.words}\n`
  socket.end(
    `HTTP/1.1 ${refusal.status}\r\n${refusal.header ?? ''}Content-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}

/**
 * Puts a connection off, so that jambonz and balancers try again, perhaps elsewhere: they do after a reset, while a status of HTTP would be the
 * end of a new call, and of the coming back of one that is held.
 */
export function putOff(socket: Duplex): void {
  if ('resetAndDestroy' in socket) (socket as Socket).resetAndDestroy()
  else socket.destroy()
}

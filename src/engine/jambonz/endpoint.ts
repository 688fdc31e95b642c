import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { LiveCalls } from '../call/live-calls.ts'
import type { Clock } from '../call/ports.ts'
import { createCallBook } from './call-book.ts'
import type { KeepingCount } from './keeper.ts'
import type { Lines } from './lines.ts'
import { type Log, SILENT_LOG } from './log.ts'
import { loadClient } from './node-client.ts'
import { createOutbox, GATHERING_MS } from './outbox.ts'
import { SUBPROTOCOL } from './protocol.ts'
import type { SessionOptions } from './session-ports.ts'
import type { StatusReport } from './status-report.ts'
import type { Voices } from './voices.ts'

/** What an endpoint is made of. */
export interface EndpointOptions extends Pick<SessionOptions, 'open' | 'resume'> {
  /** A server that others serve HTTP on. Without it the endpoint makes one of its own, to be opened with `listen`. */
  readonly server?: Server
  /** Default `/calls`. Query strings are ignored. */
  readonly path?: string
  readonly clock: Clock
  /** Asked for each call, so that changed files serve the next one. */
  voices(): Voices
  lines(): Lines
  /** Where calls outlive this process; with `resume` they go on in another. */
  readonly live?: LiveCalls
  /**
   * A call that we made has a status, as jambonz tells it over the sockets: where an application has no other status webhook, this is the only
   * way to hear that somebody was busy. Twice, late and out of order, too.
   */
  hearStatus?(report: StatusReport): void
  /** Whether whoever connects may, by the `Authorization` header; others are refused with 401. Absent: everybody. */
  isWelcome?(authorization: string | undefined): boolean
  /** Takes upgrades that are for somebody else on the same server, before the endpoint looks at them; false: not taken. */
  takeUpgrade?(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  readonly log?: Log
  /** Sockets at once; more are refused with 503. Default 1000. */
  readonly maxConnections?: number
  /** A socket that has not said a word of a call by then is closed. Default 10 s. */
  readonly firstFrameMs?: number
  /** Default 20 s: under the idle timeouts of load balancers. */
  readonly pingMs?: number
}

/** The WebSocket endpoint that jambonz calls. */
export interface Endpoint {
  /** The HTTP server. */
  readonly server: Server
  readonly connections: number
  /** Calls held now, also those whose socket is away. */
  readonly calls: number
  /** What came in and could not be used, and what became of calls that are kept, by kind. */
  readonly counts: Readonly<Record<'malformed' | 'refused' | KeepingCount, number>>
  /** Closes every socket with 1001, so that jambonz connects elsewhere or again, and leaves the server if it is not its own. */
  close(): Promise<void>
}

/** A session:new with a long INVITE has a few tens of KiB. */
const MOST_FRAME_BYTES = 512 * 1024
const MOST_MALFORMED = 50
/** An outbound call may ring so long between two frames. */
const RINGING_MS = 180_000
/** A third of the lease of a call that is kept. */
const HOLD_MS = 10_000
const GOING_AWAY = 1001
const POLICY_VIOLATION = 1008

/**
 * Creates the endpoint: our own WebSocket server, own checks of every frame, one session per call, jambonz's library for the frames that
 * go out. A socket's faults stay its own. Close code 1000 is never sent: jambonz takes it as the wish to hang up.
 */
export function createEndpoint(options: EndpointOptions): Endpoint {
  const { clock, path = '/calls', maxConnections = 1000, firstFrameMs = 10_000, pingMs = 20_000, log = SILENT_LOG } = options
  const server = options.server ?? createServer((_request, response) => response.writeHead(404).end())
  const wss = new WebSocketServer({
    noServer: true,
    maxPayload: MOST_FRAME_BYTES,
    perMessageDeflate: false,
    handleProtocols: () => SUBPROTOCOL,
  })
  const book = createCallBook({
    clock,
    voices: options.voices,
    lines: options.lines,
    open: options.open,
    ...(options.resume === undefined ? {} : { resume: options.resume }),
    ...(options.live === undefined ? {} : { live: options.live }),
    count(what) {
      counts[what] += 1
    },
    ...(options.hearStatus === undefined ? {} : { hearStatus: options.hearStatus }),
    log,
    makeSender: loadClient(),
  })
  const counts = { malformed: 0, refused: 0, kept: 0, late: 0, unkept: 0, moved: 0, resumed: 0, unknown: 0 }
  const alive = new WeakSet<WebSocket>()

  const serve = (socket: WebSocket, line: Duplex): void => {
    let malformed = 0
    const outbox = createOutbox(socket, line, log)
    const peer = book.connect({ isOpen: () => socket.readyState === socket.OPEN, write: outbox.write })
    const patience = { timer: setTimeout(() => socket.close(POLICY_VIOLATION, 'no call'), firstFrameMs) }
    alive.add(socket)
    socket.on('pong', () => alive.add(socket))
    // Without a listener a protocol error of one socket would end the process; `close` follows.
    socket.on('error', error => log.warn({ error: error.name }, 'A socket of jambonz failed'))
    socket.on('close', code => {
      clearTimeout(patience.timer)
      peer.closed(code)
    })
    socket.on('message', (data, isBinary) => {
      const result = isBinary ? 'malformed' : receive(peer, (data as Buffer).toString())
      if (result !== 'malformed') {
        clearTimeout(patience.timer)
        if (result === 'waiting') patience.timer = setTimeout(() => socket.close(POLICY_VIOLATION, 'no call'), RINGING_MS)
        return
      }
      counts.malformed += 1
      malformed += 1
      if (malformed > MOST_MALFORMED) socket.close(POLICY_VIOLATION, 'malformed frames')
    })
  }

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => undefined)
    if (options.takeUpgrade?.(request, socket, head) === true) return
    const refusal =
      options.isWelcome?.(request.headers.authorization) === false
        ? STRANGER
        : judge(request, path, wss.clients.size >= maxConnections)
    if (refusal === undefined) return wss.handleUpgrade(request, socket, head, webSocket => serve(webSocket, socket))
    // Others may have paths of their own on a shared server.
    if (refusal.isElsewhere && options.server !== undefined && options.server.listenerCount('upgrade') > 1) return
    counts.refused += 1
    log.warn({ status: refusal.status }, 'A connection was refused')
    const body = `${refusal.words}\n`
    socket.end(
      `HTTP/1.1 ${refusal.status}\r\n${refusal.header ?? ''}Content-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    )
  }
  server.on('upgrade', upgrade)

  const heartbeat = setInterval(() => {
    for (const socket of wss.clients) {
      if (!alive.delete(socket)) socket.terminate()
      else socket.ping()
    }
  }, pingMs)
  heartbeat.unref()
  const holding = options.live && setInterval(() => book.hold(), HOLD_MS)
  holding?.unref()

  return {
    server,
    counts,
    get connections() {
      return wss.clients.size
    },
    get calls() {
      return book.size
    },
    async close() {
      clearInterval(heartbeat)
      clearInterval(holding)
      server.off('upgrade', upgrade)
      // What is on its way out goes first: an unacked hook would be lost for good.
      await new Promise(resolve => setTimeout(resolve, 2 * GATHERING_MS))
      for (const socket of wss.clients) socket.close(GOING_AWAY)
      const isGone = new Promise<void>(resolve => wss.close(() => resolve()))
      const patience = setTimeout(() => wss.clients.forEach(socket => socket.terminate()), 1000)
      await isGone
      clearTimeout(patience)
      if (options.server === undefined && server.listening) await new Promise<void>(resolve => server.close(() => resolve()))
    },
  }
}

function receive(
  peer: { receive(frame: unknown): 'held' | 'waiting' | 'malformed' },
  text: string,
): 'held' | 'waiting' | 'malformed' {
  let frame: unknown
  try {
    frame = JSON.parse(text)
  } catch {
    return 'malformed'
  }
  return peer.receive(frame)
}

interface ConnectionRefusal {
  readonly status: string
  readonly words: string
  readonly isElsewhere: boolean
  /** A header of its own, with the end of its line. */
  readonly header?: string
}

const STRANGER: ConnectionRefusal = {
  status: '401 Unauthorized',
  words: 'User and password are required.',
  isElsewhere: false,
  header: 'WWW-Authenticate: Basic realm="trucada"\r\n',
}

function judge(request: IncomingMessage, path: string, isFull: boolean): ConnectionRefusal | undefined {
  const asked = (request.url ?? '').split('?', 1)[0]
  if (asked === `${path}/adulting`)
    return { status: '404 Not Found', words: 'Calls are not continued on a leg of their own.', isElsewhere: false }
  if (asked !== path) return { status: '404 Not Found', words: `Calls are answered at ${path}.`, isElsewhere: true }
  const protocols = (request.headers['sec-websocket-protocol'] ?? '').split(',').map(name => name.trim())
  if (!protocols.includes(SUBPROTOCOL))
    return { status: '400 Bad Request', words: `The subprotocol ${SUBPROTOCOL} is required.`, isElsewhere: false }
  if (isFull) return { status: '503 Service Unavailable', words: 'All lines are busy.', isElsewhere: false }
  return undefined
}

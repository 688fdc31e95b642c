import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { LiveCalls } from '../call/live-calls.ts'
import type { Clock } from '../call/ports.ts'
import { createCallBook } from './call-book.ts'
import { judgeConnection, putOff, refuseConnection } from './connection-refusal.ts'
import { createEndpointCounter, type EndpointCounts, type Trouble } from './endpoint-counts.ts'
import type { Lines } from './lines.ts'
import { type Log, SILENT_LOG } from './log.ts'
import { loadClient } from './node-client.ts'
import { createOutbox, GATHERING_MS } from './outbox.ts'
import { SUBPROTOCOL } from './protocol.ts'
import type { SessionOptions } from './session-ports.ts'
import type { StatusReport } from './status-report.ts'
import type { Voices } from './voices.ts'

/** What an endpoint is made of. */
export interface EndpointOptions extends Pick<SessionOptions, 'open' | 'resume' | 'room'> {
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
  /** Whether jambonz's detector of answering machines listens to calls that go out; absent: it does. */
  readonly detects?: boolean
  /** Whether whoever connects may, by the `Authorization` header; others are refused with 401. Absent: everybody. */
  isWelcome?(authorization: string | undefined): boolean
  /** Takes upgrades that are for somebody else on the same server, before the endpoint looks at them; false: not taken. */
  takeUpgrade?(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  readonly log?: Log
  /** Told how long it took from a hook with what the caller has answered to the verbs that follow it, ms. */
  hearTurn?(ms: number): void
  /**
   * Sockets at once, default 5000: more are put off, so that jambonz tries again. Sockets on which no call has begun make room first; of them
   * there are a fifth of it at most.
   */
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
  readonly counts: EndpointCounts
  /**
   * From now on connections are put off, so that jambonz tries again elsewhere; only while a call that is held here is without its socket they
   * are taken, since it may be this call that comes back. Calls go on, and so does everything else that the HTTP server answers.
   */
  drain(): void
  /** Closes every socket with 1001, so that jambonz connects elsewhere or again, and leaves the server if it is not its own. */
  close(): Promise<void>
}

/** A session:new with a long INVITE has a few tens of KiB. */
const MOST_FRAME_BYTES = 512 * 1024
const MOST_USELESS = 50
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
  const { clock, path = '/calls', maxConnections = 5000, firstFrameMs = 10_000, pingMs = 20_000, log = SILENT_LOG } = options
  const server = options.server ?? createServer((_request, response) => response.writeHead(404).end())
  const wss = new WebSocketServer({
    noServer: true,
    maxPayload: MOST_FRAME_BYTES,
    perMessageDeflate: false,
    handleProtocols: () => SUBPROTOCOL,
  })
  const counter = createEndpointCounter(clock, log)
  const book = createCallBook({
    clock,
    voices: options.voices,
    lines: options.lines,
    open: options.open,
    ...(options.resume === undefined ? {} : { resume: options.resume }),
    ...(options.live === undefined ? {} : { live: options.live }),
    ...(options.room === undefined ? {} : { room: options.room }),
    count: counter.count,
    note: counter.note,
    ...(options.detects === undefined ? {} : { detects: options.detects }),
    ...(options.hearStatus === undefined ? {} : { hearStatus: options.hearStatus }),
    ...(options.hearTurn === undefined ? {} : { hearTurn: options.hearTurn }),
    log,
    makeSender: loadClient(),
  })
  let isDraining = false
  const alive = new WeakSet<WebSocket>()
  /** Sockets that have not said a word of a call, the oldest first. */
  const silent = new Set<WebSocket>()

  const closeSilent = (socket: WebSocket, why: Trouble): void => {
    silent.delete(socket)
    counter.note(why)
    socket.close(POLICY_VIOLATION, 'no call')
  }
  const crowdOut = (): void => {
    const [oldest] = silent
    if (oldest !== undefined) closeSilent(oldest, 'crowded_out')
  }
  const serve = (socket: WebSocket, line: Duplex): void => {
    let useless = 0
    const outbox = createOutbox(socket, line, log)
    const peer = book.connect({
      isOpen: () => socket.readyState === socket.OPEN,
      write: text => outbox.write(text),
      cut: () => socket.close(GOING_AWAY, 'come back'),
    })
    const patience = { timer: setTimeout(() => closeSilent(socket, 'silent'), firstFrameMs) }
    alive.add(socket)
    silent.add(socket)
    if (silent.size > Math.ceil(maxConnections / 5)) crowdOut()
    socket.on('pong', () => alive.add(socket))
    // Without a listener a protocol error of one socket would end the process; `close` follows.
    socket.on('error', error => counter.note(nameTrouble(error)))
    socket.on('close', code => {
      clearTimeout(patience.timer)
      silent.delete(socket)
      peer.closed(code)
    })
    const receive = (data: Buffer, isBinary: boolean): 'held' | 'waiting' | Trouble => {
      if (isBinary) return 'binary'
      let frame: unknown
      try {
        frame = JSON.parse(data.toString())
      } catch {
        return 'not_json'
      }
      return peer.receive(frame)
    }
    socket.on('message', (data, isBinary) => {
      // What comes after our own close would be answered by nobody.
      if (socket.readyState !== socket.OPEN) return
      const result = receive(data as Buffer, isBinary)
      if (result === 'held' || result === 'waiting') {
        clearTimeout(patience.timer)
        silent.delete(socket)
        if (result === 'waiting') patience.timer = setTimeout(() => closeSilent(socket, 'silent'), RINGING_MS)
        return
      }
      counter.note(result)
      useless += 1
      if (useless <= MOST_USELESS) return
      counter.note('flooded')
      socket.close(POLICY_VIOLATION, 'useless frames')
    })
  }

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => undefined)
    if (options.takeUpgrade?.(request, socket, head) === true) return
    const refusal = judgeConnection(request, path, options.isWelcome ?? (() => true))
    // Others may have paths of their own on a shared server.
    if (refusal?.isElsewhere === true && options.server !== undefined && options.server.listenerCount('upgrade') > 1) return
    if (refusal !== undefined) {
      counter.note(refusal.trouble, { status: refusal.status })
      return refuseConnection(socket, refusal)
    }
    if (isDraining && book.away === 0) {
      counter.note('draining')
      return putOff(socket)
    }
    if (wss.clients.size >= maxConnections) {
      if (silent.size === 0) {
        counter.note('full')
        return putOff(socket)
      }
      crowdOut()
    }
    wss.handleUpgrade(request, socket, head, webSocket => serve(webSocket, socket))
  }
  wss.on('wsClientError', (_error, socket) => {
    counter.note('bad_upgrade')
    socket.destroy()
  })
  server.on('upgrade', upgrade)

  const heartbeat = setInterval(() => {
    for (const socket of wss.clients) {
      if (alive.delete(socket)) socket.ping()
      else {
        counter.note('no_pong')
        socket.terminate()
      }
    }
  }, pingMs)
  heartbeat.unref()
  const holding = options.live && setInterval(() => book.hold(), HOLD_MS)
  holding?.unref()

  return {
    server,
    counts: counter.counts,
    get connections() {
      return wss.clients.size
    },
    get calls() {
      return book.size
    },
    drain() {
      isDraining = true
    },
    async close() {
      clearInterval(heartbeat)
      clearInterval(holding)
      server.off('upgrade', upgrade)
      // What is on its way out goes first: an unacked hook would be lost for good.
      await new Promise(resolve => setTimeout(resolve, 2 * GATHERING_MS))
      for (const socket of wss.clients) socket.close(GOING_AWAY)
      book.leave()
      const isGone = new Promise<void>(resolve => wss.close(() => resolve()))
      const patience = setTimeout(() => wss.clients.forEach(socket => socket.terminate()), 1000)
      await isGone
      clearTimeout(patience)
      if (options.server === undefined && server.listening) await new Promise<void>(resolve => server.close(() => resolve()))
    },
  }
}

/** What was wrong with what came over a socket: the codes of the library, docs of ws, "WS error codes". */
function nameTrouble(error: Error): Trouble {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH' || code === 'WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH') return 'too_long'
  if (code === 'WS_ERR_INVALID_UTF8') return 'bad_text'
  return code?.startsWith('WS_ERR_') === true ? 'bad_protocol' : 'broken'
}

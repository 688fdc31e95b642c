import type { LiveCalls } from '../call/live-calls.ts'
import type { Clock } from '../call/ports.ts'
import type { Trouble } from './endpoint-counts.ts'
import type { KeepingCount } from './keeper.ts'
import type { AgentLine, Lines } from './lines.ts'
import type { Log } from './log.ts'
import type { ClientSender } from './node-client.ts'
import type { ToJambonz } from './protocol.ts'
import { type MessageReading, readMessage } from './read-message.ts'
import { createAgentDesk } from './agent-desk.ts'
import { createJambonzSession } from './session.ts'
import type { JambonzSession, SessionOptions } from './session-ports.ts'
import { readStatusInfo, type StatusReport } from './status-report.ts'
import { createTurnClock, type TurnClock } from './turn-clock.ts'
import type { Voices } from './voices.ts'

/** One socket, as the book of calls sees it. */
export interface Wire {
  isOpen(): boolean
  write(text: string): void
  /** Closes it so that jambonz connects again. */
  cut(): void
}

/** One socket, as the server sees it. */
export interface Peer {
  /** Takes a frame parsed from JSON. `waiting`: well formed, but no call has begun on the socket. */
  receive(frame: unknown): 'held' | 'waiting' | 'malformed'
  closed(code: number): void
}

interface Held {
  readonly session: JambonzSession
  readonly turns: TurnClock
  wire: Wire
  /** The call is over: of what jambonz still asks, a dial's result for one, nothing follows. */
  isDone: boolean
  /** Says to jambonz that a hook has come. */
  ack(msgid: string): void
  /** Its socket has closed, and none has come in its place. */
  isAway: boolean
  /** Where the book has it; undefined until its call begins. */
  callId?: string
}

/** What the book needs to open and keep sessions. */
export interface CallBookOptions extends Pick<SessionOptions, 'open' | 'resume' | 'room'> {
  readonly clock: Clock
  voices(): Voices
  lines(): Lines
  /** Where calls outlive this process. */
  readonly live?: LiveCalls
  count(what: KeepingCount): void
  note(what: Trouble, facts?: Readonly<Record<string, unknown>>): void
  /** A call that we made has a status; also before its session begins, and of calls that never have one. */
  hearStatus?(report: StatusReport): void
  /** Told how long each turn took to answer, ms. */
  hearTurn?(ms: number): void
  readonly log: Log
  readonly detects?: boolean
  readonly makeSender: (write: (text: string) => void, log: Log) => ClientSender
}

/** Keeps the calls of all sockets, so that one which comes back on another socket finds its call. */
export interface CallBook {
  connect(wire: Wire): Peer
  /** Calls held. */
  readonly size: number
  /** Of these, calls whose socket is away. */
  readonly away: number
  /** Says of every call that it is still held here. */
  hold(): void
  /** Leaves the calls that are kept to other processes. */
  leave(): void
}

/** Creates an empty book. */
export function createCallBook(options: CallBookOptions): CallBook {
  const { log, makeSender } = options
  const held = new Map<string, Held>()

  const createHeld = (wire: Wire, reading: MessageReading): Held => {
    const turns = createTurnClock(ms => options.hearTurn?.(ms))
    const sender = makeSender(text => {
      if (entry.wire.isOpen()) entry.wire.write(text)
    }, log)
    const shared = {
      link: {
        send(message: ToJambonz) {
          if (entry.isDone) return
          turns.send(message)
          sender.send(message)
        },
        cut: () => entry.wire.cut(),
        close() {
          entry.isDone = true
          if (entry.callId !== undefined && held.get(entry.callId) === entry) held.delete(entry.callId)
        },
      },
      clock: options.clock,
      voices: options.voices(),
      log,
      ...(options.room === undefined ? {} : { room: options.room }),
    }
    const lines = options.lines()
    const line = findAgentLine(lines, reading)
    const session =
      line === undefined
        ? createJambonzSession({
            ...shared,
            lines,
            open: options.open,
            ...(options.detects === undefined ? {} : { detects: options.detects }),
            ...(options.resume === undefined ? {} : { resume: options.resume }),
            ...(options.live === undefined ? {} : { keeping: { calls: options.live, count: options.count } }),
          })
        : createAgentDesk({ ...shared, line })
    const entry: Held = {
      session,
      turns,
      wire,
      isDone: false,
      isAway: false,
      ack: msgid => sender.send({ type: 'ack', msgid }),
    }
    return entry
  }

  const reportStatus = (reading: MessageReading): void => {
    if (reading.kind !== 'message') return
    const { type, data } = reading.message
    const report = type === 'call:status' || type === 'session:new' ? readStatusInfo(data) : undefined
    if (report !== undefined) options.hearStatus?.(report)
  }

  return {
    connect(wire) {
      let entry: Held | undefined
      let hasBegun = false
      return {
        receive(frame) {
          const reading = readMessage(frame)
          if (reading.kind === 'malformed') {
            return 'malformed'
          }
          if (reading.kind === 'unknown') options.note('unknown_type')
          const begins = reading.kind === 'message' && reading.message.type.startsWith('session:')
          if (!hasBegun && reading.kind === 'message' && begins && 'msgid' in reading.message) {
            const callId = reading.message.data.call_sid ?? ''
            const known = reading.message.type === 'session:reconnect' ? held.get(callId) : undefined
            entry = known ?? entry ?? createHeld(wire, reading)
            entry.wire = wire
            entry.isAway = false
            hasBegun = true
            entry.callId = callId
            held.set(callId, entry)
          }
          // Statuses of an outbound call come before its session.
          entry ??= createHeld(wire, reading)
          reportStatus(reading)
          // Without an ack jambonz holds a call that is over for five seconds more.
          if (entry.isDone && reading.kind === 'message' && 'msgid' in reading.message) entry.ack(reading.message.msgid)
          else {
            entry.turns.receive(reading)
            entry.session.hear(reading)
          }
          return hasBegun ? 'held' : 'waiting'
        },
        closed(code) {
          // A call that came back on another socket does not lose it with the first.
          if (entry?.wire !== wire) return
          entry.isAway = true
          entry.session.closed(code)
        },
      }
    },
    leave() {
      for (const { session } of held.values()) session.leave()
    },
    hold() {
      for (const { session } of held.values()) session.hold()
    },
    get size() {
      return held.size
    },
    get away() {
      return [...held.values()].filter(({ isAway }) => isAway).length
    },
  }
}

/** The agents' number that was dialled, if the call begins with one. */
function findAgentLine(lines: Lines, reading: MessageReading): AgentLine | undefined {
  if (reading.kind !== 'message') return undefined
  const { message } = reading
  // Also one that comes back from another process.
  if (message.type !== 'session:new' && message.type !== 'session:reconnect') return undefined
  const { direction, to } = message.data
  return direction === 'inbound' && to !== undefined ? lines.findAgentLine(to) : undefined
}

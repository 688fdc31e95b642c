import type { Clock } from '../call/ports.ts'
import { KEEPING_COUNTS } from './keeper.ts'
import type { Log } from './log.ts'

/** What comes in and cannot be used, by kind, and what it is called in the log. */
const TROUBLES = {
  not_json: 'A frame is no JSON',
  malformed: 'A frame lacks what it needs',
  unknown_type: 'A frame has a type that nothing follows from',
  binary: 'A frame is binary',
  too_long: 'A frame is too long; its socket is closed',
  bad_text: 'A frame is no UTF-8; its socket is closed',
  bad_protocol: 'A socket broke the WebSocket protocol and is closed',
  broken: 'A socket broke',
  flooded: 'A socket sent one useless frame after another and is closed',
  silent: 'A socket on which no call began is closed',
  crowded_out: 'A socket on which no call had begun made room for another',
  no_pong: 'A socket did not answer a ping and is closed',
  bad_upgrade: 'A connection was refused: it is no WebSocket',
  wrong_path: 'A connection was refused: nothing is answered at its path',
  wrong_protocol: 'A connection was refused: it does not speak the protocol of jambonz',
  wrong_login: 'A connection was refused: wrong user or password, or none',
  full: 'A connection was put off: all lines are busy',
  draining: 'A connection was put off: this process is stopping',
} as const
export type Trouble = keyof typeof TROUBLES

const COUNTED = [...(Object.keys(TROUBLES) as Trouble[]), ...KEEPING_COUNTS]
/** What an endpoint counts. */
export type EndpointCount = (typeof COUNTED)[number]
export type EndpointCounts = Readonly<Record<EndpointCount, number>>

/** So many lines of a kind are logged in this time, ms; the rest is only counted. */
const MOST_LINES = 5
const WINDOW_MS = 60_000

/** Counts, and writes a bounded log of trouble. */
export interface EndpointCounter {
  readonly counts: EndpointCounts
  count(what: EndpointCount): void
  /** Counts and logs; facts without personal data. */
  note(what: Trouble, facts?: Readonly<Record<string, unknown>>): void
}

/** Creates a counter at nought. */
export function createEndpointCounter(clock: Pick<Clock, 'now'>, log: Log): EndpointCounter {
  const counts = Object.fromEntries(COUNTED.map(name => [name, 0])) as Record<EndpointCount, number>
  const windows = new Map<Trouble, { since: number; lines: number; unlogged: number }>()
  return {
    counts,
    count(what) {
      counts[what] += 1
    },
    note(what, facts = {}) {
      counts[what] += 1
      const now = clock.now()
      let window = windows.get(what)
      const before = window?.unlogged ?? 0
      if (window === undefined || now - window.since >= WINDOW_MS) {
        window = { since: now, lines: 0, unlogged: 0 }
        windows.set(what, window)
      }
      window.lines += 1
      if (window.lines > MOST_LINES) window.unlogged += 1
      else log.warn({ ...facts, ...(window.lines === 1 && before > 0 ? { notLogged: before } : {}) }, TROUBLES[what])
    },
  }
}

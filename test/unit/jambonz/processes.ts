import type { TelephoneEvent } from '../../../src/engine/call/ports.ts'
import type { LiveCalls } from '../../../src/engine/call/live-calls.ts'
import type { KeepingCount } from '../../../src/engine/jambonz/keeper.ts'
import { readLines } from '../../../src/engine/jambonz/index.ts'
import type { ToJambonz, Verb } from '../../../src/engine/jambonz/protocol.ts'
import { createJambonzSession } from '../../../src/engine/jambonz/session.ts'
import type { JambonzSession, SessionOptions } from '../../../src/engine/jambonz/session-ports.ts'
import { createVoices } from '../../../src/engine/jambonz/voices.ts'
import { createMemoryLiveCalls } from '../../../src/engine/store/live/index.ts'
import { createVirtualClock, type VirtualClock } from '../../../src/simulation/virtual-clock.ts'
import { CALL, makeTransfer, makeTurn, outbound, speech, START } from './harness.ts'

/** One process's end of a call; the call behind it counts its turns, and asks again what was interrupted. */
export interface Process {
  readonly session: JambonzSession
  readonly sent: ToJambonz[]
  readonly events: TelephoneEvent[]
  readonly log: string[]
  /** What the call was resumed with. */
  kept: unknown
  hasLeft: boolean
  /** How often the socket was broken on purpose. */
  cuts: number
  keepNow(): Promise<boolean>
  ask(id: string): void
  transfer(): void
  hangUp(): void
  hook(data: object, msgid?: string): void
  verbs(): readonly Verb[]
}

export class World {
  readonly clock: VirtualClock = createVirtualClock(START)
  readonly counts: Partial<Record<KeepingCount, number>> = {}
  readonly calls: LiveCalls
  readonly processes: Process[] = []
  readonly lines = readLines('transfers: { reception: { to: "+48600000009" } }').lines

  constructor(change: (calls: LiveCalls) => LiveCalls = calls => calls) {
    this.calls = change(createMemoryLiveCalls(() => this.clock.now()))
  }

  start(): Process {
    const { clock, counts, calls } = this
    let phone: Parameters<SessionOptions['open']>[1] | undefined
    const own: Process = {
      sent: [],
      events: [],
      log: [],
      kept: undefined,
      hasLeft: false,
      cuts: 0,
      keepNow: () => Promise.resolve(false),
      session: undefined as never,
      ask: id => phone?.turn(makeTurn(id)),
      transfer: () => phone?.transfer(makeTransfer()),
      hangUp: () => phone?.hangUp(),
      hook(data, msgid = 'm') {
        own.session.receive({ type: 'verb:hook', msgid, call_sid: CALL, hook: '/turn', data: { call_sid: CALL, ...data } })
      },
      verbs: () => (own.sent.findLast(message => Array.isArray(message.data))?.data ?? []) as readonly Verb[],
    }
    let turns = 1
    const open = (telephone: typeof phone, isNew: boolean): ReturnType<SessionOptions['open']> => {
      phone = telephone
      return {
        start: () => isNew && own.ask('t1'),
        receive(event) {
          own.events.push(event)
          if (event.kind === 'speech' || event.kind === 'interrupted') own.ask(`t${++turns}`)
        },
        keep: () => ({ turns }),
        leave() {
          own.hasLeft = true
        },
      }
    }
    const note = (_facts: object, message: string): void => void own.log.push(message)
    Object.assign(own, {
      session: createJambonzSession({
        link: { send: message => own.sent.push(message), cut: () => (own.cuts += 1), close: () => undefined },
        clock,
        voices: createVoices({}),
        lines: this.lines,
        log: { debug: () => undefined, info: note, warn: note, error: note },
        open(_info, telephone, keep) {
          own.keepNow = keep
          return open(telephone, true)
        },
        keeping: { calls, count: what => (counts[what] = (counts[what] ?? 0) + 1) },
        resume(_info, telephone, _keep, kept) {
          own.kept = kept
          if (kept === undefined) return { refuse: 'nothing is known', say: { language: 'pl', text: 'Przepraszamy.' } }
          turns = (kept as { turns: number }).turns
          return open(telephone, false)
        },
      }),
    })
    this.processes.push(own)
    return own
  }

  /** Lets time pass, and what was promised meanwhile come true. */
  async wait(ms = 10): Promise<void> {
    for (let passed = 0; passed < ms; passed += 5) {
      this.clock.advanceTo(this.clock.now() + 5)
      for (let turn = 0; turn < 8; turn += 1) await Promise.resolve()
    }
  }

  /** A call that one process holds and that listens in turn t1. */
  async begin(session: object = outbound()): Promise<Process> {
    const one = this.start()
    one.session.receive(session)
    await this.wait()
    running(one, 't1')
    await this.wait()
    return one
  }

  /** The process of a call is gone, and jambonz comes back to another. */
  async moveTo(other: Process, data: object = {}): Promise<Process> {
    other.session.receive({ ...outbound(data), type: 'session:reconnect', msgid: 'back' })
    await this.wait()
    return other
  }
}

export const running = ({ session }: Process, id: string): void =>
  session.receive({ type: 'verb:status', call_sid: CALL, data: { event: 'starting', id, name: 'gather' } })
export const acksOf = ({ sent }: Process, msgid: string): readonly ToJambonz[] =>
  sent.filter(message => message.type === 'ack' && message.msgid === msgid)
export const said = (text: string, verb_id = 't1'): object => ({ verb_id, reason: 'speechDetected', speech: speech(text) })
export const lostHook = (id: string): object => ({
  type: 'jambonz:error',
  data: { msg: 'invalid actionHook response', details: 'timeout', verb: 'gather', id },
})

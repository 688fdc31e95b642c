import type { Telephone, TelephoneEvent, TransferRequest, Turn } from '../../../src/engine/call/ports.ts'
import { createLines, type Lines } from '../../../src/engine/jambonz/lines.ts'
import type { RedirectCommand, ToJambonz, Verb } from '../../../src/engine/jambonz/protocol.ts'
import { createJambonzSession } from '../../../src/engine/jambonz/session.ts'
import type { JambonzSession, OpenedCall, Refusal, SessionInfo } from '../../../src/engine/jambonz/session-ports.ts'
import { createVoices, type Voices } from '../../../src/engine/jambonz/voices.ts'
import { createVirtualClock, type VirtualClock } from '../../../src/simulation/virtual-clock.ts'

export const START = Date.parse('2026-05-05T08:00:00Z')
export const CALL = 'call-1'

export interface Bench {
  readonly clock: VirtualClock
  readonly session: JambonzSession
  readonly sent: ToJambonz[]
  readonly events: TelephoneEvent[]
  readonly infos: SessionInfo[]
  readonly errors: string[]
  telephone: Telephone
  isLinkClosed: boolean
  /** How often the socket was broken on purpose. */
  cuts: number
  /** Lets time pass. */
  wait(ms: number): void
  hook(hook: string, data: object, msgid?: string): void
  status(event: string, id?: string): void
  /** Verbs of the last ack or command that had any. */
  lastVerbs(): readonly Verb[]
  redirects(): readonly RedirectCommand[]
  kinds(): readonly string[]
}

export interface BenchOptions {
  readonly open?: (info: SessionInfo, telephone: Telephone) => OpenedCall | Refusal
  readonly onStart?: (telephone: Telephone) => void
  readonly onEvent?: (event: TelephoneEvent, telephone: Telephone) => void
  readonly voices?: Voices
  readonly lines?: Lines
}

/** A session on a virtual clock with a call behind it that only writes down what it gets. */
export function setUp(options: BenchOptions = {}): Bench {
  const clock = createVirtualClock(START)
  const sent: ToJambonz[] = []
  const events: TelephoneEvent[] = []
  const infos: SessionInfo[] = []
  const errors: string[] = []
  const note = (_facts: object, message: string): void => void errors.push(message)
  const session = createJambonzSession({
    link: { send: message => sent.push(message), cut: () => (bench.cuts += 1), close: () => (bench.isLinkClosed = true) },
    clock,
    voices: options.voices ?? createVoices({}),
    lines: options.lines ?? createLines([], []),
    log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: note },
    open(info, telephone) {
      infos.push(info)
      bench.telephone = telephone
      if (options.open !== undefined) return options.open(info, telephone)
      return {
        start: () => (options.onStart ?? (phone => phone.turn(makeTurn('t1'))))(telephone),
        receive(event) {
          events.push(event)
          options.onEvent?.(event, telephone)
        },
      }
    },
  })
  let count = 0
  const bench: Bench = {
    clock,
    session,
    sent,
    events,
    infos,
    errors,
    telephone: { turn: () => undefined, transfer: () => undefined, hangUp: () => undefined },
    isLinkClosed: false,
    cuts: 0,
    wait: ms => clock.advanceTo(clock.now() + ms),
    hook(hook, data, msgid = `m${++count}`) {
      session.receive({ type: 'verb:hook', msgid, call_sid: CALL, hook, data: { call_sid: CALL, ...data } })
    },
    status(event, id) {
      session.receive({ type: 'verb:status', call_sid: CALL, data: { event, verb: 'say', ...(id === undefined ? {} : { id }) } })
    },
    lastVerbs: () => sent.findLast(message => Array.isArray(message.data))?.data as readonly Verb[],
    redirects: () =>
      sent.filter((message): message is RedirectCommand => message.type === 'command' && message.command === 'redirect'),
    kinds: () => events.map(event => event.kind),
  }
  return bench
}

/** A session that has begun an outbound call and listens in turn `t1`. */
export function setUpCall(options: BenchOptions = {}): Bench {
  const bench = setUp(options)
  bench.session.receive(outbound())
  return bench
}

export function inbound(data: object = {}): object {
  return {
    type: 'session:new',
    msgid: 'new',
    data: {
      call_sid: CALL,
      direction: 'inbound',
      from: '600000001',
      to: '48220000000',
      call_status: 'trying',
      sip: { headers: {} },
      ...data,
    },
  }
}
export function outbound(data: object = {}): object {
  const customerData = { scenario: 'appointment-confirmation', language: 'pl', contact: { patient: { name: 'Anna Nowak' } } }
  return {
    type: 'session:new',
    msgid: 'new',
    call_sid: CALL,
    data: {
      call_sid: CALL,
      direction: 'outbound',
      from: '+48220000000',
      to: '+48600000001',
      call_status: 'in-progress',
      customerData,
      ...data,
    },
  }
}

export function makeTurn(
  id: string,
  more: Partial<Omit<Turn, 'listen'>> & { readonly listen?: Partial<Turn['listen']> } = {},
): Turn {
  const { listen, ...rest } = more
  return {
    id,
    language: 'pl',
    pace: 'normal',
    say: [
      { key: 's:hello', text: 'Dzień dobry, tu przychodnia.' },
      { key: 's:hello', text: 'Czy rozmawiam z panią Anną Nowak?' },
    ],
    ...rest,
    listen: { silenceMs: 5000, interrupt: 'partial', hints: ['tak', 'nie'], keys: { max: 1, betweenMs: 2000 }, ...listen },
  }
}
export function makeTransfer(more: Partial<TransferRequest> = {}): TransferRequest {
  return { id: 'x1', to: 'reception', say: [{ key: 's:op', text: 'Łączę z rejestracją.' }], language: 'pl', ...more }
}

export const speech = (transcript: string, confidence?: number, is_final = true): object => ({
  language_code: 'pl-PL',
  is_final,
  alternatives: [confidence === undefined ? { transcript } : { transcript, confidence }],
})

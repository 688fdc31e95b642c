import { createCall } from '../../../src/engine/call/index.ts'
import type {
  Call,
  CallOptions,
  CallResult,
  CallSnapshot,
  Heard,
  HearingContext,
  Hypothesis,
  JournalEntry,
  ServiceAnswer,
  ServiceRequest,
  Services,
  Speaking,
  Telephone,
  TransferRequest,
  Turn,
  Understanding,
} from '../../../src/engine/call/index.ts'
import type { CompiledScenario } from '../../../src/scenarios/compile/compiled.ts'
import { createVirtualClock } from '../../../src/simulation/virtual-clock.ts'

/** Monday, 2026-05-04, 10:00 in Warsaw. */
const NOW = Date.parse('2026-05-04T10:00:00+02:00')
export const TUESDAY = Date.parse('2026-05-05T09:00:00+02:00')
export const THURSDAY = Date.parse('2026-05-07T15:00:00+02:00')

/** Understands exactly what the tests say: phrases of the lexicon, marks, "tuesday" and "thursday", "not" before a value. */
export const understanding: Understanding = {
  hear(hypotheses: readonly Hypothesis[], context: HearingContext): Heard {
    const text = hypotheses[0]?.text ?? ''
    const meanings: Heard['meanings'][number][] = []
    for (const [meaning, phrases] of Object.entries(context.scenario.lexicon.en ?? {})) {
      for (const phrase of phrases) {
        const start = ` ${text} `.indexOf(` ${phrase} `)
        if (start >= 0)
          meanings.push({
            meaning,
            confidence: text.includes('maybe') ? 0.5 : 1,
            start,
            end: start + phrase.length,
            because: phrase,
          })
      }
    }
    meanings.sort((a, b) => a.start - b.start)
    const values: Heard['values'][number][] = []
    for (const [name, type] of Object.entries(context.expect)) {
      const mark = /\b(\d+)\b/.exec(text)
      if (type.kind === 'scale' && mark)
        values.push({ name, kind: 'scale', value: Number(mark[1]), confidence: 1, start: 0, end: 1 })
    }
    for (const [word, at] of [
      ['tuesday', TUESDAY],
      ['thursday', THURSDAY],
    ] as const) {
      const start = text.indexOf(word)
      if (start < 0) continue
      const denied = text.includes(`not ${word}`)
      const index = context.options?.values.indexOf(at) ?? -1
      values.push(
        index >= 0
          ? { kind: 'option', value: index, confidence: 1, start, end: start, denied }
          : { kind: 'date', value: word, confidence: 1, start, end: start, denied },
      )
    }
    return { text, meanings, values, noise: text === '' || text === 'mhm' }
  },
}

const speakOne = (value: unknown): string =>
  typeof value === 'number' && value > 1e6 ? new Date(value).toISOString().slice(0, 10) : String(value)
const speaking: Speaking = { format: value => (Array.isArray(value) ? value.map(speakOne).join(' or ') : speakOne(value)) }

type ScriptedServices = ((request: ServiceRequest) => ServiceAnswer | Promise<ServiceAnswer>) & {
  readonly verify?: Services['verify']
}

/** A call on a telephone that only notes what it is told, with time in the test's hand. */
export class Rig {
  readonly clock = createVirtualClock(NOW)
  readonly turns: Turn[] = []
  readonly transfers: TransferRequest[] = []
  readonly journal: JournalEntry[] = []
  readonly asked: ServiceRequest[] = []
  readonly call: Call
  hungUp = false
  result: CallResult | undefined
  /** The turn in which a call that was kept listens on. */
  readonly #kept: Turn | undefined

  constructor(
    scenario: CompiledScenario,
    services: ScriptedServices = defaultServices,
    from?: CallSnapshot,
    hearing: Understanding = understanding,
    change: (options: CallOptions) => Partial<CallOptions> = () => ({}),
  ) {
    const id = from?.state.turn?.id
    this.#kept = id === undefined ? undefined : ({ id, say: [] } as unknown as Turn)
    const telephone: Telephone = {
      turn: turn => void this.turns.push(turn),
      transfer: request => void this.transfers.push(request),
      hangUp: () => {
        this.hungUp = true
      },
    }
    const options: CallOptions = {
      id: 'test',
      scenario,
      language: 'en',
      direction: 'outbound',
      data: {
        patient: { name: { name: 'Anna Nowak' }, phone: '+48600000000' },
        visit: { at: TUESDAY },
        caller: { phone: '+48600000000' },
      },
      clock: this.clock,
      telephone,
      understanding: hearing,
      speaking,
      services: {
        call: request => {
          this.asked.push(request)
          return services(request)
        },
        ...(services.verify ? { verify: services.verify } : {}),
      },
      messages: { send: () => {} },
      journal: entry => void this.journal.push(entry),
      onEnd: result => {
        this.result = result
      },
    }
    this.call = createCall({ ...options, ...change(options) }, from)
    this.call.start()
  }

  get turn(): Turn {
    const turn = this.turns.at(-1) ?? this.#kept
    if (!turn) throw new Error('no turn yet')
    return turn
  }

  /** What the robot says in the current turn. */
  get said(): string {
    return this.turn.say.map(({ text }) => text).join(' ')
  }

  /** The prompt is played out. */
  played(): this {
    this.call.receive({ kind: 'prompt', turn: this.turn.id, state: 'started' })
    this.clock.advanceTo(this.clock.now() + 3_000)
    this.call.receive({ kind: 'prompt', turn: this.turn.id, state: 'finished', heardMs: 3_000 })
    return this.settle()
  }

  /** The prompt is played out and nothing comes. */
  silent(): this {
    this.played()
    this.call.receive({ kind: 'silence', turn: this.turn.id })
    return this.settle()
  }

  says(text: string, began = this.clock.now()): this {
    this.call.receive({ kind: 'speech', turn: this.turn.id, hypotheses: [{ text }], beganAt: began })
    return this.settle()
  }

  presses(digits: string): this {
    this.call.receive({ kind: 'keys', turn: this.turn.id, digits })
    return this.settle()
  }

  hangsUp(): this {
    this.call.receive({ kind: 'hangup', by: 'caller' })
    return this.settle()
  }

  settle(): this {
    this.clock.advanceTo(this.clock.now() + 1)
    return this
  }

  /** What was told to whoever was not known to be the person at that moment. */
  listTold(): readonly string[] {
    let isKnown = false
    return this.journal.flatMap(entry => {
      if (entry.kind === 'listener') isKnown = entry.listener === 'verified'
      return entry.kind === 'prompt' && !isKnown && entry.text.includes('2026') ? [entry.text] : []
    })
  }

  of<K extends JournalEntry['kind']>(kind: K): Extract<JournalEntry, { kind: K }>[] {
    return this.journal.filter((entry): entry is Extract<JournalEntry, { kind: K }> => entry.kind === kind)
  }
}

function defaultServices(request: ServiceRequest): ServiceAnswer {
  return request.contract.name === 'free_times'
    ? { result: 'done', values: { result: [TUESDAY, THURSDAY] } }
    : { result: 'done', values: {} }
}

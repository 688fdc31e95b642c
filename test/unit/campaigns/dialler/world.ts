import type { Clock } from '../../../../src/engine/call/ports.ts'
import {
  type CampaignPlan,
  createDialler,
  type Dialler,
  type DiallerOptions,
} from '../../../../src/engine/campaigns/dialler/index.ts'
import { createRestClient, type JambonzRest } from '../../../../src/engine/jambonz/rest/index.ts'
import { readStatusBody } from '../../../../src/engine/jambonz/status-report.ts'
import { type ContactRecord, type NewContact, openStore, type Store } from '../../../../src/engine/store/index.ts'
import { createVirtualClock, type VirtualClock } from '../../../../src/simulation/index.ts'
import {
  type CalledSide,
  type CreatedCall,
  createExchange,
  type Exchange,
  type FaultRates,
  sendDirectly,
  type StandInCall,
} from '../../../../src/simulation/jambonz-server/index.ts'

/** A Monday at noon, UTC. */
export const NOON = Date.UTC(2026, 4, 4, 12)
const ACCESS = { url: 'http://jambonz.example', accountSid: 'acc', apiKey: 'key', applicationSid: 'app' }
const MINUTE = 60_000

/** What a conversation comes to, and how a call goes; by contact. */
export interface WorldOptions {
  readonly answer?: (call: CreatedCall) => CalledSide
  readonly outcome?: (call: StandInCall) => string | undefined
  /** What a further conversation of a call comes to; undefined: it is not held. */
  readonly nextOutcome?: (call: StandInCall, index: number) => string | undefined
  readonly faults?: FaultRates
  readonly seed?: number
  readonly plan?: Partial<CampaignPlan>
  readonly rate?: { readonly most: number; readonly windowMs: number }
  /** Asked at everything that a process wants of its store or of jambonz: whether it is killed there. */
  readonly dies?: () => boolean
}

/** A process with a dialler, which can be killed at any moment. */
export interface Process {
  readonly dialler: Dialler
  readonly rest: JambonzRest
  readonly wrappedUp: string[]
  isAlive: boolean
  kill(): void
}

/** Several processes, one store, one jambonz, in virtual time. */
export interface World {
  readonly clock: VirtualClock
  readonly store: Store
  readonly exchange: Exchange
  readonly processes: Process[]
  startProcess(more?: Partial<DiallerOptions>): Process
  addContacts(howMany: number, more?: Partial<NewContact>): Promise<readonly string[]>
  /** Lets so much time pass. */
  run(ms: number): Promise<void>
  /** Every call that was made, by the attempt in its tag. */
  callsByAttempt(): ReadonlyMap<string, readonly StandInCall[]>
  contacts(): Promise<readonly ContactRecord[]>
}

/** Busy again in a quarter of an hour, everything else in two; three counted attempts; what a conversation said is final. */
const PLAN: CampaignPlan = {
  scenario: 'visit',
  from: '+48600000100',
  trunk: 'main',
  pace: { atOnce: 30 },
  ringMs: 30_000,
  contactOf: contact => contact.data,
  decide(contact, history, now) {
    const last = history.attempts.at(-1)
    const outcome = last?.outcome ?? undefined
    if (history.optOuts.length > 0) return { kind: 'finish', outcome: 'opted_out', reason: 'opted_out' }
    if (outcome === 'confirmed' || outcome === 'opted_out') return { kind: 'finish', outcome, reason: 'reached' }
    if (history.attempts.filter(attempt => attempt.counted).length >= 3)
      return { kind: 'worklist', outcome: 'unreached', reason: 'attempts_used' }
    const number = contact.numbers.find(one => !history.deadNumbers.has(one))
    if (number === undefined) return { kind: 'worklist', outcome: 'unreached', reason: 'no_number' }
    const dueAt = last === undefined ? now : (last.endedAt ?? now) + (last.counted ? 30 : 5) * MINUTE
    return dueAt <= now ? { kind: 'call', number, reason: 'turn' } : { kind: 'wait', dueAt, reason: 'rule' }
  },
  isAllowedAt: () => true,
  isCounted: outcome => !['withdrawn', 'trunk_fault', 'congestion', 'bot_fault', 'invalid_number'].includes(outcome),
  sequelOf: ({ contact, decision, ended, now }) => ({
    letters:
      decision.kind === 'finish' && ended?.outcome === 'confirmed'
        ? [
            {
              id: `letter ${contact.id}`,
              kind: 'message',
              stream: contact.person,
              idempotencyKey: `summary ${contact.id}`,
              payload: {},
              dueAt: now,
            },
          ]
        : [],
    messages: [],
    tasks: [],
  }),
}

/** Makes the world, with a running campaign `visits`. */
export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const clock = createVirtualClock(NOON)
  const store = await openStore(':memory:')
  const processes: Process[] = []
  const plan = { ...PLAN, ...options.plan }
  let ids = 0
  let turn = 0
  const exchange = createExchange({
    ...ACCESS,
    clock,
    answer(created) {
      const side: CalledSide = options.answer?.(created) ?? { kind: 'answers', afterMs: 8000, talkMs: 40_000 }
      // jambonz opens the socket to some process, whatever becomes of the statuses.
      if (side.kind === 'answers') clock.setTimeout(() => hold(created), side.afterMs + 1)
      return side
    },
    faults: options.faults ?? {},
    seed: options.seed ?? 1,
    latenessMs: 4000,
    rate: options.rate ?? { most: 100_000, windowMs: 1 },
    tell(info) {
      const report = readStatusBody(JSON.parse(JSON.stringify(info)))
      if (report !== undefined)
        choose()
          ?.dialler.hearStatus(report)
          .catch(() => undefined)
    },
  })
  /** As behind a load balancer: any process that lives. */
  const choose = (): Process | undefined => {
    const alive = processes.filter(process => process.isAlive)
    return alive[turn++ % Math.max(1, alive.length)]
  }
  /** The conversation ends with the call, in the process that began it. */
  const hold = (created: CreatedCall): void => {
    const call = [...exchange.calls.values()].find(one => one.created === created)
    const process = choose()
    if (call === undefined || process === undefined || !call.isAnswered) return
    const beganAt = clock.now()
    const look = (): void => {
      if (!process.isAlive) return
      if (call.endedAt === undefined) return void clock.setTimeout(look, 500)
      const outcome = options.outcome === undefined ? 'confirmed' : options.outcome(call)
      if (outcome === undefined) return
      const attempt = String(call.created.tag?.['attempt'])
      const about = { attempt, callId: call.callSid, scenario: 'visit', language: 'pl' }
      void process.dialler.hearResult({ ...about, outcome, values: {}, beganAt, endedAt: clock.now() })
      const next = (call.created.tag?.['next'] ?? []) as readonly { readonly attempt: string }[]
      for (const [index, one] of next.entries()) {
        const further = options.nextOutcome?.(call, index)
        if (further === undefined) return
        const of = { ...about, attempt: one.attempt, callId: `${call.callSid}-and-${index + 2}` }
        void process.dialler.hearResult({ ...of, outcome: further, values: {}, beganAt, endedAt: clock.now() })
      }
    }
    look()
  }
  const own = <T extends object>(process: { isAlive: boolean }, real: T): T =>
    new Proxy(real, {
      get(target, name) {
        const value = Reflect.get(target, name) as unknown
        if (typeof value === 'object' && value !== null) return own(process, value)
        if (typeof value !== 'function') return value
        // A process that was killed hears of nothing any more.
        return (...args: unknown[]) => {
          // Before it is done, or after and without hearing of it.
          const isLast = options.dies?.() === true
          if (isLast && options.dies?.() === true) process.isAlive = false
          if (!process.isAlive) return new Promise(() => undefined)
          if (isLast) process.isAlive = false
          const result = Reflect.apply(value, target, args) as unknown
          return result instanceof Promise
            ? result.then(async made => (process.isAlive ? made : await new Promise<never>(() => undefined)))
            : result
        }
      },
    })

  await store.campaigns.saveVersion({ campaign: 'visits', hash: 'v1', source: '', document: {}, savedAt: NOON })
  await store.campaigns.setState('visits', 'running', NOON)
  const flush = async (): Promise<void> => {
    for (let left = 3; left > 0; left--) await new Promise(resolve => setImmediate(resolve))
  }
  const world: World = {
    clock,
    store,
    exchange,
    processes,
    startProcess(more = {}) {
      const state: { isAlive: boolean } = { isAlive: true }
      const ownClock: Clock = {
        now: () => clock.now(),
        setTimeout: (run, ms) => clock.setTimeout(() => state.isAlive && run(), ms),
        clearTimeout: timer => clock.clearTimeout(timer),
      }
      const wrappedUp: string[] = []
      const rest = createRestClient({
        ...ACCESS,
        clock: ownClock,
        exchange: sendDirectly(exchange, ownClock),
        rate: { most: 100_000, windowMs: 1 },
      })
      const silent = (): void => undefined
      const dialler = createDialler({
        store: own(state, store),
        rest: own(state, rest),
        clock: ownClock,
        log: { debug: silent, info: silent, warn: silent, error: silent },
        worker: `worker-${processes.length + 1}`,
        newId: () => `attempt-${++ids}`,
        plans: () => plan,
        conversations: { wrapUp: attempt => wrappedUp.push(attempt) > 0 },
        ...more,
      })
      const process: Process = Object.assign(state, { dialler, rest, wrappedUp, kill: () => void (state.isAlive = false) })
      processes.push(process)
      dialler.start()
      return process
    },
    async addContacts(howMany, more = {}) {
      const indices = Array.from({ length: howMany }, (_, index) => index + ids)
      ids += howMany
      const numberOf = (index: number): string => `+4822${String(1_000_000 + index)}`
      const numbers = (index: number) => [{ number: numberOf(index), kind: 'mobile' }]
      const persons = indices.map(index => ({
        id: `person-${index}`,
        key: `person-${index}`,
        name: null,
        language: 'pl',
        zone: 'Europe/Warsaw',
        numbers: numbers(index),
      }))
      await store.people.add(persons, clock.now())
      const contacts = indices.map(index => ({
        id: `contact-${index}`,
        campaign: 'visits',
        person: `person-${index}`,
        subject: '',
        numbers: [numberOf(index)],
        zone: 'Europe/Warsaw',
        language: 'pl',
        data: { index },
        variant: null,
        priority: 0,
        deadlineAt: null,
        dueAt: clock.now(),
        reason: 'new',
        importId: null,
        line: null,
        ...more,
      }))
      await store.contacts.add(contacts, clock.now())
      return contacts.map(contact => contact.id)
    },
    async run(ms) {
      const until = clock.now() + ms
      await flush()
      for (let due = clock.nextDue(); due !== undefined && due <= until; due = clock.nextDue()) {
        clock.step()
        await flush()
      }
      clock.advanceTo(until)
      await flush()
    },
    callsByAttempt() {
      const calls = new Map<string, StandInCall[]>()
      for (const call of exchange.calls.values()) {
        const attempt = String(call.created.tag?.['attempt'])
        calls.set(attempt, [...(calls.get(attempt) ?? []), call])
      }
      return calls
    },
    contacts: () => store.contacts.list({ campaign: 'visits', limit: 10_000 }),
  }
  return world
}

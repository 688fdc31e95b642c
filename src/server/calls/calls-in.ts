import type { CallResult, Clock, JournalEntry } from '../../engine/call/index.ts'
import { type CallbackDesk, judgeCallIn } from '../../engine/campaigns/callbacks/index.ts'
import { keepTrying } from '../../engine/keep-trying.ts'
import type { CallRecord, Store } from '../../engine/store/index.ts'
import type { CompiledScenario } from '../../scenarios/compile/compiled.ts'
import type { Log } from '../log.ts'

/** What is remembered of a call in until it is over; plain data, kept with the call. */
export interface CallInState {
  /** Of the caller; absent when withheld. Personal data. */
  readonly number?: string
  /** Number that was called. */
  readonly line?: string
  readonly isAfterHours: boolean
  isServed: boolean
  isPromised: boolean
  hasGivenUp: boolean
}

/** A call in that begins, or goes on here. */
export interface BegunCallIn {
  readonly id: string
  readonly scenario: Pick<CompiledScenario, 'name' | 'services'>
  readonly language: string
  readonly beganAt: number
  readonly state: CallInState
}

/** One call in. */
export interface CallIn {
  /** Sees what goes into its journal. */
  note(entry: JournalEntry): void
  end(result: CallResult): void
  /** Another process goes on with it. */
  leave(): void
}

/** The record of calls in, and what follows from them. */
export interface CallsIn {
  begin(call: BegunCallIn): CallIn
  /** A call that was turned away. */
  refuse(call: Pick<BegunCallIn, 'id' | 'state'>): void
  start(): void
  /** Resolves when what has ended is kept. */
  stop(): Promise<void>
}

/** What it is made of. */
export interface CallsInOptions {
  readonly store: Store
  readonly callbacks: CallbackDesk
  readonly clock: Clock
  readonly log: Log
}

/** The line of all calls: channels are counted by it. */
const TRUNK = 'main'
const LEASE_MS = 60_000
const LOOK_MS = 20_000
/** Services that only ask people to call: nothing was done for the caller yet. */
const PROMISES: ReadonlySet<string> = new Set(['staff_task', 'ask_callback'])

/**
 * Keeps calls in: each takes a channel while it is held; when it is over, whoever was not served is called back, and who was served is not
 * called any more. What a process that died held is found by others. No call waits for the store.
 */
export function createCallsIn({ store, callbacks, clock, log }: CallsInOptions): CallsIn {
  const live = new Set<string>()
  /** Writes of one call go one after the other. */
  const writing = new Map<string, Promise<void>>()
  let timer: unknown
  let isStopped = false

  const write = (id: string, work: () => Promise<unknown>): void => {
    const report = (error: unknown): void =>
      log.error({ call: id, error: error instanceof Error ? error.name : 'unknown' }, 'a call in cannot be kept yet')
    const next = (writing.get(id) ?? Promise.resolve()).then(() => keepTrying(clock, work, report, () => isStopped))
    const done = next.finally(() => writing.get(id) === done && writing.delete(id))
    writing.set(id, done)
  }
  const follow = async (inside: Store, id: string, state: CallInState, result: CallResult | undefined): Promise<void> => {
    const { number } = state
    if (number === undefined) return
    const callBackAt = result?.values['call_back_at']
    const wish = judgeCallIn({
      ...state,
      outcome: result?.outcome ?? 'bot_fault',
      ...(typeof callBackAt === 'number' && { callBackAt }),
    })
    if (wish === undefined) await callbacks.settle(number, inside)
    else {
      const { kind } = await callbacks.request({ ...wish, number, evidence: id }, inside)
      log.info({ call: id, way: wish.way, result: kind }, 'whoever called is to be called back')
    }
  }
  const look = async (): Promise<void> => {
    const now = clock.now()
    await store.calls.renewLeases([...live], now + LEASE_MS)
    await store.transaction(async inside => {
      for (const { id, number, line } of await inside.calls.endAbandoned(now)) {
        log.warn({ call: id }, 'a call in was abandoned by its process')
        await follow(inside, id, { ...nothingDone(number, line), isAfterHours: false }, undefined)
      }
    })
    await callbacks.handOver()
  }
  const loop = (): void => {
    void look()
      .catch((error: unknown) =>
        log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'calls in wait for the store'),
      )
      .then(() => {
        if (!isStopped) timer = clock.setTimeout(loop, LOOK_MS)
      })
  }
  return {
    begin({ id, scenario, language, beganAt, state }) {
      live.add(id)
      const save = async (inside: Store, more: Partial<CallRecord>): Promise<void> =>
        inside.calls.save({
          id,
          direction: 'inbound',
          attempt: null,
          campaign: null,
          person: state.number === undefined ? null : await findPerson(inside, state.number),
          number: state.number ?? null,
          line: state.line ?? null,
          trunk: TRUNK,
          scenario: scenario.name,
          language,
          journal: `calls/${id}.jsonl`,
          outcome: null,
          result: null,
          cost: null,
          beganAt,
          answeredAt: beganAt,
          endedAt: null,
          ...more,
        })
      write(id, () => save(store, { leaseUntil: clock.now() + LEASE_MS }))
      return {
        note(entry) {
          if (entry.kind === 'transfer' && entry.result === 'bridged') state.isServed = true
          if (entry.kind === 'transfer' && entry.result === 'gave_up') state.hasGivenUp = true
          if (entry.kind !== 'service' || entry.state !== 'answered' || entry.result !== 'done') return
          if (PROMISES.has(entry.service)) state.isPromised = true
          else if (scenario.services[entry.service]?.sideEffects === true) state.isServed = true
        },
        end(result) {
          live.delete(id)
          const endedAt = clock.now()
          const ended = { outcome: result.outcome, result: result.values, endedAt, leaseUntil: null }
          write(id, () =>
            store.transaction(async inside => {
              await save(inside, ended)
              await follow(inside, id, state, result)
            }),
          )
        },
        leave: () => void live.delete(id),
      }
    },
    refuse({ id, state }) {
      write(id, () => follow(store, id, state, undefined))
    },
    start: loop,
    async stop() {
      isStopped = true
      clock.clearTimeout(timer)
      await Promise.all(writing.values())
    },
  }
}

/** The state of a call in that begins. */
export function nothingDone(
  number: string | null | undefined,
  line: string | null | undefined,
): Omit<CallInState, 'isAfterHours'> {
  return {
    ...(typeof number === 'string' && { number }),
    ...(typeof line === 'string' && { line }),
    isServed: false,
    isPromised: false,
    hasGivenUp: false,
  }
}

/** Whose number it is, where it is one person's alone. */
async function findPerson(store: Store, number: string): Promise<string | null> {
  const [only, ...more] = await store.people.listByNumber(number)
  return only !== undefined && more.length === 0 ? only.id : null
}

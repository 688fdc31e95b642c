import { type AnyActorRef, createActor, createMachine, fromPromise, type Snapshot } from 'xstate'
import type { CompiledScenario } from '../../../src/scenarios/compile/compiled.ts'
import { machineImplementation, type VerbOutput } from '../../../src/scenarios/compile/index.ts'

const VERBS = ['ask', 'say', 'do', 'transfer', 'pause', 'send'] as const

/**
 * Runs a compiled scenario as a stranger would: its JSON, through text and back, in a bare machine with stub actors.
 * Every verb waits until the test answers it.
 */
export function walk(compiled: CompiledScenario, data: Record<string, unknown> = {}, snapshot?: Snapshot<unknown>) {
  const json = JSON.parse(JSON.stringify(compiled.machine)) as Record<string, unknown>
  const waiting = new Map<string, (output: VerbOutput) => void>()
  const entered: string[] = []
  const stub = fromPromise<VerbOutput, { path: string }>(({ input, signal }) => {
    entered.push(input.path)
    return new Promise(resolve => {
      waiting.set(input.path, resolve)
      signal.addEventListener('abort', () => waiting.delete(input.path))
    })
  })
  const machine = createMachine({ ...json, output: ({ event }: { event: { output: unknown } }) => event.output } as never, {
    ...(machineImplementation(compiled) as object),
    actors: Object.fromEntries(VERBS.map(verb => [verb, stub])),
  })
  const options = snapshot === undefined ? { input: { data, now: 1000 } } : { snapshot }
  const actor = createActor(machine, options as never) as AnyActorRef & { start(): unknown }
  let failure: unknown
  actor.subscribe({ error: cause => (failure = cause) })
  actor.start()
  return {
    entered,
    get at(): string {
      return valueOf(actor.getSnapshot().value)
    },
    get context() {
      return actor.getSnapshot().context
    },
    get output() {
      return actor.getSnapshot().output
    },
    get isDone() {
      return actor.getSnapshot().status === 'done'
    },
    get waiting() {
      return [...waiting.keys()]
    },
    send: (type: string, at?: number) => actor.send({ type, ...(at === undefined ? {} : { at }) }),
    can: (type: string): boolean => actor.getSnapshot().can({ type }),
    persist: (): Snapshot<unknown> => JSON.parse(JSON.stringify(actor.getPersistedSnapshot())) as Snapshot<unknown>,
    /** Answers the verb that waits; fails when none or several do. */
    async answer(is: string, more: Partial<VerbOutput> = {}): Promise<string> {
      const [[path, resolve] = ['', undefined], ...others] = [...waiting]
      if (resolve === undefined || others.length > 0) throw new Error(`waiting: ${[...waiting.keys()].join(', ') || 'nobody'}`)
      waiting.delete(path)
      resolve({ is, values: {}, at: 2000, ...more })
      await new Promise(done => setImmediate(done))
      if (failure !== undefined) throw failure
      return valueOf(actor.getSnapshot().value)
    },
  }
}

/** A state value as a path. */
function valueOf(value: unknown): string {
  if (typeof value === 'string') return value
  const [[key, below] = ['', '']] = Object.entries(value as Record<string, unknown>)
  return `${key}.${valueOf(below)}`
}

import type { NodePath } from '../../scenarios/compile/compiled.ts'
import type { StateJson } from '../../scenarios/compile/machine-json.ts'

/** Output of a verb: what became of the step. `at` is the instant of the turn, epoch ms; `words` the caller's last. */
export interface VerbOutput {
  readonly is: string
  readonly meaning?: string
  readonly name?: string
  readonly values: Readonly<Record<string, unknown>>
  readonly at: number
  readonly words?: string
}

/** Who runs the verbs of one call. Found by the actor system that the call's machine lives in. */
export interface VerbRunner {
  /** The machine has entered a step; `finish` moves it on, unless it has left the step before. */
  startVerb(path: NodePath, finish: (output: VerbOutput) => void): void
  /** The machine has left the step. */
  stopVerb(path: NodePath): void
}

/** What is used of a machine's actor here. */
interface MachineSelf {
  readonly system: object
  send(event: { readonly type: string; readonly output: VerbOutput }): void
}

const RUNNER = Symbol('runner of the verbs')

/** A machine's actor system with its call. Not a WeakMap: what one holds outlives every small collection of garbage. */
interface BoundSystem {
  [RUNNER]?: VerbRunner
}

/** Tells the verbs of a machine's system which call they belong to. Before the actor starts. */
export function bindRunner(system: object, runner: VerbRunner): void {
  const bound: BoundSystem = system
  bound[RUNNER] = runner
}

function runnerOf(system: object): VerbRunner {
  const { [RUNNER]: runner }: BoundSystem = system
  if (!runner) throw new Error('invariant: a verb was started outside of a call')
  return runner
}

/** XState's name for the event that an invoked actor is done. */
const doneEvent = (id: string): string => `xstate.done.actor.${id}`

/** Begins the verb of a step whose machine has come to it, or was restored in it. */
export function startVerb(machine: MachineSelf, path: NodePath): void {
  runnerOf(machine.system).startVerb(path, output => machine.send({ type: doneEvent(path), output }))
}

/** The actions of `withVerbActions`. They find their call by the actor system, so that the machine is made once per version and not per call. */
export const verbActions = {
  startVerb: ({ self }: { self: MachineSelf }, { path }: { path: NodePath }): void => startVerb(self, path),
  stopVerb: ({ self }: { self: MachineSelf }, { path }: { path: NodePath }): void => runnerOf(self.system).stopVerb(path),
}

/**
 * The states of a machine, with an action in the place of each invoked actor: on entering a step its verb is started, on leaving it stopped, and what
 * it comes to is the same event that the actor would send. An actor for each step would cost half of XState's share of a turn.
 */
export function withVerbActions({ invoke, states, ...state }: StateJson): StateJson {
  const inner = states && Object.fromEntries(Object.entries(states).map(([key, child]) => [key, withVerbActions(child)]))
  const outer = inner === undefined ? state : { ...state, states: inner }
  if (invoke === undefined) return outer
  const params = { path: invoke.input.path }
  return {
    ...outer,
    entry: [...(state.entry ?? []), { type: 'startVerb', params }],
    exit: [{ type: 'stopVerb', params }],
    on: { ...state.on, [doneEvent(invoke.id)]: invoke.onDone },
  }
}

import type { ActorLogic, ActorSystem, EventObject, Snapshot } from 'xstate'
import type { NodePath } from '../../scenarios/compile/compiled.ts'

/** Output of a verb's actor: what became of the step. `at` is the instant of the turn, epoch ms; `words` the caller's last. */
export interface VerbOutput {
  readonly is: string
  readonly meaning?: string
  readonly name?: string
  readonly values: Readonly<Record<string, unknown>>
  readonly at: number
  readonly words?: string
}

type VerbEvent = { readonly type: 'finish'; readonly output: VerbOutput } | { readonly type: 'xstate.stop' }
type VerbSnapshot = Snapshot<VerbOutput> & { readonly input: { readonly path: NodePath } }

/** Who runs the verbs of one call. Found by the actor system that the call's machine lives in. */
export interface VerbRunner {
  startVerb(path: NodePath, finish: (output: VerbOutput) => void): void
  stopVerb(path: NodePath): void
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

/**
 * The actor behind every verb: it waits until the call says what became of the step, and is done with that.
 * One logic for all calls, so that the machine is made once per version and not per call.
 */
export const verbLogic: ActorLogic<VerbSnapshot, VerbEvent, { path: NodePath }, ActorSystem<never>, EventObject> = {
  getInitialSnapshot: (_scope, input) => ({ status: 'active', output: undefined, error: undefined, input }),
  start: (snapshot, scope) => {
    if (snapshot.status !== 'active') return
    const self = scope.self
    runnerOf(scope.system).startVerb(snapshot.input.path, output => self.send({ type: 'finish', output }))
  },
  transition: (snapshot, event, scope) => {
    if (snapshot.status !== 'active') return snapshot
    if (event.type === 'finish') return { ...snapshot, status: 'done', output: event.output } as VerbSnapshot
    if (event.type === 'xstate.stop') {
      runnerOf(scope.system).stopVerb(snapshot.input.path)
      return { ...snapshot, status: 'stopped' } as VerbSnapshot
    }
    return snapshot
  },
  getPersistedSnapshot: snapshot => snapshot,
  restoreSnapshot: snapshot => snapshot as VerbSnapshot,
}

import type { Exit } from '../model/exit.ts'
import type { CompiledNode, NodePath, TextKey } from './compiled.ts'
import { type ExitOptions, type Happening, lowerExit } from './lower-exit.ts'
import type { ActionJson, StateJson, TransitionJson } from './machine-json.ts'
import type { Place } from './place.ts'

/** A step with all that its construct's lowering needs to know of where it stands. */
export interface StepSite {
  readonly place: Place
  readonly path: NodePath
  /** Absolute target of the step itself. */
  readonly self: string
  /** Key of the step's own text; its other texts are parts of it. */
  readonly key: TextKey
  /** Keeps the values that come of the step, if any can; done on its way out. */
  readonly keep: readonly ActionJson[] | undefined
  /** What every compiled node says. */
  readonly base: Pick<CompiledNode, 'path' | 'step' | 'scope' | 'document' | 'source' | 'isAside' | 'anytime'>
}

/** What the lowering of one construct gives: the call's view of the step, and the machine's. */
export interface LoweredStep {
  readonly node: CompiledNode
  readonly state: StateJson
  /** For the state's meta: what a reader recognises the step by. */
  readonly text?: string
}

/** The transitions of one exit after something happened in the step; what the step keeps is kept on the way. */
export function leave(
  exit: Exit,
  site: StepSite,
  happening: Happening,
  place: Place = site.place,
  options: Pick<ExitOptions, 'byPolicy'> = {},
): readonly TransitionJson[] {
  return lowerExit(exit, place, {
    self: site.self,
    happening: { ...happening, path: site.path },
    ...(site.keep === undefined ? {} : { actions: site.keep }),
    ...options,
  })
}

/** Chooses a value where the author left one out, saying that it was not the author's. */
export function leaveByDefault(exit: Exit, site: StepSite, happening: Happening, place?: Place): readonly TransitionJson[] {
  return leave(exit, site, happening, place, { byPolicy: true })
}

/** A state that runs an actor and leaves by what became of it. What no transition expects ends the call as the robot's fault, rather than never. */
export function invokeState(verb: string, site: StepSite, onDone: readonly TransitionJson[]): StateJson {
  const fault = { target: `#${site.place.lowering.id}.end_bot_fault`, meta: { by: 'policy' as const } }
  return {
    invoke: { id: site.path, src: verb, input: { path: site.path }, onDone: [...onDone, fault], onError: fault },
  }
}

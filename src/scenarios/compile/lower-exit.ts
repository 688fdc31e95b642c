import { compileCondition } from '../conditions/index.ts'
import type { Exit } from '../model/exit.ts'
import { targetAnytime } from './anytime-entries.ts'
import { BUILT_IN_GUARDS } from './guard-names.ts'
import type { ActionJson, GuardJson, TransitionJson } from './machine-json.ts'
import type { Place } from './place.ts'

/** What must have happened for an exit to be taken: the guard over the actor's output. */
export interface Happening {
  readonly is: string
  readonly meaning?: string
  /** Name of a service's result. */
  readonly name?: string
  /** Result of a block. */
  readonly result?: string
  /** Node whose output it is: conditions see what it is about to keep. */
  readonly path?: string
}

/** How the transitions of one exit are dressed. */
export interface ExitOptions {
  /** Absolute target of the step itself: where `stay`, `repeat` and `slower` lead when a state has to be named. */
  readonly self: string
  readonly happening?: Happening
  readonly actions?: readonly ActionJson[]
  readonly byPolicy?: boolean
  /** The transition stands on a region, not on a step: returning means leaving the region and coming back by its history. */
  readonly reenter?: boolean
}

/** An exit's branches in order: the first whose guard holds is taken. */
export function lowerExit(exit: Exit, place: Place, options: ExitOptions): readonly TransitionJson[] {
  return branchesOf(exit, place, options.self, []).map(branch => {
    const happening = branch.empty && options.happening !== undefined ? { ...options.happening, is: 'empty' } : options.happening
    const guard = guardOf(branch, happening)
    const reenter = branch.target === options.self || options.reenter === true
    return {
      ...(guard === undefined ? {} : { guard }),
      target: branch.target,
      ...(reenter ? { reenter } : {}),
      ...(options.actions === undefined ? {} : { actions: options.actions }),
      ...(options.byPolicy === true ? { meta: { by: 'policy' as const } } : {}),
    }
  })
}

interface NamedCondition {
  readonly guard: string
  readonly scope: string
}
interface Branch {
  readonly target: string
  /** All of them must hold. */
  readonly conditions: readonly NamedCondition[]
  readonly empty: boolean
}

function branchesOf(exit: Exit, place: Place, self: string, conditions: readonly NamedCondition[]): readonly Branch[] {
  switch (exit.kind) {
    case 'if': {
      const condition = { guard: nameCondition(exit.condition, place), scope: place.scope }
      return [...branchesOf(exit.go, place, self, [...conditions, condition]), ...branchesOf(exit.else, place, self, conditions)]
    }
    case 'if_empty':
      return [
        ...branchesOf(exit.go, place, self, conditions).map(branch => ({ ...branch, empty: true })),
        ...branchesOf(exit.else, place, self, conditions),
      ]
    case 'anytime':
      return targetsOfAnytime(exit.name, place, self, conditions)
    case 'step': {
      const target = place.stepTarget(exit.step)
      return target === undefined ? targetsOfAnytime(exit.step, place, self, conditions) : [{ target, conditions, empty: false }]
    }
    default:
      return [{ target: targetOf(exit, place, self), conditions, empty: false }]
  }
}

function targetsOfAnytime(name: string, place: Place, self: string, conditions: readonly NamedCondition[]): readonly Branch[] {
  const found = targetAnytime(name, place)
  if (typeof found === 'string') return [{ target: found, conditions, empty: false }]
  return branchesOf(found.exit, found.place, self, conditions)
}

function targetOf(exit: Exclude<Exit, { kind: 'if' | 'if_empty' | 'anytime' | 'step' }>, place: Place, self: string): string {
  switch (exit.kind) {
    case 'back':
      return place.back ?? self
    case 'stay':
    case 'repeat':
    case 'slower':
      return self
    case 'end':
      place.lowering.outcomes.add(exit.outcome)
      return `#${place.lowering.id}.end_${exit.outcome}`
    case 'give':
      if (place.giveTarget === undefined) throw new Error(`invariant: ${place.document} gives ${exit.result} but is no block`)
      return place.giveTarget(exit.result)
  }
}

function guardOf(branch: Branch, happening: Happening | undefined): GuardJson | undefined {
  const [first, ...rest] = branch.conditions
  if (first !== undefined) {
    const and = rest.length > 0 ? { and: rest } : {}
    return { type: first.guard, params: { ...happening, scope: first.scope, ...and } }
  }
  if (happening === undefined) return undefined
  const { is, path: _path, ...params } = happening
  return Object.keys(params).length > 0 ? { type: is, params } : { type: is }
}

/** Compiles a document's condition once and gives the name of its guard. */
export function nameCondition(name: string, place: Place): string {
  const { lowering, document } = place
  const plain = document === lowering.scenario.name && !BUILT_IN_GUARDS.has(name)
  const guard = plain ? name : `${document}: ${name}`
  if (lowering.conditions[guard] === undefined) {
    const source = place.conditions[name] ?? 'false'
    const { condition } = compileCondition(name, source, place.fields())
    lowering.conditions[guard] = condition ?? { name, source, test: () => false }
  }
  return guard
}

import type { CompiledScenario, NodePath } from '../compiled.ts'
import type { StateJson, TransitionJson } from '../machine-json.ts'
import { labelExits } from './label-exits.ts'

/** Where an arrow ends. */
export type FlowTarget =
  | { readonly kind: 'step'; readonly path: NodePath }
  | { readonly kind: 'end'; readonly outcome: string }
  | { readonly kind: 'give'; readonly result: string }
  | { readonly kind: 'anytime'; readonly name: string }
  | { readonly kind: 'back' }
/** What happens, in the author's words, and where it leads. Empty where a step has one way on. */
export interface FlowExit {
  readonly label: string
  readonly target: FlowTarget
}
/** A step as a picture shows it. */
export interface FlowStep {
  readonly path: NodePath
  readonly name: string
  readonly kind: string
  /** First words of its prompt, service, line or block. */
  readonly text: string
  readonly exits: readonly FlowExit[]
  /** A block's own steps, and its results. */
  readonly inner: { readonly flow: Flow; readonly results: readonly string[] } | undefined
}
/** Steps that stand beside each other. */
export interface Flow {
  readonly first: NodePath
  readonly steps: readonly FlowStep[]
}

/** The scenario's own flow, read from its machine: exits that the author wrote, without those of the policy and of the second time around. */
export function readFlow(compiled: CompiledScenario): Flow {
  const states = collectStates(compiled)
  return flowBelow('', compiled, states)
}

/** What a caller may say at any moment, in the policy's order. */
export function anytimeOf(compiled: CompiledScenario): readonly string[] {
  const first = Object.values(compiled.nodes).find(({ path }) => !path.startsWith('anytime'))
  return Object.keys(first?.anytime ?? {}).map(name => name.replaceAll('_', ' '))
}

function flowBelow(parent: NodePath, compiled: CompiledScenario, states: ReadonlyMap<NodePath, StateJson>): Flow {
  const paths = [...states.keys()].filter(path => parentOf(path) === parent)
  const holder = parent === '' ? (compiled.machine['states'] as Record<string, StateJson>)['steps'] : states.get(parent)
  const initial = typeof holder?.initial === 'string' ? holder.initial : (holder?.initial?.target ?? '')
  return {
    first: parent === '' ? initial : `${parent}.${initial}`,
    steps: paths.map(path => describeStep(path, compiled, states)),
  }
}

function describeStep(path: NodePath, compiled: CompiledScenario, states: ReadonlyMap<NodePath, StateJson>): FlowStep {
  const state = states.get(path) ?? {}
  const node = compiled.nodes[path]
  const isBlock = node?.kind === 'use'
  const overrides = Object.entries(state.on ?? {}).flatMap(([event, transitions]) =>
    [transitions].flat().map(transition => ({ label: nameEvent(event), transition: transition as TransitionJson })),
  )
  const kind = node?.kind ?? 'say'
  const written = labelExits(kind, state.invoke?.onDone ?? state.onDone ?? state.always ?? [])
  return {
    path,
    name: node?.step ?? path,
    kind,
    text: state.meta?.text ?? '',
    exits: mergeExits(
      [...written, ...overrides].flatMap(({ label, transition }) => {
        const target = readTarget(transition.target, path, compiled.machine.id)
        return target === undefined ? [] : [{ label, target }]
      }),
    ),
    inner: isBlock ? { flow: flowBelow(path, compiled, states), results: node.results } : undefined,
  }
}

function nameEvent(event: string): string {
  return event.replace(/^(anytime|answered_by)\./, '').replaceAll('_', ' ')
}

/** All steps of the scenario and its blocks by node path, in the order of the machine; those of the policy are left out. */
function collectStates(compiled: CompiledScenario): ReadonlyMap<NodePath, StateJson> {
  const found = new Map<NodePath, StateJson>()
  const visit = (states: Readonly<Record<string, StateJson>> | undefined, parent: NodePath): void => {
    for (const [key, state] of Object.entries(states ?? {})) {
      const path = parent === '' ? key : `${parent}.${key}`
      if (state.meta !== undefined) found.set(path, state)
      visit(state.states, path)
    }
  }
  const { steps, anytime } = compiled.machine['states'] as Record<string, StateJson>
  visit(steps?.states, '')
  visit(anytime?.states?.['steps']?.states, '')
  return found
}

function parentOf(path: NodePath): NodePath {
  return path.includes('.') ? path.slice(0, path.lastIndexOf('.')) : ''
}

function readTarget(target: string | undefined, from: NodePath, id: string): FlowTarget | undefined {
  if (target === undefined) return undefined
  const path = target.slice(id.length + 2)
  if (path.startsWith('end_')) return { kind: 'end', outcome: path.slice('end_'.length) }
  if (/^(steps|anytime|anytime_again)\.back$/.test(path)) return { kind: 'back' }
  const own = path.replace(/^(anytime\.|anytime_again\.)?steps\./, '')
  if (own === path) return { kind: 'anytime', name: path.replace(/^anytime(_again)?\./, '') }
  const last = own.slice(own.lastIndexOf('.') + 1)
  // A result is a child of the block that its step stands in.
  if (last.startsWith('give_') && parentOf(own) === parentOf(from)) return { kind: 'give', result: last.slice('give_'.length) }
  return { kind: 'step', path: own }
}

/** One arrow for each pair of steps, with all that leads along it. */
function mergeExits(exits: readonly FlowExit[]): readonly FlowExit[] {
  const merged = new Map<string, { labels: string[]; target: FlowTarget }>()
  for (const { label, target } of exits) {
    const key = JSON.stringify(target)
    const known = merged.get(key)
    if (known === undefined) merged.set(key, { labels: [label], target })
    else if (!known.labels.includes(label)) known.labels.push(label)
  }
  return [...merged.values()].map(({ labels, target }) => ({
    label: labels
      // What was heard and what was skipped lead the same way: the arrow says it once.
      .filter(label => label !== '' && !(label === 'skipped' && labels.includes('heard')))
      .join(', '),
    target,
  }))
}

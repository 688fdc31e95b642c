import type { Step } from '../model/step.ts'
import { type Edge, graphOf } from './graph.ts'
import { optionalPartsOf } from './data.ts'
import { CONFIRMED, IDENTITY_BLOCK } from '../contact/sensitive.ts'
import type { Scene, View } from './view.ts'

/** Marks beside data: the caller answered something, the block `blocks/identity` confirmed who is on the line. */
export const ANSWERED = '#answered'
export const IDENTIFIED = '#identified'

/** What is surely true on every way to a step: which data are there, and the marks above. */
export interface Knowledge {
  /** On every way to the step; true also where no way leads to it. */
  knows(step: Step, fact: string): boolean
  /** On every way to the step and out of it by this edge. */
  knowsAfter(edge: Edge, fact: string): boolean
  /** The parts of a path that some way may leave without a value: names that are kept, and whatever is optional. */
  neededFor(path: string): readonly string[]
}

const known = new WeakMap<View, Knowledge>()

/** What is known at each step of a document: one forward pass over sets of bits, every way met by intersection. */
export function knowledgeOf(scene: Scene, view: View): Knowledge {
  let knowledge = known.get(view)
  if (knowledge === undefined) {
    // Set first: a block that uses itself must not send us round for ever.
    known.set(view, { knows: () => true, knowsAfter: () => true, neededFor: () => [] })
    known.set(view, (knowledge = computeKnowledge(scene, view)))
  }
  return knowledge
}

function computeKnowledge(scene: Scene, view: View): Knowledge {
  const { edges, from, reachable, jumps } = graphOf(view)
  const facts = new Map<string, number>([
    [ANSWERED, 0],
    [IDENTIFIED, 1],
  ])
  const bitOf = (fact: string): number => {
    let bit = facts.get(fact)
    if (bit === undefined) facts.set(fact, (bit = facts.size))
    return bit
  }
  const gains = collectGains(view)
  for (const names of gains.values()) for (const { name } of names) bitOf(name)
  for (const reading of view.conditions.values()) for (const path of [...reading.proves, ...reading.provesElse]) bitOf(path)
  const words = Math.ceil(facts.size / 32)
  const states = new Map<Step, Uint32Array>()
  const queue: Step[] = []
  const meet = (step: Step, state: Uint32Array): void => {
    const before = states.get(step)
    if (before === undefined) {
      states.set(step, state.slice())
      queue.push(step)
      return
    }
    let changed = false
    for (let word = 0; word < words; word++) {
      const both = ((before[word] ?? 0) & (state[word] ?? 0)) >>> 0
      if (both !== before[word]) changed = true
      before[word] = both
    }
    if (changed) queue.push(step)
  }
  const begin = new Uint32Array(words)
  // In a policy the caller has asked for what runs.
  if (view.kind === 'policy') begin[0] = 1
  for (const step of view.first) meet(step, begin)
  for (const step of jumps) {
    const asked = begin.slice()
    asked[0] = (asked[0] ?? 0) | 1
    meet(step, asked)
  }
  const gainsOfEdge = new Map<Edge, readonly number[]>()
  // All at once: a block that uses itself would ask for its own knowledge while answering.
  for (const edge of edges) {
    const gained = listGains(scene, view, edge, gains)
    if (gained.length > 0) gainsOfEdge.set(edge, gained.map(bitOf))
  }
  const after = (edge: Edge, state: Uint32Array): Uint32Array => {
    const bits = gainsOfEdge.get(edge)
    if (bits === undefined) return state
    const next = state.slice()
    for (const bit of bits) next[bit >>> 5] = (next[bit >>> 5] ?? 0) | (1 << (bit & 31))
    return next
  }
  for (let at = 0; at < queue.length; at++) {
    const step = queue[at] as Step
    const state = states.get(step) as Uint32Array
    for (const edge of from.get(step) ?? []) if (edge.to !== undefined) meet(edge.to, after(edge, state))
  }
  const has = (state: Uint32Array | undefined, fact: string): boolean => {
    if (state === undefined) return true
    const bit = facts.get(fact)
    return bit !== undefined && (((state[bit >>> 5] ?? 0) >>> (bit & 31)) & 1) === 1
  }
  const needs = new Map<string, readonly string[]>()
  const neededFor = (path: string): readonly string[] => {
    let parts = needs.get(path)
    if (parts === undefined) {
      const root = path.split('.', 1)[0] ?? path
      const optional = optionalPartsOf(view.fields, path)
      const isKept = !Object.hasOwn(view.given, root) && Object.hasOwn(view.fields, root)
      needs.set(path, (parts = isKept && !optional.includes(root) ? [root, ...optional] : optional))
    }
    return parts
  }
  return {
    knows: (step, fact) => has(states.get(step), fact),
    knowsAfter: (edge, fact) => {
      const state = states.get(edge.from)
      return state === undefined || !reachable.has(edge.from) ? true : has(after(edge, state), fact)
    },
    neededFor,
  }
}

type Gains = ReadonlyMap<Step, readonly { readonly name: string; readonly cause: string; readonly of?: string }[]>

function collectGains(view: View): Gains {
  const gains = new Map<Step, { name: string; cause: string; of?: string }[]>()
  for (const { name, step, after } of view.kept) {
    const list = gains.get(step) ?? []
    for (const exit of after) list.push({ name, cause: exit.cause, ...(exit.name === undefined ? {} : { of: exit.name }) })
    gains.set(step, list)
  }
  return gains
}

function listGains(scene: Scene, view: View, edge: Edge, gains: Gains): readonly string[] {
  const gained: string[] = []
  for (const gain of gains.get(edge.from) ?? [])
    if (gain.cause === edge.cause && (gain.of === undefined || gain.of === edge.name)) gained.push(gain.name)
  for (const { condition, holds } of edge.tests) {
    const reading = view.conditions.get(condition)
    if (reading !== undefined) gained.push(...(holds ? reading.proves : reading.provesElse))
  }
  const step = edge.from
  if (edge.cause === 'anytime') gained.push(ANSWERED)
  // Where a person should have been reached and was not, leaving word for people needs no consent.
  if (step.verb === 'transfer') gained.push(ANSWERED)
  if (step.verb === 'ask' && (edge.cause === 'answers' || (edge.cause === 'then' && step.confirm === 'always' && !step.optional)))
    gained.push(ANSWERED)
  if (step.verb === 'use' && edge.cause === 'then' && edge.name !== undefined) {
    if (step.block === IDENTITY_BLOCK && edge.name === CONFIRMED) gained.push(IDENTIFIED)
    // To say who one is agrees to nothing.
    if (step.block !== IDENTITY_BLOCK && blockGives(scene, step.block, edge.name, ANSWERED)) gained.push(ANSWERED)
  }
  return gained
}

/** Tells whether a block knows a fact on every way to one of its results. */
function blockGives(scene: Scene, block: string, result: string, fact: string): boolean {
  const view = scene.viewByName.get(block)
  if (view === undefined) return true
  const knowledge = knowledgeOf(scene, view)
  return graphOf(view).edges.every(
    edge => edge.exit.kind !== 'give' || edge.exit.result !== result || knowledge.knowsAfter(edge, fact),
  )
}

import type { Step } from '../model/step.ts'
import type { SourcePath } from '../source/source-file.ts'
import { exitsOf, type ExitLeaf, leavesOf, type StepExit } from './exits.ts'
import type { View } from './view.ts'

/** One way out of a step: the exit's leaf, after what it is taken, and the step it leads to, if it leads to one. */
export interface Edge extends ExitLeaf {
  readonly from: Step
  readonly cause: string
  readonly name?: string
  readonly to?: Step
}

/** The steps of a document and the ways between them; built once for each view. */
export interface Graph {
  readonly edges: readonly Edge[]
  readonly from: ReadonlyMap<Step, readonly Edge[]>
  /** Steps to which the caller can jump from anywhere (overrides for the whole scenario). */
  readonly jumps: readonly Step[]
  /** Steps that a call can come to, in the order of coming. */
  readonly reachable: ReadonlySet<Step>
}

const graphs = new WeakMap<View, Graph>()

/** The graph of a document. */
export function graphOf(view: View): Graph {
  let graph = graphs.get(view)
  if (graph === undefined) graphs.set(view, (graph = buildGraph(view)))
  return graph
}

/** Exits of a document that name a step which is not there. */
export function lostExitsOf(view: View): readonly { readonly step: string; readonly path: SourcePath }[] {
  const leaves = [...graphOf(view).edges, ...view.ownExits.flatMap(({ exit, path }) => leavesOf(exit, path))]
  return leaves.flatMap(({ exit, path }) => {
    if (exit.kind !== 'step' || view.stepByName.has(exit.step)) return []
    // In a policy an exit by name means another entry, which may be an exit alone.
    if (view.document.kind === 'policy' && view.document.anytime.has(exit.step)) return []
    return [{ step: exit.step, path }]
  })
}

function buildGraph(view: View): Graph {
  const edges: Edge[] = []
  const from = new Map<Step, Edge[]>()
  for (const step of view.steps) {
    const own: Edge[] = []
    for (const exit of exitsOf(step)) {
      for (const leaf of leavesOf(exit.exit, exit.path)) own.push(toEdge(view, step, exit, leaf))
    }
    from.set(step, own)
    for (const edge of own) edges.push(edge)
  }
  const jumps: Step[] = []
  for (const { exit, path, cause } of view.ownExits) {
    if (cause !== 'anytime') continue
    for (const leaf of leavesOf(exit, path)) {
      const step = leaf.exit.kind === 'step' ? view.stepByName.get(leaf.exit.step) : undefined
      if (step !== undefined) jumps.push(step)
    }
  }
  return { edges, from, jumps, reachable: findReachable([...view.first, ...jumps], from) }
}

function toEdge(view: View, from: Step, { cause, name, when, unless }: StepExit, leaf: ExitLeaf): Edge {
  const { exit } = leaf
  const to =
    exit.kind === 'step'
      ? view.stepByName.get(exit.step)
      : exit.kind === 'anytime' && view.kind === 'policy'
        ? view.stepByName.get(exit.name)
        : undefined
  let { tests } = leaf
  if (unless !== undefined && unless.length > 0) tests = [...unless.map(condition => ({ condition, holds: false })), ...tests]
  if (when !== undefined) tests = [...tests, { condition: when, holds: true }]
  return { ...leaf, tests, from, cause, ...(name === undefined ? {} : { name }), ...(to === undefined ? {} : { to }) }
}

/** Some steps, and all to which exits lead from them. */
export function findReachable(starts: readonly Step[], from: ReadonlyMap<Step, readonly Edge[]>): ReadonlySet<Step> {
  const reached = new Set<Step>(starts)
  for (const step of reached) for (const edge of from.get(step) ?? []) if (edge.to !== undefined) reached.add(edge.to)
  return reached
}

/** Groups of steps that lead to one another (strongly connected, Tarjan), loops of one step included; only over the steps and edges given. */
export function findLoops(steps: readonly Step[], next: (step: Step) => readonly Step[]): readonly (readonly Step[])[] {
  const index = new Map<Step, number>()
  const low = new Map<Step, number>()
  const stack: Step[] = []
  const onStack = new Set<Step>()
  const loops: Step[][] = []
  for (const root of steps) {
    if (index.has(root)) continue
    // A stack of our own: 600 steps in a row would be 600 calls deep.
    const work: { step: Step; targets: readonly Step[]; at: number }[] = []
    const open = (step: Step): void => {
      index.set(step, index.size)
      low.set(step, index.size - 1)
      stack.push(step)
      onStack.add(step)
      work.push({ step, targets: next(step), at: 0 })
    }
    open(root)
    for (let frame = work.at(-1); frame !== undefined; frame = work.at(-1)) {
      const target = frame.targets[frame.at++]
      if (target !== undefined) {
        if (!index.has(target)) open(target)
        else if (onStack.has(target)) low.set(frame.step, Math.min(low.get(frame.step) ?? 0, index.get(target) ?? 0))
        continue
      }
      work.pop()
      const parent = work.at(-1)?.step
      if (parent !== undefined) low.set(parent, Math.min(low.get(parent) ?? 0, low.get(frame.step) ?? 0))
      if (low.get(frame.step) === index.get(frame.step)) {
        const loop: Step[] = []
        for (let step = stack.pop(); step !== undefined; step = step === frame.step ? undefined : stack.pop()) {
          onStack.delete(step)
          loop.push(step)
        }
        if (loop.length > 1 || next(frame.step).includes(frame.step)) loops.push(loop.reverse())
      }
    }
  }
  return loops
}

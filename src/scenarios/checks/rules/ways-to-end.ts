import type { Step } from '../../model/step.ts'
import { isUnreadPart } from '../broken.ts'
import { graphOf } from '../graph.ts'
import type { Rule } from '../report.ts'

/** Exits by which a step leaves the document for good; in a policy also those that return to the script. */
const LEAVING = new Set(['end', 'give', 'anytime'])
const BACK = new Set(['back', 'repeat', 'slower'])
const RETURNING = new Set([...BACK, 'stay'])

/** Steps from which the script's own exits reach no ending; the ladders of the policy are no way out for an author. */
export const checkWaysToEnd: Rule = (scene, report) => {
  for (const view of scene.views) {
    const { edges, reachable } = graphOf(view)
    const before = new Map<Step, Step[]>()
    const ending = new Set<Step>()
    const unsure = new Set<Step>()
    for (const { from, to, exit, cause } of edges) {
      if (to !== undefined) {
        const known = before.get(to)
        if (known === undefined) before.set(to, [from])
        else known.push(from)
      } else if (exit.kind === 'step' || (BACK.has(exit.kind) && cause !== 'anytime')) unsure.add(from)
      if (LEAVING.has(exit.kind) || (view.kind === 'policy' && RETURNING.has(exit.kind))) ending.add(from)
    }
    // Where a step that could not be read wholly leads nobody knows either.
    for (const step of view.steps) if (isUnreadPart(view.document, step)) ending.add(step)
    // An exit to an unknown step, or back where nothing was interrupted, is reported as that; where it should lead nobody knows.
    for (const step of unsure) ending.add(step)
    for (const step of ending) for (const earlier of before.get(step) ?? []) ending.add(earlier)
    const [first, ...others] = view.steps.filter(step => reachable.has(step) && !ending.has(step))
    // A loop of these alone is reported as one that never asks.
    if (first !== undefined && [first, ...others].some(step => !['say', 'decide', 'send', 'do'].includes(step.verb)))
      report.at('flow/no-way-to-end', view.source, first.path, 'key', { step: first.name, others: others.length })
  }
}

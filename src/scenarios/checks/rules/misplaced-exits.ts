import { leavesOf, type LeafExit } from '../exits.ts'
import { graphOf } from '../graph.ts'
import type { Rule } from '../report.ts'
import type { View } from '../view.ts'

/** `back`, `repeat`, `slower`, `stay` and `give` where there is nothing to return to, listen for or give. */
export const checkMisplacedExits: Rule = (scene, report) => {
  for (const view of scene.views) {
    const check = (exit: LeafExit, cause: string, verb: string | undefined, path: readonly (string | number)[]): void => {
      const problem = describeMisplaced(view, exit, cause, verb)
      if (problem !== undefined) {
        const written = exit.kind === 'give' ? `{ give: ${exit.result} }` : exit.kind
        report.at('flow/misplaced-exit', view.source, path, 'value', { exit: written, ...problem })
      }
    }
    for (const edge of graphOf(view).edges) check(edge.exit, edge.cause, edge.from.verb, edge.path)
    for (const { exit, path, cause } of view.ownExits)
      for (const leaf of leavesOf(exit, path)) check(leaf.exit, cause, undefined, leaf.path)
  }
}

function describeMisplaced(
  view: View,
  exit: LeafExit,
  cause: string,
  verb: string | undefined,
): { where: string; advice: string } | undefined {
  const advice = 'Name a step, or an ending: { end: outcome }.'
  if (exit.kind === 'give' && view.kind !== 'block')
    return { where: 'outside a block', advice: 'In a scenario the call ends with { end: outcome }.' }
  if (cause === 'hung_up' && exit.kind !== 'end')
    return { where: 'after the caller has hung up', advice: 'Only { end: outcome } can, also behind { if: … }.' }
  if (cause === 'ladder' || cause === 'limit') {
    const leads = exit.kind === 'end' || exit.kind === 'step' || exit.kind === 'anytime'
    return leads ? undefined : { where: 'at the end of patience', advice: 'Lead away: { end: outcome } or an entry of anytime.' }
  }
  if (cause === 'anytime' || cause === 'entry') return undefined
  if (exit.kind === 'back') return view.kind === 'policy' ? undefined : { where: 'here: no question was interrupted', advice }
  if (exit.kind === 'repeat' || exit.kind === 'slower')
    return { where: 'after a step of its own', advice: `${advice} It belongs to anytime.` }
  if (exit.kind === 'stay' && !(verb === 'ask' && cause === 'answers'))
    return { where: 'where nobody is listened to', advice: `${advice} Only an answer of a question may stay.` }
  return undefined
}

import { suggest } from '../../source/suggest.ts'
import { hasUnknownParts, isBroken } from '../broken.ts'
import { leavesOf } from '../exits.ts'
import { graphOf, lostExitsOf } from '../graph.ts'
import type { Rule } from '../report.ts'
import type { View } from '../view.ts'
import type { SourcePath } from '../../source/source-file.ts'

/** The engine's own endings, there in every scenario. */
const ALWAYS = new Set(['hung_up', 'hung_up_early', 'bot_fault'])

/** Endings that a scenario does not list, and listed ones that no call can reach. */
export const checkOutcomes: Rule = (scene, report) => {
  for (const view of scene.views) {
    if (view.document.kind !== 'scenario') continue
    const { outcomes } = view.document.gives
    const isListed = !isBroken(view.document, '.gives')
    const listed = new Set([...outcomes, ...ALWAYS])
    const reached = new Set<string>()
    for (const { outcome, path } of endsOf(view)) {
      reached.add(outcome)
      if (isListed && !listed.has(outcome))
        report.at('flow/unknown-outcome', view.source, path, 'value', { outcome, nearest: suggest(outcome, outcomes) })
    }
    const foreign = new Map<string, string>()
    const others = [
      ...view.policies.map(policy => scene.views.find(({ document }) => document === policy)),
      ...[...scene.blocksUsedBy(view.name)].map(block => scene.viewByName.get(block)),
    ].filter(other => other !== undefined)
    for (const other of others) {
      for (const { outcome } of endsOf(other)) if (!foreign.has(outcome)) foreign.set(outcome, other.name)
    }
    for (const [outcome, by] of foreign) {
      reached.add(outcome)
      if (isListed && !listed.has(outcome))
        report.at('flow/outcome-not-listed', view.source, ['gives', 'outcome'], 'value', { outcome, by })
    }
    // An exit that leads nowhere may have been meant for one of them.
    const isLost = [view, ...others].some(other => lostExitsOf(other).length > 0)
    const isMisnamed = [...reached].some(outcome => !listed.has(outcome))
    const isWhole =
      !isLost &&
      !isMisnamed &&
      view.policies.length > 0 &&
      view.steps.every(step => step.verb !== 'use' || scene.viewByName.has(step.block))
    if (
      !isWhole ||
      hasUnknownParts(
        scene.workspace,
        [view, ...others].map(({ document }) => document),
      )
    )
      continue
    for (const [index, outcome] of outcomes.entries()) {
      if (!reached.has(outcome) && !ALWAYS.has(outcome))
        report.at('flow/outcome-never-reached', view.source, ['gives', 'outcome', index], 'value', { outcome })
    }
  }
}

function endsOf(view: View): readonly { readonly outcome: string; readonly path: SourcePath }[] {
  const leaves = [...graphOf(view).edges, ...view.ownExits.flatMap(({ exit, path }) => leavesOf(exit, path))]
  return leaves.flatMap(({ exit, path }) => (exit.kind === 'end' ? [{ outcome: exit.outcome, path }] : []))
}

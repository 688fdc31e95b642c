import { suggest } from '../../source/suggest.ts'
import { isUnreadStep } from '../broken.ts'
import { graphOf } from '../graph.ts'
import { leavesOf } from '../exits.ts'
import type { Rule } from '../report.ts'

/** Exits that name a step which is not there. */
export const checkUnknownSteps: Rule = (scene, report) => {
  for (const view of scene.views) {
    const leaves = [...graphOf(view).edges, ...view.ownExits.flatMap(({ exit, path }) => leavesOf(exit, path))]
    for (const { exit, path } of leaves) {
      if (exit.kind !== 'step' || view.stepByName.has(exit.step) || isUnreadStep(view.document, exit.step)) continue
      // In a policy an exit by name means another entry, which may be an exit alone.
      if (view.document.kind === 'policy' && view.document.anytime.has(exit.step)) continue
      report.at('flow/unknown-step', view.source, path, 'value', {
        step: exit.step,
        nearest: suggest(exit.step, view.stepByName.keys()),
      })
    }
  }
}

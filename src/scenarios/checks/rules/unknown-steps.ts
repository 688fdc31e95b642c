import { suggest } from '../../source/suggest.ts'
import { isUnreadStep } from '../broken.ts'
import { lostExitsOf } from '../graph.ts'
import type { Rule } from '../report.ts'
import type { View } from '../view.ts'

/** Exits that name a step which is not there. */
export const checkUnknownSteps: Rule = (scene, report) => {
  for (const view of scene.views) {
    for (const { step, path } of lostExitsOf(view)) {
      if (isUnreadStep(view.document, step)) continue
      report.at('flow/unknown-step', view.source, path, 'value', {
        step,
        nearest: findEnding(view, step) ?? suggest(step, view.stepByName.keys()),
      })
    }
  }
}

/** How an outcome or a result is written as an exit, when its bare name stands there. */
function findEnding({ document }: View, name: string): string | undefined {
  if (document.kind === 'scenario' && document.gives.outcomes.includes(name)) return `{ end: ${name} }`
  return document.kind === 'block' && Object.hasOwn(document.gives, name) ? `{ give: ${name} }` : undefined
}

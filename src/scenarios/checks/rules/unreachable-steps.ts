import { hasUnknownWays } from '../broken.ts'
import { graphOf } from '../graph.ts'
import type { Rule } from '../report.ts'

/** Steps to which no exit leads. */
export const checkUnreachableSteps: Rule = (scene, report) => {
  for (const view of scene.views) {
    if (hasUnknownWays(view.document)) continue
    const { reachable } = graphOf(view)
    for (const step of view.steps)
      if (!reachable.has(step)) report.at('flow/unreachable-step', view.source, step.path, 'key', { step: step.name })
  }
}

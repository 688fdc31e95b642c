import { hasUnknownWays } from '../broken.ts'
import { findReachable, graphOf, lostExitsOf } from '../graph.ts'
import type { Rule } from '../report.ts'

/** Steps to which no exit leads; of those that lead to one another the first. */
export const checkUnreachableSteps: Rule = (scene, report) => {
  for (const view of scene.views) {
    // An exit that names no step should have led to one of them.
    if (hasUnknownWays(view.document) || lostExitsOf(view).length > 0) continue
    const { reachable, from } = graphOf(view)
    const left = new Set(view.steps.filter(step => !reachable.has(step)))
    const led = new Set([...left].flatMap(step => (from.get(step) ?? []).flatMap(({ to }) => (to === step ? [] : [to]))))
    // Where all are led to, they lead round in a loop, and any of them will do.
    for (const step of [...left].sort((one, other) => Number(led.has(one)) - Number(led.has(other)))) {
      if (!left.has(step)) continue
      const group = findReachable([step], from)
      const others = [...group].filter(other => other !== step && left.delete(other)).length
      report.at('flow/unreachable-step', view.source, step.path, 'key', { step: step.name, others })
    }
  }
}

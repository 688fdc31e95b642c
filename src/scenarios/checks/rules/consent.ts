import { graphOf } from '../graph.ts'
import { ANSWERED, knowledgeOf } from '../knowledge.ts'
import type { Rule } from '../report.ts'
import type { Scene, View } from '../view.ts'

/** Services with side effects to which some way leads without the caller having answered anything. */
export const checkConsent: Rule = (scene, report) => {
  const memo = new Map<string, boolean>()
  for (const view of scene.views) {
    const { reachable } = graphOf(view)
    for (const step of view.steps) {
      if (step.verb !== 'do' || !reachable.has(step) || scene.workspace.services.get(step.service)?.sideEffects !== true) continue
      if (knowledgeOf(scene, view).knows(step, ANSWERED) || isEnteredAfterAnswer(scene, view, memo)) continue
      report.at('safety/no-consent', view.source, [...step.path, 'do'], 'value', { service: step.service })
    }
  }
}

/** Tells whether every use of a block comes after an answer; a block that nobody uses cannot be blamed. */
function isEnteredAfterAnswer(scene: Scene, view: View, memo: Map<string, boolean>): boolean {
  if (view.kind !== 'block') return false
  const known = memo.get(view.name)
  if (known !== undefined) return known
  memo.set(view.name, true)
  const result = scene.views.every(user =>
    user.steps.every(step => {
      if (step.verb !== 'use' || step.block !== view.name || !graphOf(user).reachable.has(step)) return true
      return knowledgeOf(scene, user).knows(step, ANSWERED) || isEnteredAfterAnswer(scene, user, memo)
    }),
  )
  memo.set(view.name, result)
  return result
}

import { graphOf } from '../graph.ts'
import { IDENTIFIED, knowledgeOf } from '../knowledge.ts'
import { readsOf } from '../reads.ts'
import type { Rule } from '../report.ts'
import { asksIdentity, IDENTITY_BLOCK, isSensitive } from '../../contact/sensitive.ts'

/** Health data that can be spoken before `blocks/identity` has confirmed who is on the line. */
export const checkBeforeIdentity: Rule = (scene, report) => {
  for (const view of scene.views) {
    const { document } = view
    if (document.kind === 'block') continue
    const users =
      document.kind === 'scenario'
        ? [document]
        : [...scene.workspace.scenarios.values()].filter(({ policy }) => scene.workspace.policies.get(policy) === document)
    const scenario = users.find(asksIdentity)
    if (scenario === undefined) continue
    const knowledge = knowledgeOf(scene, view)
    const { reachable } = graphOf(view)
    for (const { path, step, source, at, stretch } of readsOf(scene, view)) {
      if (!isSensitive(scenario.gets, path)) continue
      // What goes to a service of the clinic is not told to anybody; a block may speak what it is given.
      const isTold = stretch !== undefined || (step?.verb === 'use' && step.block !== IDENTITY_BLOCK)
      // What works anytime works before the identity is known; what answers for the person has a rule of its own.
      const isAnytime = document.kind === 'policy' && at[0] !== 'answered_by' && !String(at[1]).startsWith('answered_by')
      const isEarly =
        document.kind === 'policy' ? isAnytime : step !== undefined && reachable.has(step) && !knowledge.knows(step, IDENTIFIED)
      if (!isTold || !isEarly) continue
      if (stretch === undefined) report.at('safety/before-identity', source, at, 'value', { path })
      else report.within('safety/before-identity', source, at, ...stretch, { path })
    }
  }
}

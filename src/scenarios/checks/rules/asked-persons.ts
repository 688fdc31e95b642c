import { typeAt } from '../../conditions/index.ts'
import type { Rule } from '../report.ts'
import { describeType } from '../types.ts'

/** Questions that ask for somebody who is no person. */
export const checkAskedPersons: Rule = (scene, report) => {
  for (const view of scene.views) {
    for (const step of view.steps) {
      if (step.verb !== 'ask' || step.asksFor === undefined) continue
      const type = typeAt(view.fields, step.asksFor)
      if (type === undefined || type.kind === 'person') continue
      report.at('type/asks-for', view.source, [...step.path, 'asks_for'], 'value', {
        path: step.asksFor,
        given: describeType(type),
      })
    }
  }
}

import { typeAt } from '../../conditions/index.ts'
import type { Rule } from '../report.ts'
import { describeType, typeOfLiteral } from '../types.ts'

/** Messages to what is no number or address. */
export const checkMessageTargets: Rule = (scene, report) => {
  for (const view of scene.views) {
    for (const step of view.steps) {
      if (step.verb !== 'send') continue
      const type = step.to.kind === 'path' ? typeAt(view.fields, step.to.path) : typeOfLiteral(step.to.value)
      if (type === undefined || type.kind === 'text' || (step.channel === 'sms' && type.kind === 'phone')) continue
      const facts =
        step.channel === 'sms'
          ? { channel: 'SMS', wanted: 'a telephone number' }
          : { channel: 'e-mail', wanted: 'an address as text' }
      report.at('type/send-to', view.source, [...step.path, 'to'], 'value', { ...facts, given: describeType(type) })
    }
  }
}

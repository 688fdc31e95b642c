import type { SayStep } from '../model/step.ts'
import { isUnrecorded } from './unrecorded.ts'
import { invokeState, leave, type LoweredStep, type StepSite } from './step-site.ts'

/** A statement: spoken, then on. */
export function lowerSay(step: SayStep, site: StepSite): LoweredStep {
  return {
    node: {
      ...site.base,
      kind: 'say',
      prompt: site.key,
      letFinish: step.letFinish,
      ...(isUnrecorded(step, site) ? { isUnrecorded: true } : {}),
    },
    state: invokeState('say', site, leave(step.then, site, { is: 'done' })),
    text: step.text[0] ?? '',
  }
}

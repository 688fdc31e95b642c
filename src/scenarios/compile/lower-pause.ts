import type { PauseStep } from '../model/step.ts'
import { invokeState, leave, type LoweredStep, type StepSite } from './step-site.ts'

/** A pause: some time passes, then on. */
export function lowerPause(step: PauseStep, site: StepSite): LoweredStep {
  return {
    node: { ...site.base, kind: 'pause', ms: step.ms },
    state: invokeState('pause', site, leave(step.then, site, { is: 'done' })),
  }
}

import type { SendStep } from '../model/step.ts'
import { invokeState, leave, leaveByDefault, type LoweredStep, type StepSite } from './step-site.ts'

/** A message (SMS or e-mail). Where the author names no exit for a failure, the call goes on as if it had been sent. */
export function lowerSend(step: SendStep, site: StepSite): LoweredStep {
  const failed = step.failed
  return {
    node: { ...site.base, kind: 'send', channel: step.channel, to: step.to, text: `${site.key}.text` },
    state: invokeState('send', site, [
      ...leave(step.then, site, { is: 'done' }),
      ...(failed === undefined ? leaveByDefault(step.then, site, { is: 'failed' }) : leave(failed, site, { is: 'failed' })),
    ]),
    text: step.text[0] ?? '',
  }
}

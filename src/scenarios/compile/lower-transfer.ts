import type { Exit } from '../model/exit.ts'
import type { TransferStep } from '../model/step.ts'
import type { TransitionJson } from './machine-json.ts'
import { invokeState, leave, leaveByDefault, type LoweredStep, type StepSite } from './step-site.ts'

/** Handing the call to a line of the clinic. Busy, no answer and closed hours are failures where the author does not tell them apart. */
export function lowerTransfer(step: TransferStep, site: StepSite): LoweredStep {
  const orFailed = (exit: Exit | undefined, is: string): readonly TransitionJson[] =>
    exit === undefined ? leaveByDefault(step.failed, site, { is }) : leave(exit, site, { is })
  return {
    node: {
      ...site.base,
      kind: 'transfer',
      to: step.to,
      ...(step.say === undefined ? {} : { say: `${site.key}.say` }),
      ...(step.summary === undefined ? {} : { summary: `${site.key}.summary` }),
      results: ['bridged', 'busy', 'no_answer', 'closed', 'failed'],
    },
    state: invokeState('transfer', site, [
      ...leave(step.done, site, { is: 'bridged' }),
      ...orFailed(step.busy, 'busy'),
      ...orFailed(step.noAnswer, 'no_answer'),
      ...orFailed(step.closed, 'closed'),
      ...leave(step.failed, site, { is: 'failed' }),
    ]),
    text: step.to,
  }
}

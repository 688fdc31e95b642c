import type { Exit } from '../model/exit.ts'
import type { TransferStep } from '../model/step.ts'
import { nameOfPolicy } from './anytime-entries.ts'
import type { TransitionJson } from './machine-json.ts'
import { invokeState, leave, leaveByDefault, type LoweredStep, type StepSite } from './step-site.ts'

/** Handing the call to a line of the clinic. What the author does not tell apart goes the way of what it is most like. */
export function lowerTransfer(step: TransferStep, site: StepSite): LoweredStep {
  const { policy } = site.place.lowering
  const goBy = (exit: Exit | undefined, is: string, instead: Exit): readonly TransitionJson[] =>
    exit === undefined ? leaveByDefault(instead, site, { is }) : leave(exit, site, { is })
  const unanswered = step.noAnswer ?? step.failed
  return {
    node: {
      ...site.base,
      kind: 'transfer',
      to: step.to,
      ...(step.say === undefined ? {} : { say: `${site.key}.say` }),
      ...(step.summary === undefined ? {} : { summary: `${site.key}.summary` }),
      ...(policy.waiting === undefined ? {} : { waiting: `${nameOfPolicy(policy)}:waiting` }),
      ...(policy.offerCallback === undefined ? {} : { offerCallback: `${nameOfPolicy(policy)}:offer_callback` }),
      results: ['bridged', 'busy', 'no_answer', 'closed', 'failed', ...listOwnResults(step)],
    },
    state: invokeState('transfer', site, [
      ...leave(step.done, site, { is: 'bridged' }),
      ...goBy(step.agentHungUp, 'agent_hung_up', step.done),
      ...goBy(step.busy, 'busy', step.failed),
      ...goBy(step.noAnswer, 'no_answer', step.failed),
      ...goBy(step.refused, 'refused', unanswered),
      ...goBy(step.queueTimeout, 'queue_timeout', unanswered),
      ...goBy(step.callback, 'callback', unanswered),
      ...goBy(step.closed, 'closed', step.failed),
      ...(step.gaveUp === undefined ? [] : leave(step.gaveUp, site, { is: 'gave_up' })),
      ...leave(step.failed, site, { is: 'failed' }),
    ]),
    text: step.to,
  }
}

/** Results that only exist where the author tells them apart. */
function listOwnResults(step: TransferStep): readonly string[] {
  const own = {
    agent_hung_up: step.agentHungUp,
    refused: step.refused,
    queue_timeout: step.queueTimeout,
    callback: step.callback,
    gave_up: step.gaveUp,
  }
  return Object.entries(own).flatMap(([result, exit]) => (exit === undefined ? [] : [result]))
}

import type { Exit } from '../model/exit.ts'
import type { DecideStep } from '../model/step.ts'
import { lowerExit, nameCondition } from './lower-exit.ts'
import type { LoweredStep, StepSite } from './step-site.ts'

/** A fork by named conditions: no actor, only eventless transitions. */
export function lowerDecide(step: DecideStep, site: StepSite): LoweredStep {
  const chain = step.cases.reduceRight<Exit>(
    (otherwise, { when, go }) => ({ kind: 'if', condition: when, go, else: otherwise }),
    step.else,
  )
  return {
    node: { ...site.base, kind: 'decide', conditions: step.cases.map(({ when }) => nameCondition(when, site.place)) },
    state: { always: lowerExit(chain, site.place, { self: site.self }) },
  }
}

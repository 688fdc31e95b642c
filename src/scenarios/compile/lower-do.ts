import type { Exit } from '../model/exit.ts'
import type { DoStep } from '../model/step.ts'
import { readKeep } from './scope-fields.ts'
import { invokeState, leave, type LoweredStep, type StepSite } from './step-site.ts'

/** A service of the clinic: its results, slowness and failure are exits. */
export function lowerDo(step: DoStep, site: StepSite): LoweredStep {
  const instead = Object.entries(step.instead)
  return {
    node: {
      ...site.base,
      kind: 'do',
      service: step.service,
      with: step.with,
      keep: readKeep(step.keep),
      ...(step.filler === undefined ? {} : { filler: `${site.key}.filler` }),
      ...(step.slow === undefined ? {} : { slowAfterMs: step.slow.afterMs }),
      results: [
        'done',
        ...(asksWhetherEmpty(step.done) ? ['empty'] : []),
        ...(step.slow === undefined ? [] : ['slow']),
        'failed',
        ...instead.map(([name]) => name),
      ],
    },
    state: invokeState('do', site, [
      ...leave(step.done, site, { is: 'done' }),
      ...instead.flatMap(([name, exit]) => leave(exit, site, { is: 'result', name })),
      ...(step.slow === undefined ? [] : leave(step.slow.go, site, { is: 'slow' })),
      ...leave(step.failed, site, { is: 'failed' }),
    ]),
    text: step.service,
  }
}

function asksWhetherEmpty(exit: Exit): boolean {
  if (exit.kind === 'if_empty') return true
  return exit.kind === 'if' && (asksWhetherEmpty(exit.go) || asksWhetherEmpty(exit.else))
}

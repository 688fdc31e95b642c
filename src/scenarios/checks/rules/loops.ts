import type { Step } from '../../model/step.ts'
import type { Scene, View } from '../view.ts'
import { findLoops, graphOf } from '../graph.ts'
import type { Rule } from '../report.ts'

/** Loops in which the caller is never asked, and services that are called again at once. */
export const checkLoops: Rule = (scene, report) => {
  for (const view of scene.views) {
    const silent = new Set(view.steps.filter(step => !asksCaller(scene, step)))
    const services = findLoops(
      [...silent].filter(step => step.verb !== 'pause'),
      nextWithin(view, silent, step => step.verb !== 'pause'),
    )
    const reported = new Set<Step>()
    for (const loop of services) {
      const service = loop.find(step => step.verb === 'do')
      if (service === undefined) continue
      for (const step of loop) reported.add(step)
      report.at('flow/service-loop', view.source, service.path, 'key', { steps: namesOf(loop) })
    }
    for (const loop of findLoops(
      [...silent],
      nextWithin(view, silent, () => true),
    )) {
      // Polling a service with a pause between is what a pause is for.
      if (loop.some(step => reported.has(step) || step.verb === 'do') || loop[0] === undefined) continue
      report.at('flow/loop-without-caller', view.source, loop[0].path, 'key', { steps: namesOf(loop) })
    }
  }
}

function nextWithin(view: View, steps: ReadonlySet<Step>, keep: (step: Step) => boolean): (step: Step) => readonly Step[] {
  const { from } = graphOf(view)
  return step =>
    (from.get(step) ?? []).flatMap(({ to, cause }) =>
      to !== undefined && cause !== 'anytime' && steps.has(to) && keep(to) ? [to] : [],
    )
}

function namesOf(loop: readonly Step[]): readonly string[] {
  return [...loop, ...loop.slice(0, 1)].map(step => step.name)
}

function asksCaller(scene: Scene, step: Step): boolean {
  // A transfer hands the caller to a person; a block counts by what it holds, an unknown one as asking.
  if (step.verb === 'ask' || step.verb === 'transfer') return true
  if (step.verb !== 'use') return false
  const view = scene.viewByName.get(step.block)
  return view === undefined || view.steps.some(inner => inner.verb === 'ask' || inner.verb === 'transfer' || inner.verb === 'use')
}

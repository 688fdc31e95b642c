import type { Step } from '../model/step.ts'
import type { Workspace } from '../model/workspace.ts'
import { hasUnknownWays, isBroken, isUnreadStep } from './broken.ts'
import { conditionsOf, exitsOf } from './exits.ts'
import type { View } from './view.ts'

/** Tells whether what works anytime under these policies may hold more than could be read. */
export function hidesAnytime(workspace: Workspace, view: View, name: string): boolean {
  return (
    view.policies.some(policy => isUnreadStep(policy, name)) ||
    view.scenarios.some(({ policy }) => workspace.unread.has(`policies/${policy}`)) ||
    view.scenarios.some(scenario => isBroken(scenario, '.policy'))
  )
}

/** Tells whether a step keeps a name of which nobody knows the type: from a service, block or list that is not there or could not be read. */
export function keepsUntyped(view: View, name: string): boolean {
  return view.steps.some(step => keepsName(step, name) && !view.kept.some(kept => kept.step === step && kept.name === name))
}

/** Tells whether what a call has tested on its way cannot be told: a condition is asked for that is not there, or one cannot be read. */
export function hidesTests(view: View): boolean {
  if ([...view.conditions.values()].some(({ problems }) => problems.length > 0)) return true
  return view.steps.some(step =>
    [
      ...exitsOf(step).flatMap(({ exit, path }) => conditionsOf(exit, path).map(({ name }) => name)),
      ...(step.verb === 'decide' ? step.cases.map(({ when }) => when) : []),
    ].some(name => !view.conditions.has(name)),
  )
}

function keepsName(step: Step, name: string): boolean {
  if (step.verb === 'ask') return step.keep === name
  if (step.verb !== 'do' && step.verb !== 'use') return false
  return typeof step.keep === 'object' ? Object.hasOwn(step.keep, name) : step.keep === name
}

/** Tells whether a datum may be there though nothing of it could be read: given by a broken list, or kept by a broken step. */
export function hidesDatum(workspace: Workspace, view: View, path: string): boolean {
  const { document, scenarios } = view
  const root = path.split('.', 1)[0] ?? path
  if (root === 'clinic')
    return (
      view.policies.some(policy => isBroken(policy, '.clinic')) ||
      scenarios.some(scenario => isBroken(scenario, '.policy') || workspace.unread.has(`policies/${scenario.policy}`))
    )
  // A policy speaks what every contact of its scenarios carries.
  const givers = document.kind === 'policy' ? scenarios : [document]
  if (givers.some(giver => isBroken(giver, giver.kind === 'block' ? '.takes' : '.gets'))) return true
  if (Object.hasOwn(view.given, root)) return false
  return hasUnknownWays(document) || isBroken(document, '.gives') || keepsUntyped(view, root)
}

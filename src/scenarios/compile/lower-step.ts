import type { Step } from '../model/step.ts'
import { actOf, anytimeOfRegion } from './anytime-entries.ts'
import type { CompiledNode } from './compiled.ts'
import { lowerAsk } from './lower-ask.ts'
import { lowerDecide } from './lower-decide.ts'
import { lowerDo } from './lower-do.ts'
import { lowerExit } from './lower-exit.ts'
import { lowerPause } from './lower-pause.ts'
import { lowerSay } from './lower-say.ts'
import { lowerSend } from './lower-send.ts'
import { lowerTransfer } from './lower-transfer.ts'
import { lowerUse } from './lower-use.ts'
import type { EventsJson, StateJson, TransitionJson } from './machine-json.ts'
import { joinPath, type Lowering, type Place, type Region } from './place.ts'
import type { LoweredStep, StepSite } from './step-site.ts'

/** Makes one authored step a state node and a compiled node, and enters the latter (and those of a block) into the lowering. */
export function lowerStep(step: Step, name: string, place: Place, self: string): StateJson {
  const path = joinPath(place.path, name)
  const site: StepSite = {
    place,
    path,
    self,
    key: `${place.document}:${place.keyPrefix}${name}`,
    keep: canKeep(step) ? [{ type: 'keep', params: { path } }] : undefined,
    base: {
      path,
      step: name,
      scope: place.scope,
      document: place.document,
      source: { file: place.file, line: step.line },
      ...(place.isAside ? { isAside: true } : {}),
      anytime: anytimeOfStep(step, place),
    },
  }
  const lowered = lowerVerb(step, site)
  place.lowering.nodes[path] = lowered.node
  const { text, state } = lowered
  const on = { ...overridesOf(step, place, self), ...state.on }
  return {
    ...state,
    ...(Object.keys(on).length > 0 ? { on } : {}),
    meta: { kind: step.verb, document: place.document, line: step.line, ...(text === undefined ? {} : { text }) },
  }
}

function canKeep(step: Step): boolean {
  if (step.verb === 'ask') return step.keep !== undefined || Object.keys(step.listenFor).length > 0
  return step.verb === 'do' && step.keep !== undefined
}

function lowerVerb(step: Step, site: StepSite): LoweredStep {
  switch (step.verb) {
    case 'ask':
      return lowerAsk(step, site)
    case 'say':
      return lowerSay(step, site)
    case 'do':
      return lowerDo(step, site)
    case 'use':
      return lowerUse(step, site, lowerStep)
    case 'transfer':
      return lowerTransfer(step, site)
    case 'pause':
      return lowerPause(step, site)
    case 'send':
      return lowerSend(step, site)
    case 'decide':
      return lowerDecide(step, site)
  }
}

const regions = new WeakMap<Lowering, Map<Region, CompiledNode['anytime']>>()

function anytimeOfStep(step: Step, place: Place): CompiledNode['anytime'] {
  const { lowering, region } = place
  let known = regions.get(lowering)
  if (known === undefined) regions.set(lowering, (known = new Map()))
  let shared = known.get(region)
  if (shared === undefined) known.set(region, (shared = anytimeOfRegion(lowering, region)))
  const overrides = Object.entries(step.anytime)
  if (overrides.length === 0) return shared
  const acts: Record<string, CompiledNode['anytime'][string]> = { ...shared }
  for (const [name, exit] of overrides) {
    if (exit === 'mute') delete acts[name]
    else acts[name] = actOf(exit)
  }
  return acts
}

function overridesOf(step: Step, place: Place, self: string): EventsJson {
  const events: Record<string, TransitionJson | readonly TransitionJson[]> = {}
  for (const [name, exit] of Object.entries(step.anytime)) {
    // An empty transition forbids the event, so that the region's own never answers for the step.
    events[`anytime.${name}`] = exit === 'mute' || actOf(exit) !== 'go' ? {} : lowerExit(exit, place, { self })
  }
  return events
}

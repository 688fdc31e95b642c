import type { PolicyDocument, ScenarioDocument } from '../model/documents.ts'
import type { Exit } from '../model/exit.ts'
import type { Step } from '../model/step.ts'
import type { Workspace } from '../model/workspace.ts'
import type { AskNode } from './compiled.ts'
import { exitsOfStep } from './exits-of-step.ts'
import { type AnytimeEntry, backOf, type Lowering, type Place, type Region } from './place.ts'
import { fieldsOfDocument } from './scope-fields.ts'

/** Tells a mini-step from an exit that stands alone. */
export function isStep(entry: Step | Exit): entry is Step {
  return 'verb' in entry
}

/**
 * What works anytime in a scenario: the policy's entries, with those that the scenario overrides or mutes. A mini-step that others lead to and that
 * no lexicon has words for only goes on where another left off (`operator_busy`): nobody can ask for it.
 */
export function readAnytimeEntries(
  scenario: ScenarioDocument,
  policy: PolicyDocument,
  workspace: Workspace,
): ReadonlyMap<string, AnytimeEntry> {
  const entries = new Map<string, AnytimeEntry>()
  const continued = namesContinued(policy)
  const lexicons = [...workspace.lexicons.values()]
  for (const [name, entry] of policy.anytime) {
    const hasWords = lexicons.length === 0 || lexicons.some(({ meanings }) => Object.hasOwn(meanings, name))
    if (continued.has(name) && !hasWords && !policy.absolute.includes(name)) continue
    entries.set(name, isStep(entry) ? { kind: 'step' } : { kind: 'exit', exit: entry, by: 'policy' })
  }
  for (const [name, override] of Object.entries(scenario.anytime)) {
    if (override === 'mute') entries.delete(name)
    else entries.set(name, { kind: 'exit', exit: override, by: 'scenario' })
  }
  return entries
}

function namesContinued(policy: PolicyDocument): ReadonlySet<string> {
  const steps = [...policy.anytime.values(), ...policy.answeredBy.values()].filter(isStep)
  const ladders = [...policy.silence, ...policy.notUnderstood, ...policy.offList].map(({ then }) => then)
  const exits = [...steps.flatMap(exitsOfStep), ...ladders.filter(then => typeof then !== 'string'), policy.limits.go]
  return new Set(exits.map(exit => (exit.kind === 'step' ? exit.step : exit.kind === 'anytime' ? exit.name : '')))
}

/** What a name does at a step: `go` where the machine moves, else what the step itself does. */
export function actOf(exit: Exit): AskNode['anytime'][string] {
  return exit.kind === 'stay' || exit.kind === 'repeat' || exit.kind === 'slower' || exit.kind === 'back' ? exit.kind : 'go'
}

/** The names that work in a region, before a step's own overrides. In `anytime_again` only the absolute ones lead on. */
export function anytimeOfRegion(lowering: Lowering, region: Region): AskNode['anytime'] {
  const acts: Record<string, AskNode['anytime'][string]> = {}
  for (const [name, entry] of lowering.anytime) {
    const act = entry.kind === 'step' ? 'go' : actOf(entry.exit)
    if (act === 'go' && region === 'anytime_again' && !lowering.policy.absolute.includes(name)) continue
    acts[name] = act
  }
  return acts
}

/** The place in which the policy's exits and mini-steps are read. `list` tells where the mini-steps stand. */
export function openPolicy(lowering: Lowering, region: Region, list: 'anytime' | 'answered_by' = 'anytime'): Place {
  const { policy, id } = lowering
  return {
    lowering,
    region,
    path: region,
    scope: '',
    isAside: false,
    document: nameOfPolicy(policy),
    file: policy.file,
    keyPrefix: `${list}.`,
    conditions: policy.conditions,
    fields: () => fieldsOfDocument(lowering.scenario, lowering.workspace, policy),
    steps: new Map(),
    stepTarget(name) {
      const entry = list === 'answered_by' ? policy.answeredBy.get(name) : undefined
      return entry !== undefined && isStep(entry) ? `#${id}.answered_by.${name}` : undefined
    },
    giveTarget: undefined,
    back: backOf(id, region),
  }
}

/** Document name of a policy, as in text keys: `policies/clinic`. */
export function nameOfPolicy(policy: PolicyDocument): string {
  return policy.name.startsWith('policies/') ? policy.name : `policies/${policy.name}`
}

/**
 * Where `anytime.NAME` leads from a place: a mini-step's target, or an exit with the place to read it in. The policy's own references follow what
 * the scenario overrides; a scenario that names `anytime.operator` means the policy's, so that its override can end in it.
 */
export function targetAnytime(name: string, from: Place): string | { readonly exit: Exit; readonly place: Place } {
  const { lowering } = from
  const byPolicy = from.document === nameOfPolicy(lowering.policy)
  const effective = lowering.anytime.get(name)
  if (byPolicy && effective?.kind === 'exit' && effective.by === 'scenario') {
    return { exit: effective.exit, place: lowering.scenarioPlace(from.region === 'answered_by' ? 'steps' : from.region) }
  }
  const entry = lowering.policy.anytime.get(name)
  if (entry === undefined) throw new Error(`invariant: ${from.document} names anytime.${name}, which the policy does not have`)
  if (isStep(entry)) return `#${lowering.id}.${from.region === 'anytime_again' ? 'anytime_again' : 'anytime'}.${name}`
  return { exit: entry, place: openPolicy(lowering, from.region) }
}

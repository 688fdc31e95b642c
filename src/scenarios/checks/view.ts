import { compileCondition, type ConditionReading } from '../conditions/index.ts'
import type { Fields } from '../model/data-type.ts'
import type { BlockDocument, Language, LanguageDocument, PolicyDocument, ScenarioDocument } from '../model/documents.ts'
import type { Exit } from '../model/exit.ts'
import type { Step } from '../model/step.ts'
import type { Workspace } from '../model/workspace.ts'
import type { SourceFile, SourcePath } from '../source/source-file.ts'
import { isUnreadPart } from './broken.ts'
import { commonFields, fieldsOfKept, givenTo, type Kept, keptBy } from './data.ts'
import { isExit } from './exits.ts'
import { createTextReader, type Line, linesOfPolicy, linesOfStep } from './lines.ts'

/** A document as the rules look at it: its steps, data, lines and conditions, whichever kind it is. */
export interface View {
  readonly kind: 'scenario' | 'block' | 'policy'
  /** `appointment-confirmation`, `blocks/identity`, `policies/clinic`. */
  readonly name: string
  readonly document: ScenarioDocument | BlockDocument | PolicyDocument
  readonly source: SourceFile
  /** Every step; of a policy the mini-steps of `anytime` and `answered_by`. */
  readonly steps: readonly Step[]
  /** Where it begins: the first step, none when that could not be read; in a policy each mini-step. */
  readonly first: readonly Step[]
  /** Steps by the name that exits use. */
  readonly stepByName: ReadonlyMap<string, Step>
  /** Exits outside steps: `hung_up`, overrides for the whole scenario, ladders, limits, entries that are exits alone. */
  readonly ownExits: readonly {
    readonly path: SourcePath
    readonly exit: Exit
    readonly cause: 'hung_up' | 'anytime' | 'ladder' | 'limit' | 'entry'
  }[]
  /** The scenarios that are made of it: the scenario itself, those that use the block, those under the policy. */
  readonly scenarios: readonly ScenarioDocument[]
  /** The policies under which it runs. */
  readonly policies: readonly PolicyDocument[]
  /** Languages in which it can be spoken, its own first. */
  readonly languages: readonly Language[]
  /** All its data with their types. */
  readonly fields: Fields
  readonly given: Fields
  readonly kept: readonly Kept[]
  readonly lines: readonly Line[]
  readonly conditions: ReadonlyMap<string, ConditionReading>
  readonly translations: ReadonlyMap<Language, LanguageDocument>
}

/** All documents of a workspace, and what the rules share. */
export interface Scene {
  readonly workspace: Workspace
  readonly views: readonly View[]
  readonly viewByName: ReadonlyMap<string, View>
  readonly readText: ReturnType<typeof createTextReader>
  /** Blocks that a scenario (with its policy) or block uses, directly or through others. */
  blocksUsedBy(name: string): ReadonlySet<string>
}

/** The name by which language files call a policy. */
function nameOfPolicy(policy: PolicyDocument): string {
  return policy.name.startsWith('policies/') ? policy.name : `policies/${policy.name}`
}

/** Looks at a workspace once for all rules. */
export function createScene(workspace: Workspace): Scene {
  const scenarios = [...workspace.scenarios.values()]
  const used = new Map<string, ReadonlySet<string>>()
  for (const block of workspace.blocks.values()) used.set(block.name, collectBlocks(block.steps.values(), workspace))
  for (const scenario of scenarios) {
    const policy = workspace.policies.get(scenario.policy)
    const ofPolicy = policy === undefined ? [] : stepsOfPolicy(policy)
    used.set(scenario.name, collectBlocks([...scenario.steps.values(), ...ofPolicy], workspace))
  }
  const users = new Map<string, ScenarioDocument[]>()
  for (const scenario of scenarios) {
    for (const block of used.get(scenario.name) ?? []) users.set(block, [...(users.get(block) ?? []), scenario])
  }
  const views = [
    ...scenarios.map(scenario => viewFlow(workspace, scenario, [scenario])),
    ...[...workspace.blocks.values()].map(block => viewFlow(workspace, block, users.get(block.name) ?? [])),
    ...[...workspace.policies.entries()].map(([key, policy]) =>
      viewPolicy(
        workspace,
        policy,
        scenarios.filter(scenario => scenario.policy === key),
      ),
    ),
  ]
  const none: ReadonlySet<string> = new Set()
  return {
    workspace,
    views,
    viewByName: new Map(views.map(view => [view.name, view])),
    readText: createTextReader(),
    blocksUsedBy: name => used.get(name) ?? none,
  }
}

function collectBlocks(steps: Iterable<Step>, workspace: Workspace, found = new Set<string>()): Set<string> {
  for (const step of steps) {
    if (step.verb !== 'use' || found.has(step.block)) continue
    const block = workspace.blocks.get(step.block)
    if (block === undefined) continue
    found.add(step.block)
    collectBlocks(block.steps.values(), workspace, found)
  }
  return found
}

/** Tells whether a step that could not be read stands before all that could: then nobody knows how the document begins. */
function beginsUnread(document: ScenarioDocument | BlockDocument, source: SourceFile): boolean {
  const [first] = document.steps.values()
  if (first === undefined || document.broken === undefined) return false
  const { start } = source.spanAt(first.path, 'key')
  return [...document.broken].some(
    part => !part.startsWith('.') && !document.steps.has(part) && source.spanAt(['steps', part], 'key').start < start,
  )
}

/** The steps of which nothing is missing: what the others keep, and of which type, nobody knows. */
function readWholly(document: ScenarioDocument | BlockDocument | PolicyDocument, steps: readonly Step[]): readonly Step[] {
  return steps.filter(step => !isUnreadPart(document, step))
}

function viewFlow(
  workspace: Workspace,
  document: ScenarioDocument | BlockDocument,
  scenarios: readonly ScenarioDocument[],
): View {
  const steps = [...document.steps.values()]
  const policies = policiesOf(workspace, scenarios)
  const given = { ...givenTo(document), ...commonFields(policies.length > 0 ? policies : [...workspace.policies.values()]) }
  const kept = keptBy(readWholly(document, steps), given, workspace)
  const fields = { ...(document.kind === 'scenario' ? document.gives.fields : {}), ...fieldsOfKept(kept), ...given }
  const source = sourceOf(workspace, document.file)
  const ownExits: View['ownExits'][number][] = []
  if (document.kind === 'scenario') {
    if (document.hungUp !== undefined) ownExits.push({ path: ['hung_up'], exit: document.hungUp, cause: 'hung_up' })
    for (const [name, exit] of Object.entries(document.anytime)) {
      if (exit !== 'mute') ownExits.push({ path: ['anytime', name], exit, cause: 'anytime' })
    }
  }
  return {
    kind: document.kind,
    name: document.name,
    document,
    source,
    steps,
    first: beginsUnread(document, source) ? [] : steps.slice(0, 1),
    stepByName: document.steps,
    ownExits,
    scenarios,
    policies,
    languages: languagesOf(document, scenarios),
    fields,
    given,
    kept,
    lines: steps.flatMap(step => linesOfStep(step)),
    conditions: readConditions(document.conditions, fields),
    translations: translationsOf(workspace, document.name),
  }
}

/** The mini-steps of a policy: those of `anytime` first. */
function stepsOfPolicy(policy: PolicyDocument): readonly Step[] {
  return [...policy.anytime.values(), ...policy.answeredBy.values()].filter((entry): entry is Step => !isExit(entry))
}

function viewPolicy(workspace: Workspace, policy: PolicyDocument, scenarios: readonly ScenarioDocument[]): View {
  const steps = stepsOfPolicy(policy)
  const given = { ...sharedGets(scenarios), ...commonFields([policy]) }
  const kept = keptBy(readWholly(policy, steps), given, workspace)
  const fields = { ...fieldsOfKept(kept), ...given }
  const ownExits: View['ownExits'][number][] = [{ path: ['limits', 'go'], exit: policy.limits.go, cause: 'limit' }]
  for (const [key, entries] of [['anytime', policy.anytime] as const, ['answered_by', policy.answeredBy] as const]) {
    for (const [name, entry] of entries) if (isExit(entry)) ownExits.push({ path: [key, name], exit: entry, cause: 'entry' })
  }
  for (const [key, rungs] of [
    ['silence', policy.silence] as const,
    ['not_understood', policy.notUnderstood] as const,
    ['off_list', policy.offList] as const,
  ]) {
    for (const [index, rung] of rungs.entries()) {
      if (typeof rung.then !== 'string') ownExits.push({ path: [key, index, 'go'], exit: rung.then, cause: 'ladder' })
    }
  }
  const name = nameOfPolicy(policy)
  return {
    kind: 'policy',
    name,
    document: policy,
    source: sourceOf(workspace, policy.file),
    steps,
    first: steps,
    stepByName: new Map(steps.filter(step => policy.anytime.get(step.name) === step).map(step => [step.name, step])),
    ownExits,
    scenarios,
    policies: [policy],
    languages: languagesOf(policy, scenarios),
    fields,
    given,
    kept,
    lines: linesOfPolicy(policy),
    conditions: readConditions(policy.conditions, fields),
    translations: translationsOf(workspace, name),
  }
}

function policiesOf(workspace: Workspace, scenarios: readonly ScenarioDocument[]): readonly PolicyDocument[] {
  const policies = new Set<PolicyDocument>()
  for (const scenario of scenarios) {
    const policy = workspace.policies.get(scenario.policy)
    if (policy !== undefined) policies.add(policy)
  }
  return [...policies]
}

/** What every contact of every scenario under a policy carries, so that the policy may speak it. */
function sharedGets(scenarios: readonly ScenarioDocument[]): Fields {
  const [first, ...others] = scenarios
  if (first === undefined) return {}
  return Object.fromEntries(
    Object.entries(first.gets).filter(([name, type]) =>
      others.every(other => JSON.stringify(other.gets[name]) === JSON.stringify(type)),
    ),
  )
}

function languagesOf(document: { readonly speaks: Language }, scenarios: readonly ScenarioDocument[]): readonly Language[] {
  return [...new Set([document.speaks, ...scenarios.flatMap(scenario => [scenario.speaks, ...scenario.also])])]
}

function readConditions(conditions: Readonly<Record<string, string>>, fields: Fields): ReadonlyMap<string, ConditionReading> {
  return new Map(Object.entries(conditions).map(([name, source]) => [name, compileCondition(name, source, fields)]))
}

function translationsOf(workspace: Workspace, name: string): ReadonlyMap<Language, LanguageDocument> {
  return new Map(
    workspace.languages.filter(translation => translation.of === name).map(translation => [translation.language, translation]),
  )
}

/** A document made by hand may have no file: its findings then stand at the start. */
export function sourceOf(workspace: Workspace, file: string): SourceFile {
  const nowhere = { start: 0, end: 0, line: 1, column: 1 }
  return (
    workspace.sources.get(file) ?? { file, text: '', spanAt: () => nowhere, spanWithin: () => nowhere, spanOf: () => nowhere }
  )
}

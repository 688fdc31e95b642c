import type { Language, PolicyDocument, ScenarioDocument, ServiceContract } from '../model/documents.ts'
import type { Workspace } from '../model/workspace.ts'
import { nameOfPolicy, openPolicy, readAnytimeEntries } from './anytime-entries.ts'
import type { Fields } from '../model/data-type.ts'
import type { CompiledNode, CompiledScenario, MachineJson, Scope } from './compiled.ts'
import { findTranslation, type SpeakingDocument, textsOfDocument } from './document-texts.ts'
import { lowerExit } from './lower-exit.ts'
import { lowerRegions } from './lower-regions.ts'
import type { StateJson, TransitionJson } from './machine-json.ts'
import { openDocument } from './open-document.ts'
import type { Lowering, Place } from './place.ts'
import { fieldsOfDocument } from './scope-fields.ts'
import { wordsOfNodes } from './step-words.ts'

/** Outcomes that every machine has, beyond the scenario's own. */
const ENGINE_OUTCOMES = ['hung_up', 'bot_fault'] as const

/**
 * Compiles a scenario of a workspace that was found to be without errors: its machine as plain JSON, and what a call needs beside it.
 * A text that a language lacks is left out. Throws (`invariant: …`) where a name leads nowhere, which the checks report before.
 */
export function compileScenario(workspace: Workspace, name: string): CompiledScenario {
  const scenario = workspace.scenarios.get(name)
  if (scenario === undefined) throw new Error(`invariant: no scenario ${name}`)
  const policy = findPolicy(workspace, scenario)
  const lowering = beginLowering(workspace, scenario, policy)
  const machine = lowerMachine(lowering)
  const documents = speakersOf(lowering)
  const languages: readonly Language[] = [scenario.speaks, ...scenario.also]
  return {
    name: scenario.name,
    title: scenario.title ?? scenario.name,
    file: scenario.file,
    speaks: scenario.speaks,
    staffLanguage: languages.includes(policy.speaks) ? policy.speaks : scenario.speaks,
    languages,
    gets: scenario.gets,
    gives: scenario.gives,
    clinic: policy.clinic,
    clinicIn: forLanguages(languages, language => findTranslation(workspace, policy, language)?.clinic ?? {}),
    machine,
    fields: fieldsOfScopes(lowering),
    nodes: lowering.nodes,
    texts: forLanguages(languages, language =>
      Object.assign({}, ...documents.map(document => textsOfDocument(document, language, workspace))),
    ),
    conditions: lowering.conditions,
    lexicon: forLanguages(languages, language => workspace.lexicons.get(language)?.meanings ?? {}),
    outside: forLanguages(languages, language => workspace.lexicons.get(language)?.outside ?? []),
    words: forLanguages(languages, language => wordsOfNodes(lowering.nodes, documents, language, workspace)),
    services: servicesOf(Object.values(lowering.nodes), workspace),
    absolute: policy.absolute,
    confirmBelow: policy.confirmBelow,
    ...(policy.interrupted === undefined ? {} : { interrupted: `${nameOfPolicy(policy)}:interrupted` }),
    limits: { failures: policy.limits.failures, minutes: policy.limits.minutes },
    answeredBy: [...policy.answeredBy.keys()],
  }
}

function findPolicy(workspace: Workspace, scenario: ScenarioDocument): PolicyDocument {
  const policy = workspace.policies.get(scenario.policy) ?? workspace.policies.get(`policies/${scenario.policy}`)
  if (policy === undefined) throw new Error(`invariant: ${scenario.name} has no policy ${scenario.policy}`)
  return policy
}

function beginLowering(workspace: Workspace, scenario: ScenarioDocument, policy: PolicyDocument): Lowering {
  const lowering: Lowering = {
    id: scenario.name,
    workspace,
    scenario,
    policy,
    anytime: readAnytimeEntries(scenario, policy, workspace),
    nodes: {},
    conditions: {},
    documents: new Set(),
    outcomes: new Set([...scenario.gives.outcomes, ...ENGINE_OUTCOMES]),
    reopen: new Map(),
    scenarioPlace(region): Place {
      const site = {
        lowering,
        document: scenario,
        region: 'steps',
        path: '',
        scope: '',
        target: `#${scenario.name}.steps`,
      } as const
      const { main, aside, again } = openDocument(site)
      if (region === 'anytime') return aside ?? main
      return region === 'anytime_again' ? (again ?? main) : main
    },
    asides: { anytime: new Map(), anytime_again: new Map() },
  }
  return lowering
}

function lowerMachine(lowering: Lowering): MachineJson {
  const { id, scenario, policy } = lowering
  const regions = lowerRegions(lowering)
  const leave = (exit: typeof policy.limits.go, place: Place): readonly TransitionJson[] =>
    lowerExit(exit, place, { self: `#${id}.steps.back` })
  const on = {
    hung_up: leave(scenario.hungUp ?? { kind: 'end', outcome: 'hung_up' }, lowering.scenarioPlace('steps')),
    bot_fault: [{ target: `#${id}.end_bot_fault` }],
    limit: leave(policy.limits.go, openPolicy(lowering, 'steps')),
  }
  return {
    id,
    initial: 'steps',
    context: { data: {}, now: 0 },
    entry: [{ type: 'begin' }],
    states: { ...regions, ...endingsOf(lowering.outcomes) },
    on,
  }
}

function endingsOf(outcomes: ReadonlySet<string>): Readonly<Record<string, StateJson>> {
  return Object.fromEntries(
    [...outcomes].map(outcome => [
      `end_${outcome}`,
      { type: 'final', entry: [{ type: 'end', params: { outcome } }], output: { outcome } },
    ]),
  )
}

function speakersOf(lowering: Lowering): readonly SpeakingDocument[] {
  const { scenario, policy, workspace } = lowering
  const blocks = [...lowering.documents].map(name => workspace.blocks.get(name)).filter(block => block !== undefined)
  return [scenario, ...blocks, policy]
}

function fieldsOfScopes({ scenario, policy, workspace, nodes }: Lowering): Readonly<Record<Scope, Fields>> {
  const fields: Record<Scope, Fields> = { '': fieldsOfDocument(scenario, workspace, policy) }
  for (const node of Object.values(nodes)) {
    const block = node.kind === 'use' ? workspace.blocks.get(node.block) : undefined
    if (block !== undefined) fields[node.path] = fieldsOfDocument(block, workspace, policy)
  }
  return fields
}

function servicesOf(nodes: readonly CompiledNode[], workspace: Workspace): Readonly<Record<string, ServiceContract>> {
  const services: Record<string, ServiceContract> = {}
  for (const node of nodes) {
    const contract = node.kind === 'do' ? workspace.services.get(node.service) : undefined
    if (contract !== undefined) services[contract.name] = contract
  }
  return services
}

function forLanguages<T>(
  languages: readonly Language[],
  read: (language: Language) => T,
): Readonly<Partial<Record<Language, T>>> {
  return Object.fromEntries(languages.map(language => [language, read(language)]))
}

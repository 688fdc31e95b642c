import type { Fields } from '../model/data-type.ts'
import type { PolicyDocument, ScenarioDocument } from '../model/documents.ts'
import type { Exit } from '../model/exit.ts'
import type { Step } from '../model/step.ts'
import type { Workspace } from '../model/workspace.ts'
import type { CompiledCondition, CompiledNode, NodePath, Scope } from './compiled.ts'
import type { StateJson } from './machine-json.ts'

/** The four parts of a machine in which steps live. `anytime_again` is `anytime` interrupted: two deep, and no deeper. */
export type Region = 'steps' | 'anytime' | 'anytime_again' | 'answered_by'

/** What an anytime name does in this scenario, and in whose words its exit is written. */
export type AnytimeEntry =
  | { readonly kind: 'step' }
  | { readonly kind: 'exit'; readonly exit: Exit; readonly by: 'policy' | 'scenario' }

/** What is gathered while one scenario is lowered. Lives as long as its compilation. */
export interface Lowering {
  readonly id: string
  readonly workspace: Workspace
  readonly scenario: ScenarioDocument
  readonly policy: PolicyDocument
  /** In the order in which names are offered; muted names are not in it. */
  readonly anytime: ReadonlyMap<string, AnytimeEntry>
  readonly nodes: Record<NodePath, CompiledNode>
  readonly conditions: Record<string, CompiledCondition>
  /** Names of the documents whose texts the scenario speaks. */
  readonly documents: Set<string>
  /** Outcomes that some exit leads to, beyond those that the scenario declares. */
  readonly outcomes: Set<string>
  /** Asks that keep something, with the state that a correction goes back to. */
  readonly reopen: Map<NodePath, string>
  /** The place in which the scenario's own overrides of what works anytime are read. */
  readonly scenarioPlace: (region: Region) => Place
  /** Steps that answer something and go `back`: outside the region that they interrupt, so that its history remembers where it was. */
  readonly asides: Readonly<Record<'anytime' | 'anytime_again', Map<NodePath, StateJson>>>
}

/** Where a step is being lowered: what its exits, texts and conditions mean there. */
export interface Place {
  readonly lowering: Lowering
  readonly region: Region
  /** Path of the node that holds the steps; '' for the scenario's own. */
  readonly path: NodePath
  readonly scope: Scope
  /** The steps here answer by the way and return. */
  readonly isAside: boolean
  /** Document name, as in text keys. */
  readonly document: string
  /** File of the document. */
  readonly file: string
  /** Before a step's name in text keys: '' or, in policies, `anytime.` or `answered_by.`. */
  readonly keyPrefix: string
  readonly conditions: Readonly<Record<string, string>>
  /** Data that the document's conditions and lists may name. */
  fields(): Fields
  /** The steps of this document; none in a policy, which has mini-steps. */
  readonly steps: ReadonlyMap<string, Step>
  /** Absolute target of a step of this document; undefined in a policy, whose names are those of what works anytime. */
  stepTarget(name: string): string | undefined
  /** Absolute target of a block's result; undefined outside of blocks. */
  readonly giveTarget: ((result: string) => string) | undefined
  /** Target of `back`; undefined where nothing was interrupted, and the step is entered again. */
  readonly back: string | undefined
}

/** Joins the parts of a node path, leaving out empty ones. */
export function joinPath(...parts: readonly string[]): NodePath {
  return parts.filter(part => part !== '').join('.')
}

/** The history that `back` leads to from a region. */
export function backOf(id: string, region: Region): string | undefined {
  if (region === 'steps') return undefined
  return region === 'anytime_again' ? `#${id}.anytime.back` : `#${id}.steps.back`
}

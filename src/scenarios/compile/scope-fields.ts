import { typeAt } from '../conditions/index.ts'
import type { DataType, Fields } from '../model/data-type.ts'
import type { BlockDocument, PolicyDocument, ScenarioDocument } from '../model/documents.ts'
import { typeFacts } from '../model/policy.ts'
import type { AskStep, Step } from '../model/step.ts'
import type { Workspace } from '../model/workspace.ts'

const TEXT: DataType = { kind: 'text', optional: false }
const MAYBE: DataType = { kind: 'text', optional: true }
const cache = new WeakMap<ScenarioDocument | BlockDocument, WeakMap<PolicyDocument, Fields>>()

/**
 * All data that the steps of a document may name, with types: what it gets or takes, what its steps keep (optional: a step may not have been
 * reached), `clinic` and `caller`. Read once per document and policy, so that conditions share one environment.
 */
export function fieldsOfDocument(
  document: ScenarioDocument | BlockDocument,
  workspace: Workspace,
  policy: PolicyDocument,
): Fields {
  let known = cache.get(document)
  if (known === undefined) cache.set(document, (known = new WeakMap()))
  const found = known.get(policy)
  if (found !== undefined) return found
  const fields: Record<string, DataType> = {
    clinic: { kind: 'group', fields: typeFacts(policy.clinic), optional: false },
    caller: { kind: 'group', fields: { phone: MAYBE, words: MAYBE, stayed: MAYBE }, optional: false },
    ...(document.kind === 'scenario' ? document.gets : document.takes),
  }
  // Set before it is filled: what a step keeps may have the type of what another one kept.
  known.set(policy, fields)
  for (const step of document.steps.values()) {
    for (const [name, type] of Object.entries(keptBy(step, fields, workspace))) fields[name] ??= { ...type, optional: true }
  }
  return fields
}

function keptBy(step: Step, fields: Fields, workspace: Workspace): Fields {
  if (step.verb === 'ask') {
    return step.keep === undefined ? step.listenFor : { ...step.listenFor, [step.keep]: typeOfKept(step, fields) }
  }
  if (step.verb === 'do') {
    const gives = workspace.services.get(step.service)?.gives ?? {}
    return mapFields(readKeep(step.keep), theirs => typeAt(gives, theirs) ?? { kind: 'group', fields: gives, optional: false })
  }
  if (step.verb === 'use') {
    const results = Object.values(workspace.blocks.get(step.block)?.gives ?? {})
    return mapFields(step.keep, theirs => results.map(result => result[theirs]).find(type => type !== undefined) ?? TEXT)
  }
  return {}
}

function mapFields(keep: Readonly<Record<string, string>>, typeOf: (theirs: string) => DataType): Fields {
  return Object.fromEntries(Object.entries(keep).map(([mine, theirs]) => [mine, typeOf(theirs)]))
}

/** A service's `keep` as mine → theirs; a name alone keeps the single `result`. */
export function readKeep(keep: string | Readonly<Record<string, string>> | undefined): Readonly<Record<string, string>> {
  if (keep === undefined) return {}
  return typeof keep === 'string' ? { [keep]: 'result' } : keep
}

/** Type of what an ask keeps under its `keep`: an option of the list that it offers, else the meaning that answered. */
export function typeOfKept(step: AskStep, fields: Fields): DataType {
  if (step.chooseFrom === undefined) return { kind: 'choice', of: Object.keys(step.answers), optional: false }
  const list = typeAt(fields, step.chooseFrom)
  return list?.kind === 'list' ? list.of : TEXT
}

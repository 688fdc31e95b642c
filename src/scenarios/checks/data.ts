import { typeAt } from '../conditions/index.ts'
import { STAYED } from '../contact/stayed.ts'
import type { DataType, Fields } from '../model/data-type.ts'
import type { BlockDocument, PolicyDocument, ScenarioDocument, ServiceContract } from '../model/documents.ts'
import { typeFacts } from '../model/policy.ts'
import type { Step } from '../model/step.ts'
import type { SourcePath } from '../source/source-file.ts'

/** What the lookups of types need of a workspace. */
export interface Declarations {
  readonly services: ReadonlyMap<string, ServiceContract>
  readonly blocks: ReadonlyMap<string, BlockDocument>
}

/** A name that a step keeps a value under, and when. */
export interface Kept {
  readonly name: string
  readonly type: DataType
  readonly step: Step
  readonly path: SourcePath
  /** Exits after which the value is there: a cause, and for causes with names the name; undefined name: every one. */
  readonly after: readonly { readonly cause: string; readonly name?: string }[]
}

/**
 * The data that the steps of a document keep, with the types that follow from where they come from.
 * What cannot be typed (an unknown service) is left out: whoever refers to it is told of the service first.
 */
export function keptBy(steps: Iterable<Step>, given: Fields, declarations: Declarations): readonly Kept[] {
  const kept: Kept[] = []
  const chosen: { step: Step & { verb: 'ask' }; from: string; name: string }[] = []
  for (const step of steps) {
    if (step.verb === 'ask') {
      collectHeard(step, kept)
      if (step.keep !== undefined && step.chooseFrom !== undefined) chosen.push({ step, from: step.chooseFrom, name: step.keep })
      else if (step.keep !== undefined && Object.keys(step.listenFor).length === 0) {
        const after = Object.keys(step.answers).map(name => ({ cause: 'answers', name }))
        kept.push({
          name: step.keep,
          type: { kind: 'choice', of: Object.keys(step.answers), optional: false },
          step,
          path: [...step.path, 'keep'],
          after,
        })
      }
    } else if (step.verb === 'do') collectFromService(step, declarations.services.get(step.service), kept)
    else if (step.verb === 'use') collectFromBlock(step, declarations.blocks.get(step.block), kept)
  }
  if (chosen.length > 0) {
    // Lists to choose from are themselves often kept, so they are looked up last.
    const fields = { ...given, ...fieldsOfKept(kept) }
    for (const { step, from, name } of chosen) {
      const list = typeAt(fields, from)
      // No list, or none that could be read, is reported as that; what would be chosen from it nobody knows.
      if (list?.kind !== 'list') continue
      kept.push({
        name,
        type: { ...list.of, optional: false },
        step,
        path: [...step.path, 'keep'],
        after: [{ cause: 'answers', name: 'chosen' }],
      })
    }
  }
  return kept
}

function collectHeard(step: Step & { verb: 'ask' }, kept: Kept[]): void {
  for (const [name, type] of Object.entries(step.listenFor)) {
    const sure = !step.optional && !type.optional
    kept.push({
      name,
      type: { ...type, optional: false },
      step,
      path: [...step.path, 'listen_for', name],
      after: sure ? [{ cause: 'then' }] : [],
    })
  }
}

function collectFromService(step: Step & { verb: 'do' }, contract: ServiceContract | undefined, kept: Kept[]): void {
  if (contract === undefined || step.keep === undefined) return
  const pairs = typeof step.keep === 'string' ? { [step.keep]: 'result' } : step.keep
  for (const [mine, theirs] of Object.entries(pairs)) {
    const type = Object.hasOwn(contract.gives, theirs) ? contract.gives[theirs] : undefined
    if (type === undefined) continue
    const path = typeof step.keep === 'string' ? [...step.path, 'keep'] : [...step.path, 'keep', mine]
    kept.push({ name: mine, type: { ...type, optional: false }, step, path, after: type.optional ? [] : [{ cause: 'done' }] })
  }
}

function collectFromBlock(step: Step & { verb: 'use' }, block: BlockDocument | undefined, kept: Kept[]): void {
  if (block === undefined) return
  for (const [mine, theirs] of Object.entries(step.keep)) {
    const after: { cause: string; name: string }[] = []
    let type: DataType | undefined
    for (const [result, fields] of Object.entries(block.gives)) {
      const given = Object.hasOwn(fields, theirs) ? fields[theirs] : undefined
      if (given === undefined) continue
      type ??= given
      if (!given.optional) after.push({ cause: 'then', name: result })
    }
    if (type !== undefined)
      kept.push({ name: mine, type: { ...type, optional: false }, step, path: [...step.path, 'keep', mine], after })
  }
}

/** Kept names as fields; the first step that keeps a name says its type. */
export function fieldsOfKept(kept: readonly Kept[]): Fields {
  const fields: Record<string, DataType> = {}
  for (const { name, type } of kept) if (!Object.hasOwn(fields, name)) fields[name] = type
  return fields
}

const CALLER: Fields = {
  phone: { kind: 'phone', optional: false },
  words: { kind: 'text', optional: true },
  stayed: { kind: 'choice', of: STAYED, optional: true },
}

/** What every text may speak: the facts of the policy, the caller's own number and last words, and the moment. */
export function commonFields(policies: readonly PolicyDocument[]): Fields {
  const clinic: Record<string, DataType> = {}
  for (const policy of policies) Object.assign(clinic, typeFacts(policy.clinic))
  return {
    clinic: { kind: 'group', fields: clinic, optional: false },
    caller: { kind: 'group', fields: CALLER, optional: false },
    now: { kind: 'moment', optional: false },
  }
}

/** What a document is given from outside, before any step ran. */
export function givenTo(document: ScenarioDocument | BlockDocument): Fields {
  return document.kind === 'scenario' ? document.gets : document.takes
}

/** The parts of a path that may be missing by their type: `appointment.prep` for `appointment.prep`, nothing for `appointment.at`. */
export function optionalPartsOf(fields: Fields, path: string): readonly string[] {
  if (!path.includes('.')) return Object.hasOwn(fields, path) && fields[path]?.optional ? [path] : []
  const missing: string[] = []
  let prefix = ''
  for (const part of path.split('.')) {
    prefix = prefix === '' ? part : `${prefix}.${part}`
    const type = typeAt(fields, prefix)
    if (type === undefined) return missing
    // First and last names are derived from the name, so they are as sure as the person.
    const derived =
      (part === 'first' || part === 'last' || part === 'name') && typeAt(fields, parentOf(prefix))?.kind === 'person'
    if (type.optional && !derived) missing.push(prefix)
  }
  return missing
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.')))
}

import type { BlockDocument, PolicyDocument, ScenarioDocument } from '../model/documents.ts'
import type { Step } from '../model/step.ts'
import type { Workspace } from '../model/workspace.ts'

/*
 * What could not be read wholly has its findings already. Rules about what is missing, unused or never reached ask here first: what they
 * look for may stand in the part that was not read, and the author would be sent to a place where nothing is wrong.
 */

type Document = ScenarioDocument | BlockDocument | PolicyDocument

/** Tells whether a part of a document could not be read wholly: a step by its name, `.gives`, `anytime.operator`. */
export function isBroken(document: Document, part: string): boolean {
  return document.broken?.has(part) === true
}

/** Tells whether a step that was read lacks something that could not be. */
export function isUnreadPart(document: Document, step: Step): boolean {
  return document.broken?.has(document.kind === 'policy' ? step.path.join('.') : step.name) === true
}

/** Keys of documents in which there are exits. */
const LEADING = new Set(['.steps', '.anytime', '.answered_by', '.hung_up', '.silence', '.not_understood', '.off_list', '.limits'])

/** Tells whether a document has ways out that nobody knows, since a step or another place of exits could not be read wholly. */
export function hasUnknownWays(document: Document): boolean {
  return [...(document.broken ?? [])].some(part => !part.startsWith('.') || LEADING.has(part))
}

/** Tells whether a step of that name is there, though it could not be read. */
export function isUnreadStep(document: Document, name: string): boolean {
  if (document.kind !== 'policy') return isBroken(document, name) || isBroken(document, '.steps')
  return isBroken(document, `anytime.${name}`) || isBroken(document, '.anytime')
}

/** Tells whether what is surely known at a step cannot be told, since a step or a condition could not be read wholly. */
export function hidesKnowledge(document: Document): boolean {
  return hasUnknownWays(document) || isBroken(document, '.conditions')
}

/** Tells whether a scenario's calls, or a block, go through parts that could not be read: its own, its blocks' or its policy's. */
export function hasUnknownParts(workspace: Workspace, documents: Iterable<Document>): boolean {
  for (const document of documents) {
    if (hasUnknownWays(document)) return true
    for (const step of document.steps.values()) if (step.verb === 'use' && workspace.unread.has(step.block)) return true
    if (document.kind === 'scenario' && (workspace.unread.has(`policies/${document.policy}`) || isBroken(document, '.policy')))
      return true
  }
  return false
}

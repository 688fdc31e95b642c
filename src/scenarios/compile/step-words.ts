import type { Language } from '../model/documents.ts'
import type { Step } from '../model/step.ts'
import type { Workspace } from '../model/workspace.ts'
import { isStep } from './anytime-entries.ts'
import type { CompiledNode, NodePath } from './compiled.ts'
import { nameOfDocument, type SpeakingDocument } from './document-texts.ts'

type Words = Readonly<Record<string, readonly string[]>>

/** The words that people say at single steps, by node path; steps without words of their own are left out. */
export function wordsOfNodes(
  nodes: Readonly<Record<NodePath, CompiledNode>>,
  documents: readonly SpeakingDocument[],
  language: Language,
  workspace: Workspace,
): Readonly<Record<NodePath, Words>> {
  const byDocument = new Map(
    documents.map(document => [nameOfDocument(document), wordsOfDocument(document, language, workspace)]),
  )
  const words: Record<NodePath, Words> = {}
  for (const [path, node] of Object.entries(nodes)) {
    if (node.kind !== 'ask') continue
    const found = byDocument.get(node.document)?.get(node.step)
    if (found !== undefined) words[path] = found
  }
  return words
}

function wordsOfDocument(document: SpeakingDocument, language: Language, workspace: Workspace): ReadonlyMap<string, Words> {
  const words = new Map<string, Words>()
  if (document.speaks === language) {
    for (const [name, step] of stepsOf(document)) {
      if (step.verb === 'ask' && Object.keys(step.words).length > 0) words.set(name, step.words)
    }
    return words
  }
  const name = nameOfDocument(document)
  const file = workspace.languages.find(file => file.language === language && file.of === name)
  // A policy's file may name a mini-step with its list (`anytime.operator`), as its texts do.
  for (const [step, found] of Object.entries(file?.words ?? {})) words.set(step.replace(/^(anytime|answered_by)\./, ''), found)
  return words
}

function stepsOf(document: SpeakingDocument): readonly (readonly [string, Step])[] {
  const mini = document.kind === 'policy' ? [...document.anytime, ...document.answeredBy] : []
  return [...document.steps, ...mini.filter((entry): entry is [string, Step] => isStep(entry[1]))]
}

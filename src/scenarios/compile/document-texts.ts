import type { BlockDocument, Language, LanguageDocument, PolicyDocument, ScenarioDocument } from '../model/documents.ts'
import type { Exit } from '../model/exit.ts'
import type { Rung, Step, TextSource } from '../model/step.ts'
import type { Workspace } from '../model/workspace.ts'
import { parseText, type Text } from '../texts/index.ts'
import { isStep, nameOfPolicy } from './anytime-entries.ts'
import type { TextKey } from './compiled.ts'

/** A document that speaks. */
export type SpeakingDocument = ScenarioDocument | BlockDocument | PolicyDocument
type Texts = Readonly<Record<TextKey, readonly Text[]>>

const cache = new WeakMap<Workspace, Map<string, Texts>>()

/** Name of a document as it stands in text keys and language files. */
export function nameOfDocument(document: SpeakingDocument): string {
  return document.kind === 'policy' ? nameOfPolicy(document) : document.name
}

/** The texts of a document in one language, parsed; read once per workspace, however many scenarios share the document. What is missing or faulty is left out. */
export function textsOfDocument(document: SpeakingDocument, language: Language, workspace: Workspace): Texts {
  let known = cache.get(workspace)
  if (known === undefined) cache.set(workspace, (known = new Map()))
  const name = nameOfDocument(document)
  const id = `${language} ${name}`
  let texts = known.get(id)
  if (texts === undefined) known.set(id, (texts = readTexts(document, name, language, workspace)))
  return texts
}

function readTexts(document: SpeakingDocument, name: string, language: Language, workspace: Workspace): Texts {
  const texts: Record<TextKey, readonly Text[]> = {}
  for (const [key, source] of sourcesIn(document, language, workspace)) {
    const parsed = source.map(variant => parseText(variant).text).filter(text => text !== undefined)
    if (parsed.length > 0) texts[`${name}:${key}`] = parsed
  }
  return texts
}

function sourcesIn(
  document: SpeakingDocument,
  language: Language,
  workspace: Workspace,
): readonly (readonly [string, TextSource])[] {
  if (document.speaks === language) return sourcesOfDocument(document)
  return Object.entries(findTranslation(workspace, document, language)?.texts ?? {})
}

/** The language file that stands beside a document. */
export function findTranslation(
  workspace: Workspace,
  document: SpeakingDocument,
  language: Language,
): LanguageDocument | undefined {
  const name = nameOfDocument(document)
  return workspace.languages.find(file => file.language === language && file.of === name)
}

/** Every text of a document in its base language, by key without the document's name. */
function sourcesOfDocument(document: SpeakingDocument): readonly (readonly [string, TextSource])[] {
  const sources = [...document.steps].flatMap(([name, step]) => sourcesOfStep(name, step))
  if (document.kind !== 'policy') return sources
  return [
    ...sources,
    ...sourcesOfMiniSteps('anytime', document.anytime),
    ...sourcesOfMiniSteps('answered_by', document.answeredBy),
    ...sourcesOfLadder('silence', document.silence),
    ...sourcesOfLadder('not_understood', document.notUnderstood),
    ...sourcesOfLadder('off_list', document.offList),
    ['read_back', document.readBack],
    ...given([['interrupted', document.interrupted]]),
    ...given([
      ['waiting', document.waiting],
      ['offer_callback', document.offerCallback],
    ]),
  ]
}

function sourcesOfMiniSteps(list: string, entries: ReadonlyMap<string, Step | Exit>): readonly (readonly [string, TextSource])[] {
  return [...entries].flatMap(([name, entry]) => (isStep(entry) ? sourcesOfStep(`${list}.${name}`, entry) : []))
}

function sourcesOfLadder(name: string, rungs: readonly Rung[]): readonly (readonly [string, TextSource])[] {
  return rungs.flatMap(({ say }, index) => (say === undefined ? [] : [[`${name}.${index + 1}`, say] as const]))
}

function sourcesOfStep(key: string, step: Step): readonly (readonly [string, TextSource])[] {
  switch (step.verb) {
    case 'ask':
      return given([
        [key, step.text],
        [`${key}.again`, step.again],
        [`${key}.rephrase`, step.rephrase],
        [`${key}.offer_keys`, step.offerKeys],
        [`${key}.read_back`, step.readBack],
      ])
    case 'say':
      return [[key, step.text]]
    case 'do':
      return given([[`${key}.filler`, step.filler]])
    case 'transfer':
      return given([
        [`${key}.say`, step.say],
        [`${key}.summary`, step.summary],
      ])
    case 'send':
      return [[`${key}.text`, step.text]]
    case 'use':
    case 'pause':
    case 'decide':
      return []
  }
}

function given(sources: readonly (readonly [string, TextSource | undefined])[]): readonly (readonly [string, TextSource])[] {
  return sources.filter((entry): entry is readonly [string, TextSource] => entry[1] !== undefined)
}

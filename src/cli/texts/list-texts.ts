import type { Language, LanguageDocument, ScenarioDocument } from '../../scenarios/model/documents.ts'
import type { Workspace } from '../../scenarios/model/workspace.ts'
import { languageFileOf } from '../../scenarios/checks/languages.ts'
import { createScene, type View } from '../../scenarios/checks/view.ts'
import { hashText, isUntranslated } from '../../scenarios/texts/index.ts'

/** A document that speaks, and for whom. */
export interface SpeakingPart {
  readonly view: View
  /** The first of the scenarios asked for that is made of it. */
  readonly scenario: ScenarioDocument
  /** All languages asked for in which it is spoken, its own first. */
  readonly languages: readonly Language[]
}

/** The texts of one document in one other language than its own. */
export interface TextState {
  readonly document: string
  readonly language: Language
  /** As in the folder of scenarios. */
  readonly file: string
  readonly fileState: 'there' | 'none' | 'unreadable'
  /** How many texts the document has, facts of the clinic included. */
  readonly texts: number
  /** Keys without a text, or with the mark of one to come; `clinic.hours` is a fact of the clinic. */
  readonly missing: readonly string[]
  /** Keys whose base text has changed since. */
  readonly stale: readonly string[]
  /** Translated keys of which the file does not say from which base text. */
  readonly unmarked: readonly string[]
}

/** The scenarios and what they are made of, each document once, in the order scenarios, blocks, policies. */
export function listParts(
  workspace: Workspace,
  scenarios: readonly ScenarioDocument[],
  only: readonly Language[] | undefined,
): readonly SpeakingPart[] {
  return createScene(workspace).views.flatMap(view => {
    const users = scenarios.filter(scenario => view.scenarios.includes(scenario))
    const [scenario] = users
    if (scenario === undefined || view.lines.length === 0) return []
    const spoken = new Set([view.document.speaks, ...users.flatMap(({ speaks, also }) => [speaks, ...also])])
    return [{ view, scenario, languages: [...spoken].filter(language => only?.includes(language) !== false) }]
  })
}

/** How far each document is translated into each of its languages. */
export function listTexts(workspace: Workspace, parts: readonly SpeakingPart[]): readonly TextState[] {
  return parts.flatMap(({ view, languages }) =>
    languages.filter(language => language !== view.document.speaks).map(language => describeTexts(workspace, view, language)),
  )
}

function describeTexts(workspace: Workspace, view: View, language: Language): TextState {
  const translation = view.translations.get(language)
  const file = translation?.file ?? languageFileOf(view.document.file, language)
  const missing: string[] = []
  const stale: string[] = []
  const unmarked: string[] = []
  for (const { key, variants } of view.lines) {
    if (!isTranslated(translation, key)) missing.push(key)
    else if (!Object.hasOwn(translation.sources, key)) unmarked.push(key)
    else if (translation.sources[key] !== hashText(variants)) stale.push(key)
  }
  const facts = listFacts(view)
  for (const fact of facts) if (!Object.hasOwn(translation?.clinic ?? {}, fact)) missing.push(`clinic.${fact}`)
  const isBroken = translation === undefined ? workspace.sources.has(file) : translation.broken?.has('.texts') === true
  const fileState = isBroken ? 'unreadable' : translation === undefined ? 'none' : 'there'
  return { document: view.name, language, file, fileState, texts: view.lines.length + facts.length, missing, stale, unmarked }
}

/** The clinic's facts that have words, which each language says in its own. */
export function listFacts({ document }: View): readonly string[] {
  if (document.kind !== 'policy') return []
  return Object.entries(document.clinic)
    .filter(([fact, words]) => fact !== 'zone' && /\p{L}/u.test(String(words)))
    .map(([fact]) => fact)
}

function isTranslated(translation: LanguageDocument | undefined, key: string): translation is LanguageDocument {
  if (translation === undefined || !Object.hasOwn(translation.texts, key)) return false
  return !isUntranslated(translation.texts[key] ?? [])
}

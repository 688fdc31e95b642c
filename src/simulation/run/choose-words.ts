import { saysOnlyOneself } from '../../engine/understanding/index.ts'
import type { CompiledScenario, NodePath } from '../../scenarios/compile/compiled.ts'
import type { Language } from '../../scenarios/model/documents.ts'
import type { Saying } from '../script/simulation.ts'
import { hashText } from './world.ts'

/** What the caller says in one language; `meaning` is what it must be understood as. */
export type ChosenWords =
  | { readonly kind: 'words'; readonly text: string; readonly meaning?: string }
  | { readonly kind: 'none'; readonly problem: string }

/** Meanings of answers that the lexicon has under another name. */
const LEXICON_NAMES: Readonly<Record<string, string>> = { none: 'none_of_these' }

/**
 * All phrases of a meaning at a step: the step's own words first, then the lexicon's. "It is me" is a yes only to who is there. Where somebody is asked for by name, or a yes cancels, only the
 * step's own yes will do: "that suits me" is one, but not to those questions.
 */
export function listPhrases(scenario: CompiledScenario, language: Language, node: NodePath, meaning: string): readonly string[] {
  const own = scenario.words[language]?.[node]?.[meaning]
  const step = scenario.nodes[node]
  if (meaning === 'agree' && own !== undefined && step?.kind === 'ask' && (step.asksFor !== undefined || step.yesCancels))
    return own
  const lexicon = scenario.lexicon[language]
  const listed = lexicon?.[meaning] ?? lexicon?.[LEXICON_NAMES[meaning] ?? ''] ?? []
  const asksWhoIsThere = step?.kind === 'ask' && step.answers['relative'] !== undefined
  const shared = meaning === 'agree' && !asksWhoIsThere ? listed.filter(phrase => !saysOnlyOneself(phrase, language)) : listed
  return own === undefined ? shared : [...own, ...shared]
}

/** The meaning as the understanding names it. */
const lexiconNameOf = (scenario: CompiledScenario, language: Language, meaning: string): string =>
  scenario.lexicon[language]?.[meaning] === undefined ? (LEXICON_NAMES[meaning] ?? meaning) : meaning

/** Takes a phrase of a meaning, the same for the same seed. */
export function choosePhrase(
  scenario: CompiledScenario,
  language: Language,
  node: NodePath,
  meaning: string,
  seed: string,
): ChosenWords {
  const phrases = listPhrases(scenario, language, node, meaning)
  const text = phrases[hashText(seed) % Math.max(1, phrases.length)]
  return text === undefined
    ? { kind: 'none', problem: `neither the lexicon nor the step has words for "${meaning}" in ${language}` }
    : { kind: 'words', text, meaning: lexiconNameOf(scenario, language, meaning) }
}

/** What a `says` line means in one language: a lone word that is a meaning there stands for one of its phrases. */
export function chooseWords(
  saying: Saying,
  scenario: CompiledScenario,
  language: Language,
  node: NodePath,
  seed: string,
): ChosenWords {
  const { words, meaning } = saying
  if (words === undefined) return choosePhrase(scenario, language, node, meaning ?? '', seed)
  const text = typeof words === 'string' ? words : words[language]
  if (text === undefined) return { kind: 'none', problem: `there are no words in ${language}` }
  const isMeaning =
    meaning === undefined && /^[a-z][a-z0-9_]*$/.test(text) && listPhrases(scenario, language, node, text).length > 0
  if (isMeaning) return choosePhrase(scenario, language, node, text, seed)
  return { kind: 'words', text, ...(meaning === undefined ? {} : { meaning: lexiconNameOf(scenario, language, meaning) }) }
}

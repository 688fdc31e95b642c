import type { CompiledScenario } from '../../scenarios/compile/compiled.ts'
import type { Language } from '../../scenarios/model/documents.ts'
import type { TextPart } from '../../scenarios/texts/text.ts'
import { splitWords, type Token } from './tokens.ts'

const known = new WeakMap<CompiledScenario, Map<Language, ReadonlyMap<string, number>>>()

/** Words that the lexicon and the robot's texts hold, folded, with how often they stand there. They are no secret, and the frequent ones are no names. */
export function vocabularyOf(scenario: CompiledScenario, language: Language): ReadonlyMap<string, number> {
  let byLanguage = known.get(scenario)
  if (byLanguage === undefined) known.set(scenario, (byLanguage = new Map()))
  let words = byLanguage.get(language)
  if (words === undefined) byLanguage.set(language, (words = collectWords(scenario, language)))
  return words
}

/** How many of the words the language is known to have, 0 to 1. */
export function measureKnown(words: readonly Token[], scenario: CompiledScenario, language: Language): number {
  if (words.length === 0) return 0
  const vocabulary = vocabularyOf(scenario, language)
  return words.filter(({ folded }) => vocabulary.has(folded)).length / words.length
}

function collectWords(scenario: CompiledScenario, language: Language): ReadonlyMap<string, number> {
  const words = new Map<string, number>()
  const add = (text: string): void => {
    for (const { folded } of splitWords(text)) words.set(folded, (words.get(folded) ?? 0) + 1)
  }
  for (const phrases of Object.values(scenario.lexicon[language] ?? {})) phrases.forEach(add)
  for (const phrase of scenario.outside?.[language] ?? []) add(phrase)
  for (const meanings of Object.values(scenario.words[language] ?? {})) Object.values(meanings).flat().forEach(add)
  for (const variants of Object.values(scenario.texts?.[language] ?? {}))
    for (const { parts } of variants) listWords(parts).forEach(add)
  return words
}

function listWords(parts: readonly TextPart[]): readonly string[] {
  return parts.flatMap(part => {
    switch (part.kind) {
      case 'words':
        return [part.text]
      case 'value':
        return []
      case 'plural':
        return [...Object.values(part.exact), ...Object.values(part.cases)].flatMap(listWords)
      case 'select':
        return Object.values(part.cases).flatMap(listWords)
      default:
        return part satisfies never
    }
  })
}

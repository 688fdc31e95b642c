import type { CompiledScenario } from '../../scenarios/compile/compiled.ts'
import type { Language } from '../../scenarios/model/documents.ts'
import type { TextPart } from '../../scenarios/texts/text.ts'
import { splitWords, type Token } from './tokens.ts'

/** So many letters are compared at least, and this share of those of a longer word: its ending may be another. */
const SHORT = 4
const STEM = 0.7

/** By the words of a scenario's steps, which stay the same object when one of its languages is looked at alone. */
const beginnings = new WeakMap<CompiledScenario['words'], Map<Language, ReadonlySet<string>>>()
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

/** Whether none of the words begins as one does that means something: then a likeness is one of letters alone. */
export function isAllUnknown(words: readonly Token[], scenario: CompiledScenario, language: Language): boolean {
  const begun = beginningsOf(scenario, language)
  return words.every(({ folded }) => !begun.has(folded.slice(0, Math.max(SHORT, Math.ceil(folded.length * STEM)))))
}

/** What the words of meanings begin with, and short ones as they are. */
function beginningsOf(scenario: CompiledScenario, language: Language): ReadonlySet<string> {
  let byLanguage = beginnings.get(scenario.words)
  if (byLanguage === undefined) beginnings.set(scenario.words, (byLanguage = new Map()))
  let found = byLanguage.get(language)
  if (found === undefined) byLanguage.set(language, (found = collectBeginnings(phrasesOf(scenario, language))))
  return found
}

function collectBeginnings(phrases: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>()
  for (const { folded } of phrases.flatMap(splitWords))
    for (let end = Math.min(SHORT, folded.length); end <= folded.length; end += 1) found.add(folded.slice(0, end))
  return found
}

/** All that means something, anywhere or at a step. */
function phrasesOf(scenario: CompiledScenario, language: Language): readonly string[] {
  const listed = Object.values(scenario.lexicon[language] ?? {}).flat()
  const ofSteps = Object.values(scenario.words[language] ?? {}).flatMap(meanings => Object.values(meanings).flat())
  return [...listed, ...ofSteps]
}

function collectWords(scenario: CompiledScenario, language: Language): ReadonlyMap<string, number> {
  const words = new Map<string, number>()
  const add = (text: string): void => {
    for (const { folded } of splitWords(text)) words.set(folded, (words.get(folded) ?? 0) + 1)
  }
  phrasesOf(scenario, language).forEach(add)
  for (const phrase of scenario.outside?.[language] ?? []) add(phrase)
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

import type { CompiledScenario } from '../../scenarios/compile/compiled.ts'
import type { Language } from '../../scenarios/model/documents.ts'
import type { TextPart } from '../../scenarios/texts/text.ts'
import { splitWords, type Token } from './tokens.ts'

/** So many letters are compared at least, and this share of those of a longer word: its ending may be another. */
const SHORT = 4
const STEM = 0.7

/** Words that mean something or that the robot says. They are no secret, and the frequent ones are no names. */
export interface KnownWords {
  /** How often a word stands there, folded. */
  frequencyOf(word: string): number
}

/** Words with how often they stand in some phrases, and what those words begin with: short ones as they are. */
interface Collected {
  readonly words: ReadonlyMap<string, number>
  readonly beginnings: ReadonlySet<string>
}
type Meanings = Readonly<Record<string, readonly string[]>>

/** Of a language's lexicon, which all scenarios share. */
const ofLexicons = new WeakMap<Meanings, Collected>()
/** By the words of a scenario's steps, which stay the same object when one of its languages is looked at alone. */
const ofSteps = new WeakMap<CompiledScenario['words'], Map<Language, Collected>>()
/** What else a scenario says or hears. */
const ofTexts = new WeakMap<CompiledScenario, Map<Language, ReadonlyMap<string, number>>>()
const NOTHING: Meanings = {}

/** Collects what the other functions of this file need; else they do it when they are first asked. */
export function prepareVocabulary(scenario: CompiledScenario, language: Language): void {
  collectLexicon(scenario, language)
  collectSteps(scenario, language)
  collectTexts(scenario, language)
}

/** Words that the lexicon, the steps and the robot's texts hold. */
export function knownWordsOf(scenario: CompiledScenario, language: Language): KnownWords {
  const all = [collectLexicon(scenario, language).words, collectSteps(scenario, language).words, collectTexts(scenario, language)]
  return { frequencyOf: word => all.reduce((sum, words) => sum + (words.get(word) ?? 0), 0) }
}

/** How many of the words the language is known to have, 0 to 1. */
export function measureKnown(words: readonly Token[], scenario: CompiledScenario, language: Language): number {
  if (words.length === 0) return 0
  const known = knownWordsOf(scenario, language)
  return words.filter(({ folded }) => known.frequencyOf(folded) > 0).length / words.length
}

/** Whether none of the words begins as one does that means something: then a likeness is one of letters alone. */
export function isAllUnknown(words: readonly Token[], scenario: CompiledScenario, language: Language): boolean {
  const begun = [collectLexicon(scenario, language).beginnings, collectSteps(scenario, language).beginnings]
  return words.every(({ folded }) => {
    const beginning = folded.slice(0, Math.max(SHORT, Math.ceil(folded.length * STEM)))
    return !begun.some(beginnings => beginnings.has(beginning))
  })
}

function collectLexicon({ lexicon }: CompiledScenario, language: Language): Collected {
  const meanings = lexicon[language] ?? NOTHING
  let found = ofLexicons.get(meanings)
  if (found === undefined) ofLexicons.set(meanings, (found = collect(Object.values(meanings).flat())))
  return found
}

function collectSteps({ words }: CompiledScenario, language: Language): Collected {
  return findOrMake(ofSteps, words, language, () =>
    collect(Object.values(words[language] ?? {}).flatMap(meanings => Object.values(meanings).flat())),
  )
}

function collectTexts(scenario: CompiledScenario, language: Language): ReadonlyMap<string, number> {
  return findOrMake(ofTexts, scenario, language, () => {
    const variants = Object.values(scenario.texts?.[language] ?? {}).flat()
    return countWords([...(scenario.outside?.[language] ?? []), ...variants.flatMap(({ parts }) => listWords(parts))])
  })
}

function findOrMake<K extends object, V>(known: WeakMap<K, Map<Language, V>>, key: K, language: Language, make: () => V): V {
  let byLanguage = known.get(key)
  if (byLanguage === undefined) known.set(key, (byLanguage = new Map()))
  let found = byLanguage.get(language)
  if (found === undefined) byLanguage.set(language, (found = make()))
  return found
}

function collect(phrases: readonly string[]): Collected {
  const words = countWords(phrases)
  const beginnings = new Set<string>()
  for (const word of words.keys())
    for (let end = Math.min(SHORT, word.length); end <= word.length; end += 1) beginnings.add(word.slice(0, end))
  return { words, beginnings }
}

function countWords(texts: readonly string[]): ReadonlyMap<string, number> {
  const words = new Map<string, number>()
  for (const text of texts) for (const { folded } of splitWords(text)) words.set(folded, (words.get(folded) ?? 0) + 1)
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

import type { CompiledScenario } from '../../scenarios/compile/compiled.ts'
import type { Language } from '../../scenarios/model/documents.ts'
import type { TextPart } from '../../scenarios/texts/text.ts'
import { splitWords, type Token } from './tokens.ts'

/** So many letters of a word are compared at least, and this share of those of a longer one: its ending may be another. */
const SHORT = 4
const STEM = 0.7

/** Words that mean something or that the robot says. They are no secret, and the frequent ones are no names. */
export interface KnownWords {
  /** How often a word stands there, folded. */
  frequencyOf(word: string): number
}

/** The words of a lexicon: how often they stand there, and in which meanings' phrases. */
interface LexiconWords {
  readonly frequencies: ReadonlyMap<string, number>
  readonly byMeaning: ReadonlyMap<string, ReadonlySet<string>>
}
type Meanings = Readonly<Record<string, readonly string[]>>

/** Of a language's lexicon, which all scenarios share. */
const ofLexicons = new WeakMap<Meanings, LexiconWords>()
/** Of what a language's lexicon has outside of all meanings, which all scenarios share, too. */
const ofOutside = new WeakMap<readonly string[], ReadonlyMap<string, number>>()
/** What the steps and texts of a scenario hold besides. */
const ofScenarios = new WeakMap<CompiledScenario, Map<Language, ReadonlyMap<string, number>>>()
const NOTHING: Meanings = {}
const NO_TEXTS: readonly string[] = []

/** Collects what the other functions of this file need; else they do it when they are first asked. */
export function prepareVocabulary(scenario: CompiledScenario, language: Language): void {
  collectLexicon(scenario, language)
  collectOutside(scenario, language)
  collectOthers(scenario, language)
}

/** Words that the lexicon, the steps and the robot's texts hold. */
export function knownWordsOf(scenario: CompiledScenario, language: Language): KnownWords {
  const { frequencies } = collectLexicon(scenario, language)
  const outside = collectOutside(scenario, language)
  const others = collectOthers(scenario, language)
  return { frequencyOf: word => (frequencies.get(word) ?? 0) + (outside.get(word) ?? 0) + (others.get(word) ?? 0) }
}

/** How many of the words the language is known to have, 0 to 1. */
export function measureKnown(words: readonly Token[], scenario: CompiledScenario, language: Language): number {
  if (words.length === 0) return 0
  const known = knownWordsOf(scenario, language)
  return words.filter(({ folded }) => known.frequencyOf(folded) > 0).length / words.length
}

/** Whether one of the words stands, as it was said, in a phrase that the lexicon has for the meaning: else a likeness to it is one of letters alone. */
export function sharesWord(words: readonly Token[], meaning: string, scenario: CompiledScenario, language: Language): boolean {
  const its = collectLexicon(scenario, language).byMeaning.get(meaning)
  return its !== undefined && words.some(({ folded }) => its.has(folded))
}

/** Whether one of the words begins as one in a phrase of the meaning does: perhaps the same word with another ending. */
export function sharesStem(words: readonly Token[], meaning: string, scenario: CompiledScenario, language: Language): boolean {
  const its = [...(collectLexicon(scenario, language).byMeaning.get(meaning) ?? [])]
  return words.some(({ folded }) => {
    const stem = folded.slice(0, Math.max(SHORT, Math.ceil(folded.length * STEM)))
    return its.some(word => word.startsWith(stem))
  })
}

function collectLexicon({ lexicon }: CompiledScenario, language: Language): LexiconWords {
  const meanings = lexicon[language] ?? NOTHING
  let found = ofLexicons.get(meanings)
  if (found === undefined) ofLexicons.set(meanings, (found = readLexicon(meanings)))
  return found
}

function readLexicon(meanings: Meanings): LexiconWords {
  const frequencies = new Map<string, number>()
  const byMeaning = new Map<string, ReadonlySet<string>>()
  for (const [meaning, phrases] of Object.entries(meanings)) {
    const counted = countWords(phrases)
    byMeaning.set(meaning, new Set(counted.keys()))
    for (const [word, count] of counted) frequencies.set(word, (frequencies.get(word) ?? 0) + count)
  }
  return { frequencies, byMeaning }
}

function collectOutside({ outside }: CompiledScenario, language: Language): ReadonlyMap<string, number> {
  const texts = outside?.[language] ?? NO_TEXTS
  let found = ofOutside.get(texts)
  if (found === undefined) ofOutside.set(texts, (found = countWords(texts)))
  return found
}

function collectOthers(scenario: CompiledScenario, language: Language): ReadonlyMap<string, number> {
  let byLanguage = ofScenarios.get(scenario)
  if (byLanguage === undefined) ofScenarios.set(scenario, (byLanguage = new Map()))
  let found = byLanguage.get(language)
  if (found === undefined) byLanguage.set(language, (found = countWords(listOthers(scenario, language))))
  return found
}

function listOthers({ words, texts }: CompiledScenario, language: Language): readonly string[] {
  const ofSteps = Object.values(words[language] ?? {}).flatMap(meanings => Object.values(meanings).flat())
  const variants = Object.values(texts?.[language] ?? {}).flat()
  return [...ofSteps, ...variants.flatMap(({ parts }) => listWords(parts))]
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

import type { Language, LexiconDocument } from '../model/documents.ts'
import type { AskStep } from '../model/step.ts'
import type { Scene, View } from './view.ts'

/** Phrases without what voices do not tell apart: capitals, marks, spaces. */
export function foldPhrase(phrase: string): string {
  return phrase
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** How one lexicon divides phrases among meanings. */
export interface PhraseIndex {
  readonly lexicon: LexiconDocument
  /** Meaning → its phrases, folded, in the order of the file. */
  readonly folded: ReadonlyMap<string, readonly string[]>
  readonly meaningsOf: ReadonlyMap<string, readonly string[]>
  /** Meaning → other meaning → a phrase of both; most meanings have no entry. */
  readonly sharedBy: ReadonlyMap<string, ReadonlyMap<string, string>>
}

const indexes = new WeakMap<LexiconDocument, PhraseIndex>()

/** The index of a language's lexicon; undefined when it has none. */
export function phraseIndexOf(scene: Scene, language: Language): PhraseIndex | undefined {
  const lexicon = scene.workspace.lexicons.get(language)
  if (lexicon === undefined) return undefined
  let index = indexes.get(lexicon)
  if (index === undefined) indexes.set(lexicon, (index = buildIndex(lexicon)))
  return index
}

function buildIndex(lexicon: LexiconDocument): PhraseIndex {
  const meaningsOf = new Map<string, string[]>()
  const sharedBy = new Map<string, Map<string, string>>()
  const folded = new Map<string, string[]>()
  for (const [meaning, phrases] of Object.entries(lexicon.meanings)) {
    const own = phrases.map(foldPhrase)
    folded.set(meaning, own)
    for (const [position, phrase] of own.entries()) {
      const meanings = meaningsOf.get(phrase)
      if (meanings === undefined) meaningsOf.set(phrase, [meaning])
      else if (!meanings.includes(meaning)) {
        for (const other of meanings) {
          linkMeanings(sharedBy, meaning, other, phrases[position] ?? phrase)
          linkMeanings(sharedBy, other, meaning, phrases[position] ?? phrase)
        }
        meanings.push(meaning)
      }
    }
  }
  return { lexicon, folded, meaningsOf, sharedBy }
}

function linkMeanings(sharedBy: Map<string, Map<string, string>>, from: string, to: string, phrase: string): void {
  const known = sharedBy.get(from)
  if (known === undefined) sharedBy.set(from, new Map([[to, phrase]]))
  else if (!known.has(to)) known.set(to, phrase)
}

/** The words that a step adds to the lexicon in one language: meaning → phrases. */
export function wordsOfStep(view: View, step: AskStep, language: Language): Readonly<Record<string, readonly string[]>> {
  const translated = view.translations.get(language)?.words
  const added = translated !== undefined && Object.hasOwn(translated, step.name) ? (translated[step.name] ?? {}) : {}
  return language === view.document.speaks ? { ...step.words, ...added } : added
}

/** Tells whether anybody can give an answer of a step by voice: by a lexicon, or by the step's own words, in any language. */
export function canBeSaid(scene: Scene, view: View, step: AskStep, answer: string): boolean {
  if (answer === 'chosen' || answer === 'none') return true
  return view.languages.some(
    language =>
      Object.hasOwn(scene.workspace.lexicons.get(language)?.meanings ?? {}, answer) ||
      Object.hasOwn(wordsOfStep(view, step, language), answer),
  )
}

/** The meaning that a phrase has in a language's lexicon ("tak" is agree); undefined where it has none, or several. */
export function meaningOfPhrase(scene: Scene, language: Language, phrase: string): string | undefined {
  const meanings = phraseIndexOf(scene, language)?.meaningsOf.get(foldPhrase(phrase)) ?? []
  return meanings.length === 1 ? meanings[0] : undefined
}

/** How people say that no option of a list suits; the answer `none` of such a step is given by it. */
export const NONE_OF_THESE = 'none_of_these'

/**
 * The meanings that a step listens for: its answers and the options of what it keeps. With a list to choose from, `chosen` is said by picking
 * and `none` by the meaning `none_of_these`.
 */
export function meaningsOfStep(step: AskStep): readonly string[] {
  let meanings = meaningsByStep.get(step)
  if (meanings === undefined) meaningsByStep.set(step, (meanings = collectMeanings(step)))
  return meanings
}

const meaningsByStep = new WeakMap<AskStep, readonly string[]>()

function collectMeanings(step: AskStep): readonly string[] {
  const meanings: string[] = []
  for (const answer of Object.keys(step.answers)) {
    if (step.chooseFrom === undefined || (answer !== 'chosen' && answer !== 'none')) meanings.push(answer)
    else if (answer === 'none') meanings.push(NONE_OF_THESE)
  }
  for (const type of Object.values(step.listenFor)) {
    if (type.kind === 'choice') meanings.push(...type.of)
    else if (type.kind === 'list' && type.of.kind === 'choice') meanings.push(...type.of.of)
  }
  return [...new Set(meanings)]
}

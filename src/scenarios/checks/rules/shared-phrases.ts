import type { Language } from '../../model/documents.ts'
import type { AskStep } from '../../model/step.ts'
import { nameLanguage } from '../languages.ts'
import { foldPhrase, meaningsOfStep, type PhraseIndex, phraseIndexOf, wordsOfStep } from '../phrases.ts'
import type { Report, Rule } from '../report.ts'
import type { View } from '../view.ts'

/** Answers that are said by the same words as another answer of the step, or as what works anytime. */
export const checkSharedPhrases: Rule = (scene, report) => {
  for (const view of scene.views) {
    const anytime = new Map(
      view.policies.flatMap(policy => [...policy.anytime.keys()].map(name => [name, policy.absolute.includes(name)] as const)),
    )
    const asks = view.steps.filter(step => step.verb === 'ask')
    for (const language of view.languages) {
      const index = phraseIndexOf(scene, language)
      if (index === undefined) continue
      for (const step of asks) checkStep(view, step, language, index, anytime, report)
    }
  }
}

function checkStep(
  view: View,
  step: AskStep,
  language: Language,
  index: PhraseIndex,
  anytime: ReadonlyMap<string, boolean>,
  report: Report,
): void {
  const meanings = meaningsOfStep(step)
  const own = wordsOfStep(view, step, language)
  const find = createFinder(index, own)
  const path = [...step.path, 'answers']
  for (const [position, first] of meanings.entries()) {
    for (const second of meanings.slice(position + 1)) {
      const shared = index.sharedBy.get(first)?.get(second)
      const isDecided = shared !== undefined && Object.values(own).flat().map(foldPhrase).includes(foldPhrase(shared))
      const phrase = findInBoth(own, first, second) ?? (isDecided ? undefined : shared)
      if (phrase !== undefined)
        report.in(language).at('speech/same-phrase', view.source, [...path, second], 'key', {
          phrase,
          first,
          second,
          language: nameLanguage(language),
          code: language,
        })
    }
    for (const [name, isAbsolute] of anytime) {
      if (meanings.includes(name) || Object.hasOwn(step.anytime, name)) continue
      const phrase = find(first, name)
      if (phrase === undefined) continue
      const facts = { phrase, answer: first, anytime: name, language: nameLanguage(language), winner: isAbsolute ? name : first }
      report.in(language).at('speech/anytime-phrase', view.source, [...path, first], 'key', facts)
    }
  }
}

/** A phrase that the step's own words give two answers. Given to one of them, it is that one's here, whatever the lexicon says. */
function findInBoth(own: Readonly<Record<string, readonly string[]>>, first: string, second: string): string | undefined {
  const phrasesOf = (meaning: string): readonly string[] => (Object.hasOwn(own, meaning) ? (own[meaning] ?? []) : [])
  const others = new Set(phrasesOf(second).map(foldPhrase))
  return phrasesOf(first).find(phrase => others.has(foldPhrase(phrase)))
}

/** A phrase by which an answer of a step and what works anytime are said; the step's own words count beside the lexicon's. */
function createFinder(
  { lexicon, sharedBy, meaningsOf }: PhraseIndex,
  own: Readonly<Record<string, readonly string[]>>,
): (first: string, second: string) => string | undefined {
  const fromLexicon = (first: string, second: string): string | undefined => sharedBy.get(first)?.get(second)
  if (Object.keys(own).length === 0) return fromLexicon
  const ofStep = new Map(
    Object.entries(own).map(([meaning, phrases]) => [meaning, phrases.map(phrase => [phrase, foldPhrase(phrase)] as const)]),
  )
  const says = (meaning: string, folded: string): boolean =>
    (Object.hasOwn(lexicon.meanings, meaning) && meaningsOf.get(folded)?.includes(meaning) === true) ||
    ofStep.get(meaning)?.some(([, other]) => other === folded) === true
  const findOwn = (mine: string, other: string): string | undefined =>
    ofStep.get(mine)?.find(([, folded]) => says(other, folded))?.[0]
  return (first, second) => fromLexicon(first, second) ?? findOwn(first, second) ?? findOwn(second, first)
}

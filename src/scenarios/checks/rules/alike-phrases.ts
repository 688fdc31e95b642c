import type { Language, LexiconDocument } from '../../model/documents.ts'
import type { AskStep } from '../../model/step.ts'
import { type AlikeIndex, buildAlikeIndex } from '../alike-phrases.ts'
import { nameLanguage } from '../languages.ts'
import { meaningsOfStep, type PhraseIndex, phraseIndexOf, wordsOfStep } from '../phrases.ts'
import type { Report, Rule } from '../report.ts'
import type { View } from '../view.ts'

/** Two answers of a step, or an answer and what works anytime there, that have phrases which sound alike; the same phrase is another rule's. */
export const checkAlikePhrases: Rule = (scene, report) => {
  const told = new Set<string>()
  for (const view of scene.views) {
    const anytime = new Set(view.policies.flatMap(policy => [...policy.anytime.keys()]))
    for (const language of view.languages) {
      const phrases = phraseIndexOf(scene, language)
      if (phrases === undefined) continue
      const alike = alikeIndexOf(phrases)
      for (const step of view.steps) if (step.verb === 'ask') checkStep({ view, step, language, alike, told }, anytime, report)
    }
  }
}

/** The phrases of a lexicon do not change from step to step. */
const indexes = new WeakMap<LexiconDocument, AlikeIndex>()

function alikeIndexOf({ lexicon, folded }: PhraseIndex): AlikeIndex {
  let index = indexes.get(lexicon)
  if (index === undefined) indexes.set(lexicon, (index = buildAlikeIndex(lexicon, folded)))
  return index
}

interface Place {
  readonly view: View
  readonly step: AskStep
  readonly language: Language
  readonly alike: AlikeIndex
  /** Pairs that were told of already. */
  readonly told: Set<string>
}

function checkStep(place: Place, anytime: ReadonlySet<string>, report: Report): void {
  const { view, step, language, alike } = place
  const meanings = meaningsOfStep(step)
  const between = createFinder(alike, language, wordsOfStep(view, step, language))
  const working = [...anytime].filter(name => !meanings.includes(name) && !Object.hasOwn(step.anytime, name))
  for (const [position, first] of meanings.entries()) {
    for (const second of [...meanings.slice(position + 1), ...working]) {
      const pair = between(first, second)
      if (pair === undefined || leadAlike(step, first, second)) continue
      const [phrase, other] = pair
      const key = [language, first, second, phrase, other].join('|')
      if (place.told.has(key)) continue
      place.told.add(key).add([language, second, first, other, phrase].join('|'))
      report.in(language).at('speech/alike', view.source, [...step.path, 'answers', first], 'key', {
        phrase,
        first,
        other,
        second,
        language: nameLanguage(language),
        isAnytime: !meanings.includes(second),
      })
    }
  }
}

/** Where the call goes on in the same way, it does not matter which of the two was meant. */
function leadAlike({ answers, keep }: AskStep, first: string, second: string): boolean {
  return (
    keep === undefined && Object.hasOwn(answers, second) && JSON.stringify(answers[first]) === JSON.stringify(answers[second])
  )
}

/** A phrase of each of two meanings that sound alike; the step's own words count beside the lexicon's. */
function createFinder(
  index: AlikeIndex,
  language: Language,
  own: Readonly<Record<string, readonly string[]>>,
): (first: string, second: string) => readonly [string, string] | undefined {
  const fromLexicon = (first: string, second: string): readonly [string, string] | undefined =>
    index.between.get(first)?.get(second)
  if (Object.keys(own).length === 0) return fromLexicon
  const ofStep = buildAlikeIndex({ language, meanings: own })
  const besideLexicon = findBesideLexicon(index, own)
  return (first, second) => {
    const turned = besideLexicon.get(second)?.get(first)
    return (
      fromLexicon(first, second) ??
      ofStep.between.get(first)?.get(second) ??
      besideLexicon.get(first)?.get(second) ??
      (turned === undefined ? undefined : [turned[1], turned[0]])
    )
  }
}

/** Meaning of the step's own words → meaning of the lexicon → the first phrases of the two that sound alike. */
function findBesideLexicon(
  index: AlikeIndex,
  own: Readonly<Record<string, readonly string[]>>,
): ReadonlyMap<string, ReadonlyMap<string, readonly [string, string]>> {
  return new Map(
    Object.entries(own).map(([mine, phrases]) => {
      const found = new Map<string, readonly [string, string]>()
      for (const phrase of phrases)
        for (const { meaning, phrase: other } of index.find(phrase)) if (!found.has(meaning)) found.set(meaning, [phrase, other])
      return [mine, found]
    }),
  )
}

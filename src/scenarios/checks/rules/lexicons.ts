import { CORE_MEANING_NAMES } from '../../model/core-meanings.ts'
import type { LexiconDocument } from '../../model/documents.ts'
import { nameLanguage } from '../languages.ts'
import { phraseIndexOf } from '../phrases.ts'
import type { Report, Rule } from '../report.ts'
import { type Scene, sourceOf } from '../view.ts'

/** The lexicons by themselves: empty and repeated phrases, phrases of several meanings, languages that know far less than others, or lack a core meaning. */
export const checkLexicons: Rule = (scene, report) => {
  for (const lexicon of scene.workspace.lexicons.values()) {
    checkPhrases(scene, lexicon, report)
    checkShared(scene, lexicon, report)
    checkBalance(scene, lexicon, report)
    checkCore(scene, lexicon, report)
  }
}

function checkPhrases(scene: Scene, lexicon: LexiconDocument, report: Report): void {
  const source = sourceOf(scene.workspace, lexicon.file)
  for (const [meaning, phrases] of phraseIndexOf(scene, lexicon.language)?.folded ?? []) {
    const seen = new Set<string>()
    for (const [index, folded] of phrases.entries()) {
      const path = ['meanings', meaning, index]
      if (folded === '') report.at('lexicon/empty-phrase', source, path, 'value', { meaning })
      else if (seen.has(folded))
        report.at('lexicon/duplicate-phrase', source, path, 'value', {
          phrase: lexicon.meanings[meaning]?.[index] ?? folded,
          meaning,
        })
      seen.add(folded)
    }
  }
}

function checkShared(scene: Scene, lexicon: LexiconDocument, report: Report): void {
  const source = sourceOf(scene.workspace, lexicon.file)
  const phrases = phraseIndexOf(scene, lexicon.language)
  for (const [phrase, meanings] of phrases?.meaningsOf ?? []) {
    const last = meanings.at(-1)
    if (meanings.length < 2 || last === undefined || phrase === '') continue
    const index = phrases?.folded.get(last)?.indexOf(phrase) ?? 0
    report.at('lexicon/same-phrase', source, ['meanings', last, index], 'value', { phrase, meanings })
  }
}

/** Fewer than half as many phrases as is usual in the other languages, and at least four fewer: less could be chance. */
function checkBalance({ workspace }: Scene, lexicon: LexiconDocument, report: Report): void {
  const others = [...workspace.lexicons.values()].filter(other => other !== lexicon)
  for (const [meaning, phrases] of Object.entries(lexicon.meanings)) {
    const usual = findMedian(others.map(other => countPhrases(other, meaning)))
    if (phrases.length * 2 >= usual || usual - phrases.length < 4) continue
    report.at('lexicon/imbalance', sourceOf(workspace, lexicon.file), ['meanings', meaning], 'key', {
      meaning,
      count: phrases.length,
      usual,
      others: others.length,
    })
  }
}

/** The lower of the two in the middle: one language that is rich beyond the others makes none of them poor. */
function findMedian(counts: readonly number[]): number {
  return counts.toSorted((left, right) => left - right)[Math.floor((counts.length - 1) / 2)] ?? 0
}

function countPhrases({ meanings }: LexiconDocument, meaning: string): number {
  return Object.hasOwn(meanings, meaning) ? (meanings[meaning]?.length ?? 0) : 0
}

/** Core meanings that another language has; what none has, this clinic does without. */
function checkCore({ workspace }: Scene, lexicon: LexiconDocument, report: Report): void {
  if (lexicon.broken?.has('.meanings') === true) return
  for (const meaning of CORE_MEANING_NAMES) {
    if (countPhrases(lexicon, meaning) > 0) continue
    const others = [...workspace.lexicons.values()].filter(other => countPhrases(other, meaning) > 0)
    if (others.length === 0) continue
    report.at('lexicon/missing-meaning', sourceOf(workspace, lexicon.file), ['meanings'], 'key', {
      meaning,
      language: nameLanguage(lexicon.language),
      others: others.map(({ language }) => nameLanguage(language)),
    })
  }
}

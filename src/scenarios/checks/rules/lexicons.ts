import type { LexiconDocument } from '../../model/documents.ts'
import { nameLanguage } from '../languages.ts'
import { phraseIndexOf } from '../phrases.ts'
import type { Report, Rule } from '../report.ts'
import { type Scene, sourceOf } from '../view.ts'

/** The lexicons by themselves: empty and repeated phrases, phrases of several meanings, languages that know far less than others. */
export const checkLexicons: Rule = (scene, report) => {
  for (const lexicon of scene.workspace.lexicons.values()) {
    checkPhrases(scene, lexicon, report)
    checkShared(scene, lexicon, report)
    checkBalance(scene, lexicon, report)
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

/** Fewer than half as many phrases as the richest language has, and at least four fewer: less could be chance. */
function checkBalance({ workspace }: Scene, lexicon: LexiconDocument, report: Report): void {
  for (const [meaning, phrases] of Object.entries(lexicon.meanings)) {
    let most = phrases.length
    let other = lexicon.language
    for (const candidate of workspace.lexicons.values()) {
      const count = Object.hasOwn(candidate.meanings, meaning) ? (candidate.meanings[meaning]?.length ?? 0) : 0
      if (count > most) [most, other] = [count, candidate.language]
    }
    if (phrases.length * 2 >= most || most - phrases.length < 4) continue
    report.at('lexicon/imbalance', sourceOf(workspace, lexicon.file), ['meanings', meaning], 'key', {
      meaning,
      count: phrases.length,
      other: nameLanguage(other),
      most,
    })
  }
}

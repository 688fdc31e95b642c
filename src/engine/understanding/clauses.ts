import type { Language } from '../../scenarios/model/documents.ts'
import { foldWord, type Token } from './tokens.ts'

/** Words of an utterance that say one thing; `to` is not included. */
export interface Clause {
  readonly from: number
  readonly to: number
}

/** Words that begin a thought of their own. */
const BEGINS: Readonly<Record<Language, string>> = {
  pl: 'ale lecz tylko bo więc ponieważ natomiast a',
  ru: 'но а только потому поэтому однако зато',
  uk: 'але а тільки бо тому проте однак та',
  ca: 'però pero perquè sinó pero',
  en: 'but because so only and',
}
const begins = new Map(
  Object.entries(BEGINS).map(([language, words]) => [language, new Set(words.split(' ').map(foldWord))] as const),
)

/** Parts an utterance at pauses and at words that begin a new thought. Recognisers seldom write commas, so parts are only proposals. */
export function splitClauses(tokens: readonly Token[], language: Language): readonly Clause[] {
  const first = begins.get(language)
  const clauses: Clause[] = []
  let from = 0
  for (const [at, token] of tokens.entries()) {
    const isBeginning = at > from && (token.isAfterPause || (first?.has(token.folded) === true && at + 1 < tokens.length))
    if (!isBeginning) continue
    clauses.push({ from, to: at })
    from = at
  }
  if (from < tokens.length) clauses.push({ from, to: tokens.length })
  return clauses
}

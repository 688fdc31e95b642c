import type { CompiledScenario, NodePath } from '../../scenarios/compile/compiled.ts'
import type { Language } from '../../scenarios/model/documents.ts'
import { dropFillers, splitWords, type Token } from './tokens.ts'

/** A phrase of the lexicon, or of one step's own words. */
interface Entry {
  readonly meaning: string
  readonly phrase: string
  readonly kept: readonly string[]
  /** Absent: it holds everywhere. */
  readonly node?: NodePath
}
interface Branch {
  readonly next: Map<string, Branch>
  entries?: Entry[]
}

/** A phrase found in an utterance; `from` and `to` are word indexes, `to` not included. */
export interface PhraseMatch {
  readonly meaning: string
  readonly phrase: string
  readonly from: number
  readonly to: number
}

/** All phrases of a scenario in one language, by their words. */
export interface PhraseIndex {
  /** Every phrase in the words, overlapping ones included. Of meanings that share a phrase the lowest rank wins. */
  find(tokens: readonly Token[], node: NodePath, rank: (meaning: string) => number): PhraseMatch[]
}

const indexes = new WeakMap<CompiledScenario, Map<Language, PhraseIndex>>()

/** The index of a scenario's phrases; made once for each scenario and language. */
export function findPhraseIndex(scenario: CompiledScenario, language: Language): PhraseIndex {
  let byLanguage = indexes.get(scenario)
  if (byLanguage === undefined) indexes.set(scenario, (byLanguage = new Map()))
  let index = byLanguage.get(language)
  if (index === undefined) byLanguage.set(language, (index = buildPhraseIndex(scenario, language)))
  return index
}

function buildPhraseIndex(scenario: CompiledScenario, language: Language): PhraseIndex {
  const root: Branch = { next: new Map() }
  const add = (meaning: string, phrase: string, node?: NodePath) => {
    const all = splitWords(phrase)
    const content = dropFillers(all, language)
    const words = content.length > 0 ? content : all
    let branch = root
    for (const { folded } of words) {
      let next = branch.next.get(folded)
      if (next === undefined) branch.next.set(folded, (next = { next: new Map() }))
      branch = next
    }
    if (branch === root) return
    branch.entries ??= []
    branch.entries.push({
      meaning,
      phrase,
      kept: words.map(({ kept }) => kept),
      ...(node === undefined ? {} : { node }),
    })
  }
  for (const [node, meanings] of Object.entries(scenario.words[language] ?? {}))
    for (const [meaning, phrases] of Object.entries(meanings)) for (const phrase of phrases) add(meaning, phrase, node)
  for (const [meaning, phrases] of Object.entries(scenario.lexicon[language] ?? {}))
    for (const phrase of phrases) add(meaning, phrase)

  return {
    find(tokens, node, rank) {
      const matches: PhraseMatch[] = []
      for (let from = 0; from < tokens.length; from += 1) {
        let branch: Branch | undefined = root
        for (let at = from; at < tokens.length; at += 1) {
          branch = branch.next.get(tokens[at]?.folded ?? '')
          if (branch === undefined) break
          const entry = pickEntry(branch.entries, tokens, from, node, rank)
          if (entry !== undefined) matches.push({ meaning: entry.meaning, phrase: entry.phrase, from, to: at + 1 })
        }
      }
      return matches
    },
  }
}

/** "què" is not "que": only a word written without diacritics may stand for one that has them. */
function isWritten({ kept }: Entry, tokens: readonly Token[], from: number): boolean {
  return kept.every((word, offset) => {
    const token = tokens[from + offset]
    return token === undefined || token.kept === token.folded || token.kept === word
  })
}

/** Step words before the lexicon, diacritics as said before folded ones, own meanings before others. */
function pickEntry(
  entries: readonly Entry[] | undefined,
  tokens: readonly Token[],
  from: number,
  node: NodePath,
  rank: (meaning: string) => number,
): Entry | undefined {
  if (entries === undefined) return undefined
  const isHere = (entry: Entry) => (entry.node === undefined || entry.node === node) && isWritten(entry, tokens, from)
  if (entries.length === 1) return entries.find(isHere)
  const here = entries.filter(isHere)
  if (here.length < 2) return here[0]
  const isAsSaid = ({ kept }: Entry) => kept.every((word, offset) => word === tokens[from + offset]?.kept)
  const weigh = (entry: Entry) => (isAsSaid(entry) ? 0 : 100) + rank(entry.meaning) * 10 + (entry.node === undefined ? 1 : 0)
  return here.reduce((best, entry) => (weigh(entry) < weigh(best) ? entry : best))
}

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

type Meanings = Readonly<Record<string, readonly string[]>>

const indexes = new WeakMap<CompiledScenario, Map<Language, PhraseIndex>>()
/** Of a language's lexicon, which all scenarios share. */
const lexiconTrees = new WeakMap<Meanings, Branch>()
const NO_MEANINGS: Meanings = {}

/** The index of a scenario's phrases; made once for each scenario and language. */
export function findPhraseIndex(scenario: CompiledScenario, language: Language): PhraseIndex {
  let byLanguage = indexes.get(scenario)
  if (byLanguage === undefined) indexes.set(scenario, (byLanguage = new Map()))
  let index = byLanguage.get(language)
  if (index === undefined) byLanguage.set(language, (index = createPhraseIndex(scenario, language)))
  return index
}

function createPhraseIndex(scenario: CompiledScenario, language: Language): PhraseIndex {
  const ofSteps = plantTree()
  for (const [node, meanings] of Object.entries(scenario.words[language] ?? {})) addPhrases(ofSteps, meanings, language, node)
  const ofLexicon = findLexiconTree(scenario.lexicon[language] ?? NO_MEANINGS, language)
  return {
    find(tokens, node, rank) {
      const matches: PhraseMatch[] = []
      for (let from = 0; from < tokens.length; from += 1) {
        let step: Branch | undefined = ofSteps
        let general: Branch | undefined = ofLexicon
        for (let at = from; at < tokens.length && (step !== undefined || general !== undefined); at += 1) {
          const word = tokens[at]?.folded ?? ''
          step = step?.next.get(word)
          general = general?.next.get(word)
          if (step?.entries === undefined && general?.entries === undefined) continue
          const entry = pickEntry(joinEntries(step?.entries, general?.entries), tokens, from, node, rank)
          if (entry !== undefined) matches.push({ meaning: entry.meaning, phrase: entry.phrase, from, to: at + 1 })
        }
      }
      return matches
    },
  }
}

function findLexiconTree(meanings: Meanings, language: Language): Branch {
  let tree = lexiconTrees.get(meanings)
  if (tree === undefined) {
    tree = plantTree()
    addPhrases(tree, meanings, language)
    lexiconTrees.set(meanings, tree)
  }
  return tree
}

function plantTree(): Branch {
  return { next: new Map() }
}

/** Without a node the phrases hold everywhere. */
function addPhrases(tree: Branch, meanings: Meanings, language: Language, node?: NodePath): void {
  for (const [meaning, phrases] of Object.entries(meanings)) {
    for (const phrase of phrases) {
      const all = splitWords(phrase)
      const content = dropFillers(all, language)
      const words = content.length > 0 ? content : all
      let branch = tree
      for (const { folded } of words) {
        let next = branch.next.get(folded)
        if (next === undefined) branch.next.set(folded, (next = plantTree()))
        branch = next
      }
      if (branch === tree) continue
      branch.entries ??= []
      branch.entries.push({ meaning, phrase, kept: words.map(({ kept }) => kept), ...(node === undefined ? {} : { node }) })
    }
  }
}

function joinEntries(one: readonly Entry[] | undefined, other: readonly Entry[] | undefined): readonly Entry[] | undefined {
  return one === undefined ? other : other === undefined ? one : [...one, ...other]
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

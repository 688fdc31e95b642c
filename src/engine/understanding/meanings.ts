import type { Language } from '../../scenarios/model/documents.ts'
import type { HearingContext } from '../call/ports.ts'
import { isNegator, readPolarity } from './polarity/index.ts'
import { URGENT } from './urgent/index.ts'
import type { PhraseIndex, PhraseMatch } from './phrases.ts'
import type { Token } from './tokens.ts'

/** A site of `HearingContext` that phrases are looked up for. */
type Site = Pick<HearingContext, 'language' | 'own' | 'anytime' | 'node' | 'scenario'>

/** Finds the phrases of an utterance, in order, without overlaps; what is denied is left out or turned round. */
export function findMeanings(tokens: readonly Token[], index: PhraseIndex, context: Site): PhraseMatch[] {
  const { own, anytime, scenario } = context
  const isUrgent = (meaning: string) => (URGENT as readonly string[]).includes(meaning) || scenario.absolute.includes(meaning)
  const rank = (meaning: string) => (isUrgent(meaning) ? 0 : own.includes(meaning) ? 1 : anytime.includes(meaning) ? 2 : 3)
  const found = index.find(tokens, context.node, rank)
  if (found.length === 0) return found
  const isInside = (match: PhraseMatch) =>
    found.some(other => other.from <= match.from && other.to >= match.to && other.to - other.from > match.to - match.from)
  const order = found
    .map(match => ({
      match,
      weight: (isUrgent(match.meaning) && !isInside(match) ? 1000 : 0) + (match.to - match.from) * 10 - rank(match.meaning),
    }))
    .sort((a, b) => b.weight - a.weight || a.match.from - b.match.from)
  const taken = Array.from({ length: tokens.length }, () => false)
  const chosen: PhraseMatch[] = []
  for (const { match } of order) {
    if (taken.slice(match.from, match.to).includes(true)) continue
    taken.fill(true, match.from, match.to)
    chosen.push(match)
  }
  chosen.sort((a, b) => a.from - b.from)
  return joinRepeats(resolveDenials(chosen, tokens, context.language))
}

/** "nie pasuje" with only "pasuje" listed: a denied yes is a no, and a denied refusal a yes; of anything else nobody knows what its denial means. */
function resolveDenials(matches: readonly PhraseMatch[], tokens: readonly Token[], language: Language): PhraseMatch[] {
  const resolved: PhraseMatch[] = []
  for (const match of matches) {
    if (!isDenied(match, tokens, language)) {
      resolved.push(match)
      continue
    }
    // The negator belongs to this phrase, it is no answer by itself.
    const last = resolved.at(-1)
    if (last?.to === match.from && last.to - last.from === 1) resolved.pop()
    const negator = tokens[match.from - 1]?.raw ?? ''
    if (match.meaning === 'agree' || match.meaning === 'decline')
      resolved.push({
        meaning: match.meaning === 'agree' || !isTurned(match, tokens, language) ? 'decline' : 'agree',
        phrase: `${negator} ${match.phrase}`,
        from: match.from - 1,
        to: match.to,
      })
  }
  return resolved.filter(match => !isBareNegator(match, tokens, language, resolved))
}

function isDenied(match: PhraseMatch, tokens: readonly Token[], language: Language): boolean {
  const first = tokens[match.from]
  if (match.from === 0 || first === undefined || first.isAfterPause || !isNegator(tokens, match.from - 1, language)) return false
  // "nie, nie teraz": the phrase has a negator of its own; a particle after one answers anew.
  const own = readPolarity([first], language)
  if (own !== undefined) return false
  const denied = readPolarity(tokens.slice(match.from - 1, match.to), language)
  return denied === undefined || denied.to > 1
}

/** "nie mam nic przeciwko" is a yes by the rules of the language; "nie, nic takiego" said in one breath is a no twice. */
function isTurned(match: PhraseMatch, tokens: readonly Token[], language: Language): boolean {
  return readPolarity(tokens.slice(match.from - 1, match.to), language)?.isTurned === true
}

/** "nie" that only negates the word after it ("nie słyszę") answers nothing. */
function isBareNegator(match: PhraseMatch, tokens: readonly Token[], language: Language, all: readonly PhraseMatch[]): boolean {
  if (match.to - match.from !== 1 || !isNegator(tokens, match.from, language)) return false
  const next = tokens[match.to]
  if (next === undefined || next.isAfterPause || all.some(({ from }) => from === match.to)) return false
  return readPolarity(tokens.slice(match.from), language)?.from !== 0
}

/** "tak, tak, tak" is one yes. */
function joinRepeats(matches: readonly PhraseMatch[]): PhraseMatch[] {
  const joined: PhraseMatch[] = []
  for (const match of matches) {
    const last = joined.at(-1)
    if (last !== undefined && last.meaning === match.meaning && last.to === match.from)
      joined[joined.length - 1] = { ...last, to: match.to }
    else joined.push(match)
  }
  return joined
}

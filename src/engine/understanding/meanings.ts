import type { Language } from '../../scenarios/model/documents.ts'
import type { HearingContext } from '../call/ports.ts'
import { offeredAs } from './core-meanings.ts'
import { isNegator, readPolarity } from './polarity/index.ts'
import { URGENT } from './urgent/index.ts'
import type { PhraseIndex, PhraseMatch } from './phrases.ts'
import { isApart, type Token } from './tokens.ts'

/** A site of `HearingContext` that phrases are looked up for. */
type Site = Pick<HearingContext, 'language' | 'own' | 'anytime' | 'yesCancels' | 'node' | 'scenario'>

/** Who will not come calls the visit off. */
const COMES = 'comes'
const CANCEL = 'cancel'
/** Said by who will not come, and with a "not" mostly. */
const STAYS_AWAY: readonly string[] = [CANCEL, 'too_far', 'no_time']
const KEEP = 'keep_it'
/** Denies the verb right after it. In English that is no word before "I". */
const NOT: Readonly<Partial<Record<Language, string>>> = { pl: 'nie', ru: 'не', uk: 'не', ca: 'no' }

/** Finds the phrases of an utterance, in order, without overlaps, by what they stand for at the site; what is denied is left out or turned round. */
export function findMeanings(tokens: readonly Token[], index: PhraseIndex, context: Site): PhraseMatch[] {
  const { own, anytime, scenario, language } = context
  const isUrgent = (meaning: string) => (URGENT as readonly string[]).includes(meaning) || scenario.absolute.includes(meaning)
  const rank = (meaning: string) => {
    const offered = offeredAs(meaning, context) ?? meaning
    return isUrgent(meaning) ? 0 : own.includes(offered) ? 1 : anytime.includes(offered) ? 2 : 3
  }
  const found = index.find(tokens, context.node, rank).filter(match => !staysAwayOverPause(match, tokens, language))
  if (found.length === 0) return found
  const isInside = (match: PhraseMatch) =>
    found.some(other => other.from <= match.from && other.to >= match.to && other.to - other.from > match.to - match.from)
  const order = found
    .map(match => ({
      match,
      weight:
        (isUrgent(match.meaning) && !isInside(match) ? 1000 : 0) +
        (match.to - match.from) * 10 -
        rank(match.meaning) +
        // "так, так буду" says more than "так, так".
        (match.meaning === COMES ? 0.5 : 0),
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
  const meant = resolveDenials(chosen, tokens, context)
  return joinRepeats(meant.map(match => ({ ...match, meaning: standsFor(match, tokens, context) })))
}

/** "nie, przyjdę" is no "nie przyjdę", but a no and what is said after it. */
function staysAwayOverPause({ meaning, from, to }: PhraseMatch, tokens: readonly Token[], language: Language): boolean {
  return STAYS_AWAY.includes(meaning) && to - from > 1 && isApart(tokens, from + 1) && tokens[from]?.folded === NOT[language]
}

/**
 * What a phrase means at the site. Where there is nothing to stay as it is, a request not to do it is a no; so is "nie przyjdę" where there is
 * nothing to cancel.
 */
function standsFor({ meaning, from, to }: PhraseMatch, tokens: readonly Token[], site: Site): string {
  const offered = offeredAs(meaning, site)
  if (offered !== undefined || (meaning !== KEEP && meaning !== CANCEL)) return offered ?? meaning
  const polarity = readPolarity(tokens.slice(from, to), site.language)
  const isNo = meaning === KEEP ? polarity?.denies !== undefined : polarity?.answer === 'decline'
  return isNo && site.own.includes('decline') ? 'decline' : meaning
}

/** "nie pasuje" with only "pasuje" listed: a denied yes is a no, and a denied refusal a yes; of anything else nobody knows what its denial means. */
function resolveDenials(matches: readonly PhraseMatch[], tokens: readonly Token[], { language, own }: Site): PhraseMatch[] {
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
    const denial = denialOf(match, tokens, language)
    if (denial !== undefined)
      resolved.push({
        meaning: denial === CANCEL && !own.includes(CANCEL) ? 'decline' : denial,
        phrase: `${negator} ${match.phrase}`,
        from: match.from - 1,
        to: match.to,
      })
  }
  return resolved.filter(match => !isBareNegator(match, tokens, language, resolved))
}

/** "nie przyjdę", but neither "nie no przyjdę" nor "ні прийду". */
function isWithNot(tokens: readonly Token[], at: number, language: Language): boolean {
  return !isApart(tokens, at) && tokens[at - 1]?.folded === NOT[language]
}

/** What a denied phrase means; undefined where nobody knows. */
function denialOf(match: PhraseMatch, tokens: readonly Token[], language: Language): string | undefined {
  if (match.meaning === COMES) return CANCEL
  if (match.meaning === 'agree') return 'decline'
  if (match.meaning !== 'decline') return undefined
  return isTurned(match, tokens, language) ? 'agree' : 'decline'
}

function isDenied(match: PhraseMatch, tokens: readonly Token[], language: Language): boolean {
  const first = tokens[match.from]
  if (match.from === 0 || first === undefined || !isNegator(tokens, match.from - 1, language)) return false
  if (match.meaning === COMES && !isWithNot(tokens, match.from, language)) return false
  if (first.isAfterPause) return false
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

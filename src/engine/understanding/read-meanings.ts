import type { HearingContext } from '../call/ports.ts'
import { type Chances, type Classifier, maskChances, type MaskedChances } from './classifier/index.ts'
import { type Clause, splitClauses } from './clauses.ts'
import { offeredAs } from './core-meanings.ts'
import { findMeanings } from './meanings.ts'
import type { PhraseIndex, PhraseMatch } from './phrases.ts'
import { countPadding, isAttendingYes, isOnlyOneself, type Polarity, readPolarity } from './polarity/index.ts'
import { dropFillers, splitWords, type Token } from './tokens.ts'
import { findCalm, findPast, hasDenied, readUrgent, refusesMore, type UrgentSign } from './urgent/index.ts'
import { sharesStem, sharesWord } from './vocabulary.ts'

/** Something that was meant. Word indexes; `to` is not included. */
export interface Meant {
  readonly meaning: string
  /** The chance that it is right, 0 to 1. */
  readonly confidence: number
  readonly from: number
  readonly to: number
  readonly because: string
}

/** An utterance as it is looked at for meanings. */
export interface Words {
  readonly text: string
  /** Without hesitation and fillers. */
  readonly tokens: readonly Token[]
}

/** What was meant, with what it was read from. */
export interface MeaningReading {
  /** In the order they were said. */
  readonly meant: readonly Meant[]
  /** Phrases of the lexicon and of the step, found word for word. */
  readonly phrases: readonly PhraseMatch[]
}

type Site = Pick<HearingContext, 'language' | 'own' | 'anytime' | 'yesCancels' | 'node' | 'scenario'>

/** What a part of an utterance is read with. */
interface Reader {
  readonly classifier: Classifier
  readonly site: Site
  /** Which of the site's answers each of the classifier's labels stands for, if for any. */
  readonly standFor: readonly (string | undefined)[]
  /** Of the whole utterance. */
  readonly chances: Chances
  readonly polarity: Polarity | undefined
  readonly phrases: readonly PhraseMatch[]
}

/** Under this a reading is none. */
const LEAST = 0.45
/** A part of an utterance counts beside others from here on. */
const CLEAR = 0.6
/** A phrase of several words that is most of what was said, and the likeness that outweighs it all the same. */
const MOSTLY = 0.8
const VERY_SURE = 0.93
/** What is left of a likeness when a yes or a no says the opposite. */
const AGAINST = 0.55
/** Who asks not to move or cancel it wants it to stay. */
const KEEP = 'keep_it'
const NEAR_DENIAL: readonly string[] = [KEEP, 'move', 'cancel', 'agree', 'decline']
/** What only looks like it, letter by letter, is below every limit from which something is done. */
const LETTERS_ALONE = 0.4
/** Shorter ones stand in everything that is said. */
const WORD = 3
/** Nothing speaks against it. */
const CERTAIN = 0.97
/** The classifier sees danger in what a rule also does. */
const SUSPECTED = { emergency: 0.02, stop_calling: 0.2 }
/** …and by itself. */
const ALARMING = 0.45
/** Under this the words are like those of no meaning. */
const LIKE_OTHERS = 0.5

/** Reads what an utterance means at a step: phrases word for word, yes and no by rule, and the classifier for all that nobody has listed. */
export function readMeanings(words: Words, classifier: Classifier, index: PhraseIndex, site: Site): MeaningReading {
  const { tokens } = words
  const phrases = findMeanings(tokens, index, site)
  const whole = phrases.length === 1 && phrases[0]?.from === 0 && phrases[0].to === tokens.length ? phrases[0] : undefined
  // "soc jo" is a yes to who is there. To whether to swap a visit, or whether somebody is in danger, it is none, and it is asked again.
  if (
    (whole === undefined || (whole.meaning === 'agree' && !isOwnPhrase(whole, site))) &&
    !asksWhoIsThere(site) &&
    isOnlyOneself(tokens, site.language)
  )
    return { meant: [], phrases: [] }
  if (whole !== undefined) return { meant: [meantByPhrase(whole, 1, tokens)], phrases }
  if (asksWhoIsThere(site) && isAttendingYes(tokens, site.language))
    return {
      meant: [{ meaning: 'agree', confidence: CERTAIN, from: 0, to: tokens.length, because: 'yes, and listens' }],
      phrases,
    }
  // The dearest part of reading, and what is listed whole needs no guess.
  const chances = classifier.weigh(words.text)
  const sign = readUrgent(tokens, site.language)
  const past = findPast(tokens, site.language)
  // What is over weighs nothing for danger: "two years ago he had a stroke".
  const present = past.size === 0 ? chances : classifier.weigh(textWithout(past, tokens))
  const calm = findCalm(tokens, site.language)
  const isPresent = ({ meaning, from, to }: PhraseMatch): boolean =>
    meaning !== 'emergency' || tokens.slice(from, to).some((_, at) => !past.has(from + at) && !calm.has(from + at))
  const chance = (meaning?: string) =>
    meaning === undefined ? Math.max(...present.chances) : (present.chances[classifier.numberOf(meaning) ?? -1] ?? 0)
  const urgent = readDanger(sign, tokens, chance, phrases.filter(isPresent), calm.size > 0, past.size > 0, site)
  const isRest = ({ meaning }: Meant): boolean =>
    meaning !== urgent?.meaning && !(sign?.isDenied === true && meaning === sign.meaning)
  const polarity = readPolarity(tokens, site.language)
  const reader = {
    classifier,
    site,
    standFor: classifier.labels.map(label => offeredAs(label, site)),
    chances,
    polarity,
    phrases,
  }
  const rest = readClauses(words, reader).filter(isRest)
  if (urgent !== undefined) return { meant: [...rest, urgent].sort((a, b) => a.from - b.from), phrases }
  const isWell =
    asksWhetherAmiss(site) &&
    (sign?.isDenied === true ? sign.meaning === 'emergency' : calm.size > 0) &&
    !rest.some(({ meaning, confidence }) => confidence >= CLEAR && site.own.includes(meaning))
  return { meant: isWell ? [...rest, denyDanger(tokens)] : rest, phrases }
}

/** "nie boli mnie w klatce", where that was asked. */
function denyDanger(tokens: readonly Token[]): Meant {
  return { meaning: 'decline', confidence: 0.85, from: 0, to: tokens.length, because: 'the sign that was asked about is denied' }
}

/** Danger and opt-out are looked for first, and rather too often than not. */
function readDanger(
  sign: UrgentSign | undefined,
  tokens: readonly Token[],
  /** How likely a meaning is; without one, the likeliest. */
  chance: (meaning?: string) => number,
  phrases: readonly PhraseMatch[],
  calm: boolean,
  isPast: boolean,
  { scenario, language }: Site,
): Meant | undefined {
  const listed = phrases.find(({ meaning }) => (meaning === 'emergency' && sign?.isDenied !== true) || meaning === 'stop_calling')
  if (listed !== undefined) return meantByPhrase(listed, Math.max(0.8, rate(listed, tokens)), tokens)
  if (sign?.isDenied === true) return undefined
  const alarm = chance('emergency')
  // Nothing further down takes it for danger, calm or not.
  if (sign === undefined && alarm < ALARMING) return undefined
  const least = calm && sign?.meaning === 'emergency' ? VERY_SURE : sign?.isDoubtful === true ? CLEAR : undefined
  // A sign alone will do where it is plain, or the words are like nothing else.
  const isSeen = ({ meaning, isPlain }: UrgentSign): boolean =>
    chance(meaning) >= (least ?? SUSPECTED[meaning]) ||
    (least === undefined && meaning === 'emergency' && (isPlain || chance() < LIKE_OTHERS))
  if (sign !== undefined && isSeen(sign))
    return {
      meaning: sign.meaning,
      confidence: Math.max(0.8, chance(sign.meaning)),
      from: sign.from,
      to: sign.to,
      because: `sign "${sign.because}"`,
    }
  // "breathing fine, no pain": to a likeness a word that is denied is one all the same.
  if (alarm < (calm || isPast ? VERY_SURE : ALARMING) || (calm && hasDenied(tokens, language))) return undefined
  // "vint" is a part of "vivint", and no more.
  const words = tokens.filter(({ folded }) => folded.length >= WORD)
  if (!sharesStem(words, 'emergency', scenario, language)) return undefined
  return { meaning: 'emergency', confidence: Math.max(CLEAR, alarm), from: 0, to: tokens.length, because: explain(alarm) }
}

/** A part of an utterance, with what the classifier makes of it where that is known. */
type Part = Clause & { readonly chances?: Chances }

function textWithout(words: ReadonlySet<number>, tokens: readonly Token[]): string {
  return tokens.flatMap(({ raw }, at) => (words.has(at) ? [] : [raw])).join(' ')
}

function readClauses(words: Words, reader: Reader): Meant[] {
  const { tokens } = words
  const whole = readClause(tokens, { from: 0, to: tokens.length }, reader.chances, reader)
  const clauses: readonly Part[] = splitClauses(tokens, reader.site.language)
  const parts = clauses.length < 2 ? leadAndRest(words, reader) : clauses
  if (parts.length < 2) return whole === undefined ? [] : [whole]
  const readings = parts.flatMap(part => {
    const reading = readClause(tokens, part, part.chances ?? reader.classifier.weigh(textOf(words, part)), reader)
    return reading === undefined ? [] : [reading]
  })
  const clear = joinRepeats(readings.filter(({ confidence }) => confidence >= CLEAR))
  if (clear.length === 0) return whole === undefined ? [] : [whole]
  if (whole === undefined || clear.some(({ meaning }) => meaning === whole.meaning)) return clear
  const best = Math.max(...clear.map(({ confidence }) => confidence))
  // The whole says more than its parts: "nie mogę wtedy, mam pracę, może innym razem".
  return whole.confidence > best ? [whole] : clear
}

function textOf({ text, tokens }: Words, { from, to }: Clause): string {
  return text.slice(tokens[from]?.start, tokens[to - 1]?.end)
}

/** "tak kto mówi": an answer, and something else without a pause. */
function leadAndRest(words: Words, { classifier, polarity }: Reader): readonly Part[] {
  const { length } = words.tokens
  // What is denied stays with its object: "nie przekładamy tej wizyty".
  if (polarity === undefined || polarity.denies !== undefined) return []
  if (polarity.isWhole || polarity.from !== 0 || length - polarity.to < 2) return []
  const rest = { from: polarity.to, to: length }
  const chances = classifier.weigh(textOf(words, rest))
  let top = 0
  for (const [label, p] of chances.chances.entries()) if (p > (chances.chances[top] ?? 0)) top = label
  if ((chances.chances[top] ?? 0) < CLEAR || isAnswer(chances.labels[top] ?? '')) return []
  return [
    { from: 0, to: polarity.to },
    { ...rest, chances },
  ]
}

function readClause(all: readonly Token[], clause: Clause, chances: Chances, reader: Reader): Meant | undefined {
  const { site, standFor } = reader
  const isWhole = clause.from === 0 && clause.to === all.length
  const tokens = isWhole ? all : all.slice(clause.from, clause.to)
  const phrases = isWhole
    ? reader.phrases
    : reader.phrases
        .filter(({ from, to }) => from >= clause.from && to <= clause.to)
        .map(match => ({ ...match, from: match.from - clause.from, to: match.to - clause.from }))
  const listed = readListed(tokens, phrases, site)
  if (listed !== undefined) return { ...listed, from: listed.from + clause.from, to: listed.to + clause.from }
  const polarity = isWhole ? reader.polarity : readPolarity(tokens, site.language)
  const reading = weigh(polarity, longestOf(phrases), maskChances(chances, standFor), tokens, site)
  return reading && { ...reading, from: reading.from + clause.from, to: reading.to + clause.from }
}

/** One phrase and nothing else but courtesy. */
function readListed(tokens: readonly Token[], phrases: readonly PhraseMatch[], site: Site): Meant | undefined {
  const [first, ...further] = phrases
  if (first === undefined || further.some(({ meaning }) => meaning !== first.meaning)) return undefined
  // "да нет, я не против": the words beside the one that is listed say the opposite. What is listed means at this question what it is listed for.
  const others = tokens.filter((_, at) => !phrases.some(({ from, to }) => from <= at && at < to))
  const polarity = isAnswer(first.meaning) ? readPolarity(others, site.language) : undefined
  if (polarity !== undefined && polarity.isWhole && polarity.answer !== first.meaning) return undefined
  for (let at = 0; at < tokens.length; ) {
    const phrase = phrases.find(({ from, to }) => from <= at && at < to)
    const step = phrase === undefined ? countPadding(tokens, at, site.language) : phrase.to - at
    if (step === 0) return undefined
    at += step
  }
  return meantByPhrase(first, CERTAIN, tokens)
}

/** Yes and no by rule, a phrase word for word, and the classifier: agreement raises confidence, disagreement lowers it. */
function weigh(
  polarity: Polarity | undefined,
  phrase: PhraseMatch | undefined,
  { best, elsewhere, none }: MaskedChances,
  tokens: readonly Token[],
  site: Site,
): Meant | undefined {
  const top = elsewhere !== undefined && elsewhere.p > (best?.p ?? 0) ? elsewhere : best
  const all = { from: 0, to: tokens.length }
  // Of moving and cancelling both are near when one is denied; only what is listed counts beside: "nie przekładać, odwołać".
  const isNamed = top !== undefined && top.label !== polarity?.denies && phrase?.meaning === top.label
  if (polarity?.denies !== undefined && (top === undefined || (NEAR_DENIAL.includes(top.label) && !isNamed))) {
    const meaning = site.own.includes(KEEP) ? KEEP : 'decline'
    return { meaning, confidence: 0.8, ...all, because: `"${polarity.because}" asks not to` }
  }
  if (polarity?.isWhole === true && (top === undefined || isAnswer(top.label) || top.p < 0.75)) {
    const agrees = top === undefined || top.label === polarity.answer || !isAnswer(top.label)
    const confidence = polarity.isMixed ? 0.75 : agrees ? 0.95 : 0.7
    return { meaning: polarity.answer, confidence, ...all, because: `"${polarity.because}"` }
  }
  const listed = phrase === undefined ? 0 : rate(phrase, tokens)
  if (top === undefined) return phrase && meantByPhrase(phrase, listed, tokens)
  let { p } = top
  if (phrase?.meaning === top.label) p = Math.max(p, listed)
  // What is listed word for word outweighs a mere likeness, if it is most of what was said.
  else if (phrase !== undefined && (listed >= MOSTLY ? p < VERY_SURE : listed >= CLEAR && listed > p))
    return meantByPhrase(phrase, listed, tokens)
  // "dobrze się pan dodzwonił": of the same words as "źle się pan dodzwonił", and the opposite. It is asked again.
  if (polarity?.answer === 'agree' && top.label === 'wrong_number' && phrase?.meaning !== top.label) p *= AGAINST
  else if (polarity !== undefined && isAnswer(top.label)) {
    if (polarity.answer === top.label) p = Math.max(p, 0.8)
    else if (polarity.isTurned)
      return {
        meaning: polarity.answer,
        confidence: 0.75,
        from: polarity.from,
        to: polarity.to,
        because: `"${polarity.because}"`,
      }
    // Said to be the opposite: then it is asked again.
    else p *= AGAINST
  } else if (polarity !== undefined && !isAccepted(top.p, none)) {
    return { meaning: polarity.answer, confidence: 0.5, from: polarity.from, to: polarity.to, because: `"${polarity.because}"` }
  }
  // Danger by likeness alone is for `readDanger` to find.
  if (top.label === 'emergency') return undefined
  if (top.label === 'stop_calling' && phrase?.meaning !== top.label && !refusesMore(tokens, site.language)) return undefined
  if (phrase === undefined && polarity === undefined && isOfLettersAlone(top.label, tokens, site)) p = Math.min(p, LETTERS_ALONE)
  if (!isAccepted(top.p, none) && p < CLEAR) return undefined
  const because = phrase?.meaning === top.label && p <= listed ? meantByPhrase(phrase, p, tokens).because : explain(top.p)
  return { meaning: top.label, confidence: Math.min(p, CERTAIN), ...all, because }
}

/** Whether a likeness is one at all: the text is known, and one meaning stands out. */
function isAccepted(p: number, none: number): boolean {
  const known = 1 - none
  return known > 0 && known * (p / known) ** 0.25 >= LEAST
}

/** "poprzedni" is no yes for beginning as a word that stands in one, while whoever says "перенесімо" for "перенести" wants to move it all the same. */
function isOfLettersAlone(meaning: string, tokens: readonly Token[], site: Site): boolean {
  const { scenario, language } = site
  const said = Object.keys(scenario.lexicon[language] ?? {}).filter(one => one === meaning || offeredAs(one, site) === meaning)
  if (said.some(one => sharesWord(tokens, one, scenario, language))) return false
  return isAnswer(meaning) || !said.some(one => sharesStem(tokens, one, scenario, language))
}

/** A question of yes or no whether something is amiss. */
function asksWhetherAmiss({ own }: Site): boolean {
  return (
    own.includes('agree') &&
    own.includes('decline') &&
    (own.includes('symptoms') || own.includes('not_sure')) &&
    !own.includes('move')
  )
}

/** Whether a text says that it is oneself who speaks, and nothing else: a yes to who is there alone. */
export function saysOnlyOneself(text: string, language: Site['language']): boolean {
  return isOnlyOneself(dropFillers(splitWords(text), language), language)
}

/** Whether the step itself lists a phrase for its meaning. */
function isOwnPhrase({ meaning, phrase }: PhraseMatch, { scenario, language, node }: Site): boolean {
  return scenario.words[language]?.[node]?.[meaning]?.includes(phrase) ?? false
}

/** A question that takes another person for an answer. */
function asksWhoIsThere({ own }: Site): boolean {
  return own.includes('relative')
}

function isAnswer(meaning: string): boolean {
  return meaning === 'agree' || meaning === 'decline'
}

function longestOf(phrases: readonly PhraseMatch[]): PhraseMatch | undefined {
  return phrases.reduce<PhraseMatch | undefined>(
    (best, match) => (best === undefined || match.to - match.from > best.to - best.from ? match : best),
    undefined,
  )
}

/** How much a phrase contained in more words says about them. */
function rate({ from, to }: PhraseMatch, tokens: readonly Token[]): number {
  const share = (to - from) / tokens.length
  return share >= 1 ? 1 : to - from === 1 ? 0.35 + share * 0.3 : share >= 0.6 ? MOSTLY : share >= 0.4 ? 0.65 : 0.5
}

function meantByPhrase(match: PhraseMatch, confidence: number, tokens: readonly Token[]): Meant {
  const isWhole = match.to - match.from === tokens.length
  return {
    meaning: match.meaning,
    confidence,
    from: match.from,
    to: match.to,
    because: `${isWhole ? 'phrase' : 'contains phrase'} "${match.phrase}"`,
  }
}

function explain(p: number): string {
  return `sounds like it (${Math.round(p * 100)} %)`
}

/** "tak, tak, tak" is one yes. */
function joinRepeats(meant: readonly Meant[]): Meant[] {
  const joined: Meant[] = []
  for (const one of meant) {
    const last = joined.at(-1)
    if (last !== undefined && last.meaning === one.meaning)
      joined[joined.length - 1] = { ...last, to: one.to, confidence: Math.max(last.confidence, one.confidence) }
    else joined.push(one)
  }
  return joined
}

import type { Heard, HearingContext, Hypothesis, Understanding } from '../call/ports.ts'
import { findMeanings } from './meanings.ts'
import { findPhraseIndex, type PhraseMatch } from './phrases.ts'
import { dropFillers, isBackchannel, MAX_TEXT, splitWords, type Token } from './tokens.ts'
import { findValues } from './values.ts'

/** Below this the recogniser itself is unsure, and so is what we make of it. */
const SURE = 0.7
const OTHER_HYPOTHESIS = 0.8
/** Words that neither answer nor ask: an answer with them is still the whole utterance. */
const COURTESY: ReadonlySet<string> = new Set(
  'prosze dziekuje pan pani pana panie panstwo dzien dobry ale i a to ze wiec bo juz tez poprosze bardzo w we na o do z albo ten ta mi mnie moze'.split(
    ' ',
  ),
)

/**
 * Understands by the phrases of the lexicon, exact or contained, and by simple Polish numbers, dates and times. All meanings known are
 * reported, whether on offer or not: the call decides. Never throws; longer texts are cut.
 */
export function createUnderstanding(): Understanding {
  return {
    hear(hypotheses, context) {
      const [first, ...others] = hypotheses
      if (first === undefined) return { text: '', meanings: [], values: [], noise: true }
      const best = hearOne(first, context)
      if (best.meanings.length > 0 || best.values.length > 0 || best.noise) return best
      for (const other of others.slice(0, 4)) {
        const heard = hearOne(other, context)
        if (heard.meanings.length > 0 || heard.values.some(({ kind }) => kind !== 'text'))
          return scaleHeard({ ...heard, text: best.text }, OTHER_HYPOTHESIS)
      }
      return hearOtherLanguage(first, context) ?? best
    },
  }
}

function hearOne(hypothesis: Hypothesis, context: HearingContext): Heard {
  const text = hypothesis.text.slice(0, MAX_TEXT)
  const all = splitWords(text)
  const content = dropFillers(all, context.language)
  const isNoise = all.length === 0 || content.every(isBackchannel)
  // Of fillers and "mhm" alone something is understood only if the lexicon lists just that.
  const tokens = isNoise ? all : content
  const matches = findMeanings(tokens, findPhraseIndex(context.scenario, context.language), context)
  if (isNoise)
    return {
      text,
      meanings: matches.filter(match => match.to - match.from === tokens.length).map(match => makeMeaning(match, tokens, 0.6)),
      values: [],
      noise: true,
    }
  const values = findValues({ text, tokens, matches }, context)
  const coverage = measureCoverage(
    tokens,
    matches,
    values.filter(({ kind }) => kind !== 'text' && kind !== 'person'),
  )
  const meanings = matches
    .filter(match => !isAboutValue(match, tokens, matches, values))
    .map(match => makeMeaning(match, tokens, match.to - match.from === tokens.length ? 1 : rateCoverage(coverage)))
  const confidence = hypothesis.confidence ?? 1
  const heard: Heard = { text, meanings, values, noise: false }
  return confidence < SURE ? scaleHeard(heard, Math.max(0, confidence)) : heard
}

/** "tak, ale nie mogę w czwartek": the refusal is the day's, the yes stands. */
function isAboutValue(
  match: PhraseMatch,
  tokens: readonly Token[],
  matches: readonly PhraseMatch[],
  values: Heard['values'],
): boolean {
  if (match.meaning !== 'decline' || matches[0]?.meaning !== 'agree') return false
  const start = tokens[match.from]?.start ?? 0
  const end = tokens[match.to - 1]?.end ?? 0
  return values.some(value => value.denied === true && (Math.abs(value.start - end) <= 4 || Math.abs(start - value.end) <= 4))
}

function makeMeaning(match: PhraseMatch, tokens: readonly Token[], confidence: number): Heard['meanings'][number] {
  const isWhole = match.to - match.from === tokens.length
  return {
    meaning: match.meaning,
    confidence,
    start: tokens[match.from]?.start ?? 0,
    end: tokens[match.to - 1]?.end ?? 0,
    because: `${isWhole ? 'phrase' : 'contains phrase'} "${match.phrase}"`,
  }
}

/** Share of the words that count which were understood. */
function measureCoverage(tokens: readonly Token[], matches: readonly PhraseMatch[], values: Heard['values']): number {
  let understood = 0
  let counted = 0
  for (const [index, token] of tokens.entries()) {
    const isKnown =
      matches.some(match => match.from <= index && index < match.to) ||
      values.some(value => value.start <= token.start && token.end <= value.end)
    if (!isKnown && COURTESY.has(token.folded)) continue
    counted += 1
    if (isKnown) understood += 1
  }
  return counted === 0 ? 0 : understood / counted
}

function rateCoverage(coverage: number): number {
  return coverage >= 1 ? 0.95 : coverage >= 0.5 ? 0.8 : coverage >= 0.3 ? 0.65 : 0.55
}

function scaleHeard(heard: Heard, factor: number): Heard {
  return {
    ...heard,
    meanings: heard.meanings.map(meaning => ({ ...meaning, confidence: meaning.confidence * factor })),
    // For words taken as they are nobody vouches but the recogniser.
    values: heard.values.map(value => ({
      ...value,
      confidence: value.confidence * (value.kind === 'text' || value.kind === 'person' ? factor * factor : factor),
    })),
  }
}

/** The caller spoke another language of the scenario: only when every word is a phrase of one other language, and more than one short word or another script. */
function hearOtherLanguage(hypothesis: Hypothesis, context: HearingContext): Heard | undefined {
  const found = context.scenario.languages.flatMap(language => {
    if (language === context.language) return []
    const heard = hearOne(hypothesis, { ...context, language, expect: {} })
    const isWhole = heard.meanings.length > 0 && heard.meanings.every(({ confidence }) => confidence >= 0.95)
    return isWhole ? [{ language, heard }] : []
  })
  const [only, another] = found
  if (only === undefined || another !== undefined) return undefined
  const isSure =
    splitWords(only.heard.text).length > 1 ||
    (/\p{Script=Cyrillic}/u.test(only.heard.text) && ['pl', 'ca', 'en'].includes(context.language))
  return isSure ? { ...only.heard, language: only.language } : undefined
}

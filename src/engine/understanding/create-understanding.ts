import { setImmediate as letOthersGoOn } from 'node:timers/promises'
import type { CompiledScenario } from '../../scenarios/compile/compiled.ts'
import type { Language, LexiconDocument } from '../../scenarios/model/documents.ts'
import type { Heard, HearingContext, Hypothesis, Understanding } from '../call/ports.ts'
import type { Ranking } from './classifier/index.ts'
import { offeredAs } from './core-meanings.ts'
import { guardVisit } from './guard-visit.ts'
import { type ClassifierStore, KnowledgeBase, lessonOf } from './knowledge.ts'
import { hearWho } from './hear-who.ts'
import { judgeByName } from './judge-by-name.ts'
import { readClaim } from './names/index.ts'
import { findPhraseIndex } from './phrases.ts'
import { isPlainYes } from './plain-yes.ts'
import { type Meant, readMeanings, type Words } from './read-meanings.ts'
import { dropFillers, isBackchannel, MAX_TEXT, splitWords, type Token } from './tokens.ts'
import { measureKnown, prepareVocabulary } from './vocabulary.ts'
import { findValues } from './values.ts'

/** Below this the recogniser itself is unsure, and so is what we make of it. */
const SURE = 0.7
/** What a later hypothesis of the recogniser is worth beside the one before it. */
const NEXT_HYPOTHESIS = 0.6
/** A yes among other words, to the question who is on the telephone: it is asked again. */
const DOUBTFUL = 0.5
/** A yes that is only hummed. */
const HUMMED = 0.7
/** A likeness of moving, and what it is worth beside a day or an hour. */
const HALF_MOVE = 0.4
const MOVE_WITH_TIME = 0.65
const TIMES: ReadonlySet<string> = new Set(['date', 'time', 'moment', 'part'])
const MOST_HYPOTHESES = 5
/** Where any words are an answer, only what is this clear is meant for the call. */
const CLEARLY_TO_THE_CALL = 0.85
/** Another language of the scenario is taken up when it is understood this well, and the present one is not. */
const CLEAR_LANGUAGE = 0.75
const POOR_LANGUAGE = 0.5

/** The offline understanding: phrases, rules and a classifier trained on the lexicons, and values of five languages. */
export interface LocalUnderstanding extends Understanding {
  hear(hypotheses: readonly Hypothesis[], context: HearingContext): Heard
  /** Learns lexicons, or takes them from the store: in threads of their own, which have begun when this returns. `prepare` waits for what is not done. */
  learn(lexicons: readonly LexiconDocument[]): Promise<void>
  /** Makes ready, and learns, all that hearing the scenario's languages needs, so that no call waits for it; lets others have a turn after each language. */
  prepare(scenario: CompiledScenario): Promise<void>
  /** What the classifier makes of a text, over all meanings of the lexicon. */
  rank(text: string, scenario: CompiledScenario, language: Language): Ranking
}

/**
 * Understands by the phrases of the lexicon and of the step, by rules for yes, no, danger and opt-out, by a classifier for all that nobody
 * has listed, and by the grammar of values. All meanings known are reported, whether on offer or not: the call decides. Never throws; longer texts are
 * cut. `store` keeps what was trained; without it each start trains anew.
 */
export function createUnderstanding(options: { readonly store?: ClassifierStore } = {}): LocalUnderstanding {
  const knowledge = new KnowledgeBase(options.store)
  return {
    learn: lexicons => knowledge.learn(lexicons),
    async prepare(scenario) {
      const learning = knowledge.learn(scenario.languages.map(language => lessonOf(scenario, language)))
      for (const language of scenario.languages) {
        findPhraseIndex(scenario, language)
        prepareVocabulary(scenario, language)
        await letOthersGoOn()
      }
      await learning
      for (const language of scenario.languages) knowledge.find(scenario, language).prepare()
    },
    rank: (text, scenario, language) => knowledge.find(scenario, language).rank(text.slice(0, MAX_TEXT)),
    hear(hypotheses, context) {
      const [first, ...others] = hypotheses.slice(0, MOST_HYPOTHESES).map(takeApart)
      if (first === undefined) return { text: '', meanings: [], values: [], noise: true }
      const best = hearOne(first, context, knowledge)
      if (best.noise) return best
      const heard = others.length === 0 ? best : weighHypotheses(best, others, context, knowledge)
      return hearWho(first.words, hearOtherLanguage(first, heard, context, knowledge) ?? heard, context)
    },
  }
}

/** A hypothesis of the recogniser with its words; longer texts are cut. */
interface Said {
  readonly text: string
  readonly words: readonly Token[]
  readonly confidence: number
}

function takeApart({ text: whole, confidence = 1 }: Hypothesis): Said {
  const text = whole.slice(0, MAX_TEXT)
  return { text, words: splitWords(text), confidence }
}

function hearOne({ text, words: all, confidence: byRecogniser }: Said, context: HearingContext, base: KnowledgeBase): Heard {
  const content = dropFillers(all, context.language)
  const isNoise = all.length === 0 || content.every(isBackchannel)
  // Of fillers and "mhm" alone something is understood only if the lexicon lists just that.
  const tokens = isNoise ? all : content
  const index = findPhraseIndex(context.scenario, context.language)
  const classifier = base.find(context.scenario, context.language)
  const { meant: read, phrases } = readMeanings({ text, tokens }, classifier, index, context)
  if (isNoise) {
    const listed = read.filter(({ from, to, confidence }) => confidence === 1 && to - from === tokens.length)
    // "угу" answers a question that takes a yes; into a statement it only says that somebody listens.
    const answers = listed.filter(({ meaning }) => context.own.includes(meaning))
    const confidence = answers.length > 0 ? HUMMED : 0.6
    return { text, meanings: listed.map(one => place({ ...one, confidence }, tokens)), values: [], noise: answers.length === 0 }
  }
  const claim = context.person && readClaim(tokens, text, context.person, context.language)
  const readOthers = (others: readonly Token[]) => readMeanings(joinWords(others), classifier, index, context).meant
  const judged = claim === undefined ? read : judgeByName(claim, read, tokens, readOthers)
  // Who says to be the person asked for is told what concerns that person: it must be all that they say.
  const isDoubtful =
    context.person !== undefined && claim?.is !== 'same' && !isPlainYes(tokens, phrases, judged, claim, context.language)
  const meant = isDoubtful ? judged.map(doubtYes) : judged
  const found = findValues({ text, tokens, matches: phrases }, context)
  // "bez dwóch zdań" is a yes as a whole, and not the second one.
  const isYes =
    tokens.length > 1 &&
    context.own.includes('agree') &&
    read.some(({ meaning, confidence, from, to }) => meaning === 'agree' && confidence === 1 && to - from === tokens.length)
  const values = isYes ? found.filter(({ kind }) => kind !== 'option') : found
  const meanings = meant
    .filter(
      one =>
        !isAboutValue(one, tokens, meant, values) &&
        !isOnlyValue(one, tokens, values) &&
        isToTheCall(one, meant, tokens, context),
    )
    .map(one => asOffered(wantsAnotherTime(one, values, context), context))
  const settled = context.yesCancels === true ? guardVisit(meanings, phrases, tokens, context) : meanings
  const heard: Heard = { text, meanings: settled.map(one => place(one, tokens)), values, noise: false }
  return byRecogniser < SURE ? scaleHeard(heard, Math.max(0, byRecogniser)) : heard
}

function doubtYes(one: Meant): Meant {
  return one.meaning === 'agree' ? { ...one, confidence: Math.min(one.confidence, DOUBTFUL) } : one
}

/** Words as an utterance of their own. */
function joinWords(words: readonly Token[]): Words {
  const text = words.map(({ raw, isAfterPause }, at) => `${at === 0 ? '' : isAfterPause ? ', ' : ' '}${raw}`).join('')
  return { text, tokens: splitWords(text) }
}

function place({ meaning, confidence, from, to, because }: Meant, tokens: readonly Token[]): Heard['meanings'][number] {
  return { meaning, confidence, start: tokens[from]?.start ?? 0, end: tokens[to - 1]?.end ?? 0, because }
}

/**
 * "через неделю во вторник можно": what sounds a little like moving a visit is that, where a day or an hour is said with it; and so is "в тот вторник", where nothing is
 * offered that it could choose.
 */
function wantsAnotherTime(one: Meant, values: Heard['values'], { own }: HearingContext): Meant {
  const isTime = values.some(({ kind, name, denied }) => name === undefined && denied !== true && TIMES.has(kind))
  if (one.meaning === 'chosen' && isTime && own.includes('move') && !own.includes('chosen'))
    return { ...one, meaning: 'move', confidence: Math.min(one.confidence, MOVE_WITH_TIME) }
  return one.meaning === 'move' && one.confidence >= HALF_MOVE && isTime
    ? { ...one, confidence: Math.max(one.confidence, MOVE_WITH_TIME) }
    : one
}

/** What it stands for at the question, where it is an answer there: who has died is not here. */
function asOffered(one: Meant, context: HearingContext): Meant {
  const offered = offeredAs(one.meaning, context)
  return offered === undefined ? one : { ...one, meaning: offered }
}

/** "tak, ale nie mogę w czwartek": the refusal is the day's, the yes stands. */
function isAboutValue(one: Meant, tokens: readonly Token[], meant: readonly Meant[], values: Heard['values']): boolean {
  if (one.meaning !== 'decline' || meant[0]?.meaning !== 'agree') return false
  const start = tokens[one.from]?.start ?? 0
  const end = tokens[one.to - 1]?.end ?? 0
  return values.some(value => value.denied === true && value.start <= end + 4 && value.end >= start - 4)
}

/** The classifier's guess about words that are a value that was asked for, and nothing else. */
function isOnlyValue(one: Meant, tokens: readonly Token[], values: Heard['values']): boolean {
  if (isListed(one)) return false
  const asked = values.filter(value => value.kind !== 'text' && (value.name !== undefined || value.kind === 'option'))
  if (asked.length === 0) return false
  // "I'd say an eight": what only sounds a little like something else is said around the value.
  const isClear = one.confidence >= CLEARLY_TO_THE_CALL || one.meaning === 'emergency'
  if (!isClear && asked.some(({ kind, confidence, denied }) => MEASURES.has(kind) && confidence >= SURE_VALUE && denied !== true))
    return true
  const covered = tokens
    .slice(one.from, one.to)
    .filter(token => asked.some(value => value.start <= token.start && token.end <= value.end))
  // "tomorrow at ten" may sound like a call later, however much: it is the time that was asked for.
  return covered.length * (one.confidence >= CLEARLY_TO_THE_CALL ? 1 : 2) >= one.to - one.from
}

/** Where any words are an answer, they are taken as that, unless they are clearly something else. */
function isToTheCall(one: Meant, all: readonly Meant[], tokens: readonly Token[], { expect }: HearingContext): boolean {
  const isOpen = Object.values(expect).some(({ kind }) => kind === 'text')
  if (!isOpen || one.meaning === 'emergency') return true
  // Whoever says their name sounds like somebody who is no Anna Nowak, and would be hung up on with their message.
  if (one.meaning === 'wrong_number') return isListed(one)
  // "przedłużyć zwolnienie, dziękuję bardzo" is said to the clinic, courtesy included.
  if (one.meaning === 'thanks_bye' && countMeant(all, tokens) * 2 < tokens.length) return false
  return isListed(one) || one.confidence >= CLEARLY_TO_THE_CALL
}

/** How many of the words something was read from. */
function countMeant(all: readonly Meant[], tokens: readonly Token[]): number {
  return tokens.filter((_, at) => all.some(({ from, to }) => from <= at && at < to)).length
}

function isListed({ because }: Meant): boolean {
  return !because.startsWith('sounds')
}

/** Adds up what the recogniser's hypotheses mean; the first that says what most of them say is taken. */
function weighHypotheses(best: Heard, others: readonly Said[], context: HearingContext, base: KnowledgeBase): Heard {
  const all = [best, ...others.map(other => hearOne(other, context, base))]
  const votes = new Map<string, number>()
  let weight = 1
  let total = 0
  for (const heard of all) {
    const top = topOf(heard)
    total += weight
    if (top !== undefined) votes.set(top.meaning, (votes.get(top.meaning) ?? 0) + weight * top.confidence)
    weight *= NEXT_HYPOTHESIS
  }
  const [winner] = [...votes].sort((a, b) => b[1] - a[1])
  if (winner === undefined || topOf(best)?.meaning === winner[0]) return best
  if (best.values.some(({ kind }) => kind !== 'text') && topOf(best) === undefined) return best
  const chosen = all.find(heard => topOf(heard)?.meaning === winner[0]) ?? best
  return scaleHeard({ ...chosen, text: best.text }, Math.min(0.8, Math.max(0.5, winner[1] / total)))
}

function topOf(heard: Heard): Heard['meanings'][number] | undefined {
  return heard.meanings.reduce<Heard['meanings'][number] | undefined>(
    (top, one) => (top === undefined || one.confidence > top.confidence ? one : top),
    undefined,
  )
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

/** Kinds of which one that is sure answers the question, whatever little else was said. */
const MEASURES: ReadonlySet<string> = new Set(['number', 'date', 'time', 'moment', 'phone', 'pressure'])
const SURE_VALUE = 0.9

const LETTERS: readonly (readonly [RegExp, readonly Language[]])[] = [
  [/[ыэъё]/iu, ['ru']],
  [/[іїєґ]/iu, ['uk']],
  [/\p{Script=Cyrillic}/u, ['ru', 'uk']],
  [/[ąęłńśźż]/iu, ['pl']],
  [/[ç·àèòï]/iu, ['ca']],
  [/\p{Script=Latin}/u, ['pl', 'ca', 'en']],
]

/** The caller spoke another language of the scenario: its letters, or words that are clear in one other language and not in the present one. */
function hearOtherLanguage(first: Said, heard: Heard, context: HearingContext, base: KnowledgeBase): Heard | undefined {
  if (context.scenario.languages.length < 2) return undefined
  const possible = LETTERS.find(([letters]) => letters.test(first.text))?.[1] ?? []
  const isForeignScript = !possible.includes(context.language)
  if (!isForeignScript && ((topOf(heard)?.confidence ?? 0) >= POOR_LANGUAGE || heard.values.some(({ kind }) => kind !== 'text')))
    return undefined
  const { words } = first
  const own = measureKnown(words, context.scenario, context.language)
  const found = context.scenario.languages.flatMap(language => {
    if (language === context.language || !possible.includes(language)) return []
    // "болить спина" is no Russian, however much it sounds like it.
    const known = measureKnown(words, context.scenario, language)
    if (known <= own) return []
    const other = hearOne(first, { ...context, language }, base)
    const top = topOf(other)
    return top !== undefined && top.confidence >= CLEAR_LANGUAGE ? [{ language, other, known, p: top.confidence }] : []
  })
  const [best, second] = found.sort((a, b) => b.known - a.known || b.p - a.p)
  if (best === undefined) return undefined
  // "no" or "si" alone is said in many languages.
  if (!isForeignScript && words.length < 2) return undefined
  if (second !== undefined && second.known === best.known && second.p > best.p - 0.1 && !isForeignScript) return undefined
  return { ...best.other, language: best.language }
}

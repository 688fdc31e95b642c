import type { Language } from '../../../scenarios/model/documents.ts'
import { isNegator } from '../polarity/index.ts'
import { type Group, makeGroup, meets, readGroup, readStems, RuleBook, type RuleSpan } from '../sign-rules.ts'
import type { Token } from '../tokens.ts'
import { catalan } from './ca.ts'
import { english } from './en.ts'
import { findDenied, isNeedless } from './find-denied.ts'
import { polish } from './pl.ts'
import { russian } from './ru.ts'
import { ukrainian } from './uk.ts'
import type { UrgentRules } from './urgent-rules.ts'

const RULES: Readonly<Record<Language, UrgentRules>> = { pl: polish, ru: russian, uk: ukrainian, ca: catalan, en: english }
/** What must never be missed. */
export const URGENT = ['emergency', 'stop_calling'] as const
/** One of them. */
export type Urgent = (typeof URGENT)[number]

/** A sign found. Word indexes; `to` is not included. */
export interface UrgentSign {
  readonly meaning: Urgent
  readonly from: number
  readonly to: number
  readonly because: string
  /** Something in the utterance says that it may be over, denied, or another's story: ask the classifier. */
  readonly isDoubtful: boolean
  /** Many words agree on it: no likeness speaks against that. */
  readonly isPlain: boolean
  /** A negator stands before it: "nie boli mnie klatka". */
  readonly isDenied: boolean
}

interface Compiled {
  readonly signs: RuleBook
  /** What the rules of `signs` are signs of. */
  readonly meanings: readonly Urgent[]
  readonly unless: RuleBook
  readonly cries: Group
  /** That it is enough: the first groups of the rules of opting out. */
  readonly enough: readonly Group[]
  readonly troubles: Group
  readonly calm: RuleBook
  readonly past: RuleBook
  readonly now: Group
}

const compiled = new Map<Language, Compiled>()

/** Whether something in the utterance says that it is not so bad: "it has stopped bleeding". */
export function isCalm(tokens: readonly Token[], language: Language): boolean {
  return findCalm(tokens, language).size > 0
}

/** Whether a word of refusing or ending is there: "let him ring" may sound like "don't let him ring", and is no opt-out. */
export function refusesMore(tokens: readonly Token[], language: Language): boolean {
  const { enough } = rulesOf(language)
  return tokens.some(token => enough.some(group => meets(group, token)))
}

/** The words that say that something is not so bad. */
export function findCalm(tokens: readonly Token[], language: Language): ReadonlySet<number> {
  const { calm, troubles } = rulesOf(language)
  const words = new Set<number>()
  for (let found = calm.find(tokens); found !== undefined; found = calm.find(tokens, found.rule + 1)) {
    const { from, used } = found
    // "hasn't stopped bleeding"; but of "nie boli, oddycham normalnie" the negator denies the pain.
    const isDenied =
      (from >= 1 && isNegator(tokens, from - 1, language)) ||
      (from >= 2 && isNegator(tokens, from - 2, language) && !meets(troubles, tokens[from - 1]))
    if (!isDenied) for (const word of used) words.add(word)
  }
  return words
}

/** The words that tell of danger that is long over, or feared: "two years ago he had a stroke". None where something says that it is now. */
export function findPast(tokens: readonly Token[], language: Language): ReadonlySet<number> {
  const { past, now } = rulesOf(language)
  const words = new Set<number>()
  if (tokens.some(token => meets(now, token))) return words
  for (let found = past.find(tokens); found !== undefined; found = past.find(tokens, found.rule + 1))
    for (const word of found.used) words.add(word)
  return words
}

function rulesOf(language: Language): Compiled {
  let known = compiled.get(language)
  if (known === undefined) compiled.set(language, (known = compileRules(RULES[language])))
  return known
}

/**
 * The first sign of danger to life, else of a wish to be called no more; one of danger that is denied only if there is no other. Undefined when there is
 * none.
 */
export function readUrgent(tokens: readonly Token[], language: Language): UrgentSign | undefined {
  const known = rulesOf(language)
  const first = known.signs.find(tokens)
  if (first === undefined) return undefined
  const { taken, denied, isPlain } =
    known.meanings[first.rule] === 'emergency'
      ? sortOut(tokens, known, language)
      : { taken: first, denied: undefined, isPlain: false }
  const sign = taken ?? denied
  if (sign === undefined) return undefined
  const { from, to } = sign
  return {
    meaning: known.meanings[sign.rule] as Urgent,
    from,
    to,
    because: tokens
      .slice(from, to)
      .map(({ raw }) => raw)
      .join(' '),
    isDenied: taken === undefined,
    isDoubtful: known.unless.find(tokens) !== undefined,
    isPlain,
  }
}

interface SortedSigns {
  /** The first that is not denied. */
  readonly taken: RuleSpan | undefined
  /** The first that is. */
  readonly denied: RuleSpan | undefined
  /** Several that are not, or one of many words, agree. */
  readonly isPlain: boolean
}

function sortOut(tokens: readonly Token[], known: Compiled, language: Language): SortedSigns {
  const deniedBy = findDenied(tokens, language)
  const isOut = (at: number, used: ReadonlySet<number>): boolean => {
    const by = deniedBy[at] ?? -1
    const isCry = meets(known.cries, tokens[at])
    if (by >= 0 && !used.has(by) && !isNegator(tokens, at, language) && (!isCry || isNeedless(tokens, at, by, language)))
      return true
    // Of "nie boli, oddycham" the negator is the pain's.
    return deniedBy.some((negator, other) => negator === at && !used.has(other) && meets(known.troubles, tokens[other]))
  }
  const gone = new Set([...findCalm(tokens, language), ...findPast(tokens, language)])
  let denied: RuleSpan | undefined
  let taken: RuleSpan | undefined
  for (let rule = 0; ; ) {
    const found = known.signs.find(
      tokens.map((token, at) => (gone.has(at) ? { ...token, folded: '' } : token)),
      rule,
    )
    if (found === undefined || known.meanings[found.rule] !== 'emergency')
      return { taken: taken ?? found, denied, isPlain: false }
    const { used } = found
    const out = [...used].filter(at => isOut(at, used))
    if (out.length === 0) {
      const isPlain = used.size > 2 || (taken !== undefined && [...used].every(at => taken?.used.has(at) !== true))
      taken ??= found
      if (isPlain) return { taken, denied, isPlain }
      rule = found.rule + 1
      continue
    }
    denied ??= found
    // "nie boli, tylko gniecie w klatce": the same sign may be there in other words.
    for (const at of out) gone.add(at)
    rule = found.rule
  }
}

function compileRules(rules: UrgentRules): Compiled {
  const readRule = (line: string): readonly Group[] => line.split(' ').map(readGroup)
  return {
    signs: new RuleBook(URGENT.flatMap(meaning => rules[meaning].map(readRule))),
    meanings: URGENT.flatMap(meaning => rules[meaning].map(() => meaning)),
    // Of these each stem is met by a word of its own.
    unless: new RuleBook(
      rules.unless.map(line =>
        line
          .split(' ')
          .flatMap(readStems)
          .map(stem => makeGroup([stem])),
      ),
    ),
    calm: new RuleBook(rules.calm.map(readRule)),
    past: new RuleBook(rules.past.map(readRule)),
    now: readGroup(rules.now),
    troubles: readGroup(rules.troubles),
    enough: [readGroup(rules.enough), ...rules.stop_calling.map(line => readRule(line)[0] as Group)],
    cries: makeGroup(rules.cries.flatMap(readStems)),
  }
}

import type { Language } from '../../../scenarios/model/documents.ts'
import { isNegator } from '../polarity/index.ts'
import { type Group, makeGroup, meets, readGroup, readStems, RuleBook } from '../sign-rules.ts'
import type { Token } from '../tokens.ts'
import { catalan } from './ca.ts'
import { english } from './en.ts'
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
  /** A negator stands before it: "nie boli mnie klatka". */
  readonly isDenied: boolean
}

interface Compiled {
  readonly signs: RuleBook
  /** What the rules of `signs` are signs of. */
  readonly meanings: readonly Urgent[]
  readonly unless: RuleBook
  readonly cries: Group
  readonly calm: RuleBook
}

const compiled = new Map<Language, Compiled>()

/** Whether something in the utterance says that it is not so bad: "it has stopped bleeding". */
export function isCalm(tokens: readonly Token[], language: Language): boolean {
  const { calm } = rulesOf(language)
  for (let found = calm.find(tokens); found !== undefined; found = calm.find(tokens, found.rule + 1)) {
    const { from } = found
    // "hasn't stopped bleeding"
    if (![1, 2].some(back => from >= back && isNegator(tokens, from - back, language))) return true
  }
  return false
}

function rulesOf(language: Language): Compiled {
  let known = compiled.get(language)
  if (known === undefined) compiled.set(language, (known = compileRules(RULES[language])))
  return known
}

/** The first sign of danger to life, else of a wish to be called no more; undefined when there is none. */
export function readUrgent(tokens: readonly Token[], language: Language): UrgentSign | undefined {
  const known = rulesOf(language)
  const found = known.signs.find(tokens)
  if (found === undefined) return undefined
  const { from, to } = found
  const isDenied =
    from > 0 &&
    tokens[from]?.isAfterPause !== true &&
    isNegator(tokens, from - 1, language) &&
    !isNegator(tokens, from, language) &&
    !meets(known.cries, tokens[from])
  return {
    meaning: known.meanings[found.rule] as Urgent,
    from,
    to,
    because: tokens
      .slice(from, to)
      .map(({ raw }) => raw)
      .join(' '),
    isDenied,
    isDoubtful: known.unless.find(tokens) !== undefined,
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
    cries: makeGroup((rules.cries ?? []).flatMap(readStems)),
  }
}

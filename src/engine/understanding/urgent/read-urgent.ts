import type { Language } from '../../../scenarios/model/documents.ts'
import { isNegator } from '../polarity/index.ts'
import { findGroups, type Group, lettersOf, makeGroup, meets, readGroup, readStems } from '../sign-rules.ts'
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

interface Rule {
  readonly meaning: Urgent
  readonly groups: readonly Group[]
}
interface Compiled {
  readonly rules: readonly Rule[]
  readonly unless: readonly (readonly Group[])[]
  readonly cries: Group
  readonly calm: readonly (readonly Group[])[]
}

const compiled = new Map<Language, Compiled>()

/** Whether something in the utterance says that it is not so bad: "it has stopped bleeding". */
export function isCalm(tokens: readonly Token[], language: Language): boolean {
  const letters = lettersOf(tokens)
  return rulesOf(language).calm.some(groups => {
    const found = findGroups(groups, tokens, letters)
    // "hasn't stopped bleeding"
    return found !== undefined && ![1, 2].some(back => found.from >= back && isNegator(tokens, found.from - back, language))
  })
}

function rulesOf(language: Language): Compiled {
  let known = compiled.get(language)
  if (known === undefined) compiled.set(language, (known = compileRules(RULES[language])))
  return known
}

/** The first sign of danger to life, else of a wish to be called no more; undefined when there is none. */
export function readUrgent(tokens: readonly Token[], language: Language): UrgentSign | undefined {
  const known = rulesOf(language)
  const letters = lettersOf(tokens)
  for (const { meaning, groups } of known.rules) {
    const span = findGroups(groups, tokens, letters)
    if (span === undefined) continue
    const isDenied =
      span.from > 0 &&
      tokens[span.from]?.isAfterPause !== true &&
      isNegator(tokens, span.from - 1, language) &&
      !isNegator(tokens, span.from, language) &&
      !meets(known.cries, tokens[span.from])
    return {
      meaning,
      ...span,
      because: tokens
        .slice(span.from, span.to)
        .map(({ raw }) => raw)
        .join(' '),
      isDenied,
      isDoubtful: known.unless.some(groups => findGroups(groups, tokens, letters) !== undefined),
    }
  }
  return undefined
}

function compileRules(rules: UrgentRules): Compiled {
  return {
    rules: URGENT.flatMap(meaning => rules[meaning].map(line => ({ meaning, groups: line.split(' ').map(readGroup) }))),
    // Of these each stem is met by a word of its own.
    unless: rules.unless.map(line =>
      line
        .split(' ')
        .flatMap(readStems)
        .map(stem => makeGroup([stem])),
    ),
    calm: rules.calm.map(line => line.split(' ').map(readGroup)),
    cries: makeGroup((rules.cries ?? []).flatMap(readStems)),
  }
}

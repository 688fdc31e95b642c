import type { Language } from '../../../scenarios/model/documents.ts'
import { isNegator } from '../polarity/index.ts'
import { foldWord, type Token } from '../tokens.ts'
import { catalan } from './ca.ts'
import { english } from './en.ts'
import { polish } from './pl.ts'
import { russian } from './ru.ts'
import { ukrainian } from './uk.ts'
import type { UrgentRules } from './urgent-rules.ts'

const RULES: Readonly<Record<Language, UrgentRules>> = { pl: polish, ru: russian, uk: ukrainian, ca: catalan, en: english }
/** Words between the first and the last sign of a rule, at most. */
const SPAN = 9

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

interface Stem {
  readonly text: string
  readonly isWhole: boolean
}
interface Group {
  readonly stems: readonly Stem[]
  /** A bit for each first letter of the stems: most groups are ruled out by it. */
  readonly letters: number
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

/** Each group met by a word of its own, all near each other. `letters`: of the tokens. */
function findGroups(
  groups: readonly Group[],
  tokens: readonly Token[],
  letters: number,
): { readonly from: number; readonly to: number } | undefined {
  for (const group of groups) if ((group.letters & letters) === 0) return undefined
  const [first, ...others] = groups
  if (first === undefined) return undefined
  for (let at = 0; at < tokens.length; at += 1) {
    if (!meets(first, tokens[at])) continue
    let from = at
    let to = at + 1
    const used = new Set([at])
    const isComplete = others.every(group => {
      let nearest = -1
      for (let other = Math.max(0, at - SPAN); other < Math.min(tokens.length, at + SPAN); other += 1)
        if (!used.has(other) && meets(group, tokens[other]) && (nearest < 0 || Math.abs(other - at) < Math.abs(nearest - at)))
          nearest = other
      if (nearest < 0) return false
      used.add(nearest)
      from = Math.min(from, nearest)
      to = Math.max(to, nearest + 1)
      return true
    })
    if (isComplete && to - from <= SPAN) return { from, to }
  }
  return undefined
}

function meets({ stems, letters }: Group, token: Token | undefined): boolean {
  if (token === undefined || (letters & letterOf(token.folded)) === 0) return false
  for (const { text, isWhole } of stems) if (isWhole ? token.folded === text : token.folded.startsWith(text)) return true
  return false
}

function letterOf(word: string): number {
  return 1 << (word.charCodeAt(0) & 31)
}

function lettersOf(tokens: readonly Token[]): number {
  let letters = 0
  for (const { folded } of tokens) letters |= letterOf(folded)
  return letters
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

function readGroup(group: string): Group {
  return makeGroup(readStems(group))
}

function makeGroup(stems: readonly Stem[]): Group {
  // Nothing begins with a letter of its own if a stem is empty: such a group is met by any word.
  return { stems, letters: stems.reduce((all, { text }) => all | (text === '' ? -1 : letterOf(text)), 0) }
}

function readStems(group: string): readonly Stem[] {
  return group.split('|').map(stem => {
    const isWhole = stem.endsWith('=')
    return { text: foldWord((isWhole ? stem.slice(0, -1) : stem).replace(/[’ʼ]/g, "'").replaceAll('ё', 'е')), isWhole }
  })
}

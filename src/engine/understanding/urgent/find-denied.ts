import type { Language } from '../../../scenarios/model/documents.ts'
import { isNegator } from '../polarity/index.ts'
import { foldWord, type Token } from '../tokens.ts'

/** How a language denies a sign, besides its negators. */
interface Denial {
  /** May stand between the negator and what it denies: "no em fa mal", "nie mam bólu". */
  readonly between: string
  /** Stands before what is not there, and nowhere else: "no pain", "bez duszności". */
  readonly before: string
  /** Stands behind it: "боли нет". */
  readonly behind: string
}

const DENIALS: Readonly<Record<Language, Denial>> = {
  pl: {
    between: 'jest mi mam ma mieliśmy miałam miałem miała miał żadnego żadnej żadnych',
    before: 'bez ani żadnego żadnej żadnych',
    behind: 'brak',
  },
  ru: { between: 'было у меня него неё никакой никакого никаких', before: 'без ни нет', behind: 'нет нету отсутствует' },
  uk: {
    between: 'було має маю у мене нього неї ніякого ніякої ніяких',
    before: 'без ні нема немає',
    behind: 'нема немає нету відсутня відсутній',
  },
  ca: {
    between: 'em et es li ens els me se hi ha en tinc té tenim he hem has han cap gens gaire el la fa fan feia una',
    before: 'sense cap',
    behind: 'gens',
  },
  en: { between: 'have had has got having any a an the been be really feel feeling', before: 'no without nor', behind: 'none' },
}
/** Nobody has ever had it so: "nigdy mnie tak nie bolało". */
const NEVER: Readonly<Record<Language, string>> = { pl: 'nigdy', ru: 'никогда', uk: 'ніколи', ca: 'mai', en: 'never' }
/** A verb of having that is denied behind its object: "duszności nie mam". */
const HAVE: Readonly<Record<Language, string>> = { pl: 'mam ma było', ru: 'было', uk: 'було маю має', ca: 'tinc té hi', en: '' }
/** What is denied of it is only that it is needed, and that denies a cry too: "I don't need an ambulance". */
const NEED: Readonly<Record<Language, string>> = {
  pl: 'trzeba potrzeba potrzebuję potrzebna potrzebny potrzebne',
  ru: 'надо нужно нужна нужен требуется',
  uk: 'треба потрібно потрібна потрібен',
  ca: 'cal necessito necessitem falta',
  en: 'need needs',
}
const MOST_BETWEEN = 3
const VERB = /(ть|ться|є|ит|ет|ется)$/u

interface Words {
  readonly between: ReadonlySet<string>
  readonly before: ReadonlySet<string>
  readonly behind: ReadonlySet<string>
  readonly have: ReadonlySet<string>
  readonly need: ReadonlySet<string>
  readonly never: string
}
const known = new Map<Language, Words>()

function wordsOf(language: Language): Words {
  let words = known.get(language)
  if (words === undefined) {
    const read = (list: string) => new Set(list.split(' ').map(word => foldWord(word.replaceAll('ё', 'е'))))
    const { between, before, behind } = DENIALS[language]
    words = {
      between: read(between),
      before: read(before),
      behind: read(behind),
      have: read(HAVE[language]),
      need: read(NEED[language]),
      never: foldWord(NEVER[language]),
    }
    known.set(language, words)
  }
  return words
}

/**
 * By word the index of what denies it, -1 where nothing does: of "no em fa mal el pit" `fa` is denied by the first word. That it never was so is no denial that
 * it is.
 */
export function findDenied(tokens: readonly Token[], language: Language): readonly number[] {
  const words = wordsOf(language)
  if (tokens.some(({ folded }) => folded === words.never)) return tokens.map(() => -1)
  return tokens.map((_, at) => {
    const before = findBefore(tokens, at, words, language)
    return before >= 0 ? before : findBehind(tokens, at, words, language)
  })
}

function findBefore(tokens: readonly Token[], at: number, { between, before, need }: Words, language: Language): number {
  for (let back = at - 1; back >= 0 && at - back <= MOST_BETWEEN + 1; back -= 1) {
    if (tokens[back + 1]?.isAfterPause === true) return -1
    const { folded } = tokens[back] as Token
    // "ні, болить": what only denies things leaves the verb alone.
    if (before.has(folded)) return back === at - 1 && !VERB.test((tokens[at] as Token).kept) ? back : -1
    if (isNegator(tokens, back, language)) return back
    if (!between.has(folded) && !need.has(folded)) return -1
  }
  return -1
}

function findBehind(tokens: readonly Token[], at: number, { behind, have, need }: Words, language: Language): number {
  const next = tokens[at + 1]
  if (next === undefined || next.isAfterPause) return -1
  if (behind.has(next.folded)) return at + 1
  const verb = tokens[at + 2]?.folded ?? ''
  return isNegator(tokens, at + 1, language) && (have.has(verb) || need.has(verb)) ? at + 1 : -1
}

/** Whether the negator of a word says that the thing is not needed: "karetki nie trzeba". */
export function isNeedless(tokens: readonly Token[], at: number, negator: number, language: Language): boolean {
  const { need } = wordsOf(language)
  const last = Math.max(at, negator + 1)
  return tokens.slice(Math.max(0, negator - 2), last + 1).some(({ folded }) => need.has(folded))
}

/** Whether any word is denied. */
export function hasDenied(tokens: readonly Token[], language: Language): boolean {
  return findDenied(tokens, language).some(by => by >= 0)
}

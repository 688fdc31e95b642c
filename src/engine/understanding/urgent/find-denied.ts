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
    between: 'em et es li ens els me se hi ha en tinc té tenim he hem has han cap gens gaire el la fa fan feia',
    before: 'sense ni cap',
    behind: 'gens',
  },
  en: { between: 'have had has got having any a been be really feel feeling', before: 'no without nor', behind: 'none' },
}
/** Nobody has ever had it so: "nigdy mnie tak nie bolało". */
const NEVER: Readonly<Record<Language, string>> = { pl: 'nigdy', ru: 'никогда', uk: 'ніколи', ca: 'mai', en: 'never' }
/** A verb of having that is denied behind its object: "duszności nie mam". */
const HAVE: Readonly<Record<Language, string>> = { pl: 'mam ma było', ru: 'было', uk: 'було маю має', ca: 'tinc té hi', en: '' }
const MOST_BETWEEN = 3
const VERB = /(ть|ться|є|ит|ет|ется)$/u

interface Words {
  readonly between: ReadonlySet<string>
  readonly before: ReadonlySet<string>
  readonly behind: ReadonlySet<string>
  readonly have: ReadonlySet<string>
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

function findBefore(tokens: readonly Token[], at: number, { between, before }: Words, language: Language): number {
  for (let back = at - 1; back >= 0 && at - back <= MOST_BETWEEN + 1; back -= 1) {
    if (tokens[back + 1]?.isAfterPause === true) return -1
    const { folded } = tokens[back] as Token
    // "ні, болить": what only denies things leaves the verb alone.
    if (before.has(folded)) return back === at - 1 && !VERB.test((tokens[at] as Token).kept) ? back : -1
    if (isNegator(tokens, back, language)) return back
    if (!between.has(folded)) return -1
  }
  return -1
}

function findBehind(tokens: readonly Token[], at: number, { behind, have }: Words, language: Language): number {
  const next = tokens[at + 1]
  if (next === undefined || next.isAfterPause) return -1
  if (behind.has(next.folded)) return at + 1
  return isNegator(tokens, at + 1, language) && have.has(tokens[at + 2]?.folded ?? '') ? at + 1 : -1
}

/** Whether any word is denied. */
export function hasDenied(tokens: readonly Token[], language: Language): boolean {
  return findDenied(tokens, language).some(by => by >= 0)
}

import type { PersonValue } from '../../../scenarios/model/data-type.ts'
import type { Language } from '../../../scenarios/model/documents.ts'
import { MAX_TEXT, splitWords } from '../tokens.ts'
import { PATRONYMIC } from './expected-name.ts'
import { findName } from './find-name.ts'
import { getNameIndex, keepWord } from './name-index.ts'

/** A person who was named. */
export interface SpokenPerson {
  readonly value: PersonValue
  readonly confidence: number
  /** Offsets into the text. */
  readonly start: number
  readonly end: number
}

/** What half of a name is worth: it is asked about again. */
const HALF = 0.6
const WHOLE = 0.8

/** The person named in an utterance, without words that were already understood as something else; undefined where nobody is named. */
export function readPerson(
  said: string,
  language: Language,
  isTaken: (start: number, end: number) => boolean,
): SpokenPerson | undefined {
  const text = said.slice(0, MAX_TEXT)
  const tokens = splitWords(text)
  const found = findName(tokens, text, language, index => {
    const token = tokens[index]
    return token !== undefined && isTaken(token.start, token.end)
  })
  if (found === undefined || found.isDenied) return undefined
  const parts = found.name.split(' ')
  return {
    value: parts.length > 1 ? { name: found.name, ...splitPerson(parts, language) } : { name: found.name },
    confidence: Math.min(found.confidence, parts.length > 1 ? WHOLE : HALF),
    start: tokens[found.from]?.start ?? 0,
    end: tokens[found.to - 1]?.end ?? 0,
  }
}

/** First and last name, without the patronymic; "Nowak Anna" is said as offices write it, and a surname may be of several words: "Puig i Ferrer". */
function splitPerson(parts: readonly string[], language: Language): { readonly first: string; readonly last: string } {
  const index = getNameIndex(language)
  const isFirst = (part: string) => index.findFirst(keepWord(part)).some(({ isNominative }) => isNominative)
  const hasPatronymic = parts.length > 2 && (language === 'ru' || language === 'uk')
  const words = hasPatronymic ? parts.filter((part, at) => at === 0 || !PATRONYMIC.test(keepWord(part))) : parts
  const [one = ''] = words
  const other = words.at(-1) ?? one
  if (isFirst(other) && !isFirst(one)) return { first: other, last: words.slice(0, -1).join(' ') }
  // "Anna Maria Nowak"
  const family = words.findIndex((part, at) => at > 0 && !isFirst(part))
  return { first: one, last: family < 0 ? other : words.slice(family).join(' ') }
}

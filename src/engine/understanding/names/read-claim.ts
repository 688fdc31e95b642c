import type { PersonValue } from '../../../scenarios/model/data-type.ts'
import type { Language } from '../../../scenarios/model/documents.ts'
import { isBackchannel, type Token } from '../tokens.ts'
import { prepareExpected } from './expected-name.ts'
import { findName, type FoundName } from './find-name.ts'
import { matchTokens } from './match-name.ts'
import type { Gender } from './name-data.ts'
import { getNameWords, type NameWords } from './words/name-words.ts'

/** What a name in an utterance says of the caller, against the person who is asked for. Word indexes; `to` is not included. */
export interface NameClaim {
  /** The person who is asked for, somebody else, or too near to the one and too far from the other; `mentioned`: it is not the caller's own. */
  readonly is: 'same' | 'other' | 'unsure' | 'mentioned'
  readonly from: number
  readonly to: number
  /** How alike the names are, 0..1 (see `matchName`). */
  readonly likeness: number
}

const SAME = 0.8
const OTHER = 0.6
/** From here on it is surely a name, and may speak for somebody else. */
const SURELY_A_NAME = 0.75

/**
 * What callers who are asked for by name say of themselves: "Nowak, słucham", "this is Anna". A name among other words ("nie
 * ma Anny", "żona Nowaka") or in a question is not the caller's own. Undefined where nobody is named.
 */
export function readClaim(
  tokens: readonly Token[],
  text: string,
  expected: PersonValue,
  language: Language,
): NameClaim | undefined {
  const found = findName(tokens, text, language)
  if (found === undefined) return undefined
  const { from, to, isDenied, confidence } = found
  const likeness = matchTokens(tokens, expected, language)
  const claim = (is: NameClaim['is']): NameClaim => ({ is, from, to, likeness })
  if (!isOwn(withExpected(found, tokens, expected, language), tokens, language) || text.trimEnd().endsWith('?'))
    return likeness < OTHER ? undefined : claim('mentioned')
  if (isDenied) return likeness < OTHER ? undefined : claim('other')
  if (likeness < OTHER) return confidence < SURELY_A_NAME ? undefined : claim('other')
  return claim(likeness >= SAME && !isOtherGender(tokens, expected, language) ? 'same' : 'unsure')
}

/** The name with words right after it that are the expected person's, too: the other half of "Skłodowska-Curie". */
function withExpected(found: FoundName, tokens: readonly Token[], expected: PersonValue, language: Language): FoundName {
  const { words } = prepareExpected(expected, language)
  let { to } = found
  while (words.some(({ word }) => word === tokens[to]?.kept) && tokens[to]?.isAfterPause === false) to += 1
  return { ...found, to }
}

/** Nothing stands around the name but what people say when they introduce themselves. */
function isOwn({ from, to }: FoundName, tokens: readonly Token[], language: Language): boolean {
  const words = getNameWords(language)
  const end = to + measurePhrase(tokens, to, words.after)
  return tokens.every(
    (token, at) =>
      (from <= at && at < end) ||
      isBackchannel(token) ||
      isPlain(token, words) ||
      // "nie, tu Maria", but not "Anna is not here".
      (at < from && (words.no.has(token.folded) || words.not.has(token.folded))),
  )
}

function isPlain({ folded }: Token, { light, ladies, gentlemen }: NameWords): boolean {
  return light.has(folded) || ladies.has(folded) || gentlemen.has(folded)
}

function measurePhrase(tokens: readonly Token[], at: number, phrases: NameWords['after']): number {
  return phrases.find(phrase => phrase.every((word, offset) => tokens[at + offset]?.folded === word))?.length ?? 0
}

/** "Mr Smith speaking", where Anna Smith is asked for. */
function isOtherGender(tokens: readonly Token[], expected: PersonValue, language: Language): boolean {
  const { ladies, gentlemen } = getNameWords(language)
  const gender = expected.gender ?? genderOf(expected, language)
  if (gender === undefined) return false
  const others = gender === 'female' ? gentlemen : ladies
  return tokens.some(({ folded }) => others.has(folded))
}

function genderOf(expected: PersonValue, language: Language): Gender | undefined {
  const known = prepareExpected(expected, language).words.flatMap(({ role, known }) => (role === 'first' ? known : []))
  const genders = new Set(known.map(({ gender }) => gender))
  return genders.size === 1 ? [...genders][0] : undefined
}

import type { PersonValue } from '../../../scenarios/model/data-type.ts'
import type { Language } from '../../../scenarios/model/documents.ts'
import type { Hypothesis } from '../../call/ports.ts'
import { MAX_TEXT, splitWords, type Token } from '../tokens.ts'
import { findName } from './find-name.ts'
import { LAST_ALONE, matchTokens } from './match-name.ts'

/** How a name is to be read. */
export interface NameOptions {
  readonly language: Language
  /** The person who is meant to be there: what is said is measured against this one. */
  readonly expected?: PersonValue | string
  /** What else the recogniser heard, best first; the text itself may be among them. */
  readonly hypotheses?: readonly Hypothesis[]
}
/** A name that was said. */
export interface SpokenName {
  /** In the nominative where that is certain, in the order said. */
  readonly name: string
  /** With an expected person, how surely it is this one (see `matchName`); without, how surely it is a name. 0..1. */
  readonly likeness: number
  /** Offsets into the text. */
  readonly start: number
  readonly end: number
  /** The caller said that it is not this one. */
  readonly denied?: true
}

/** A worse hypothesis of the recogniser counts a little less than the one before it. */
const RANK = 0.98
const HALF = 0.9

/** Reads the name in what was said; undefined where there is none. */
export function readName(
  said: string | readonly Token[],
  { language, expected, hypotheses = [] }: NameOptions,
): SpokenName | undefined {
  const isText = typeof said === 'string'
  const text = isText ? said.slice(0, MAX_TEXT) : ''
  const tokens = isText ? splitWords(text) : said
  const found = findName(tokens, text, language)
  const name =
    found === undefined
      ? undefined
      : {
          name: found.name,
          likeness: found.confidence,
          start: tokens[found.from]?.start ?? 0,
          end: tokens[found.to - 1]?.end ?? 0,
          ...(found.isDenied ? { denied: true as const } : {}),
        }
  const others = hypotheses.slice(0, 10).filter(other => !isText || other.text !== said)
  if (expected === undefined) {
    if (name !== undefined) return name
    for (const other of others) {
      const read = readName(other.text, { language })
      if (read !== undefined) return { ...read, likeness: read.likeness * RANK, start: 0, end: tokens.at(-1)?.end ?? 0 }
    }
    return undefined
  }
  let likeness = matchTokens(tokens, expected, language)
  let heard = name
  for (const [rank, other] of others.entries()) {
    const fit = matchTokens(splitWords(other.text.slice(0, MAX_TEXT)), expected, language)
    // Half of a name in a worse hypothesis does not stand against the whole of another in the best.
    const rival = fit * (fit <= LAST_ALONE && tokens.length > 1 ? HALF : 1) * RANK ** (rank + 1)
    if (rival <= likeness) continue
    likeness = rival
    const read = findName(splitWords(other.text.slice(0, MAX_TEXT)), other.text, language)
    heard = { name: read?.name ?? other.text.trim(), likeness, start: 0, end: tokens.at(-1)?.end ?? 0 }
  }
  if (heard !== undefined) return { ...heard, likeness }
  // "Nowik, słucham": no name by itself, but near to the one that is expected.
  return likeness < 0.6
    ? undefined
    : { name: tokens.map(({ raw }) => raw).join(' '), likeness, start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0 }
}

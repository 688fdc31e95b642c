import type { Language } from '../../scenarios/model/documents.ts'
import type { NameClaim } from './names/index.ts'
import type { PhraseMatch } from './phrases.ts'
import { countAttending, countPadding, countYes } from './polarity/index.ts'
import type { Meant } from './read-meanings.ts'
import type { Token } from './tokens.ts'

/** In so few words one that nobody knows changes nothing. */
const FEW = 5
/** Something else was said as clearly as this. */
const CLEAR = 0.6

/**
 * Whether an utterance is a yes and nothing more but courtesy, a name, or a question asked in the same breath ("tak, a o co chodzi?").
 * A television says "yes" too, and so does a neighbour who then explains.
 */
export function isPlainYes(
  tokens: readonly Token[],
  phrases: readonly PhraseMatch[],
  meant: readonly Meant[],
  claim: NameClaim | undefined,
  language: Language,
): boolean {
  const spans = [
    ...phrases.filter(({ meaning }) => meaning === 'agree'),
    ...meant.filter(
      ({ meaning, confidence, from, to }) => meaning !== 'agree' && confidence >= CLEAR && to - from < tokens.length,
    ),
    ...(claim === undefined ? [] : [claim]),
  ]
  let unknown = 0
  for (let at = 0; at < tokens.length; ) {
    const end = Math.max(
      ...spans.map(({ from, to }) => (from <= at ? to : 0)),
      at + countYes(tokens, at, language),
      at + countPadding(tokens, at, language),
      at + countAttending(tokens, at, language),
    )
    if (end > at) at = end
    else {
      unknown += 1
      at += 1
    }
  }
  // Of one word that nobody knows a yes is only guessed.
  if (unknown === tokens.length) return false
  // "ja sama we własnej osobie"; but who says a word of their own and "słucham" says where one has called: "fryzjer, słucham".
  return (
    unknown === 0 || (unknown === 1 && tokens.length <= FEW && !tokens.some((_, at) => countAttending(tokens, at, language) > 0))
  )
}

import type { HearingContext } from '../call/ports.ts'
import { STAYS } from './core-meanings.ts'
import type { PhraseMatch } from './phrases.ts'
import { readPolarity } from './polarity/index.ts'
import type { Meant } from './read-meanings.ts'
import type { Token } from './tokens.ts'

/** From here on something was said clearly. */
const CLEAR = 0.6
/** What is asked again. */
const DOUBTFUL = 0.5
/** A visit that stays for words among others. */
const STAYS_BY_WORDS = 0.75
/** How much like cancelling it must sound, where no word of it is listed. */
const SURE = 0.75

/**
 * Where a yes calls a visit off, it needs a yes, by rule or of the step's own words: a phrase that only says yes elsewhere ("pasuje mi") will not do, nor a yes beside a no. With "I'll be there" in it a yes says that.
 * Who says that it shall be cancelled and that it shall stay is asked again, and so is whose words only sound like cancelling.
 */
export function guardVisit(
  meant: readonly Meant[],
  phrases: readonly PhraseMatch[],
  tokens: readonly Token[],
  { scenario, language, node }: Pick<HearingContext, 'scenario' | 'language' | 'node'>,
): readonly Meant[] {
  const yeses = scenario.words[language]?.[node]?.['agree'] ?? []
  const isClear = (...meanings: readonly string[]): boolean =>
    meant.some(({ meaning, confidence }) => meanings.includes(meaning) && confidence >= CLEAR)
  const isListed = (...meanings: readonly string[]): boolean => phrases.some(({ meaning }) => meanings.includes(meaning))
  const stays = isClear(...STAYS)
  const isTorn = isClear('cancel') && (stays || (isListed(...STAYS) && !isListed('cancel')))
  const isLikened = ({ meaning, confidence }: Meant): boolean => meaning === 'cancel' && confidence < SURE && !isListed('cancel')
  const settle = (one: Meant): readonly Meant[] => {
    if (isTorn || isLikened(one)) return [doubt(one)]
    if (one.meaning !== 'agree') return [one]
    if (stays) return []
    const stay = phrases.find(({ meaning }) => STAYS.includes(meaning))
    if (stay !== undefined)
      return [{ ...one, meaning: stay.meaning, confidence: STAYS_BY_WORDS, because: `contains phrase "${stay.phrase}"` }]
    const isYes = phrases.some(({ phrase }) => yeses.includes(phrase)) || saysYes(tokens.slice(one.from, one.to), language)
    return [isYes && !isClear('decline') && !isListed('decline') ? one : doubt(one)]
  }
  return meant.flatMap(settle)
}

function saysYes(tokens: readonly Token[], language: HearingContext['language']): boolean {
  const polarity = readPolarity(tokens, language)
  return polarity?.answer === 'agree' && !polarity.suits
}

function doubt(one: Meant): Meant {
  return { ...one, confidence: Math.min(one.confidence, DOUBTFUL) }
}

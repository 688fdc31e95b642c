import type { Heard } from '../call/ports.ts'
import { URGENT } from './urgent/index.ts'

type Meaning = Heard['meanings'][number]

/** From here on a goodbye is one, whatever little word of agreement went before it. */
const CLEAR_GOODBYE = 0.6
const CLEAR_ANSWER = 0.5

/**
 * What matters most of all that was said: danger, then what is asked or wanted, then yes and no, then courtesy. `awaited` are the answers of a
 * question that was asked: a yes that goes along with a goodbye is then an answer.
 */
export function pickMainMeaning(meanings: readonly Meaning[], awaited?: ReadonlySet<string>): Meaning | undefined {
  const isAnswer = ({ meaning }: Meaning): boolean => meaning === 'agree' || meaning === 'decline'
  const rank = (one: Meaning): number => {
    if ((URGENT as readonly string[]).includes(one.meaning)) return 0
    if (one.meaning === 'thanks_bye') return awaited === undefined && one.confidence >= CLEAR_GOODBYE ? 1 : 3
    // "hang on, who booked me in?": who asks that has stopped for it.
    return isAnswer(one) ? 2 : one.meaning === 'hold_on' ? 1.5 : 1
  }
  // Of a yes and a no the last one counts, if it is clear.
  const last = meanings.findLast(one => isAnswer(one) && one.confidence >= CLEAR_ANSWER)
  return meanings
    .filter(one => !isAnswer(one) || last === undefined || one === last)
    .toSorted((a, b) => rank(a) - rank(b) || b.confidence - a.confidence)[0]
}

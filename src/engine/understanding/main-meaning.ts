import type { Heard } from '../call/ports.ts'
import { URGENT } from './urgent/index.ts'

type Meaning = Heard['meanings'][number]

/** A confidence under which nothing counts as understood. */
export const LEAST_CONFIDENCE = 0.25

/** What matters most of all that was said: danger, then what is asked or wanted, then yes and no, then courtesy. */
export function pickMainMeaning(meanings: readonly Meaning[]): Meaning | undefined {
  const rank = ({ meaning }: Meaning): number =>
    (URGENT as readonly string[]).includes(meaning)
      ? 0
      : meaning === 'agree' || meaning === 'decline'
        ? 2
        : meaning === 'thanks_bye'
          ? 3
          : 1
  return meanings
    .filter(({ confidence }) => confidence >= LEAST_CONFIDENCE)
    .toSorted((a, b) => rank(a) - rank(b) || b.confidence - a.confidence)[0]
}

import type { ClinicFact } from '../system.ts'
import { measureSaid, splitPlainWords } from './match-words.ts'

/**
 * The fact that answers a question on a topic: the one of whose words the most was said, else the topic's general one. `words`: the caller's,
 * in any language. Undefined when nothing is known of it.
 */
export function findFact(facts: readonly ClinicFact[], topic: string, words = ''): ClinicFact | undefined {
  const said = splitPlainWords(words)
  let found: ClinicFact | undefined
  let most = -1
  for (const fact of facts) {
    if (fact.topic !== topic) continue
    const score = fact.words === undefined ? 0 : measureSaid(said, Object.values(fact.words).flat())
    if (fact.words !== undefined && score === 0) continue
    if (score > most) [found, most] = [fact, score]
  }
  return found
}

import { splitWords } from '../tokens.ts'
import { matchName } from './match-name.ts'

/** A first name or a surname alone finds nobody: the other may be anybody's. */
const WORDS_OF_A_NAME = 2

/**
 * How alike a name that was said and one on record are, 0 to 1, whichever scripts they are written in. Half a name is no name: many have it.
 */
function compareNames(said: string, known: string): number {
  if (splitWords(said).length < Math.min(WORDS_OF_A_NAME, splitWords(known).length)) return 0
  return matchName(said, known, /\p{Script=Cyrillic}/u.test(said) ? 'uk' : 'pl')
}

/** Compares names for a clinic's records. */
export const NAME_MATCHER = { likeness: compareNames, sameFrom: 0.8 } as const

import type { NameClaim } from './names/index.ts'
import type { Meant } from './read-meanings.ts'
import type { Token } from './tokens.ts'

/** A name is as good as a yes or a no. */
const NAMED = 0.95
const HALF_NAMED = 0.85
const WHOLE = 0.95
/** Too unsure to be taken: the question is put again. */
const UNSURE = 0.5

/** How the readings by name say why; a language model, which sees no names, must not decide against them. */
export const BY_NAME = 'by name'

/**
 * Yes and no of somebody who was asked for by name and gave one: the name decides. Another name is a no, whatever was said beside it; a name
 * that is only near, or a "no" before the right one, is asked about again. `readOthers` reads what was said without the name.
 */
export function judgeByName(
  { is, likeness, from, to }: NameClaim,
  meant: readonly Meant[],
  tokens: readonly Token[],
  readOthers: (others: readonly Token[]) => readonly Meant[],
): readonly Meant[] {
  const say = (meaning: 'agree' | 'decline', confidence: number): readonly Meant[] => [
    { meaning, confidence, from: 0, to: tokens.length, because: `${BY_NAME} (${Math.round(likeness * 100)} % alike)` },
  ]
  const hasSaid = (answer: string): boolean => meant.some(one => one.meaning === answer && !one.because.startsWith('sounds'))
  switch (is) {
    case 'mentioned':
      // "nie ma Anny": the name tells nothing that the question has not said.
      return meant.some(({ confidence }) => confidence === 1) ? meant : withoutName(tokens, from, to, readOthers)
    case 'other':
      // Words that nobody knows look like a name; of those that the lexicon lists as a whole it says what they are ("фільтрація дзвінків").
      return isListed(meant, tokens) ? meant : say('decline', NAMED)
    case 'same':
      return hasSaid('decline') ? say('decline', UNSURE) : say('agree', likeness >= WHOLE ? NAMED : HALF_NAMED)
    case 'unsure':
      return hasSaid('decline') ? say('decline', UNSURE) : hasSaid('agree') ? meant : say('agree', UNSURE)
    default:
      return is satisfies never
  }
}

function isListed(meant: readonly Meant[], tokens: readonly Token[]): boolean {
  return meant.some(({ confidence, from, to }) => confidence === 1 && from === 0 && to === tokens.length)
}

function withoutName(
  tokens: readonly Token[],
  from: number,
  to: number,
  readOthers: (others: readonly Token[]) => readonly Meant[],
): readonly Meant[] {
  const back = (at: number): number => (at < from ? at : at + to - from)
  return readOthers([...tokens.slice(0, from), ...tokens.slice(to)]).map(one => ({
    ...one,
    from: back(one.from),
    to: back(one.to - 1) + 1,
  }))
}

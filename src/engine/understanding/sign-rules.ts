import { foldWord, type Token } from './tokens.ts'

/** Words between the first and the last sign of a rule, at most. */
const SPAN = 9

/*
 * Rules over words. A rule is a line of groups separated by spaces, alternatives in a group by `|`; each group must be met by a word near the others,
 * in any order. A stem stands for every word that begins with it, `=` at its end for that word alone.
 */
interface Stem {
  readonly text: string
  readonly isWhole: boolean
}
/** Alternatives of which one word must be met. */
export interface Group {
  readonly stems: readonly Stem[]
  /** A bit for each first letter of the stems: most groups are ruled out by it. */
  readonly letters: number
}
/** Each group met by a word of its own, all near each other. `letters`: of the tokens. */
export function findGroups(
  groups: readonly Group[],
  tokens: readonly Token[],
  letters: number,
): { readonly from: number; readonly to: number } | undefined {
  for (const group of groups) if ((group.letters & letters) === 0) return undefined
  const [first, ...others] = groups
  if (first === undefined) return undefined
  for (let at = 0; at < tokens.length; at += 1) {
    if (!meets(first, tokens[at])) continue
    let from = at
    let to = at + 1
    const used = new Set([at])
    const isComplete = others.every(group => {
      let nearest = -1
      for (let other = Math.max(0, at - SPAN); other < Math.min(tokens.length, at + SPAN); other += 1)
        if (!used.has(other) && meets(group, tokens[other]) && (nearest < 0 || Math.abs(other - at) < Math.abs(nearest - at)))
          nearest = other
      if (nearest < 0) return false
      used.add(nearest)
      from = Math.min(from, nearest)
      to = Math.max(to, nearest + 1)
      return true
    })
    if (isComplete && to - from <= SPAN) return { from, to }
  }
  return undefined
}

/** Whether a word is one of the alternatives. */
export function meets({ stems, letters }: Group, token: Token | undefined): boolean {
  if (token === undefined || (letters & letterOf(token.folded)) === 0) return false
  for (const { text, isWhole } of stems) if (isWhole ? token.folded === text : token.folded.startsWith(text)) return true
  return false
}

function letterOf(word: string): number {
  return 1 << (word.charCodeAt(0) & 31)
}

/** A bit for each first letter of the words. */
export function lettersOf(tokens: readonly Token[]): number {
  let letters = 0
  for (const { folded } of tokens) letters |= letterOf(folded)
  return letters
}

/** Reads one group of a rule. */
export function readGroup(group: string): Group {
  return makeGroup(readStems(group))
}

/** A group of stems. */
export function makeGroup(stems: readonly Stem[]): Group {
  // Nothing begins with a letter of its own if a stem is empty: such a group is met by any word.
  return { stems, letters: stems.reduce((all, { text }) => all | (text === '' ? -1 : letterOf(text)), 0) }
}

/** Reads the alternatives of a group. */
export function readStems(group: string): readonly Stem[] {
  return group.split('|').map(stem => {
    const isWhole = stem.endsWith('=')
    return { text: foldWord((isWhole ? stem.slice(0, -1) : stem).replace(/[’ʼ]/g, "'").replaceAll('ё', 'е')), isWhole }
  })
}

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
/** Where the words of a rule were found; word indexes, `to` is not included. */
export interface RuleSpan {
  /** The rule's index. */
  readonly rule: number
  readonly from: number
  readonly to: number
  /** The words that met its groups. */
  readonly used: ReadonlySet<number>
}

/** Words of which it is known which groups they meet; above that the memory begins anew. */
const MOST_WORDS = 20_000

/** Rules to be looked for together: most are ruled out because some group is met by no word at all. */
export class RuleBook {
  readonly #rules: readonly (readonly Group[])[]
  /** All groups, rule after rule; where the groups of each rule begin, and one more. */
  readonly #groups: readonly Group[]
  readonly #starts: Uint32Array
  /** By group: the last search in which a word met it. */
  readonly #metIn: Uint32Array
  readonly #known = new Map<string, readonly number[]>()
  #search = 0

  constructor(rules: readonly (readonly Group[])[]) {
    this.#rules = rules
    this.#groups = rules.flat()
    this.#starts = new Uint32Array(rules.length + 1)
    for (const [rule, groups] of rules.entries()) this.#starts[rule + 1] = (this.#starts[rule] as number) + groups.length
    this.#metIn = new Uint32Array(this.#groups.length)
  }

  /** The first rule from `least` on of which each group is met by a word of its own, all near each other. */
  find(tokens: readonly Token[], least = 0): RuleSpan | undefined {
    this.#search += 1
    for (const token of tokens) for (const group of this.#groupsOf(token)) this.#metIn[group] = this.#search
    for (let rule = least; rule < this.#rules.length; rule += 1) {
      const span = this.#isPossible(rule) ? findGroups(this.#rules[rule] ?? [], tokens) : undefined
      if (span !== undefined) return { rule, ...span }
    }
    return undefined
  }

  #isPossible(rule: number): boolean {
    const end = this.#starts[rule + 1] as number
    for (let group = this.#starts[rule] as number; group < end; group += 1) if (this.#metIn[group] !== this.#search) return false
    return true
  }

  #groupsOf(token: Token): readonly number[] {
    let groups = this.#known.get(token.folded)
    if (groups === undefined) {
      groups = this.#groups.flatMap((group, at) => (meets(group, token) ? [at] : []))
      if (this.#known.size >= MOST_WORDS) this.#known.clear()
      this.#known.set(token.folded, groups)
    }
    return groups
  }
}

function findGroups(groups: readonly Group[], tokens: readonly Token[]): Omit<RuleSpan, 'rule'> | undefined {
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
    if (isComplete && to - from <= SPAN) return { from, to, used }
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

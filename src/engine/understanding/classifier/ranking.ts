/** A label and the chance that it is right. */
export interface Guess {
  readonly label: string
  /** From 0 to 1: that the text is in scope and means this label. */
  readonly p: number
}

/** What a text may mean. The chances of all guesses and of none sum to 1, so those of several hypotheses can be averaged. */
export interface Ranking {
  /** All labels, the likeliest first. */
  readonly guesses: readonly Guess[]
  /** The chance that the text means none of the labels. */
  readonly none: number
}

/** The same by label: what calls, which ask for few of them and many times a second, make do with. */
export interface Chances {
  readonly labels: readonly string[]
  /** From 0 to 1, in the order of the labels. */
  readonly chances: readonly number[]
  readonly none: number
}

/** What a text may mean where only some labels are awaited. */
export interface MaskedChances {
  /** The likeliest of what is awaited, with the chances of all labels that stand for it. */
  readonly best: Guess | undefined
  /** The likeliest of the other labels: when it is above the best, the text is known, but not awaited now. */
  readonly elsewhere: Guess | undefined
  /** The chance that the text means none of the labels. */
  readonly none: number
}

/** How likely a caller is to say what the step does not await, for each time that it would be said where all is awaited. */
const ELSEWHERE = 0.3

/**
 * Takes into account what the step awaits: `standFor` tells, in the order of the labels, which of its answers each stands for, if for any. The others become less
 * likely, but do not vanish. All chances of what is awaited with those of the labels elsewhere and of none sum to 1.
 */
export function maskChances({ labels, chances, none }: Chances, standFor: readonly (string | undefined)[]): MaskedChances {
  const awaited = new Map<string, number>()
  let other = -1
  let mass = 0
  let otherMass = 0
  for (let label = 0; label < chances.length; label++) {
    const p = chances[label] as number
    const answer = standFor[label]
    if (answer !== undefined) {
      mass += p
      awaited.set(answer, (awaited.get(answer) ?? 0) + p)
    } else {
      otherMass += p
      if (other < 0 || p > (chances[other] as number)) other = label
    }
  }
  const whole = mass + ELSEWHERE * otherMass + none
  const scale = whole > 0 ? 1 / whole : 0
  let best: Guess | undefined
  for (const [label, p] of awaited) if (best === undefined || p * scale > best.p) best = { label, p: p * scale }
  const elsewhere = other < 0 ? undefined : { label: labels[other] as string, p: (chances[other] as number) * ELSEWHERE * scale }
  return { best, elsewhere, none: none * scale }
}

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

/** What a text may mean where only some labels are awaited. */
export interface MaskedRanking {
  /** The awaited labels, the likeliest first. */
  readonly guesses: readonly Guess[]
  /** The likeliest of the other labels: when it is above all guesses, the text is known, but not awaited now. */
  readonly elsewhere: Guess | undefined
  /** The chance that the text means none of the labels. */
  readonly none: number
}

/** How likely a caller is to say what the step does not await, for each time that it would be said where all is awaited. */
const ELSEWHERE = 0.3

/**
 * Takes into account which labels the step awaits: the others become less likely, but do not vanish. All chances of the result with
 * those of the labels elsewhere sum to 1.
 */
export function maskRanking(ranking: Ranking, isAwaited: (label: string) => boolean, elsewhere = ELSEWHERE): MaskedRanking {
  const awaited: Guess[] = []
  let best: Guess | undefined
  let mass = 0
  let otherMass = 0
  for (const guess of ranking.guesses) {
    if (isAwaited(guess.label)) {
      awaited.push(guess)
      mass += guess.p
    } else {
      best ??= guess
      otherMass += guess.p
    }
  }
  const whole = mass + elsewhere * otherMass + ranking.none
  const scale = whole > 0 ? 1 / whole : 0
  return {
    guesses: awaited.map(({ label, p }) => ({ label, p: p * scale })),
    elsewhere: best && { label: best.label, p: best.p * elsewhere * scale },
    none: ranking.none * scale,
  }
}

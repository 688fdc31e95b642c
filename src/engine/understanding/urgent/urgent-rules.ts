/**
 * Signs of what must never be missed, as word stems. A rule is a line of groups separated by spaces, alternatives in a group by `|`; each group must
 * be met by a word near the others, in any order. A stem stands for every word that begins with it, `=` at its end for that word alone.
 */
export interface UrgentRules {
  /** A life may be in danger. */
  readonly emergency: readonly string[]
  /** The caller wants no more calls. The first group of each rule says that it is enough. */
  readonly stop_calling: readonly string[]
  /** Cries that no "no" before them takes back, where the negator is also the word for no; and what is bad when it is not so: "won't stop". */
  readonly cries: readonly string[]
  /** Other words that it is enough: without one of all these nothing that only sounds so is an opt-out. */
  readonly enough: string
  /** What a negator before it denies by itself: of "nie boli, oddycham" the breath is not denied. */
  readonly troubles: string
  /** Says that it is not so bad: rules as above. */
  readonly calm: readonly string[]
  /** What is over, or feared, and no sign: rules as above, of which the words that met them are no signs. Others in the same breath count. */
  readonly past: readonly string[]
  /** Words that say that it is now: beside one of them nothing is over. */
  readonly now: string
  /** Words that tell of something long over, of others' stories, or deny: then the rules keep silent and the classifier decides. */
  readonly unless: readonly string[]
}

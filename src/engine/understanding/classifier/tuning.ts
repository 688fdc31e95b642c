/** What was chosen by cross-validation on training parts of public corpora; one set of values for every language and size. */
export interface Tuning {
  /** Cost of a training error. */
  readonly cost: number
  /** Part of a vector's squared length that is words and pairs of words. */
  readonly wordShare: number
  /** Rarity of a feature that stands everywhere. */
  readonly idfFloor: number
  /** In how many texts a feature counts as having been that was in none. */
  readonly unseenFrequency: number
  /** Value of the constant feature. */
  readonly bias: number
  /** Most passes over the examples. */
  readonly passes: number
  /** Passes over the rest of the examples after a fold is taken out. */
  readonly foldPasses: number
  /** Folds for the calibration. */
  readonly folds: number
  /** Training ends when no condition is missed by more. */
  readonly tolerance: number
}

/** The values in use. */
export const TUNING: Tuning = {
  cost: 1,
  wordShare: 0.5,
  idfFloor: 1,
  unseenFrequency: 0,
  bias: 1,
  passes: 20,
  foldPasses: 3,
  folds: 4,
  tolerance: 0.1,
}

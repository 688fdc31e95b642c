/** What was chosen by cross-validation on training parts of public corpora; one set of values for every language and size. */
export interface Tuning {
  /** Cost of a training error. */
  readonly cost: number
  /** What a separator may give to phrases of other labels at no cost; its own shall get 1. */
  readonly slack: number
  /** Part of a vector's squared length that is words, stems and pairs. */
  readonly wordShare: number
  /** Rarity of a feature that stands everywhere. */
  readonly idfFloor: number
  /** Below 1, rarity matters less. */
  readonly idfPower: number
  /** In how many texts a feature counts as having been that was in none. */
  readonly unseenFrequency: number
  /** Most rounds of learning a label: each is one full pass and some short ones. */
  readonly rounds: number
  /** Most short passes of a round. */
  readonly shortPasses: number
  /** Short passes over the other examples when a fold is taken out. */
  readonly foldPasses: number
  /** Folds for the calibration. */
  readonly folds: number
  /** A label is learned when no condition is missed by more. */
  readonly tolerance: number
  /** How often callers say what is outside of all labels: the chance of `none` supposes it. */
  readonly outsideShare: number
}

/** The values in use. */
export const TUNING: Tuning = {
  cost: 3,
  slack: 0,
  wordShare: 0.5,
  idfFloor: 1,
  idfPower: 0.7,
  unseenFrequency: 1,
  rounds: 4,
  shortPasses: 6,
  foldPasses: 4,
  folds: 4,
  tolerance: 0.02,
  outsideShare: 0.2,
}

import type { Vocabulary } from './vocabulary.ts'

/** How raw scores become probabilities. */
export interface Calibration {
  /** Scores are multiplied by this before the softmax. */
  readonly sharpness: number
  /** The chance to be in scope is the logistic function of `slope × top score + offset`. */
  readonly slope: number
  readonly offset: number
}

/** All that a classifier has learned: arrays and numbers. */
export interface Model {
  readonly labels: readonly string[]
  readonly vocabulary: Vocabulary
  /** By row of the vocabulary, then by label. */
  readonly weights: Float32Array
  /** By label. */
  readonly biases: Float32Array
  readonly calibration: Calibration
}

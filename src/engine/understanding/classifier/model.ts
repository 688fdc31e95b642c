import type { Vocabulary } from './vocabulary.ts'

/** How raw scores become probabilities. */
export interface Calibration {
  /** Scores are multiplied by this before the softmax. */
  readonly sharpness: number
  /** The chance to be in scope is the logistic function of `byTop × top + byOutside × outside + offset`, `top` being a soft maximum. */
  readonly byTop: number
  readonly byOutside: number
  readonly offset: number
}

/** All that a classifier has learned: arrays and numbers. */
export interface Model {
  /** Of the separators; one more, without a name, may follow: that of what is outside of all labels. */
  readonly labels: readonly string[]
  readonly hasOutside: boolean
  readonly vocabulary: Vocabulary
  /** By row of the vocabulary, then by separator. */
  readonly weights: Float32Array
  readonly calibration: Calibration
}

/** How sharply the soft maximum of the scores keeps to the largest. */
const SOFTNESS = 16

/** The largest of the first `count` scores, a little more when others come near it. */
export function softTop(scores: Float64Array | Float32Array, count: number): number {
  let top = -Infinity
  for (let label = 0; label < count; label++) top = Math.max(top, scores[label] as number)
  let mass = 0
  for (let label = 0; label < count; label++) mass += Math.exp(SOFTNESS * ((scores[label] as number) - top))
  return top + Math.log(mass) / SOFTNESS
}

import { type Model } from './model.ts'
import { writeModel } from './model-bytes.ts'
import type { Guess, Ranking } from './ranking.ts'
import { Vectoriser } from './vocabulary.ts'

/** Says what a text means, as far as its examples tell. Made by `trainClassifier` or `restoreClassifier`. */
export class Classifier {
  readonly #model: Model
  readonly #vectoriser: Vectoriser
  readonly #scores: Float64Array

  constructor(model: Model) {
    this.#model = model
    this.#vectoriser = new Vectoriser(model.vocabulary)
    this.#scores = new Float64Array(model.labels.length)
  }

  /** In the order of their first example. */
  get labels(): readonly string[] {
    return this.#model.labels
  }

  /** Raw scores by label, in the order of `labels`: about 1 for a text like the label's own, below 0 for others. */
  score(text: string): Float64Array {
    return Float64Array.from(this.#score(text))
  }

  /** All labels, the likeliest first, and the chance that the text means none of them. Never throws. */
  rank(text: string): Ranking {
    const { labels, calibration } = this.#model
    const scores = this.#score(text)
    let top = -Infinity
    for (const score of scores) if (score > top) top = score
    if (top === -Infinity) return { guesses: [], none: 1 }
    const inScope = 1 / (1 + Math.exp(-(calibration.slope * top + calibration.offset)))
    let mass = 0
    for (const score of scores) mass += Math.exp(calibration.sharpness * (score - top))
    const guesses: Guess[] = []
    for (let label = 0; label < labels.length; label++) {
      const p = (inScope * Math.exp(calibration.sharpness * ((scores[label] as number) - top))) / mass
      guesses.push({ label: labels[label] as string, p })
    }
    guesses.sort((one, other) => other.p - one.p)
    return { guesses, none: 1 - inScope }
  }

  /** All that was learned, to be kept and given to `restoreClassifier`. */
  toBytes(): Uint8Array {
    return writeModel(this.#model)
  }

  #score(text: string): Float64Array {
    const { weights, biases, labels } = this.#model
    const scores = this.#scores
    const count = labels.length
    const vector = this.#vectoriser.vectorise(text)
    for (let label = 0; label < count; label++) scores[label] = biases[label] as number
    for (let at = 0; at < vector.size; at++) {
      const value = vector.values[at] as number
      const base = (vector.rows[at] as number) * count
      for (let label = 0; label < count; label++)
        scores[label] = (scores[label] as number) + value * (weights[base + label] as number)
    }
    return scores
  }
}

import { addRows } from './add-rows.ts'
import { type Model, softTop } from './model.ts'
import { writeModel } from './model-bytes.ts'
import type { Chances, Ranking } from './ranking.ts'
import { Vectoriser } from './vectoriser.ts'

/** Says what a text means, as far as its examples tell. Made by `trainClassifier` or `restoreClassifier`. */
export class Classifier {
  readonly #model: Model
  /** Made when a text is first weighed: a start takes up several classifiers, and hears nobody yet. */
  #vectoriser: Vectoriser | undefined
  readonly #scores: Float64Array
  readonly #numbers: ReadonlyMap<string, number>

  constructor(model: Model) {
    this.#model = model
    this.#numbers = new Map(model.labels.map((label, number) => [label, number]))
    this.#scores = new Float64Array(model.labels.length + (model.hasOutside ? 1 : 0))
  }

  /** In the order of their first example. */
  get labels(): readonly string[] {
    return this.#model.labels
  }

  /** The place of a label in `labels`; undefined for one that it knows no example of. */
  numberOf(label: string): number | undefined {
    return this.#numbers.get(label)
  }

  /** Raw scores by label, in the order of `labels`: about 1 for a text like the label's own, about 0 for others. */
  score(text: string): Float64Array {
    return this.#score(text).slice(0, this.labels.length)
  }

  /** All labels, the likeliest first, and the chance that the text means none of them. Never throws. */
  rank(text: string): Ranking {
    const { labels, chances, none } = this.weigh(text)
    // Of equal chances the label that was learned first.
    return { guesses: labels.map((label, at) => ({ label, p: chances[at] as number })).sort((a, b) => b.p - a.p), none }
  }

  /** The chance of each label, and that the text means none of them. Never throws. */
  weigh(text: string): Chances {
    const { labels, hasOutside, calibration } = this.#model
    const count = labels.length
    if (count === 0) return { labels, chances: [], none: 1 }
    const scores = this.#score(text)
    const outside = hasOutside ? (scores[count] as number) : 0
    const evidence = calibration.byTop * softTop(scores, count) + calibration.byOutside * outside + calibration.offset
    const inScope = 1 / (1 + Math.exp(-evidence))
    let top = -Infinity
    for (let label = 0; label < count; label++) top = Math.max(top, scores[label] as number)
    let mass = 0
    for (let label = 0; label < count; label++) {
      const share = Math.exp(calibration.sharpness * ((scores[label] as number) - top))
      scores[label] = share
      mass += share
    }
    const chances: number[] = []
    for (let label = 0; label < count; label++) chances.push((inScope * (scores[label] as number)) / mass)
    return { labels, chances, none: 1 - inScope }
  }

  /** Makes what the first text needs, so that no caller waits for it. */
  prepare(): void {
    this.#vectoriser ??= new Vectoriser(this.#model.vocabulary)
  }

  /** All that was learned, to be kept and given to `restoreClassifier`. */
  toBytes(): Uint8Array {
    return writeModel(this.#model)
  }

  /** Of all separators; valid until the next call. */
  #score(text: string): Float64Array {
    const { weights, vocabulary } = this.#model
    const scores = this.#scores
    this.#vectoriser ??= new Vectoriser(vocabulary)
    const vector = this.#vectoriser.vectorise(text)
    scores.fill(0)
    addRows(scores, weights, vector.rows, vector.values, 0, vector.size)
    return scores
  }
}

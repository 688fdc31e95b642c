import { SeededOrder } from './seeded-order.ts'
import type { Tuning } from './tuning.ts'
import type { Matrix } from './vocabulary.ts'

/** What separators learn from, in the order in which it is visited again and again: best a random one. */
export interface Taught {
  readonly matrix: Matrix
  /** By example. */
  readonly labels: Int32Array
  readonly tuning: Tuning
  readonly seed: number
}

/**
 * A linear separator of one label from all others, learned by dual coordinate descent: squared hinge loss, squared weights. It shall give 1 or more to
 * the phrases of its label and at most `tuning.slack` to all others: so it need not move for phrases that have nothing in common with its own, which are
 * most, and a vector of nothing scores 0. One object learns one label after another, in arrays that fit into the processor's cache.
 */
export class Separator {
  /** By row, of the label that was learned last. */
  readonly weights: Float32Array
  readonly #taught: Taught
  /** Squared length of each vector, with what the cost adds. */
  readonly #curvature: Float32Array
  /** By example: how much it holds the separator, none less than 0. */
  readonly #alphas: Float32Array
  /** Examples that the last full pass found unsettled: the first `#openCount`. */
  readonly #open: Uint32Array
  #openCount = 0
  #label = 0
  /** What was learned, while it tries to do without some examples. */
  readonly #keptWeights: Float32Array
  readonly #keptAlphas: Float32Array

  constructor(taught: Taught) {
    const { matrix, labels, tuning } = taught
    this.#taught = taught
    this.weights = new Float32Array(matrix.rowScale.length)
    this.#keptWeights = new Float32Array(matrix.rowScale.length)
    this.#alphas = new Float32Array(labels.length)
    this.#keptAlphas = new Float32Array(labels.length)
    this.#open = new Uint32Array(labels.length)
    this.#curvature = Float32Array.from(labels, (_, example) => {
      let square = 0.5 / tuning.cost
      for (let at = matrix.starts[example] as number; at < (matrix.starts[example + 1] as number); at++)
        square += (matrix.values[at] as number) ** 2
      return square
    })
  }

  /** Learns a label, forgetting the one before. */
  learn(label: number): void {
    const { tuning, seed } = this.#taught
    const order = new SeededOrder(seed)
    this.#label = label
    this.weights.fill(0)
    this.#alphas.fill(0)
    for (let round = 0; round < tuning.rounds; round++) {
      if (this.#fullPass() <= tuning.tolerance) break
      for (let pass = 0; pass < tuning.shortPasses; pass++) {
        order.shuffle(this.#open.subarray(0, this.#openCount))
        if (this.#shortPass() <= tuning.tolerance) break
      }
    }
    this.#keptWeights.set(this.weights)
    this.#keptAlphas.set(this.#alphas)
  }

  /** Tells the scores of a fold's examples had it not learned from them, nearly: they are taken out, and the others visited a few times more. */
  scoreWithout(foldOf: Uint8Array, fold: number, tell: (example: number, score: number) => void): void {
    const { labels, tuning } = this.#taught
    for (let example = 0; example < labels.length; example++) {
      const alpha = this.#alphas[example] as number
      if (alpha > 0 && foldOf[example] === fold) this.#add(example, labels[example] === this.#label ? -alpha : alpha)
    }
    for (let pass = 0; pass < tuning.foldPasses; pass++)
      for (let at = 0; at < this.#openCount; at++) {
        const example = this.#open[at] as number
        if (foldOf[example] !== fold) this.#settle(example, this.#score(example))
      }
    for (let example = 0; example < labels.length; example++) if (foldOf[example] === fold) tell(example, this.#score(example))
    this.weights.set(this.#keptWeights)
    this.#alphas.set(this.#keptAlphas)
  }

  #score(example: number): number {
    const { starts, rows, values } = this.#taught.matrix
    const weights = this.weights
    const end = starts[example + 1] as number
    let score = 0
    for (let at = starts[example] as number; at < end; at++)
      score += (values[at] as number) * (weights[rows[at] as number] as number)
    return score
  }

  /** Looks at every example. Returns the largest missed condition. */
  #fullPass(): number {
    const { labels, tuning } = this.#taught
    let worst = 0
    let count = 0
    for (let example = 0; example < labels.length; example++) {
      const score = this.#score(example)
      const isMissed = labels[example] === this.#label ? score < 1 : score > tuning.slack
      if (!isMissed && this.#alphas[example] === 0) continue
      this.#open[count++] = example
      worst = Math.max(worst, this.#settle(example, score))
    }
    this.#openCount = count
    return worst
  }

  /** Looks only at what the last full pass found unsettled. Returns the largest missed condition among that. */
  #shortPass(): number {
    let worst = 0
    for (let at = 0; at < this.#openCount; at++) {
      const example = this.#open[at] as number
      worst = Math.max(worst, this.#settle(example, this.#score(example)))
    }
    return worst
  }

  /** Sets the multiplier of an example to its best, the others standing still. Returns by how much its condition was missed. */
  #settle(example: number, score: number): number {
    const { labels, tuning } = this.#taught
    const isOwn = labels[example] === this.#label
    const alpha = this.#alphas[example] as number
    const slope = (isOwn ? score - 1 : tuning.slack - score) + (0.5 / tuning.cost) * alpha
    if (alpha === 0 && slope >= 0) return 0
    const next = Math.fround(Math.max(0, alpha - slope / (this.#curvature[example] as number)))
    if (next !== alpha) {
      this.#alphas[example] = next
      this.#add(example, isOwn ? next - alpha : alpha - next)
    }
    return Math.abs(slope)
  }

  /** Adds a multiple of an example to the weights. */
  #add(example: number, share: number): void {
    const { starts, rows, values } = this.#taught.matrix
    const weights = this.weights
    const end = starts[example + 1] as number
    for (let at = starts[example] as number; at < end; at++) {
      const row = rows[at] as number
      weights[row] = (weights[row] as number) + share * (values[at] as number)
    }
  }
}

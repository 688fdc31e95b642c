import type { Matrix } from './vocabulary.ts'
import type { Tuning } from './tuning.ts'

/** One linear separator for each label against all others, trained together over the same vectors. */
export class Separators {
  /** By row, then by label; the last row is the constant feature's. */
  readonly weights: Float32Array
  readonly #alphas: Float32Array
  readonly #matrix: Matrix
  readonly #labels: Int32Array
  readonly #labelCount: number
  readonly #biasRow: number
  readonly #tuning: Tuning
  /** Squared length of each vector, with the constant and what the cost adds. */
  readonly #curvature: Float32Array
  readonly #scores: Float64Array
  readonly #steps: Float32Array
  readonly #moved: Uint32Array

  /** `labels` by example; -1 is outside of all labels. */
  constructor(matrix: Matrix, labels: Int32Array, labelCount: number, tuning: Tuning) {
    this.#matrix = matrix
    this.#labels = labels
    this.#labelCount = labelCount
    this.#tuning = tuning
    this.#biasRow = matrix.rowScale.length
    this.weights = new Float32Array((matrix.rowScale.length + 1) * labelCount)
    this.#alphas = new Float32Array(labels.length * labelCount)
    this.#curvature = new Float32Array(labels.length)
    for (let example = 0; example < labels.length; example++) {
      let square = tuning.bias * tuning.bias + 0.5 / tuning.cost
      for (let at = matrix.starts[example] as number; at < (matrix.starts[example + 1] as number); at++)
        square += (matrix.values[at] as number) ** 2
      this.#curvature[example] = square
    }
    this.#scores = new Float64Array(labelCount)
    this.#steps = new Float32Array(labelCount)
    this.#moved = new Uint32Array(labelCount)
  }

  /** Scores of an example by label; valid until the next call. */
  score(example: number): Float64Array {
    const { starts, rows, values } = this.#matrix
    const count = this.#labelCount
    const scores = this.#scores
    const weights = this.weights
    const { bias } = this.#tuning
    const biasAt = this.#biasRow * count
    for (let label = 0; label < count; label++) scores[label] = bias * (weights[biasAt + label] as number)
    const end = starts[example + 1] as number
    for (let at = starts[example] as number; at < end; at++) {
      const value = values[at] as number
      const base = (rows[at] as number) * count
      for (let label = 0; label < count; label++)
        scores[label] = (scores[label] as number) + value * (weights[base + label] as number)
    }
    return scores
  }

  /** Adds `#steps` of the first `moved` labels times the example to the weights. */
  #move(example: number, moved: number): void {
    const { starts, rows, values } = this.#matrix
    const count = this.#labelCount
    const weights = this.weights
    const steps = this.#steps
    const labels = this.#moved
    const end = starts[example + 1] as number
    for (let at = starts[example] as number; at <= end; at++) {
      const value = at < end ? (values[at] as number) : this.#tuning.bias
      const base = (at < end ? (rows[at] as number) : this.#biasRow) * count
      for (let index = 0; index < moved; index++) {
        const place = base + (labels[index] as number)
        weights[place] = (weights[place] as number) + value * (steps[index] as number)
      }
    }
  }

  /** One pass of dual coordinate descent over the examples of `order`. Returns the largest missed condition. */
  pass(order: Uint32Array): number {
    const count = this.#labelCount
    const alphas = this.#alphas
    const steps = this.#steps
    const moved = this.#moved
    const ridge = 0.5 / this.#tuning.cost
    let worst = 0
    for (const example of order) {
      const scores = this.score(example)
      const own = this.#labels[example] as number
      const base = example * count
      const curvature = this.#curvature[example] as number
      let size = 0
      for (let label = 0; label < count; label++) {
        const sign = label === own ? 1 : -1
        const alpha = alphas[base + label] as number
        const slope = sign * (scores[label] as number) - 1 + ridge * alpha
        if (alpha === 0 && slope >= 0) continue
        const miss = Math.abs(slope)
        if (miss > worst) worst = miss
        const next = Math.max(0, alpha - slope / curvature)
        if (next === alpha) continue
        alphas[base + label] = next
        steps[size] = sign * ((alphas[base + label] as number) - alpha)
        moved[size++] = label
      }
      if (size > 0) this.#move(example, size)
    }
    return worst
  }

  /** Takes the examples out of the solution: what the others say stays. */
  forget(examples: Uint32Array): void {
    const count = this.#labelCount
    for (const example of examples) {
      const base = example * count
      const own = this.#labels[example] as number
      let size = 0
      for (let label = 0; label < count; label++) {
        const alpha = this.#alphas[base + label] as number
        if (alpha === 0) continue
        this.#alphas[base + label] = 0
        this.#steps[size] = label === own ? -alpha : alpha
        this.#moved[size++] = label
      }
      if (size > 0) this.#move(example, size)
    }
  }

  /** A copy that can be trained on without harm to this one. */
  copy(): Separators {
    const other = new Separators(this.#matrix, this.#labels, this.#labelCount, this.#tuning)
    other.weights.set(this.weights)
    other.#alphas.set(this.#alphas)
    return other
  }
}

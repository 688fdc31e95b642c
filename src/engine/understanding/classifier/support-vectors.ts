import { addRows } from './add-rows.ts'
import type { Matrix } from './vocabulary.ts'
import type { Tuning } from './tuning.ts'

/**
 * One linear separator for each label against all others, trained together over the same vectors by dual coordinate descent: squared
 * hinge loss, squared weights. A separator shall give 1 or more to the phrases of its label and at most `tuning.slack` to all others:
 * so it need not move for phrases that have nothing in common with its own, which are most, and a vector of nothing scores 0.
 */
export class Separators {
  /** By row, then by label. */
  readonly weights: Float32Array
  readonly #alphas: Float32Array
  /** By example, then by label: 1 when the short passes must look at it. */
  readonly #active: Uint8Array
  readonly #matrix: Matrix
  readonly #labels: Int32Array
  readonly #count: number
  readonly #tuning: Tuning
  /** Squared length of each vector, with what the cost adds. */
  readonly #curvature: Float32Array
  readonly #scores: Float64Array
  readonly #steps: Float32Array
  readonly #chosen: Uint32Array

  /** `labels` by example, each below `count`. */
  constructor(matrix: Matrix, labels: Int32Array, count: number, tuning: Tuning) {
    this.#matrix = matrix
    this.#labels = labels
    this.#count = count
    this.#tuning = tuning
    this.weights = new Float32Array(matrix.rowScale.length * count)
    this.#alphas = new Float32Array(labels.length * count)
    this.#active = new Uint8Array(labels.length * count)
    this.#curvature = new Float32Array(labels.length)
    for (let example = 0; example < labels.length; example++) {
      let square = 0.5 / tuning.cost
      for (let at = matrix.starts[example] as number; at < (matrix.starts[example + 1] as number); at++)
        square += (matrix.values[at] as number) ** 2
      this.#curvature[example] = square
    }
    this.#scores = new Float64Array(count)
    this.#steps = new Float32Array(count)
    this.#chosen = new Uint32Array(count)
  }

  /** A copy that can be trained on without harm to this one. */
  copy(): Separators {
    const other = new Separators(this.#matrix, this.#labels, this.#count, this.#tuning)
    other.weights.set(this.weights)
    other.#alphas.set(this.#alphas)
    other.#active.set(this.#active)
    return other
  }

  /** Scores of an example by label; valid until the next call. */
  score(example: number): Float64Array {
    const { starts, rows, values } = this.#matrix
    const scores = this.#scores
    scores.fill(0)
    addRows(scores, this.weights, rows, values, starts[example] as number, starts[example + 1] as number)
    return scores
  }

  /** A pass over the examples of `order` that looks at every label. Returns the largest missed condition. */
  pass(order: Uint32Array): number {
    const count = this.#count
    const active = this.#active
    let worst = 0
    for (const example of order) {
      const scores = this.score(example)
      const base = example * count
      let size = 0
      for (let label = 0; label < count; label++) {
        const isOpen = this.#isOpen(example, label, scores[label] as number)
        active[base + label] = isOpen ? 1 : 0
        if (!isOpen) continue
        scores[size] = scores[label] as number
        this.#chosen[size++] = label
      }
      worst = Math.max(worst, this.#adjust(example, size))
    }
    return worst
  }

  /** A pass that looks only at what the last full pass found unsettled. Returns the largest missed condition among that. */
  shortPass(order: Uint32Array): number {
    const count = this.#count
    const active = this.#active
    let worst = 0
    for (const example of order) {
      const base = example * count
      let size = 0
      for (let label = 0; label < count; label++) if (active[base + label] === 1) this.#chosen[size++] = label
      this.#scoreChosen(example, size)
      worst = Math.max(worst, this.#adjust(example, size))
    }
    return worst
  }

  /** Takes the examples out of the solution: what the others say stays. */
  forget(examples: Uint32Array): void {
    const count = this.#count
    for (const example of examples) {
      const base = example * count
      const own = this.#labels[example] as number
      let size = 0
      for (let label = 0; label < count; label++) {
        const alpha = this.#alphas[base + label] as number
        if (alpha === 0) continue
        this.#alphas[base + label] = 0
        this.#steps[size] = label === own ? -alpha : alpha
        this.#chosen[size++] = label
      }
      this.#move(example, size)
    }
  }

  #isOpen(example: number, label: number, score: number): boolean {
    if ((this.#alphas[example * this.#count + label] as number) > 0) return true
    return label === this.#labels[example] ? score < 1 : score > this.#tuning.slack
  }

  /** Scores of the first `size` chosen labels, in their order. */
  #scoreChosen(example: number, size: number): void {
    const { starts, rows, values } = this.#matrix
    const count = this.#count
    const scores = this.#scores
    const chosen = this.#chosen
    const weights = this.weights
    const end = starts[example + 1] as number
    scores.fill(0, 0, size)
    for (let at = starts[example] as number; at < end; at++) {
      const value = values[at] as number
      const base = (rows[at] as number) * count
      for (let index = 0; index < size; index++)
        scores[index] = (scores[index] as number) + value * (weights[base + (chosen[index] as number)] as number)
    }
  }

  /** Sets the multipliers of the first `size` chosen labels, whose scores are known, to their best, others standing still. */
  #adjust(example: number, size: number): number {
    const { slack, cost } = this.#tuning
    const chosen = this.#chosen
    const alphas = this.#alphas
    const steps = this.#steps
    const scores = this.#scores
    const own = this.#labels[example] as number
    const base = example * this.#count
    const curvature = this.#curvature[example] as number
    const ridge = 0.5 / cost
    let worst = 0
    let moved = 0
    for (let index = 0; index < size; index++) {
      const label = chosen[index] as number
      const alpha = alphas[base + label] as number
      const score = scores[index] as number
      const slope = (label === own ? score - 1 : slack - score) + ridge * alpha
      if (alpha === 0 && slope >= 0) continue
      worst = Math.max(worst, Math.abs(slope))
      const next = Math.fround(Math.max(0, alpha - slope / curvature))
      if (next === alpha) continue
      alphas[base + label] = next
      steps[moved] = label === own ? next - alpha : alpha - next
      chosen[moved++] = label
    }
    this.#move(example, moved)
    return worst
  }

  /** Adds the steps of the first `size` chosen labels, times the example, to the weights. */
  #move(example: number, size: number): void {
    if (size === 0) return
    const { starts, rows, values } = this.#matrix
    const count = this.#count
    const weights = this.weights
    const steps = this.#steps
    const chosen = this.#chosen
    const end = starts[example + 1] as number
    for (let at = starts[example] as number; at < end; at++) {
      const value = values[at] as number
      const base = (rows[at] as number) * count
      for (let index = 0; index < size; index++) {
        const place = base + (chosen[index] as number)
        weights[place] = (weights[place] as number) + value * (steps[index] as number)
      }
    }
  }
}

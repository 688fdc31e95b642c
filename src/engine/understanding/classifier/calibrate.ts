import type { Calibration } from './model.ts'
import { SeededOrder } from './seeded-order.ts'
import type { Separators } from './support-vectors.ts'
import type { Tuning } from './tuning.ts'

/** Scores of examples by separators that were not trained on them. */
interface HeldOut {
  /** Of examples in scope: all scores, and the place of the right one. */
  readonly rows: { readonly scores: Float64Array; readonly own: number }[]
  /** Top scores of examples in scope, right or wrong. */
  readonly inside: number[]
  /** Top scores of what is outside all labels. */
  readonly outside: number[]
}

/** With fewer texts from outside, labels taken out in turn stand in for them. */
const ENOUGH_OUTSIDE = 10
const USUAL: Calibration = { sharpness: 4, slope: 6, offset: 2 }

/** Fits the calibration on scores of examples that training did not see. */
export function calibrate(
  trained: Separators,
  labels: Int32Array,
  labelCount: number,
  tuning: Tuning,
  seed: number,
): Calibration {
  if (labelCount === 0 || labels.length < tuning.folds) return USUAL
  const held: HeldOut = { rows: [], inside: [], outside: [] }
  const hasOutside = labels.reduce((count, label) => count + (label < 0 ? 1 : 0), 0) >= ENOUGH_OUTSIDE
  takeExamplesOut(trained, labels, labelCount, tuning, seed, held)
  if (!hasOutside) {
    held.outside.length = 0
    if (labelCount > 2) takeLabelsOut(trained, labels, labelCount, tuning, seed, held)
  }
  const sharpness = labelCount > 1 ? fitSharpness(held) : 1
  const reject = held.outside.length > 0 && held.inside.length > 0 ? fitReject(held) : USUAL
  return { sharpness, slope: reject.slope, offset: reject.offset }
}

function listExamples(labels: Int32Array, isWanted: (example: number) => boolean): Uint32Array {
  const wanted: number[] = []
  for (let example = 0; example < labels.length; example++) if (isWanted(example)) wanted.push(example)
  return Uint32Array.from(wanted)
}

function retrain(trained: Separators, out: Uint32Array, rest: Uint32Array, tuning: Tuning, seed: number): Separators {
  const fold = trained.copy()
  fold.forget(out)
  const order = new SeededOrder(seed)
  for (let pass = 0; pass < tuning.foldPasses; pass++) {
    order.shuffle(rest)
    fold.pass(rest)
  }
  return fold
}

function takeExamplesOut(
  trained: Separators,
  labels: Int32Array,
  labelCount: number,
  tuning: Tuning,
  seed: number,
  held: HeldOut,
): void {
  const seen = new Uint32Array(labelCount + 1)
  const folds = Uint32Array.from(labels, label => {
    const count = seen[label + 1] as number
    seen[label + 1] = count + 1
    return count % tuning.folds
  })
  for (let fold = 0; fold < tuning.folds; fold++) {
    const out = listExamples(labels, example => folds[example] === fold)
    const rest = listExamples(labels, example => folds[example] !== fold)
    const separators = retrain(trained, out, rest, tuning, seed)
    for (const example of out) {
      const scores = separators.score(example)
      const top = scores.reduce((best, score) => Math.max(best, score), -Infinity)
      const own = labels[example] as number
      if (own < 0) held.outside.push(top)
      else {
        held.inside.push(top)
        held.rows.push({ scores: Float64Array.from(scores), own })
      }
    }
  }
}

function takeLabelsOut(
  trained: Separators,
  labels: Int32Array,
  labelCount: number,
  tuning: Tuning,
  seed: number,
  held: HeldOut,
): void {
  const folds = Math.min(tuning.folds, labelCount)
  for (let fold = 0; fold < folds; fold++) {
    const isOut = (label: number): boolean => label >= 0 && label % folds === fold
    const out = listExamples(labels, example => isOut(labels[example] as number))
    const rest = listExamples(labels, example => !isOut(labels[example] as number))
    const separators = retrain(trained, out, rest, tuning, seed)
    for (const example of out) {
      const scores = separators.score(example)
      let top = -Infinity
      for (let label = 0; label < labelCount; label++)
        if (!isOut(label) && (scores[label] as number) > top) top = scores[label] as number
      held.outside.push(top)
    }
  }
}

/** Golden-section search for the sharpness under which the right labels are likeliest. */
function fitSharpness(held: HeldOut): number {
  const loss = (log: number): number => {
    const sharpness = Math.exp(log)
    let sum = 0
    for (const { scores, own } of held.rows) {
      let top = -Infinity
      for (const score of scores) if (score > top) top = score
      let mass = 0
      for (const score of scores) mass += Math.exp(sharpness * (score - top))
      sum += Math.log(mass) - sharpness * ((scores[own] as number) - top)
    }
    return sum
  }
  const ratio = (Math.sqrt(5) - 1) / 2
  let low = Math.log(0.5)
  let high = Math.log(60)
  let left = high - ratio * (high - low)
  let right = low + ratio * (high - low)
  let leftLoss = loss(left)
  let rightLoss = loss(right)
  for (let turn = 0; turn < 16; turn++) {
    if (leftLoss < rightLoss) {
      high = right
      right = left
      rightLoss = leftLoss
      left = high - ratio * (high - low)
      leftLoss = loss(left)
    } else {
      low = left
      left = right
      leftLoss = rightLoss
      right = low + ratio * (high - low)
      rightLoss = loss(right)
    }
  }
  return Math.exp((low + high) / 2)
}

/** Logistic regression of "in scope" on the top score; both sides weigh the same. A little ridge keeps separable data finite. */
function fitReject(held: HeldOut): { slope: number; offset: number } {
  const { inside, outside } = held
  const ridge = 0.01
  let slope = 0
  let offset = 0
  for (let turn = 0; turn < 25; turn++) {
    let gSlope = -ridge * slope
    let gOffset = 0
    let hSlope = ridge
    let hBoth = 0
    let hOffset = 1e-6
    const add = (scores: readonly number[], target: number): void => {
      const weight = 1 / scores.length
      for (const score of scores) {
        const p = 1 / (1 + Math.exp(-(slope * score + offset)))
        const curve = weight * p * (1 - p)
        gSlope += weight * (target - p) * score
        gOffset += weight * (target - p)
        hSlope += curve * score * score
        hBoth += curve * score
        hOffset += curve
      }
    }
    add(inside, 1)
    add(outside, 0)
    const determinant = hSlope * hOffset - hBoth * hBoth
    const dSlope = (gSlope * hOffset - gOffset * hBoth) / determinant
    const dOffset = (gOffset * hSlope - gSlope * hBoth) / determinant
    // Newton steps on a logistic function may overshoot where all is decided.
    const bound = Math.min(1, 8 / Math.max(Math.abs(dSlope), Math.abs(dOffset), 1e-9))
    slope += bound * dSlope
    offset += bound * dOffset
  }
  return { slope: Math.max(0, slope), offset }
}

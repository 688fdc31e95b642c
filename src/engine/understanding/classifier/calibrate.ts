import { type Calibration, softTop } from './model.ts'
import { SeededOrder } from './seeded-order.ts'
import type { Separators } from './support-vectors.ts'
import type { Tuning } from './tuning.ts'

/** What training knows when it calibrates. */
export interface Trained {
  readonly separators: Separators
  /** By example; `labelCount` is outside of all labels. */
  readonly labels: Int32Array
  readonly labelCount: number
  readonly tuning: Tuning
  readonly seed: number
}

/** Scores of one text by separators that were not trained on it. */
interface HeldOut {
  readonly top: number
  readonly outside: number
}

interface Evidence {
  /** Of examples in scope: scores by label, and the right one. */
  readonly scored: { readonly scores: Float64Array; readonly own: number }[]
  readonly inside: HeldOut[]
  readonly outside: HeldOut[]
}

/** With fewer texts from outside, labels taken out in turn stand in for them. */
const ENOUGH_OUTSIDE = 10
const USUAL: Calibration = { sharpness: 6, byTop: 6, byOutside: 0, offset: -2 }

/** Fits the calibration on scores of examples that training did not see. */
export function calibrate(trained: Trained): Calibration {
  const { labels, labelCount, tuning } = trained
  if (labelCount === 0 || labels.length < tuning.folds) return USUAL
  const evidence: Evidence = { scored: [], inside: [], outside: [] }
  takeExamplesOut(trained, evidence)
  if (evidence.outside.length < ENOUGH_OUTSIDE && labelCount > 2) takeLabelsOut(trained, evidence)
  const sharpness = labelCount > 1 ? fitSharpness(evidence) : USUAL.sharpness
  const reject = evidence.outside.length > 0 && evidence.inside.length > 0 ? fitReject(evidence, tuning.outsideShare) : USUAL
  return { ...reject, sharpness }
}

/** The separators as they would be without some examples, nearly: a few passes more over the others. */
function retrain({ separators, labels, tuning, seed }: Trained, isOut: (example: number) => boolean): Separators {
  const all = Uint32Array.from(labels.keys())
  const rest = all.filter(example => !isOut(example))
  const fold = separators.copy()
  fold.forget(all.filter(isOut))
  const order = new SeededOrder(seed)
  for (let pass = 0; pass < tuning.foldPasses; pass++) {
    order.shuffle(rest)
    fold.shortPass(rest)
  }
  return fold
}

function takeExamplesOut(trained: Trained, evidence: Evidence): void {
  const { labels, labelCount, tuning } = trained
  const seen = new Uint32Array(labelCount + 1)
  const folds = Uint32Array.from(labels, label => {
    const count = seen[label] as number
    seen[label] = count + 1
    return count % tuning.folds
  })
  const hasOutside = (seen[labelCount] as number) >= ENOUGH_OUTSIDE
  for (let fold = 0; fold < tuning.folds; fold++) {
    const separators = retrain(trained, example => folds[example] === fold)
    for (const [example, own] of labels.entries()) {
      if (folds[example] !== fold) continue
      const scores = separators.score(example)
      const held = { top: softTop(scores, labelCount), outside: hasOutside ? (scores[labelCount] ?? 0) : 0 }
      if (own === labelCount) evidence.outside.push(held)
      else {
        evidence.inside.push(held)
        evidence.scored.push({ scores: scores.slice(0, labelCount), own })
      }
    }
  }
}

function takeLabelsOut(trained: Trained, evidence: Evidence): void {
  const { labels, labelCount, tuning } = trained
  const folds = Math.min(tuning.folds, labelCount)
  const others = new Float64Array(labelCount)
  for (let fold = 0; fold < folds; fold++) {
    const isOut = (label: number): boolean => label < labelCount && label % folds === fold
    const separators = retrain(trained, example => isOut(labels[example] as number))
    for (const [example, own] of labels.entries()) {
      if (!isOut(own)) continue
      let count = 0
      for (const [label, score] of separators.score(example).subarray(0, labelCount).entries())
        if (!isOut(label)) others[count++] = score
      evidence.outside.push({ top: softTop(others, count), outside: 0 })
    }
  }
}

/** Golden-section search for the sharpness under which the right labels are likeliest. */
function fitSharpness({ scored }: Evidence): number {
  const loss = (log: number): number => {
    const sharpness = Math.exp(log)
    let sum = 0
    for (const { scores, own } of scored) {
      let mass = 0
      for (const score of scores) mass += Math.exp(sharpness * (score - (scores[own] as number)))
      sum += Math.log(mass)
    }
    return sum
  }
  const ratio = (Math.sqrt(5) - 1) / 2
  let low = 0
  let high = Math.log(40)
  let left = high - ratio * (high - low)
  let right = low + ratio * (high - low)
  let leftLoss = loss(left)
  let rightLoss = loss(right)
  for (let turn = 0; turn < 10; turn++) {
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

/** Logistic regression of "in scope", by Newton's method; a little ridge keeps separable data finite. */
function fitReject({ inside, outside }: Evidence, outsideShare: number): Omit<Calibration, 'sharpness'> {
  const ridge = 0.002
  let [byTop, byOutside, offset] = [0, 0, 0]
  for (let turn = 0; turn < 20; turn++) {
    // Slopes and curvatures of the loss, in the order top, outside, offset.
    const g = [ridge * byTop, ridge * byOutside, 0]
    const h = [ridge, 0, 0, ridge, 0, 1e-6]
    const add = (helds: readonly HeldOut[], target: number, share: number): void => {
      const weight = share / helds.length
      for (const { top, outside } of helds) {
        const p = 1 / (1 + Math.exp(-(byTop * top + byOutside * outside + offset)))
        const slope = weight * (p - target)
        const curve = weight * p * (1 - p)
        g[0]! += slope * top
        g[1]! += slope * outside
        g[2]! += slope
        h[0]! += curve * top * top
        h[1]! += curve * top * outside
        h[2]! += curve * top
        h[3]! += curve * outside * outside
        h[4]! += curve * outside
        h[5]! += curve
      }
    }
    add(inside, 1, 1 - outsideShare)
    add(outside, 0, outsideShare)
    const [x, y, z] = solve3(h, g)
    const bound = Math.min(1, 5 / Math.max(Math.abs(x), Math.abs(y), Math.abs(z), 1e-9))
    byTop -= bound * x
    byOutside -= bound * y
    offset -= bound * z
  }
  return { byTop: Math.max(0, byTop), byOutside: Math.min(0, byOutside), offset }
}

/** Solves a symmetric system of three; `h` holds the upper triangle by rows. */
function solve3(h: readonly number[], g: readonly number[]): [number, number, number] {
  const [a, b, c, d, e, f] = h as [number, number, number, number, number, number]
  const [x, y, z] = g as [number, number, number]
  const A = d * f - e * e
  const B = c * e - b * f
  const C = b * e - c * d
  const D = a * f - c * c
  const E = b * c - a * e
  const F = a * d - b * b
  const determinant = a * A + b * B + c * C
  return [(A * x + B * y + C * z) / determinant, (B * x + D * y + E * z) / determinant, (C * x + E * y + F * z) / determinant]
}

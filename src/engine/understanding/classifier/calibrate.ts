import type { HeldOut } from './held-out.ts'
import { type Calibration, softTop } from './model.ts'

/** Scores of a text by separators that have not learned from it. */
interface Unseen {
  readonly top: number
  readonly outside: number
}

interface Evidence {
  /** Of examples in scope: scores by label, and the right one. */
  readonly scored: { readonly scores: Float32Array; readonly own: number }[]
  readonly inside: Unseen[]
  readonly outside: Unseen[]
}

/** What the calibration is fitted on. */
export interface Trial {
  /** By example; `labelCount` is outside of all labels. */
  readonly labels: Int32Array
  readonly labelCount: number
  /** How often callers say what is outside of all labels. */
  readonly outsideShare: number
  readonly examples: HeldOut
  /** Where there are hardly any texts from outside, labels that were taken out stand in for them. */
  readonly byLabels: HeldOut | undefined
}

/** With fewer texts from outside nothing is learned of them. */
const ENOUGH_OUTSIDE = 10
/** What is taken where there is nothing to fit it on. */
export const USUAL: Calibration = { sharpness: 6, byTop: 6, byOutside: 0, offset: -2 }
const SHARPEST = 40

/** Whether texts from outside are so few that labels have to stand in for them. */
export function lacksOutside(labels: Int32Array, labelCount: number): boolean {
  return labelCount > 2 && labels.filter(label => label === labelCount).length < ENOUGH_OUTSIDE
}

/** Fits the calibration on scores of examples that the separators have not learned from. */
export function calibrate(trial: Trial): Calibration {
  const { labelCount, outsideShare } = trial
  const evidence = gatherEvidence(trial)
  const sharpness = labelCount > 1 ? fitSharpness(evidence) : USUAL.sharpness
  const reject = evidence.outside.length > 0 && evidence.inside.length > 0 ? fitReject(evidence, outsideShare) : USUAL
  return { ...reject, sharpness }
}

function gatherEvidence({ labels, labelCount, examples, byLabels }: Trial): Evidence {
  const evidence: Evidence = { scored: [], inside: [], outside: [] }
  const hasOutside = !lacksOutside(labels, labelCount)
  for (const [example, own] of labels.entries()) {
    const scores = scoresOf(examples, example, labels.length)
    const unseen = { top: softTop(scores, labelCount), outside: hasOutside ? (scores[labelCount] ?? 0) : 0 }
    if (own === labelCount) evidence.outside.push(unseen)
    else {
      evidence.inside.push(unseen)
      evidence.scored.push({ scores: scores.subarray(0, labelCount), own })
    }
    if (own < labelCount && byLabels !== undefined)
      evidence.outside.push({ top: softTop(scoresOf(byLabels, example, labels.length), labelCount), outside: 0 })
  }
  return evidence
}

function scoresOf({ scores }: HeldOut, example: number, examples: number): Float32Array {
  const count = scores.length / examples
  return scores.subarray(example * count, (example + 1) * count)
}

/** The sharpness under which the right labels are likeliest, by Newton's method. */
function fitSharpness({ scored }: Evidence): number {
  let sharpness = USUAL.sharpness
  for (let turn = 0; turn < 12; turn++) {
    let slope = 0
    let curve = 1e-9
    for (const { scores, own } of scored) {
      const right = scores[own] as number
      let mass = 0
      let sum = 0
      let squares = 0
      for (let label = 0; label < scores.length; label++) {
        const ahead = (scores[label] as number) - right
        const share = Math.exp(sharpness * ahead)
        mass += share
        sum += share * ahead
        squares += share * ahead * ahead
      }
      const mean = sum / mass
      slope += mean
      curve += squares / mass - mean * mean
    }
    // Where nothing is mistaken for something else there is no best one.
    const next = Math.min(SHARPEST, 2 * sharpness, Math.max(1, sharpness / 2, sharpness - slope / curve))
    const isSettled = Math.abs(next - sharpness) < 0.01
    sharpness = next
    if (isSettled) break
  }
  return sharpness
}

/** Logistic regression of "in scope", by Newton's method; a little ridge keeps separable data finite. */
function fitReject({ inside, outside }: Evidence, outsideShare: number): Omit<Calibration, 'sharpness'> {
  const ridge = 0.002
  let [byTop, byOutside, offset] = [0, 0, 0]
  for (let turn = 0; turn < 20; turn++) {
    // Slopes and curvatures of the loss, in the order top, outside, offset.
    const g = [ridge * byTop, ridge * byOutside, 0]
    const h = [ridge, 0, 0, ridge, 0, 1e-6]
    const add = (texts: readonly Unseen[], target: number, share: number): void => {
      const weight = share / texts.length
      for (const { top, outside } of texts) {
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

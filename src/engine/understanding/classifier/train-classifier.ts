import { calibrate, lacksOutside, USUAL } from './calibrate.ts'
import { Classifier } from './classifier.ts'
import { askWithout, holdOutExamples, holdOutLabels } from './held-out.ts'
import { SeededOrder } from './seeded-order.ts'
import { Separator, type Taught } from './separator.ts'
import { type Tuning, TUNING } from './tuning.ts'
import { buildVocabulary } from './vocabulary.ts'

/** One phrase and what it means. */
export interface Example {
  readonly text: string
  readonly label: string
}

/** What training can be told besides the examples. */
export interface TrainOptions {
  /** Texts that mean none of the labels. They teach where to refuse; a dozen already helps. */
  readonly outside?: readonly string[]
  /** Of the order in which examples are visited; the same seed gives the same classifier to the bit. */
  readonly seed?: number
  /** For experiments: other values than those in use. */
  readonly tuning?: Partial<Tuning>
}

/**
 * Trains a classifier. Labels are numbered in the order of their first example, and the result is the same to the bit for the same
 * examples in the same order. Never throws: with no examples, everything is `none`.
 */
export function trainClassifier(examples: readonly Example[], options: TrainOptions = {}): Classifier {
  const tuning = { ...TUNING, ...options.tuning }
  const outside = options.outside ?? []
  const seed = options.seed ?? 1
  const names = [...new Set(examples.map(example => example.label))]
  const numbers = new Map(names.map((name, number) => [name, number]))
  // Visited in any order but this one they teach more; in memory as they are visited they are read several times as fast.
  const order = Uint32Array.from({ length: examples.length + outside.length }, (_, place) => place)
  new SeededOrder(seed).shuffle(order)
  const textAt = (place: number): string => examples[place]?.text ?? (outside[place - examples.length] as string)
  const labels = Int32Array.from(order, place => numbers.get(examples[place]?.label ?? '') ?? names.length)
  const { vocabulary, matrix } = buildVocabulary(Array.from(order, textAt), tuning)

  const hasOutside = outside.length > 0
  const count = names.length + (hasOutside ? 1 : 0)
  const taught: Taught = { matrix, labels, tuning, seed }
  const separator = new Separator(taught)
  const learned: Float32Array[] = []
  const examplesOut = holdOutExamples(taught, count)
  const labelsOut = lacksOutside(labels, names.length) ? holdOutLabels(taught, names.length, count) : undefined
  for (let label = 0; label < count; label++) {
    separator.learn(label)
    learned.push(separator.weights.slice())
    askWithout(examplesOut, separator, label, count)
    if (labelsOut !== undefined) askWithout(labelsOut, separator, label, count)
  }
  const weights = turn(learned, matrix.rowScale)
  const isEnough = names.length > 0 && labels.length >= tuning.folds
  const calibration = isEnough
    ? calibrate({
        labels,
        labelCount: names.length,
        outsideShare: tuning.outsideShare,
        examples: examplesOut,
        byLabels: labelsOut,
      })
    : USUAL
  return new Classifier({ labels: names, hasOutside, vocabulary, weights, calibration })
}

/** Weights by separator as weights by row, then by separator, of single features. */
function turn(learned: readonly Float32Array[], rowScale: Float32Array): Float32Array {
  const weights = new Float32Array(rowScale.length * learned.length)
  let at = 0
  for (let row = 0; row < rowScale.length; row++)
    for (const its of learned) weights[at++] = (its[row] as number) * (rowScale[row] as number)
  return weights
}

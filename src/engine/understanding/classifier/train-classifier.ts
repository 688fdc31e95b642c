import { calibrate } from './calibrate.ts'
import { Classifier } from './classifier.ts'
import { SeededOrder } from './seeded-order.ts'
import { Separators } from './support-vectors.ts'
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
  const seed = options.seed ?? 1
  const outside = options.outside ?? []
  const names = [...new Set(examples.map(example => example.label))]
  const numbers = new Map(names.map((name, number) => [name, number]))
  const labels = new Int32Array(examples.length + outside.length).fill(names.length)
  for (const [at, example] of examples.entries()) labels[at] = numbers.get(example.label) as number
  const { vocabulary, matrix } = buildVocabulary([...examples.map(example => example.text), ...outside], tuning)

  const hasOutside = outside.length > 0
  const count = names.length + (hasOutside ? 1 : 0)
  const separators = new Separators(matrix, labels, count, tuning)
  const order = Uint32Array.from(labels.keys())
  const shuffles = new SeededOrder(seed)
  for (let round = 0; round < tuning.rounds; round++) {
    shuffles.shuffle(order)
    if (separators.pass(order) <= tuning.tolerance) break
    for (let pass = 0; pass < tuning.shortPasses; pass++) {
      shuffles.shuffle(order)
      if (separators.shortPass(order) <= tuning.tolerance) break
    }
  }
  const calibration = calibrate({ separators, labels, labelCount: names.length, tuning, seed })

  const weights = separators.weights
  for (const [row, scale] of matrix.rowScale.entries())
    for (let at = row * count; at < (row + 1) * count; at++) weights[at] = (weights[at] as number) * scale
  return new Classifier({ labels: names, hasOutside, vocabulary, weights, calibration })
}

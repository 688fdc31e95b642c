// Which of some labels a text means, learned from example phrases; no dependencies, no files, no clock, no chance.
// In: phrases with labels, perhaps phrases outside of all; later a text.
// Out: every label with its probability, and that of none. The same phrases give the same classifier to the bit.
// Must not know: languages, scenarios, what a label stands for.
import { Classifier } from './classifier.ts'
import { readModel } from './model-bytes.ts'

export type { Classifier } from './classifier.ts'
export { normaliseText } from './normalise-text.ts'
export { type Chances, maskChances, type MaskedChances, type Ranking } from './ranking.ts'
export { type Example, trainClassifier, type TrainOptions } from './train-classifier.ts'

/**
 * The classifier whose `toBytes` gave these bytes, or undefined when they are of another version or damaged: then train again. The
 * bytes are used, not copied: they must not change afterwards.
 */
export function restoreClassifier(bytes: Uint8Array): Classifier | undefined {
  const model = readModel(bytes)
  return model && new Classifier(model)
}

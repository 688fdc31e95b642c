import type { Separator, Taught } from './separator.ts'

/** Examples taken out in turn, with the scores that separators give them which have not learned from them. */
export interface HeldOut {
  /** By example: with which others it is out. `NEVER`: with none. */
  readonly foldOf: Uint8Array
  readonly folds: number
  /** Whether the separator of a label has nothing to go by while a fold is out. */
  readonly isMute: (label: number, fold: number) => boolean
  /** By example, then by separator. */
  readonly scores: Float32Array
}

const NEVER = 0xff

/** A part of each label's examples, and of those outside, at a time. `count` is that of the separators. */
export function holdOutExamples({ labels, tuning }: Taught, count: number): HeldOut {
  const seen = new Uint32Array(count)
  const foldOf = Uint8Array.from(labels, label => {
    const place = seen[label] as number
    seen[label] = place + 1
    return place % tuning.folds
  })
  return { foldOf, folds: tuning.folds, isMute: () => false, scores: new Float32Array(labels.length * count) }
}

/** Some of the first `labelCount` labels at a time, with all their examples: these are then outside of what is known. */
export function holdOutLabels({ labels, tuning }: Taught, labelCount: number, count: number): HeldOut {
  const folds = Math.min(tuning.folds, labelCount)
  return {
    foldOf: Uint8Array.from(labels, label => (label < labelCount ? label % folds : NEVER)),
    folds,
    isMute: (label, fold) => label < labelCount && label % folds === fold,
    scores: new Float32Array(labels.length * count),
  }
}

/** Fills in what the separator says that has just learned a label. */
export function askWithout({ foldOf, folds, isMute, scores }: HeldOut, separator: Separator, label: number, count: number): void {
  const tell = (example: number, score: number): void => {
    scores[example * count + label] = score
  }
  for (let fold = 0; fold < folds; fold++) {
    if (!isMute(label, fold)) separator.scoreWithout(foldOf, fold, tell)
    else for (const [example, its] of foldOf.entries()) if (its === fold) tell(example, -Infinity)
  }
}

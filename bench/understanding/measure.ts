// Teaches a learner one set and counts what it gets right.
import type { TaskSet } from './corpora.ts'
import type { Judgement, Learner } from './learners.ts'

/** HINT3's thresholds. */
const THRESHOLDS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
/** Timing needs no more phrases than these. */
const TIMED = 1000

/** What one learner did on one set. All shares are 0 to 1. */
export interface Figures {
  readonly set: string
  readonly learner: string
  readonly train: number
  readonly test: number
  readonly labels: number
  /** In scope: the likeliest label is right, whatever its confidence. */
  readonly right: number
  readonly rightCount: number
  readonly microseconds: number
  readonly trainingMs: number
  readonly bytes: number
  /** The most that the process held, texts and runtime included; bytes. */
  readonly memory: number
  readonly outside?: OutsideFigures
}

/** How texts outside of all labels are told. */
export interface OutsideFigures {
  readonly texts: number
  readonly auroc: number
  /** Share of the texts outside that pass where 5 % of those in scope are rejected. */
  readonly taken: number
  /** The learner's own refusal: outside texts refused, and texts in scope that are right and not refused. */
  readonly recall: number
  readonly rightKept: number
  /** Matthews' correlation at HINT3's thresholds: the best, at which, and the mean of all. */
  readonly bestMcc: number
  readonly bestAt: number
  readonly meanMcc: number
}

/** Teaches and asks; the time of training is of one run. */
export async function measureSet(learner: Learner, name: string, set: TaskSet): Promise<Figures> {
  const began = performance.now()
  const learned = await learner.learn(set)
  const trainingMs = performance.now() - began
  const inside: (Judgement & { readonly truth: string })[] = []
  for (const { text, label } of set.test) inside.push({ ...(await learned.judge(text)), truth: label })
  const outside: Judgement[] = []
  for (const text of set.testOutside) outside.push(await learned.judge(text))
  const timed = set.test.slice(0, TIMED)
  const from = performance.now()
  for (const { text } of timed) {
    const judged = learned.judge(text)
    // A wait that is not needed is not counted.
    if (judged instanceof Promise) await judged
  }
  const microseconds = ((performance.now() - from) * 1000) / timed.length
  const rightCount = inside.filter(one => one.label === one.truth).length
  return {
    set: name,
    learner: learner.name,
    train: set.train.length + set.trainOutside.length,
    test: inside.length,
    labels: new Set(set.train.map(({ label }) => label)).size,
    right: rightCount / inside.length,
    rightCount,
    microseconds,
    trainingMs,
    bytes: learned.bytes,
    memory: process.resourceUsage().maxRSS * 1024,
    ...(outside.length > 0 ? { outside: measureOutside(inside, outside) } : {}),
  }
}

function measureOutside(
  inside: readonly (Judgement & { readonly truth: string })[],
  outside: readonly Judgement[],
): OutsideFigures {
  const bound = inside.map(one => one.inScope).sort((a, b) => a - b)[Math.floor(inside.length * 0.05)] ?? 0
  const curve = THRESHOLDS.map(at => {
    const said = (one: Judgement): string => (one.confidence >= at ? one.label : '')
    return matthews([...inside.map(one => [one.truth, said(one)] as const), ...outside.map(one => ['', said(one)] as const)])
  })
  const bestMcc = Math.max(...curve)
  return {
    texts: outside.length,
    auroc: areaUnderCurve(
      inside.map(one => one.inScope),
      outside.map(one => one.inScope),
    ),
    taken: outside.filter(one => one.inScope >= bound).length / outside.length,
    recall: outside.filter(one => one.isRefused).length / outside.length,
    rightKept: inside.filter(one => !one.isRefused && one.label === one.truth).length / inside.length,
    bestMcc,
    bestAt: THRESHOLDS[curve.indexOf(bestMcc)] ?? 0,
    meanMcc: curve.reduce((sum, one) => sum + one, 0) / curve.length,
  }
}

/** The chance that a text in scope stands above one outside; ties count half. */
function areaUnderCurve(inside: readonly number[], outside: readonly number[]): number {
  let above = 0
  for (const one of inside) for (const other of outside) above += one > other ? 1 : one === other ? 0.5 : 0
  return above / (inside.length * outside.length)
}

/** Matthews' correlation of many classes (Gorodkin 2004) over pairs of truth and what was said. */
function matthews(pairs: readonly (readonly [string, string])[]): number {
  const truths = new Map<string, number>()
  const saids = new Map<string, number>()
  let correct = 0
  for (const [truth, said] of pairs) {
    truths.set(truth, (truths.get(truth) ?? 0) + 1)
    saids.set(said, (saids.get(said) ?? 0) + 1)
    if (truth === said) correct++
  }
  const squares = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, n) => sum + n * n, 0)
  const both = [...truths].reduce((sum, [label, n]) => sum + n * (saids.get(label) ?? 0), 0)
  const all = pairs.length ** 2
  const spread = Math.sqrt((all - squares(saids)) * (all - squares(truths)))
  return spread === 0 ? 0 : (correct * pairs.length - both) / spread
}

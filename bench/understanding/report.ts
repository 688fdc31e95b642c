// The tables of the bench, never wider than 110.
import type { Unfinished } from './measure-aside.ts'
import type { Figures } from './measure.ts'

/** Measured earlier on the same data, and what others published; not run here. */
const ELSEWHERE = `Not measured here
  published (Arora et al. 2020), HINT3 mean best MCC: Haptik .539, Dialogflow .523, BERT .506, LUIS .493, Rasa .459
  measured earlier on the same sets, % right:
                  SIGDIAL 2017   HWU64 10 / full   BANKING77 10 / full   CLINC150 10 / full
    nlp.js 4.27           93.1       63.9 / 78.2           66.2 / 50.6          76.6 / 84.5   (CLINC150 AUROC .720)
    fastText              90.5       63.1 / 83.3           66.9 / 80.5          68.1 / 84.2`

/** All tables, as text. */
export function writeReport(all: readonly Figures[], unfinished: readonly Unfinished[]): string {
  const stopped = unfinished.map(({ set, learner, because }) => `  ${set}, ${learner}: ${because}`)
  const parts = [
    writeSets(all),
    stopped.length === 0 ? '' : ['Stopped', ...stopped].join('\n'),
    writeOutside(all),
    ELSEWHERE,
    writeTargets(all),
  ]
  return parts.filter(part => part !== '').join('\n\n')
}

function writeSets(all: readonly Figures[]): string {
  const head = row(['set', 'system', 'train', 'test', 'labels', 'right', 'µs', 'training', 'model', 'memory'])
  const rows = all.map(one =>
    row([
      one.set,
      one.learner,
      String(one.train),
      String(one.test),
      String(one.labels),
      percent(one.right),
      one.microseconds.toFixed(0),
      duration(one.trainingMs),
      `${(one.bytes / 1024).toFixed(0)} kB`,
      `${(one.memory / 2 ** 20).toFixed(0)} MB`,
    ]),
  )
  const pooled = ['trucada', 'nlp.js'].flatMap(learner => {
    const parts = all.filter(one => one.set.startsWith('SIGDIAL') && one.learner === learner)
    if (parts.length < 3) return []
    return [`  SIGDIAL 2017, all three, ${learner}: ${percent(pool(parts))} %`]
  })
  return [
    'In scope: % whose likeliest label is right; µs a phrase; training once; the most memory',
    head,
    ...rows,
    ...pooled,
  ].join('\n')
}

function row(cells: readonly string[]): string {
  const widths = [26, 8, 7, 6, 7, 7, 7, 10, 9, 8]
  return `  ${cells.map((cell, at) => (at < 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(' ')}`
}

function writeOutside(all: readonly Figures[]): string {
  const rows = all.flatMap(({ set, learner, outside }) => {
    if (outside === undefined) return []
    const own = [percent(outside.recall), percent(outside.rightKept)]
    const marks = [decimal(outside.bestMcc), outside.bestAt.toFixed(1), decimal(outside.meanMcc)]
    return [outsideRow([set, learner, String(outside.texts), decimal(outside.auroc), percent(outside.taken), ...own, ...marks])]
  })
  if (rows.length === 0) return ''
  const means = ['trucada', 'nlp.js'].flatMap(learner => {
    const bots = hintOf(all, learner)
    if (bots.length < 3) return []
    const of = (pick: (one: NonNullable<Figures['outside']>) => number): string => decimal(mean(bots.map(pick)))
    return [
      `  HINT3, mean of the three bots, ${learner}: best MCC ${of(one => one.bestMcc)}, over all thresholds ${of(one => one.meanMcc)}`,
    ]
  })
  const head = outsideRow(['set', 'system', 'texts', 'AUROC', 'taken', 'refused', 'kept', 'MCC', 'at', 'mean'])
  return [
    'Outside of all labels. taken: % that pass where 5 % in scope are rejected. refused, kept: % outside refused',
    'and % in scope right, by the own refusal. MCC: the best of thresholds .1 to .9 (chosen on the test, as the',
    'HINT3 paper does), at which, and the mean over all nine',
    head,
    ...rows,
    ...means,
  ].join('\n')
}

function outsideRow(cells: readonly string[]): string {
  const widths = [26, 8, 6, 6, 6, 8, 6, 6, 5, 6]
  return `  ${cells.map((cell, at) => (at < 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(' ')}`
}

function writeTargets(all: readonly Figures[]): string {
  const ours = (set: string): Figures | undefined => all.find(one => one.set === set && one.learner === 'trucada')
  const sigdial = all.filter(one => one.set.startsWith('SIGDIAL') && one.learner === 'trucada')
  const bots = hintOf(all, 'trucada')
  const full = ours('CLINC150 full + oos')?.outside
  const goals: readonly (readonly [string, number, number | undefined])[] = [
    ['SIGDIAL 2017', 95, sigdial.length === 3 ? 100 * pool(sigdial) : undefined],
    ['HINT3 mean best MCC, × 100', 60, bots.length === 3 ? 100 * mean(bots.map(one => one.bestMcc)) : undefined],
    ['CLINC150 in scope, refusing', 93, full && 100 * full.rightKept],
    ['CLINC150 outside refused', 80, full && 100 * full.recall],
    ...(
      [
        ['CLINC150 full', 94],
        ['BANKING77 full', 93],
        ['HWU64 full', 90],
        ['CLINC150 10-shot', 84],
        ['BANKING77 10-shot', 78],
        ['HWU64 10-shot', 74],
      ] as const
    ).map(([set, goal]) => {
      const right = ours(set)?.right
      return [set, goal, right === undefined ? undefined : 100 * right] as const
    }),
  ]
  return [
    'Targets, %',
    ...goals.map(([name, goal, got]) => {
      const verdict = got === undefined ? 'not measured' : got >= goal ? 'met' : 'missed'
      return `  ${name.padEnd(30)} ${String(goal).padStart(4)}  ${(got?.toFixed(1) ?? '–').padStart(6)}  ${verdict}`
    }),
  ].join('\n')
}

function hintOf(all: readonly Figures[], learner: string): NonNullable<Figures['outside']>[] {
  return all.flatMap(one => (one.set.startsWith('HINT3') && one.learner === learner && one.outside ? [one.outside] : []))
}

function pool(parts: readonly Figures[]): number {
  return parts.reduce((sum, one) => sum + one.rightCount, 0) / parts.reduce((sum, one) => sum + one.test, 0)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / values.length
}

function percent(share: number): string {
  return (100 * share).toFixed(1)
}

function decimal(value: number): string {
  return value.toFixed(3).replace(/^(-?)0/, '$1')
}

function duration(ms: number): string {
  return ms < 10_000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(1)} s`
}

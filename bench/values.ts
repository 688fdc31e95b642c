// npm run bench:values: values in what callers say, beside chrono-node where it knows the language. Nothing here is tuned.
// --json FILE keeps the figures; TRUCADA_CORPORA says where the public sets lie.
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { LANGUAGES } from '../src/scenarios/model/documents.ts'
import { CORPORA } from './understanding/corpora.ts'
import { chronoFor, measureReader, type ReaderFigures, readOurs } from './values/readers.ts'
import { measureNames, measurePersons } from './values/names.ts'
import { KINDS, readEvi, readOwn, type TurnSet } from './values/turns.ts'

/** Of fewer turns no median is told. */
const FEWEST = 5

interface SetFigures {
  readonly name: string
  readonly turns: number
  readonly ours: ReaderFigures
  readonly chrono?: ReaderFigures
}

const { values: options } = parseArgs({ options: { json: { type: 'string' } } })
const { sets, missing } = readEvi()
const evi = sets.map(measure)
const [development, heldOut] = (['development', 'held-out'] as const).map(half =>
  readOwn(half)
    .filter(({ turns }) => turns.length > 0)
    .map(measure),
) as [SetFigures[], SetFigures[]]

console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}\n`)
if (missing.length > 0) console.log(`SKIPPED, not found in ${CORPORA}:\n${missing.map(file => `  ${file}`).join('\n')}\n`)
if (evi.length > 0) {
  console.log('EVI, telephone recognition of real callers: % top-1; some turns cannot be solved')
  console.log(row(['set', 'turns', 'trucada', 'µs p50', 'p99', 'chrono', 'µs p50', 'p99']))
  for (const one of evi) {
    const { ours, chrono } = one
    const theirs = chrono === undefined ? ['–', '–', '–'] : [share(chrono.right, one.turns), ...times(chrono)]
    console.log(row([one.name, String(one.turns), share(ours.right, one.turns), ...times(ours), ...theirs]))
  }
  console.log('')
}
const names = measureNames()
if (names.length > 0) {
  console.log(
    'EVI names, whole or spelled, against the person expected and against a stranger, % of turns in which something was recognised',
  )
  console.log(row(['set', 'turns', 'known', 'refused', 'stranger', 'µs p50']))
  for (const { language, turns, known, refused, mistaken, p50 } of names)
    console.log(
      row([
        `EVI names ${language}, up to 5 hypotheses`,
        String(turns),
        share(known, turns),
        share(refused, turns),
        share(mistaken, turns),
        p50.toFixed(0),
      ]),
    )
  console.log('')
}
printOwn('development', development)
printOwn('held-out', heldOut)
if (options.json !== undefined)
  writeFileSync(options.json, `${JSON.stringify({ missing, evi, names, development, heldOut }, undefined, 2)}\n`)

function measure(set: TurnSet): SetFigures {
  process.stderr.write(`${set.name} …\n`)
  const theirs = set.turns[0] && chronoFor(set.turns[0])
  return {
    name: set.name,
    turns: set.turns.length,
    ours: measureReader(set, readOurs),
    ...(theirs === undefined ? {} : { chrono: measureReader(set, theirs) }),
  }
}

function printOwn(half: 'development' | 'held-out', measured: readonly SetFigures[]): void {
  const isOf = (language: string) => (one: SetFigures) => one.name.startsWith(`${language} `)
  const isWhen = (language: string) => (one: SetFigures) =>
    ['date', 'datetime', 'time'].some(kind => one.name === `${language} ${kind}`)
  const total = (isCounted: (one: SetFigures) => boolean): string => {
    const counted = measured.filter(isCounted)
    const sum = (of: (one: SetFigures) => number): number => counted.reduce((all, one) => all + of(one), 0)
    return share(
      sum(one => one.ours.right),
      sum(one => one.turns),
    )
  }
  const cell = (name: string): string => {
    const one = measured.find(of => of.name === name)
    if (one === undefined) return '–'
    return `${one.ours.right}/${one.turns}${one.chrono === undefined ? '' : ` (${one.chrono.right})`}`
  }
  const wrong = (language: string): string =>
    String(measured.filter(isOf(language)).reduce((all, { ours }) => all + ours.wrong, 0))
  const slowest = (language: string): string =>
    Math.max(...measured.filter(one => isOf(language)(one) && one.turns >= FEWEST).map(({ ours }) => ours.p50)).toFixed(0)
  console.log(`The ${half} lines: right of all, trucada; in brackets chrono-node, where it knows language and kind`)
  console.log(cells(['kind', ...LANGUAGES]))
  for (const kind of KINDS) console.log(cells([kind, ...LANGUAGES.map(language => cell(`${language} ${kind}`))]))
  console.log(cells(['all, %', ...LANGUAGES.map(language => total(isOf(language)))]))
  console.log(cells(['another value read', ...LANGUAGES.map(wrong)]))
  console.log(cells(['dates and times, %', ...LANGUAGES.map(language => total(isWhen(language)))]))
  console.log(cells(['numbers, %', ...LANGUAGES.map(language => total(of => of.name === `${language} number`))]))
  const persons = measurePersons(half)
  console.log(cells(['person known', ...persons.map(({ known, own }) => `${known}/${own}`)]))
  console.log(cells(['another taken for her', ...persons.map(({ taken, others }) => `${taken}/${others}`)]))
  console.log(cells(['µs p50, slowest kind', ...LANGUAGES.map(slowest)]))
  console.log('')
}

function share(part: number, whole: number): string {
  return ((100 * part) / whole).toFixed(1)
}

function times({ p50, p99 }: ReaderFigures): string[] {
  return [p50.toFixed(0), p99.toFixed(0)]
}

function row(texts: readonly string[]): string {
  return `  ${texts.map((text, at) => (at === 0 ? text.padEnd(40) : text.padStart(8))).join(' ')}`
}

function cells(texts: readonly string[]): string {
  return `  ${texts.map((text, at) => (at === 0 ? text.padEnd(21) : text.padStart(14))).join(' ')}`
}

import { describe, expect, test } from 'vitest'
import { BASE, checkFiles } from '../../golden/overlay.ts'

/** Lines of a file that begin at a line and are indented further than it. */
interface Stretch {
  readonly name: string
  /** Index of the first line and of the line after the last. */
  readonly from: number
  readonly to: number
}

/** The groups of a file at an indent: `identity:` with all that belongs to it. */
function findGroups(
  lines: readonly string[],
  indent: number,
  within: Stretch = { name: '', from: 0, to: lines.length },
): Stretch[] {
  const depth = (line: string): number => line.length - line.trimStart().length
  const starts: { name: string; from: number }[] = []
  for (let from = within.from; from < within.to; from++) {
    const name = /^\s*([a-z_]+):/.exec(lines[from] ?? '')?.[1]
    if (name !== undefined && depth(lines[from] ?? '') === indent) starts.push({ name, from })
  }
  return starts.map(({ name, from }, index) => ({ name, from, to: starts[index + 1]?.from ?? within.to }))
}

const linesOf = (file: string): readonly string[] => (BASE.get(file) ?? '').trimEnd().split('\n')

/** What is found outside a stretch after its lines were replaced. */
function findElsewhere(file: string, { from, to }: Stretch, instead: readonly string[]): readonly string[] {
  const lines = linesOf(file)
  const text = [...lines.slice(0, from), ...instead, ...lines.slice(to)].join('\n')
  const { findings } = checkFiles(new Map([...BASE, [file, `${text}\n`]]))
  const isInside = (finding: (typeof findings)[number]): boolean =>
    finding.file === file && finding.span.line > from && finding.span.line <= from + instead.length
  expect(findings.filter(isInside), 'the fault itself').not.toEqual([])
  return findings.filter(one => !isInside(one)).map(one => `${one.file}:${one.span.line} ${one.code} ${one.message}`)
}

/** Steps and mini-steps of the base: file, and where each stands. */
const STEPS = [
  ['visit/scenario.yaml', 'steps'],
  ['blocks/identity/block.yaml', 'steps'],
  ['policies/clinic.yaml', 'anytime'],
  ['policies/clinic.yaml', 'answered_by'],
].flatMap(([file = '', group = '']) => {
  const lines = linesOf(file)
  const within = findGroups(lines, 0).find(({ name }) => name === group)
  return findGroups(lines, 2, within)
    .filter(({ from, to }) => to > from + 1)
    .map(step => [file, `${group}.${step.name}`, step] as const)
})

describe('a step that cannot be read wholly is found, and nothing because of it', () => {
  test.each(STEPS)('%s %s', (file, _name, step) => {
    const lines = linesOf(file)
    const [head = '', ...body] = lines.slice(step.from, step.to)
    expect(findElsewhere(file, step, [`${head} 5`]), 'no step at all').toEqual([])
    expect(findElsewhere(file, step, [head, ...body, '    nonsense: 5']), 'a key too many').toEqual([])
    for (const [index, line] of body.entries()) {
      const key = /^ {4}([a-z_]+):/.exec(line)?.[1]
      if (key === undefined) continue
      const misspelt = body.with(index, line.replace(key, `${key}_`))
      expect(findElsewhere(file, step, [head, ...misspelt]), `${key} misspelt`).toEqual([])
    }
  })
})

const KEYS = [...BASE.keys()].flatMap(file => findGroups(linesOf(file), 0).map(group => [file, group.name, group] as const))

describe('a key that cannot be read is found, and nothing because of it', () => {
  test.each(KEYS)('%s %s', (file, name, group) => {
    expect(findElsewhere(file, group, [`${name}: ${name === 'steps' ? '5' : '{ 5: 5 }'}`])).toEqual([])
  })
})

describe('a file that cannot be read is found, and nothing because of it', () => {
  test.each([...BASE.keys()])('%s', file => {
    expect(findElsewhere(file, { name: '', from: 0, to: linesOf(file).length }, ['steps: [', 'x: }'])).toEqual([])
  })
})

test('meanings and texts that cannot be read make no others unknown', () => {
  const [file, text] = ['lexicon/pl.yaml', BASE.get('lexicon/pl.yaml') ?? '']
  const { findings } = checkFiles(new Map([...BASE, [file, text.replace(/^ {2}agree:.*$/m, '  agree: 5')]]))
  expect(findings.map(({ file: at, code }) => `${at} ${code}`)).toEqual(['lexicon/pl.yaml shape/wrong-kind'])
})

test('what is wrong beside a broken step is found all the same', () => {
  const [file, text] = ['visit/scenario.yaml', BASE.get('visit/scenario.yaml') ?? '']
  const broken = text.replace('    failed: sorry\n', '').replace('then: { end: moved }', 'then: byee')
  const { findings } = checkFiles(new Map([...BASE, [file, broken]]))
  expect(findings.map(({ code }) => code)).toEqual(['shape/missing-key', 'flow/unknown-step'])
})

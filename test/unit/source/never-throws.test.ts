import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadWorkspace } from '../../../src/scenarios/load-workspace.ts'
import {
  formatFindingsAsJson,
  formatFindingsAsSarif,
  formatFindingsAsText,
  formatYaml,
} from '../../../src/scenarios/source/index.ts'

const FILES = [
  'appointment-confirmation/scenario.yaml',
  'appointment-confirmation/uk.yaml',
  'blocks/identity/block.yaml',
  'policies/clinic.yaml',
  'lexicon/pl.yaml',
  'services/free_times.yaml',
]
const SEEDS = [
  'appointment-confirmation/scenario.yaml',
  'blocks/identity/block.yaml',
  'policies/clinic.yaml',
  'services/free_times.yaml',
].map(file => ({ file, text: readFileSync(`scenarios-yaml/${file}`, 'utf8') }))

/** Reads the text as every kind of file, and shows and formats whatever comes of it. */
const readAsEverything = (text: string, files = FILES): void => {
  const workspace = loadWorkspace(new Map(files.map(file => [file, text])))
  for (const { span, message, hint } of workspace.findings) {
    expect(span.start).toBeGreaterThanOrEqual(0)
    expect(span.end).toBeLessThanOrEqual(text.length)
    expect(span.start).toBeLessThanOrEqual(span.end)
    expect(`${message} ${hint ?? ''}`).not.toMatch(/undefined|\[object|#[a-z]+-?[a-z]*$|Invalid input/)
  }
  formatFindingsAsText(workspace.findings, workspace.sources, { colour: true })
  formatFindingsAsJson(workspace.findings)
  formatFindingsAsSarif(workspace.findings, { version: '0' })
  formatYaml(text)
}

const scalar = fc.oneof(
  fc.constantFrom(
    'ask',
    'say',
    'do',
    'then',
    'steps',
    'end',
    'go',
    'else',
    'if',
    'yes',
    '1.10',
    '~',
    '""',
    '{ end: a }',
    '[a, b]',
    '5s',
    'text?',
    '&a x',
    '*a',
    '!t x',
    '"{a.b}"',
    '|',
    '>',
    '<<',
  ),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
)
const line = fc.tuple(
  fc.integer({ min: 0, max: 6 }),
  fc.constantFrom('- ', '', '? ', '# '),
  scalar,
  fc.constantFrom(': ', ':', '', ' '),
  scalar,
)
const yamlLike = fc
  .array(line, { maxLength: 25 })
  .map(lines => lines.map(([indent, lead, key, colon, value]) => `${' '.repeat(indent)}${lead}${key}${colon}${value}`).join('\n'))

const mutated = fc
  .tuple(
    fc.constantFrom(...SEEDS),
    fc.array(
      fc.tuple(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 30 }),
        scalar,
        fc.constantFrom('cut', 'put', 'swap'),
      ),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([seed, changes]) => {
    const text = changes.reduce((text, [at, length, insert, change]) => {
      const place = Math.floor(at * text.length)
      if (change === 'cut') return text.slice(0, place) + text.slice(place + length)
      return text.slice(0, place) + insert + text.slice(change === 'put' ? place : place + insert.length)
    }, seed.text)
    return { file: seed.file, text }
  })

describe('whatever the text, reading ends without throwing and every finding has a place and words', () => {
  it('arbitrary text', () => {
    const read = fc.property(fc.string({ unit: 'binary', maxLength: 300 }), text => readAsEverything(text))
    expect(() => fc.assert(read, { numRuns: 150 })).not.toThrow()
  }, 60_000)
  it('text that looks like YAML', () => {
    const read = fc.property(yamlLike, text => readAsEverything(text))
    expect(() => fc.assert(read, { numRuns: 400 })).not.toThrow()
  }, 60_000)
  it('real files with mutations', () => {
    const read = fc.property(mutated, ({ file, text }) => readAsEverything(text, [file]))
    expect(() => fc.assert(read, { numRuns: 60 })).not.toThrow()
  }, 60_000)
  it.each([
    ['brackets', '['.repeat(10_000)],
    ['braces', '{a: '.repeat(5_000)],
    ['hyphens', '- '.repeat(10_000)],
    ['question marks', '? '.repeat(5_000)],
    ['colons', 'a: '.repeat(5_000)],
    ['anchors', '&a '.repeat(5_000)],
    ['quotes', '"'.repeat(10_000)],
    ['documents', '---\n'.repeat(5_000)],
    ['tags', '!a '.repeat(5_000)],
    ['closing brackets', ']'.repeat(5_000)],
    ['the same key', 'k: 1\n'.repeat(5_000)],
    [
      'an alias bomb',
      `a: &a [x]\n${Array.from({ length: 30 }, (_, i) => `${'b'.repeat(i + 1)}: &x${i} [*x${i - 1}, *x${i - 1}]`).join('\n')}`,
    ],
    ['unknown keys', Array.from({ length: 5_000 }, (_, i) => `k${i}: 1`).join('\n')],
    ['steps', `steps:\n${Array.from({ length: 2000 }, (_, i) => `  s${i}: { sya: x }`).join('\n')}`],
  ])('ends soon with very many %s', (_name, text) => {
    const before = process.cpuUsage()
    readAsEverything(text, ['a/scenario.yaml'])
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1e6).toBeLessThan(10)
  })
})

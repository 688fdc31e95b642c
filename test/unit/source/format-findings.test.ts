import { describe, expect, it } from 'vitest'
import {
  formatFindingsAsJson,
  formatFindingsAsSarif,
  formatFindingsAsText,
  makeFinding,
  parseSource,
} from '../../../src/scenarios/source/index.ts'
import { measureWidth } from '../../../src/scenarios/source/measure-width.ts'

const text = 'title: "Дзвінок 👋 до пацієнта"\nspeaks: xx\nx: { title: "日本語", on: 1 }\n'
const { source } = parseSource('a/scenario.yaml', text)
const sources = new Map([[source.file, source]])
const unknownKey = (path: readonly string[]) =>
  makeFinding('shape/unknown-key', source, path, 'key', {
    key: path.at(-1) ?? '',
    where: 'the scenario',
    nearest: undefined,
    permitted: ['a', 'b'],
  })

describe('findings as text', () => {
  it('shows the place, the line with a caret, and the remedy', () => {
    expect(formatFindingsAsText([unknownKey(['speaks'])], sources)).toBe(
      [
        'a/scenario.yaml:2:1 error shape/unknown-key',
        '  "speaks" is not a key of the scenario.',
        '  2 | speaks: xx',
        '    | ^^^^^^',
        '  Permitted here: a, b.',
        '',
        '1 error in 1 file',
        '',
      ].join('\n'),
    )
  })
  it('puts the caret under wide and narrow signs alike', () => {
    const shown = formatFindingsAsText([unknownKey(['x', 'on'])], sources).split('\n')
    const [line = '', caret = ''] = [shown[2] ?? '', shown[3] ?? '']
    expect(measureWidth(line.slice(0, line.indexOf('on')))).toBe(caret.indexOf('^'))
    expect(caret.trim()).toMatch(/^\| +\^\^$/)
  })
  it('cuts very long lines around the place', () => {
    const long = parseSource(
      'f',
      `a: "${'ś'.repeat(500)}"\nb: { c: "${'x'.repeat(300)}", dd: 1, e: "${'y'.repeat(300)}" }`,
    ).source
    const shown = formatFindingsAsText(
      [makeFinding('shape/unknown-key', long, ['b', 'dd'], 'key', { key: 'dd', where: 'x', nearest: undefined, permitted: [] })],
      new Map([['f', long]]),
    ).split('\n')
    expect(Math.max(...shown.map(part => part.length))).toBeLessThan(130)
    expect((shown[2] ?? '').indexOf('dd')).toBe((shown[3] ?? '').indexOf('^'))
  })
  it('fits the terminal: words are broken and lines of the file cut', () => {
    const long = parseSource('f', `steps: { visit: { ask: "${'ala ma kota '.repeat(20)}", agian: "x" } }`).source
    const permitted = 'ask, again, rephrase, offer_keys, read_back, answers, keys, choose_from, keep, listen_for'.split(', ')
    const facts = { key: 'agian', where: 'the step', nearest: 'again', permitted }
    const finding = makeFinding('shape/unknown-key', long, ['steps', 'visit', 'agian'], 'key', facts)
    const lines = formatFindingsAsText([finding], new Map([['f', long]]), { width: 60 }).split('\n')
    expect(Math.max(...lines.map(line => measureWidth(line)))).toBeLessThanOrEqual(60)
    expect(lines.filter(line => line.startsWith('  ')).length).toBeGreaterThan(5)
    const [line = '', caret = ''] = [lines[2] ?? '', lines[3] ?? '']
    expect(line.slice(caret.indexOf('^'), caret.lastIndexOf('^') + 1)).toBe('agian')
    expect(lines.slice(4, -3).join(' ').replaceAll(/\s+/g, ' ').trim()).toBe(finding.hint)
  })
  it('is coloured only when asked', () => {
    expect(formatFindingsAsText([unknownKey(['x'])], sources)).not.toContain('\u001b')
    expect(formatFindingsAsText([unknownKey(['x'])], sources, { colour: true })).toContain('\u001b[31m')
  })
  it('orders by file and place, and says nothing when there is nothing', () => {
    const shown = formatFindingsAsText([unknownKey(['x']), unknownKey(['title'])], sources)
    expect(shown.indexOf(':1:1')).toBeLessThan(shown.indexOf(':3:1'))
    expect(formatFindingsAsText([], sources)).toBe('')
  })
})

describe('findings for programs', () => {
  it('as JSON', () => {
    expect(JSON.parse(formatFindingsAsJson([unknownKey(['speaks'])]))).toMatchObject({
      version: 1,
      errors: 1,
      warnings: 0,
      findings: [{ code: 'shape/unknown-key', file: 'a/scenario.yaml', line: 2, column: 1, start: text.indexOf('speaks') }],
    })
  })
  it('as SARIF 2.1.0', () => {
    const log = JSON.parse(formatFindingsAsSarif([unknownKey(['speaks'])], { version: '1.2.3', folder: 'scenarios-yaml/' }))
    expect(log.version).toBe('2.1.0')
    const [run] = log.runs
    expect(run.tool.driver).toMatchObject({
      name: 'trucada',
      version: '1.2.3',
      rules: [{ id: 'shape/unknown-key', defaultConfiguration: { level: 'error' } }],
    })
    expect(run.results).toMatchObject([
      {
        ruleId: 'shape/unknown-key',
        ruleIndex: 0,
        level: 'error',
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'scenarios-yaml/a/scenario.yaml' },
              region: { startLine: 2, startColumn: 1, charLength: 6 },
            },
          },
        ],
      },
    ])
  })
})

it('measures signs by their width on a screen', () => {
  expect(['abc', 'Дзвінок', 'ż', 'z\u0307', '日本', '👩‍⚕️', 'a\u200bb'].map(measureWidth)).toEqual([3, 7, 1, 1, 4, 2, 2])
})

import { readdirSync, readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatYaml, parseSource } from '../../../src/scenarios/source/index.ts'

describe('the canonical form', () => {
  it.each([
    ['one space after a colon', 'a:    { b: c,   d: e }\n', 'a: { b: c, d: e }\n'],
    ['two spaces a level', 'a:\n    b:\n          c: 1\n', 'a:\n  b:\n    c: 1\n'],
    ['items below their name', 'a:\n- 1\n- 2\n', 'a:\n  - 1\n  - 2\n'],
    ['no quotes on names', 'a: "xyz"\nb: \'x_1\'\n', 'a: xyz\nb: x_1\n'],
    ['quotes where they matter', 'a: "no"\nb: "010"\nc: "true"\nd: ""\n', 'a: "no"\nb: "010"\nc: "true"\nd: ""\n'],
    ['double quotes on texts', "a: 'Dzień dobry.'\nb: 'mówi \"tak\"'\n", 'a: "Dzień dobry."\nb: \'mówi "tak"\'\n'],
    [
      'comments and single blank lines stay',
      '# head\n\n\na: 1 # tail\n\n\n# before\nb: 2\n',
      '# head\n\na: 1 # tail\n\n# before\nb: 2\n',
    ],
    ['brackets tight, braces spaced', 'a: [ 1,2 ]\nb: {c: [ {d: 1} ]}\n', 'a: [1, 2]\nb: { c: [{ d: 1 }] }\n'],
    ['keys keep their order', 'z: 1\na: 2\n', 'z: 1\na: 2\n'],
    ['block texts stay', 'a: |\n  x\n  y\nb: 1\n', 'a: |\n  x\n  y\nb: 1\n'],
  ])('%s', (_name, text, formatted) => {
    expect(formatYaml(text)).toBe(formatted)
  })
  it('opens groups that are too wide, and only those', () => {
    const wide = `a: { first: "${'x'.repeat(60)}", second: { third: "${'y'.repeat(40)}" } }\nb: { c: 1 }\n`
    expect(formatYaml(wide)).toBe(
      `a:\n  first: "${'x'.repeat(60)}"\n  second: { third: "${'y'.repeat(40)}" }\nb: { c: 1 }\n`.replace(/"(x+|y+)"/g, '$1'),
    )
  })
  it('never folds what is spoken', () => {
    const text = `say: "${'Bardzo długie zdanie. '.repeat(12)}"\n`
    expect(formatYaml(text)).toBe(text)
  })
  it.each(['a: "', 'a: 1\n---\nb: 2\n', '', '# only\n', `a: ${'['.repeat(200)}${']'.repeat(200)}`])(
    'leaves %j as it is',
    text => {
      expect(formatYaml(text)).toBe(text)
    },
  )
})

describe('formatting changes nothing that is said', () => {
  const files = readdirSync('scenarios-yaml', { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.yaml'))
  it.each(files)('%s', file => {
    const text = readFileSync(`scenarios-yaml/${file}`, 'utf8')
    const formatted = formatYaml(text)
    expect(parseSource('f', formatted).data).toEqual(parseSource('f', text).data)
    expect(formatYaml(formatted)).toBe(formatted)
    const comments = (from: string) => from.split('\n').filter(line => line.trimStart().startsWith('#')).length
    expect(comments(formatted)).toBe(comments(text))
  })
  it('for any data', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.stringMatching(/^[a-z]{1,8}$/),
          fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean(), fc.array(fc.string())),
        ),
        data => {
          const text = JSON.stringify(data)
          expect(parseSource('f', formatYaml(text)).data).toEqual(parseSource('f', text).data)
        },
      ),
      { numRuns: 200 },
    )
  })
})

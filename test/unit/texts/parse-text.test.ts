import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseText, placeholdersOf, wordsOf } from '../../../src/scenarios/texts/index.ts'

const partsOf = (source: string) => parseText(source).text?.parts
const problemsOf = (source: string) =>
  parseText(source).problems.map(({ code, start, end }) => `${code} ${source.slice(start, end)}`)

describe('what an author writes', () => {
  test('words alone are one part', () => {
    expect(partsOf('Dzień dobry.')).toEqual([{ kind: 'words', text: 'Dzień dobry.' }])
  })

  test('a format may have spaces', () => {
    expect(partsOf('Wizyta {appointment.at: day and time}.')).toEqual([
      { kind: 'words', text: 'Wizyta ' },
      { kind: 'value', path: 'appointment.at', format: 'day and time' },
      { kind: 'words', text: '.' },
    ])
  })

  test('an apostrophe quotes nothing: Catalan and Ukrainian are full of them', () => {
    expect(partsOf("l'{place}")).toEqual([
      { kind: 'words', text: "l'" },
      { kind: 'value', path: 'place' },
    ])
  })

  test('plurals hold values with formats, exact numbers and further choices', () => {
    const [part] = partsOf('{n, plural, =0 {nic} one {# wizyta {at: day}} other {{kind, select, a {A} other {#}}}}') ?? []
    expect(part).toEqual({
      kind: 'plural',
      path: 'n',
      ordinal: false,
      exact: { 0: [{ kind: 'words', text: 'nic' }] },
      cases: {
        one: [
          { kind: 'value', path: 'n' },
          { kind: 'words', text: ' wizyta ' },
          { kind: 'value', path: 'at', format: 'day' },
        ],
        // Inside a select "#" counts nothing.
        other: [
          { kind: 'select', path: 'kind', cases: { a: [{ kind: 'words', text: 'A' }], other: [{ kind: 'words', text: '#' }] } },
        ],
      },
    })
  })

  test('ordinals are told from counts', () => {
    expect(partsOf('{n, selectordinal, other {#.}}')).toMatchObject([{ kind: 'plural', ordinal: true }])
  })
})

describe('what is wrong is told with its place', () => {
  test.each([
    ['a {b', ['text/unbalanced-brace {']],
    ['a } b', ['text/unbalanced-brace }']],
    ['{n, plural, one {x} other {y}', ['text/unbalanced-brace {']],
    ['{}', ['text/empty-placeholder {}']],
    ['{Ala}', ['text/bad-path {Ala}']],
    ['{a: dya} {b: tiem}', ['text/unknown-format  dya', 'text/unknown-format  tiem']],
    ['{a, plurals, one {x}}', ['text/bad-choice  plurals']],
    ['{a, plural, one {x}}', ['text/missing-other {a, plural, one {x}}']],
    ['{a, select, x {1} x {2} other {3}}', ['text/bad-choice x']],
  ])('%s', (source, problems) => {
    expect(problemsOf(source)).toEqual(problems)
    expect(parseText(source).text).toBeUndefined()
  })

  test('choices in one another have an end', () => {
    const deep = `${'{a, select, other {'.repeat(2000)}x${'}}'.repeat(2000)}`
    expect(parseText(deep).problems.map(({ code }) => code)).toEqual(['text/bad-choice'])
  })
})

test('placeholders are listed in order, with what surrounds them', () => {
  const { text } = parseText('{a: day} {b, select, x {{c}} other {}}')
  expect(text && placeholdersOf(text)).toEqual([
    { path: 'a', use: 'value', format: 'day', inside: [] },
    { path: 'b', use: 'select', cases: ['x', 'other'], inside: [] },
    { path: 'c', use: 'value', inside: ['b'] },
  ])
})

test('the words of a text are all its words, with a gap for each value', () => {
  const { text } = parseText('Ma {n, plural, one {# wizytę} other {# wizyt}}.')
  expect(text && wordsOf(text)).toBe('Ma   wizytę   wizyt.')
})

const PIECES = ['{', '}', ',', ':', '#', "'", ' ', 'plural', 'select', 'other', 'one', 'a.b', 'day', '=1', 'ż']
const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map(list => list.join(''))

test('arbitrary text never throws, and is either read or told what is wrong', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), pieces), source => {
      const { text, problems } = parseText(source)
      expect(text === undefined).toBe(problems.length > 0)
      for (const { start, end } of problems) expect(start >= 0 && end >= start && end <= source.length).toBe(true)
    }),
    { numRuns: 500 },
  )
})

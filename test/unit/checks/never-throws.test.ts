import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { BASE, checkFiles } from '../../golden/overlay.ts'

const FILES = [...BASE.keys()]
const SNIPPETS = [
  '{',
  '}',
  '[',
  ']',
  ': ',
  '- ',
  '"',
  '\n',
  '  ',
  'visit',
  'back',
  'null',
  '0',
  '&a',
  '*a',
  '{ end: x }',
  '{patient.name',
  'has(',
  'ї',
  '\t',
  '?',
  '|',
  'identity',
  'then:',
]

interface Mutation {
  readonly file: string
  readonly at: number
  readonly remove: number
  readonly insert: string
}
const mutation: fc.Arbitrary<Mutation> = fc.record({
  file: fc.constantFrom(...FILES),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.nat({ max: 30 }),
  insert: fc.oneof(fc.constant(''), fc.constantFrom(...SNIPPETS), fc.string({ maxLength: 8 })),
})

function mutate(mutations: readonly Mutation[]): Map<string, string> {
  const files = new Map(BASE)
  for (const { file, at, remove, insert } of mutations) {
    const text = files.get(file) ?? ''
    const start = Math.floor(at * text.length)
    files.set(file, text.slice(0, start) + insert + text.slice(start + remove))
  }
  return files
}

/** Swaps two whole lines of a file, which keeps much of it readable and so reaches the rules. */
const swap = fc.record({ file: fc.constantFrom(...FILES), first: fc.nat({ max: 80 }), second: fc.nat({ max: 80 }) })

test('mutated files never make the checker throw, and every finding has a place in its file', () => {
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), fc.option(swap), (mutations, lines) => {
      const files = mutate(mutations)
      if (lines !== null) {
        const list = (files.get(lines.file) ?? '').split('\n')
        const [first, second] = [list[lines.first % list.length], list[lines.second % list.length]]
        list[lines.first % list.length] = second ?? ''
        list[lines.second % list.length] = first ?? ''
        files.set(lines.file, list.join('\n'))
      }
      for (const { file, span, message } of checkFiles(files).findings) {
        expect(files.has(file)).toBe(true)
        expect(span.end >= span.start && span.line >= 1 && span.column >= 1 && message !== '').toBe(true)
      }
    }),
    { numRuns: 200 },
  )
}, 60_000)

test('missing files never make the checker throw', () => {
  fc.assert(
    fc.property(fc.subarray(FILES), kept => {
      expect(checkFiles(new Map([...BASE].filter(([file]) => kept.includes(file)))).findings).toBeInstanceOf(Array)
    }),
    { numRuns: 100 },
  )
}, 30_000)

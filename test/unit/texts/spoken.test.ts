import { expect, test } from 'vitest'
import { estimateSpokenMs, hashText, parseText, splitSentences } from '../../../src/scenarios/texts/index.ts'

test('sentences end at their marks, not inside numbers and addresses', () => {
  expect(splitSentences(' Dzień dobry! Jest 8.30 rano. Co… dalej?  "Tak." Nie')).toEqual([
    'Dzień dobry!',
    'Jest 8.30 rano.',
    'Co…',
    'dalej?',
    '"Tak."',
    'Nie',
  ])
  expect(splitSentences('  ')).toEqual([])
})

test('a hash changes with every letter and never looks like a number', () => {
  const texts = ['', 'a', 'b', 'ab', 'ba', 'Dzień dobry', 'Dzień dobry.', 'dzień dobry']
  expect(new Set(texts.map(text => hashText(text))).size).toBe(texts.length)
  for (const text of texts) expect(hashText(text)).toMatch(/^h[0-9a-f]{13}$/)
})

test('a hash of variants is that of their lines', () => {
  expect(hashText(['a'])).toBe(hashText('a'))
  expect(hashText(['a', 'b'])).not.toBe(hashText(['ab']))
})

test('hashes of many texts do not meet', () => {
  const hashes = new Set(Array.from({ length: 50_000 }, (_, index) => hashText(`Tekst numer ${index}.`)))
  expect(hashes.size).toBe(50_000)
})

test('a text takes longer with what it speaks, and as long as its longest case', () => {
  const of = (source: string): number => {
    const { text } = parseText(source)
    return text === undefined ? -1 : estimateSpokenMs(text, 'pl')
  }
  expect(of('x'.repeat(140))).toBe(10_000)
  expect(of('Termin: {at: day and time}.')).toBeGreaterThan(of('Termin: {at: time}.'))
  expect(of(`{a, select, x {${'x'.repeat(140)}} other {}}`)).toBe(10_000)
})

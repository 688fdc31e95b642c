import type { SourcePath } from '../source/source-file.ts'
import type { Reading } from './reading.ts'

/** Reports a value of the wrong kind, with advice for the usual causes. */
export function reportKind(reading: Reading, value: unknown, path: SourcePath, what: string, expected: string): void {
  reading.report('shape/wrong-kind', path, 'value', {
    what,
    expected,
    found: describeValue(value),
    advice: advise(value, expected),
  })
}

function advise(value: unknown, expected: string): string | undefined {
  if (expected === 'true or false') return 'Write true or false, without quotes.'
  if (expected.startsWith('a group')) return Array.isArray(value) ? 'Write its lines without "- " and without [ ].' : undefined
  if (typeof value === 'string')
    return expected.includes('{ text:') ? `Words as they stand are written { text: "${value.slice(0, 60)}" }.` : undefined
  if (!/text|name|word/.test(expected)) return undefined
  if (typeof value === 'object' && value !== null) return 'A text that begins with { or [ must stand in quotes as a whole.'
  return value === null || value === undefined ? undefined : `Put it in quotes: "${String(value)}".`
}

/** The kind of a value in an author's words. */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a group'
  if (typeof value === 'string') return value.length <= 40 ? `the text "${value}"` : 'a text'
  return typeof value === 'number' ? `the number ${value}` : String(value)
}

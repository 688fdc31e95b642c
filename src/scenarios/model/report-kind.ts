import type { SourcePath } from '../source/source-file.ts'
import type { Reading } from './reading.ts'

/** Reports a value of the wrong kind, with advice for the usual causes. */
export function reportKind(reading: Reading, value: unknown, path: SourcePath, what: string, expected: string): void {
  const wantsText = /text|name|word/.test(expected)
  const advice =
    wantsText && typeof value === 'object' && value !== null
      ? 'A text that begins with { or [ must stand in quotes as a whole.'
      : wantsText && (typeof value === 'number' || typeof value === 'boolean')
        ? `Put it in quotes: "${String(value)}".`
        : undefined
  reading.report('shape/wrong-kind', path, 'value', { what, expected, found: describeValue(value), advice })
}

/** The kind of a value in an author's words. */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a group'
  if (typeof value === 'string') return value.length <= 40 ? `the text "${value}"` : 'a text'
  return typeof value === 'number' ? `the number ${value}` : String(value)
}

import type { Reading } from '../scenarios/model/reading.ts'
import type { SourcePath } from '../scenarios/source/source-file.ts'

/** Says that a text of a file of the engine's (lines, campaigns, countries) is not of the kind that belongs there. */
export function reportKind(
  reading: Reading,
  path: SourcePath,
  part: 'key' | 'value',
  what: string,
  expected: string,
  found: string,
): void {
  reading.report('shape/wrong-kind', path, part, { what, expected, found: `the text "${found.slice(0, 40)}"`, advice: undefined })
}

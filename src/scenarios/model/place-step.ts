import type { SourcePath } from '../source/source-file.ts'
import type { Reading } from './reading.ts'
import type { Step } from './step.ts'

/** What every step has of its place: its name, and where it stands in its file. */
export function placeStep({ source }: Reading, name: string, path: SourcePath): Pick<Step, 'name' | 'path' | 'line'> {
  return { name, path, line: source.spanAt(path, 'key').line }
}

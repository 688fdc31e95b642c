import type { Span } from './finding.ts'

/** Where something stands in a document: keys and list positions from the outermost level. */
export type SourcePath = readonly (string | number)[]
/** Whether a span means the name left of the colon or the value right of it. */
export type SourcePart = 'key' | 'value'

/** A file's text with the way from paths to places; places are looked up only when a finding is made. */
export interface SourceFile {
  /** Relative to the workspace. */
  readonly file: string
  readonly text: string
  /** Place of the key or value at a path; of the nearest parent when nothing stands there; of the start when nothing can be read. */
  spanAt(path: SourcePath, part: SourcePart): Span
  /** Place of a stretch (offsets into the value as read, UTF-16) inside a text value; of the whole value when the text has escapes or line breaks. */
  spanWithin(path: SourcePath, start: number, end: number): Span
  /** Span of two offsets into `text`. */
  spanOf(start: number, end: number): Span
}

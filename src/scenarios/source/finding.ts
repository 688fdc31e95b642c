/** Where a finding points: offsets into the file's text, and line and column (both from 1). */
export interface Span {
  readonly start: number
  readonly end: number
  readonly line: number
  readonly column: number
}
/** `error`: no call may use the document; `warning`: it may, and something is probably wrong; `info`: worth a look. */
export type Severity = 'error' | 'warning' | 'info'

/** Something that the author should know. Collected, never thrown; formatted last. */
export interface Finding {
  /** `area/kebab`, stable, documented in docs/reference/diagnostics.md. */
  readonly code: string
  readonly severity: Severity
  readonly file: string
  readonly span: Span
  readonly message: string
  /** How to mend it, "did you mean …". */
  readonly hint?: string
  /** Only what is spoken in this language (`uk`) suffers from it; absent: everything that is made of the file. */
  readonly language?: string
}

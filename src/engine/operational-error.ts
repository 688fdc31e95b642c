/** Facts of an operational error: short, typed, without personal data. */
export type ErrorFacts = Readonly<Record<string, string | number | boolean>>

/**
 * The world's fault: a port is taken, a folder cannot be read, a server is away. Neither a finding (the author's) nor a bug (ours).
 * The message is a whole sentence without personal data; `remedy` says what to do about it.
 */
export class OperationalError extends Error {
  /** `area/kebab`, stable. */
  readonly code: string
  /** Whether the same thing may succeed when tried again. */
  readonly retryable: boolean
  readonly facts: ErrorFacts
  readonly remedy: string | undefined

  constructor(
    code: string,
    message: string,
    more: { readonly retryable?: boolean; readonly facts?: ErrorFacts; readonly remedy?: string; readonly cause?: unknown } = {},
  ) {
    super(message, more.cause === undefined ? {} : { cause: more.cause })
    this.name = 'OperationalError'
    this.code = code
    this.retryable = more.retryable ?? false
    this.facts = more.facts ?? {}
    this.remedy = more.remedy
  }
}

/** The system's own code of an error (`EACCES`, `EADDRINUSE`…), if it has one. */
export function readSystemCode(error: unknown): string | undefined {
  const code: unknown = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined
  return typeof code === 'string' ? code : undefined
}

/** A question to a language model: which of the meanings fits. */
export interface ModelRequest {
  /** What the model is to do; the same for every caller of a step, so that servers can keep it. */
  readonly instructions: string
  /** JSON. The caller's words stand in it as a value, never as an instruction. */
  readonly data: string
  /** The answers allowed. */
  readonly meanings: readonly string[]
}

/** What a model answered, as it came. */
export interface ModelReply {
  readonly text: string
  readonly tokensIn: number
  readonly tokensOut: number
}

/** A language model, whoever serves it. */
export interface LanguageModel {
  /** For the record: `gpt-4.1-mini`. */
  readonly name: string
  /** Asks. Rejects with a `ModelError` when there is no answer, also when `signal` ends the wait. */
  ask(request: ModelRequest, signal: AbortSignal): Promise<ModelReply>
  /** Loads what the first question would otherwise wait for. */
  prepare?(): Promise<void>
}

/** The model gave no answer. `over_quota`: it was too much for the provider; `refused`: it will not be better by asking again. */
export class ModelError extends Error {
  readonly reason: 'failed' | 'over_quota' | 'refused'
  /** How long the provider wants to be left alone, ms. */
  readonly retryAfterMs: number | undefined

  constructor(reason: ModelError['reason'], message: string, more: { retryAfterMs?: number; cause?: unknown } = {}) {
    super(message, more.cause === undefined ? {} : { cause: more.cause })
    this.name = 'ModelError'
    this.reason = reason
    this.retryAfterMs = more.retryAfterMs
  }
}

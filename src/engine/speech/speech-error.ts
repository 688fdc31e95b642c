import { OperationalError } from '../operational-error.ts'

/**
 * Why there is no speech. `refused`: it will not be better by asking again (key, address, voice); `over_quota`: too much for the provider;
 * `timeout`: it took too long; `unsupported`: nobody here can do this at all; `failed`: anything else.
 */
export type SpeechFault = 'refused' | 'over_quota' | 'timeout' | 'unsupported' | 'failed'

const MESSAGES: Readonly<Record<SpeechFault, string>> = {
  refused: 'The provider of speech refuses the request.',
  over_quota: 'The provider of speech says that it is too much.',
  timeout: 'The provider of speech took too long.',
  unsupported: 'No provider of speech can do what was asked for.',
  failed: 'The provider of speech failed.',
}

/** A provider of speech did not do what it was asked. Never holds what was said, nor a key. */
export class SpeechError extends OperationalError {
  readonly fault: SpeechFault
  /** How long the provider wants to be left alone, ms. */
  readonly retryAfterMs: number | undefined

  constructor(
    fault: SpeechFault,
    provider: string,
    more: { readonly detail?: string; readonly retryAfterMs?: number; readonly remedy?: string; readonly cause?: unknown } = {},
  ) {
    super(`speech/${fault.replace('_', '-')}`, MESSAGES[fault], {
      retryable: fault !== 'refused' && fault !== 'unsupported',
      facts: { provider, ...(more.detail === undefined ? {} : { detail: more.detail }) },
      ...(more.remedy === undefined ? {} : { remedy: more.remedy }),
      ...(more.cause === undefined ? {} : { cause: more.cause }),
    })
    this.name = 'SpeechError'
    this.fault = fault
    this.retryAfterMs = more.retryAfterMs
  }
}

/** Whatever a provider threw, as a `SpeechError`. */
export function asSpeechError(cause: unknown, provider: string): SpeechError {
  return cause instanceof SpeechError ? cause : new SpeechError('failed', provider, { cause })
}

import { SpeechError } from '../speech-error.ts'

interface ApiProblem {
  readonly status?: number
  readonly headers?: Headers
}

/** Why the server did not do it. Its own words may repeat what was sent: only the status is read. */
export function readFault(cause: unknown): SpeechError {
  if (cause instanceof SpeechError) return cause
  const { status, headers } = (typeof cause === 'object' && cause !== null ? cause : {}) as ApiProblem
  if (status === undefined) return new SpeechError('failed', 'openai', { detail: 'the server cannot be reached' })
  const detail = `status ${status}`
  if (status === 429) {
    const seconds = Number(headers?.get('retry-after') ?? Number.NaN)
    return new SpeechError('over_quota', 'openai', { detail, ...(seconds >= 0 ? { retryAfterMs: seconds * 1000 } : {}) })
  }
  if (status >= 400 && status < 500 && status !== 408) return new SpeechError('refused', 'openai', { detail })
  return new SpeechError(status === 408 ? 'timeout' : 'failed', 'openai', { detail })
}

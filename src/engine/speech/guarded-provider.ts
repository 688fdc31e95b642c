import { Breaker } from '../breaker.ts'
import type { Clock } from '../call/ports.ts'
import type { SpeechProvider } from './provider.ts'
import type { SpeechError } from './speech-error.ts'
import type { SpeechUsage } from './usage.ts'

/** A wrong key does not mend itself. */
const REFUSED_PAUSE_MS = 10 * 60_000
/** Without a word from the provider about how long. */
const OVER_QUOTA_PAUSE_MS = 60_000

/** A provider with what keeps it from being asked in vain, and counts what it does. Recogniser and voice fail apart. */
export interface GuardedProvider {
  readonly provider: SpeechProvider
  readonly breaker: Breaker
  readonly usage: SpeechUsage
  /** Tells whoever operates the service that it failed. */
  report(error: SpeechError): void
}

/** Guards a provider in one of its two trades. */
export function guardProvider(
  provider: SpeechProvider,
  clock: Clock,
  usage: SpeechUsage,
  report: (error: SpeechError) => void,
): GuardedProvider {
  return { provider, breaker: new Breaker(clock), usage, report }
}

/** How long a provider that failed so is left alone at once; undefined: only after several failures. */
export function choosePause(error: SpeechError): number | undefined {
  if (error.fault === 'refused') return REFUSED_PAUSE_MS
  return error.fault === 'over_quota' ? (error.retryAfterMs ?? OVER_QUOTA_PAUSE_MS) : undefined
}

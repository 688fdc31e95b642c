import type { Clock } from '../call/ports.ts'

/** From the beginning of speech to the recogniser's first partial. */
const FIRST_PARTIAL_MS = 200
/** How long a spoken word takes. */
const WORD_MS = 280
/** From the end of speech to the final. */
const FINAL_MS = 300
/** A partial after a longer gap belongs to a new utterance. */
const GAP_MS = 1500

/** Estimates when the caller began to say what a final reports. One for each call. */
export interface UtteranceTimer {
  /** A partial came. */
  hearPartial(): void
  /** A final came: gives the estimate, epoch ms, and begins anew. */
  hearFinal(text: string): number
  /** A new turn listens: partials of the last one no longer count. */
  reset(): void
  /** Time of the last partial since the last final or reset, epoch ms. */
  lastPartialAt(): number | undefined
}

/**
 * The rule: with partials, 200 ms before the first partial of the utterance (a gap of 1.5 s without one begins a new utterance). Without,
 * 300 ms for the recogniser and 280 ms for each word before the final. Never before the final before it: one recogniser hears one
 * utterance at a time, so a final that is delivered twice still counts as begun when the first was delivered.
 */
export function createUtteranceTimer(clock: Clock): UtteranceTimer {
  let first: number | undefined
  let last: number | undefined
  let lastFinalAt = Number.NEGATIVE_INFINITY
  return {
    hearPartial() {
      const now = clock.now()
      if (first === undefined || last === undefined || now - last > GAP_MS) first = now
      last = now
    },
    hearFinal(text) {
      const now = clock.now()
      const isFresh = first !== undefined && last !== undefined && now - last <= 2 * GAP_MS
      const estimate = isFresh && first !== undefined ? first - FIRST_PARTIAL_MS : now - FINAL_MS - WORD_MS * countWords(text)
      const beganAt = Math.max(estimate, lastFinalAt)
      lastFinalAt = now
      first = undefined
      last = undefined
      return beganAt
    },
    reset() {
      first = undefined
      last = undefined
    },
    lastPartialAt: () => last,
  }
}

function countWords(text: string): number {
  return text.split(/\s+/u).filter(word => word !== '').length
}

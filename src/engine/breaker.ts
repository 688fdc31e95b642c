import type { Clock } from './call/ports.ts'

/** Failures in a row after which it is left alone. */
const MOST_FAILURES = 3
const FIRST_PAUSE_MS = 30_000
const LONGEST_PAUSE_MS = 10 * 60_000

/** Leaves a failing vendor (a language model, a recogniser, a voice) alone for a while, longer each time; then one request tries whether it is well again. */
export class Breaker {
  readonly #clock: Clock
  #failures = 0
  #pauseMs = FIRST_PAUSE_MS
  #closedUntil = 0
  #isTrying = false

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Whether it is left alone now. */
  get isPaused(): boolean {
    return this.#closedUntil > 0 && (this.#isTrying || this.#clock.now() < this.#closedUntil)
  }

  /** A request goes out. */
  begin(): void {
    if (this.#closedUntil > 0) this.#isTrying = true
  }

  succeed(): void {
    this.#failures = 0
    this.#closedUntil = 0
    this.#pauseMs = FIRST_PAUSE_MS
    this.#isTrying = false
  }

  /** `pauseMs`: leave it alone at once, for so long. */
  fail(pauseMs?: number): void {
    this.#failures += 1
    if (pauseMs === undefined && this.#failures < MOST_FAILURES && !this.#isTrying) return
    this.#closedUntil = this.#clock.now() + Math.min(LONGEST_PAUSE_MS, Math.max(pauseMs ?? 0, this.#pauseMs))
    this.#pauseMs = Math.min(LONGEST_PAUSE_MS, this.#pauseMs * 2)
    this.#isTrying = false
  }

  /** The request was given up for reasons of our own: it tells nothing. */
  forget(): void {
    this.#isTrying = false
  }
}

import type { Clock, TelephoneEvent } from '../call/ports.ts'

/**
 * jambonz reports the last text's `stop-playback` both when it was played out and, followed at once by `kill-playback`, when it was cut.
 * So the end of a prompt is believed after this long without a kill.
 */
const SETTLE_MS = 40

/** Letters a second of a voice, about: only how far the piece that was cut had got is guessed by it. */
const LETTERS_A_SECOND = 14

/** Follows the playback of one prompt through `verb:status` and reports it once: started, then finished or cut. Without pieces nothing is reported. */
export class Playback {
  readonly #turn: string
  readonly #pieces: readonly string[]
  readonly #clock: Clock
  readonly #emit: (event: TelephoneEvent) => void
  readonly #onDone: (() => void) | undefined
  #startedAt: number | undefined
  #stops = 0
  #stoppedAt = 0
  #timer: unknown
  #isDone: boolean

  /** `onDone` is called after it was reported as finished or cut. */
  constructor(turn: string, pieces: readonly string[], clock: Clock, emit: (event: TelephoneEvent) => void, onDone?: () => void) {
    this.#turn = turn
    this.#pieces = pieces
    this.#clock = clock
    this.#emit = emit
    this.#onDone = onDone
    this.#isDone = pieces.length === 0
  }

  /** A status of the say that plays the prompt. */
  hearStatus(event: string): void {
    if (this.#isDone) return
    if (event === 'start-playback' && this.#startedAt === undefined) {
      this.#startedAt = this.#clock.now()
      this.#emit({ kind: 'prompt', turn: this.#turn, state: 'started' })
    } else if (this.#startedAt === undefined) {
      // The end of an earlier prompt that jambonz did not name.
      return
    } else if (event === 'stop-playback') {
      this.#stops += 1
      this.#stoppedAt = this.#clock.now()
      if (this.#stops === this.#pieces.length)
        this.#timer = this.#clock.setTimeout(() => this.#report('finished', this.#stoppedAt), SETTLE_MS)
    } else if (event === 'kill-playback') {
      this.#report('cut', this.#endAt())
    }
  }

  /** The voice failed: no more of the prompt will be heard. */
  fail(): void {
    this.#report('cut', this.#startedAt === undefined ? this.#stoppedAt : this.#endAt())
  }

  /** The turn is over: what was not reported yet is now. `isPlayedOut`: it ended by silence, thus after the prompt. */
  end(isPlayedOut: boolean): void {
    this.#report(isPlayedOut || this.#isPlayedOut() ? 'finished' : 'cut', this.#endAt())
  }

  /** Its first sound is still to come. */
  isAwaited(): boolean {
    return this.#startedAt === undefined && !this.#isDone
  }

  /** Started and not yet reported as finished or cut. */
  isPlaying(): boolean {
    return this.#startedAt !== undefined && !this.#isDone
  }

  #isPlayedOut(): boolean {
    return this.#stops >= this.#pieces.length
  }

  #endAt(): number {
    return this.#isPlayedOut() ? this.#stoppedAt : this.#clock.now()
  }

  #report(state: 'finished' | 'cut', at: number): void {
    if (this.#isDone) return
    this.#isDone = true
    this.#clock.clearTimeout(this.#timer)
    const startedAt = this.#startedAt
    const heardMs = at - (startedAt ?? at)
    if (state === 'cut') this.#emit({ kind: 'prompt', turn: this.#turn, state, heardMs, heardShare: this.#shareAt(at) })
    else if (startedAt === undefined) this.#emit({ kind: 'prompt', turn: this.#turn, state })
    else this.#emit({ kind: 'prompt', turn: this.#turn, state, heardMs })
    this.#onDone?.()
  }

  /** Whole pieces by jambonz's word, whatever voice or file they came from; of the one that was cut, as much as its time allows. */
  #shareAt(at: number): number {
    if (this.#startedAt === undefined) return 0
    // A kill reports a stop before itself where none came yet: that is no piece played out.
    const whole = this.#stops === 1 && this.#clock.now() - this.#stoppedAt <= SETTLE_MS ? 0 : this.#stops
    let before = 0
    let all = 0
    for (const [index, { length }] of this.#pieces.entries()) {
      if (index < whole) before += length
      all += length
    }
    const elapsedMs = at - (whole === 0 ? this.#startedAt : this.#stoppedAt)
    const part = Math.min(this.#pieces[whole]?.length ?? 0, (elapsedMs / 1000) * LETTERS_A_SECOND)
    return Math.min(1, (before + part) / Math.max(1, all))
  }
}

import type { SpokenSentence, TelephoneEvent } from './ports.ts'
import type { Runtime } from './runtime.ts'

/** How long the end of the last words is waited for beyond their length, ms. */
const PATIENCE_MS = 5_000

/** What a robot that ends a call by itself still says before it hangs up: that it is sorry, or goodbye. One turn that nobody can interrupt. */
export class LastWords {
  readonly #runtime: Runtime
  readonly #turn: string
  readonly #words: readonly SpokenSentence[]
  readonly #onSaid: () => void
  #timer: unknown

  constructor(runtime: Runtime, words: readonly SpokenSentence[], onSaid: () => void) {
    this.#runtime = runtime
    this.#words = words
    this.#turn = `${runtime.options.id}-sorry`
    this.#onSaid = onSaid
  }

  /** Where not even that can be said, it counts as said. */
  begin(): void {
    try {
      this.#say()
    } catch {
      this.#onSaid()
    }
  }

  #say(): void {
    const { state, options } = this.#runtime
    const { language, pace } = state
    const say = this.#words
    this.#timer = options.clock.setTimeout(this.#onSaid, this.#runtime.lengthOf(say) + PATIENCE_MS)
    for (const { key, text } of say)
      this.#runtime.journal({ kind: 'prompt', turn: this.#turn, node: state.turn?.node ?? '', form: 'sorry', key, text })
    const listen = { silenceMs: 0, interrupt: 'never', hints: [], keys: { max: 0, betweenMs: 0 } } as const
    options.telephone.turn({ id: this.#turn, language, pace, say, listen })
  }

  /** Only the end of these words counts now, and a caller who does not wait for it. */
  hear(event: TelephoneEvent): void {
    if (event.kind === 'hangup') {
      this.#runtime.state.hungUp = true
      this.#runtime.journal({ kind: 'hangup', by: event.by })
      this.#onSaid()
    } else if ('turn' in event && event.turn === this.#turn) {
      if (event.kind === 'prompt' ? event.state !== 'started' : event.kind !== 'partial') this.#onSaid()
    }
  }

  stop(): void {
    this.#runtime.clearTimer(this.#timer)
  }
}

import type { Clock, ModelUse } from '../../call/ports.ts'
import { Breaker } from '../../breaker.ts'
import { type LanguageModel, ModelError, type ModelReply, type ModelRequest } from './language-model.ts'
import { NONE, readReply } from './make-request.ts'

/** Without a word from the provider about how long. */
const OVER_QUOTA_PAUSE_MS = 60_000
/** A wrong key does not mend itself. */
const REFUSED_PAUSE_MS = 10 * 60_000
/** Letters a token, about: what a request cost that gave no answer is not told. */
const LETTERS_A_TOKEN = 3

/** What came of one question to the model. */
export type Asked = Omit<ModelUse, 'model'>

/** Asks the model within the budget, and leaves it alone when it fails. */
export class Asker {
  readonly #model: LanguageModel
  readonly #clock: Clock
  readonly #budgetMs: number
  readonly #breaker: Breaker

  constructor(model: LanguageModel, clock: Clock, budgetMs: number) {
    this.#model = model
    this.#clock = clock
    this.#budgetMs = budgetMs
    this.#breaker = new Breaker(clock)
  }

  /** Whether the model is left alone now. */
  get isPaused(): boolean {
    return this.#breaker.isPaused
  }

  /** Never rejects, and takes no longer than the budget. */
  async ask(request: ModelRequest): Promise<Asked> {
    const began = this.#clock.now()
    this.#breaker.begin()
    const result = await this.#wait(request)
    const ms = this.#clock.now() - began
    if (result.kind === 'reply') {
      const { text, tokensIn, tokensOut } = result.reply
      const meaning = readReply(text, request.meanings)
      if (meaning === undefined) this.#breaker.fail()
      else this.#breaker.succeed()
      const outcome = meaning === undefined ? 'malformed' : meaning === NONE ? 'none' : 'answered'
      return { outcome, ms, tokensIn, tokensOut, cached: false, ...(outcome === 'answered' && meaning ? { meaning } : {}) }
    }
    // It may have been read, and is paid for, all the same.
    const tokensIn =
      result.outcome === 'timeout' ? Math.ceil((request.instructions.length + request.data.length) / LETTERS_A_TOKEN) : 0
    return { outcome: result.outcome, ms, tokensIn, tokensOut: 0, cached: false }
  }

  #wait(request: ModelRequest): Promise<Waited> {
    return new Promise(resolve => {
      const stop = new AbortController()
      let isOver = false
      const end = (waited: Waited, pauseMs?: number): void => {
        if (isOver) return
        isOver = true
        this.#clock.clearTimeout(timer)
        if (waited.kind === 'nothing') this.#breaker.fail(pauseMs)
        resolve(waited)
      }
      const timer = this.#clock.setTimeout(() => {
        end({ kind: 'nothing', outcome: 'timeout' })
        stop.abort()
      }, this.#budgetMs)
      this.#model.ask(request, stop.signal).then(
        reply => end({ kind: 'reply', reply }),
        (cause: unknown) => {
          if (!(cause instanceof ModelError)) end({ kind: 'nothing', outcome: 'failed' })
          else if (cause.reason === 'over_quota')
            end({ kind: 'nothing', outcome: 'over_quota' }, cause.retryAfterMs ?? OVER_QUOTA_PAUSE_MS)
          else end({ kind: 'nothing', outcome: 'failed' }, cause.reason === 'refused' ? REFUSED_PAUSE_MS : undefined)
        },
      )
    })
  }
}

type Waited =
  | { readonly kind: 'reply'; readonly reply: ModelReply }
  | { readonly kind: 'nothing'; readonly outcome: 'timeout' | 'failed' | 'over_quota' }

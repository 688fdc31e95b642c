import type { Clock } from '../call/ports.ts'

/** What one provider was used for. */
export interface ProviderUse {
  /** Seconds of audio sent to be recognised. */
  readonly heardSeconds: number
  /** Characters sent to be spoken. */
  readonly spokenCharacters: number
  readonly requests: number
  readonly failures: number
}

/** What a day has used so far, by provider. */
export interface DayOfSpeech {
  /** `YYYY-MM-DD` in UTC. */
  readonly day: string
  readonly providers: Readonly<Record<string, ProviderUse>>
}

/** Keeps what the day has used, so that a restart does not begin it anew. Neither may throw. */
export interface SpeechUsageStore {
  read(): DayOfSpeech | undefined
  write(used: DayOfSpeech): void
}

const NOTHING: ProviderUse = { heardSeconds: 0, spokenCharacters: 0, requests: 0, failures: 0 }

/** Counts what vendors bill by: seconds heard and characters spoken, a day and a provider. */
export class SpeechUsage {
  readonly #clock: Clock
  readonly #store: SpeechUsageStore | undefined
  #used: DayOfSpeech

  constructor(clock: Clock, store?: SpeechUsageStore) {
    this.#clock = clock
    this.#store = store
    this.#used = store?.read() ?? { day: '', providers: {} }
  }

  /** Adds to what the provider was used for today. */
  add(provider: string, use: Partial<ProviderUse>): void {
    const today = this.today()
    const before = today.providers[provider] ?? NOTHING
    const after: ProviderUse = {
      heardSeconds: before.heardSeconds + (use.heardSeconds ?? 0),
      spokenCharacters: before.spokenCharacters + (use.spokenCharacters ?? 0),
      requests: before.requests + (use.requests ?? 0),
      failures: before.failures + (use.failures ?? 0),
    }
    this.#used = { day: today.day, providers: { ...today.providers, [provider]: after } }
    this.#store?.write(this.#used)
  }

  /** What was used today. */
  today(): DayOfSpeech {
    const day = new Date(this.#clock.now()).toISOString().slice(0, 10)
    return this.#used.day === day ? this.#used : { day, providers: {} }
  }
}

/** What one day may cost at most: requests, or money by the prices of the provider. */
export type DailyLimit = { readonly kind: 'requests'; readonly most: number } | { readonly kind: 'money'; readonly most: number }

/** Money for a million tokens, in whatever currency the limit is in. */
export interface Prices {
  readonly in: number
  readonly out: number
}

/** What a day has used so far. */
export interface DayOfUse {
  /** `YYYY-MM-DD` in UTC. */
  readonly day: string
  readonly requests: number
  readonly tokensIn: number
  readonly tokensOut: number
  readonly cost: number
}

/** Keeps what the day has used, so that a restart does not begin it anew. Neither may throw. */
export interface UsageStore {
  read(): DayOfUse | undefined
  write(used: DayOfUse): void
}

/** Counts what a day uses, and says when it is enough. */
export class Allowance {
  readonly #limit: DailyLimit
  readonly #prices: Prices
  readonly #store: UsageStore | undefined
  #used: DayOfUse

  constructor(limit: DailyLimit, prices: Prices, store?: UsageStore) {
    this.#limit = limit
    this.#prices = prices
    this.#store = store
    this.#used = store?.read() ?? beginDay('')
  }

  /** Whether another request is within the limit. */
  allows(now: number): boolean {
    const { requests, cost } = this.usedOn(now)
    return (this.#limit.kind === 'requests' ? requests : cost) < this.#limit.most
  }

  /** Counts a request; its tokens when they are known. */
  begin(now: number): void {
    this.#set({ ...this.usedOn(now), requests: this.usedOn(now).requests + 1 })
  }

  /** Counts what a request used. Returns its cost. */
  spend(now: number, tokensIn: number, tokensOut: number): number {
    const cost = (tokensIn * this.#prices.in + tokensOut * this.#prices.out) / 1e6
    const used = this.usedOn(now)
    this.#set({ ...used, tokensIn: used.tokensIn + tokensIn, tokensOut: used.tokensOut + tokensOut, cost: used.cost + cost })
    return cost
  }

  /** What was used on the day of `now`. */
  usedOn(now: number): DayOfUse {
    const day = new Date(now).toISOString().slice(0, 10)
    return this.#used.day === day ? this.#used : beginDay(day)
  }

  #set(used: DayOfUse): void {
    this.#used = used
    this.#store?.write(used)
  }
}

function beginDay(day: string): DayOfUse {
  return { day, requests: 0, tokensIn: 0, tokensOut: 0, cost: 0 }
}

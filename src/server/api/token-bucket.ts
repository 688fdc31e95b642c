/** How many more may come: `most` at once, and `perSecond` in the long run, by key. Keys that are full again are forgotten. */
export interface TokenBuckets {
  /** Takes one. @returns 0, or in how many ms there will be one */
  take(key: string): number
}

/** Most keys that are remembered. */
const MOST_KEYS = 10_000

/** Creates full buckets; `now` in epoch ms. */
export function createTokenBuckets(most: number, perSecond: number, now: () => number): TokenBuckets {
  const buckets = new Map<string, { tokens: number; at: number }>()
  const forget = (at: number): void => {
    for (const [key, bucket] of buckets) if (bucket.tokens + ((at - bucket.at) / 1000) * perSecond >= most) buckets.delete(key)
  }
  return {
    take(key) {
      const at = now()
      let bucket = buckets.get(key)
      if (bucket === undefined) {
        if (buckets.size >= MOST_KEYS) forget(at)
        buckets.set(key, (bucket = { tokens: most, at }))
      }
      bucket.tokens = Math.min(most, bucket.tokens + (Math.max(0, at - bucket.at) / 1000) * perSecond)
      bucket.at = at
      if (bucket.tokens < 1) return Math.ceil(((1 - bucket.tokens) / perSecond) * 1000)
      bucket.tokens -= 1
      return 0
    },
  }
}

/** A share with what chance leaves open, all 0..1. */
export interface Estimate {
  readonly share: number
  readonly low: number
  readonly high: number
}

/** Of a normal distribution, for 95 %. */
const Z = 1.959964

/** A share of `hits` in `of` with its 95 % interval by Wilson's score (Wilson 1927), which also holds for few and for none. */
export function estimateShare(hits: number, of: number): Estimate {
  if (of === 0) return { share: 0, low: 0, high: 1 }
  const share = hits / of
  const scale = 1 + Z ** 2 / of
  const middle = (share + Z ** 2 / (2 * of)) / scale
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2))
  return { share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}

/** How much more one share is than another, -1..1, with its 95 % interval made of both intervals (Newcombe 1998, method 10). */
export function compareShares(one: Estimate, other: Estimate): Estimate {
  const share = one.share - other.share
  return {
    share,
    low: share - Math.hypot(one.share - one.low, other.high - other.share),
    high: share + Math.hypot(one.high - one.share, other.share - other.low),
  }
}

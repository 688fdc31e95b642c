/** Chance that repeats itself: the same seed, the same numbers. */
export interface Random {
  /** 0 or more, less than 1. */
  next(): number
  /** A whole number under `under`. */
  below(under: number): number
  pick<T>(list: readonly T[]): T
}

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, good enough to break things with. */
export function createRandom(seed: number): Random {
  let state = seed | 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (under: number): number => Math.floor(next() * under)
  return { next, below, pick: list => list[below(list.length)] as (typeof list)[number] }
}

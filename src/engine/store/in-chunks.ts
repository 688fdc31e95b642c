/** Few sizes, so that there are few statements: each is compiled once and used again. With twenty columns the largest has 2560 values. */
const SIZES = [128, 32, 8, 2, 1] as const

/** Cuts a list into pieces that one statement can carry. */
export function* inChunks<T>(items: readonly T[]): Generator<T[]> {
  let start = 0
  for (const size of SIZES) for (; items.length - start >= size; start += size) yield items.slice(start, start + size)
}

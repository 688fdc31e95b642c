/** Rows of one statement: with twenty columns still fewer values than either database takes (32,766 and 65,535). */
const MOST_ROWS = 500

/** Cuts a list into pieces that one statement can carry. */
export function* inChunks<T>(items: readonly T[], size: number = MOST_ROWS): Generator<T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size)
}

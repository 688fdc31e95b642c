/**
 * Adds rows of weights, each times its value, to the scores of all separators: the rows from `from` to `to` of a sparse vector. Where the time of learning
 * and of hearing goes; so four rows are taken at a time, added in their order.
 */
export function addRows(
  scores: Float64Array,
  weights: Float32Array,
  rows: Uint32Array,
  values: Float32Array,
  from: number,
  to: number,
): void {
  const count = scores.length
  let at = from
  for (; at + 4 <= to; at += 4) {
    const a = (rows[at] as number) * count
    const b = (rows[at + 1] as number) * count
    const c = (rows[at + 2] as number) * count
    const d = (rows[at + 3] as number) * count
    const byA = values[at] as number
    const byB = values[at + 1] as number
    const byC = values[at + 2] as number
    const byD = values[at + 3] as number
    for (let label = 0; label < count; label++)
      scores[label] =
        (scores[label] as number) +
        byA * (weights[a + label] as number) +
        byB * (weights[b + label] as number) +
        byC * (weights[c + label] as number) +
        byD * (weights[d + label] as number)
  }
  for (; at < to; at++) {
    const a = (rows[at] as number) * count
    const byA = values[at] as number
    for (let label = 0; label < count; label++) scores[label] = (scores[label] as number) + byA * (weights[a + label] as number)
  }
}

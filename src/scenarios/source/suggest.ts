/**
 * The candidate nearest to a misspelt word ("did you mean"), or undefined when none is near enough: at most a third
 * of the letters may differ (Damerau–Levenshtein, restricted: an exchange of neighbours counts as one difference).
 */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = foldWord(word)
  let best: string | undefined
  let bestDistance = Math.max(1, Math.floor(Math.min(wanted.length, 40) / 3)) + 1
  for (const candidate of candidates) {
    if (candidate === word) continue
    const folded = foldWord(candidate)
    if (Math.abs(folded.length - wanted.length) >= bestDistance) continue
    // Codes of two letters, such as a language's, are all as near as each other.
    if (wanted.length < 3 && folded.length < 3 && folded !== wanted) continue
    const distance = countDifferences(wanted, folded)
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/** Case, accents and the sign between words are not what people mean to differ in. */
function foldWord(word: string): string {
  return word.slice(0, 60).toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/[ -]/g, '_')
}

function countDifferences(left: string, right: string): number {
  let before: number[] = []
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (let i = 1; i <= left.length; i++) {
    const row = [i]
    for (let j = 1; j <= right.length; j++) {
      const same = left[i - 1] === right[j - 1]
      let cost = Math.min((row[j - 1] ?? 0) + 1, (previous[j] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1))
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      row.push(cost)
    }
    before = previous
    previous = row
  }
  return previous[right.length] ?? 0
}

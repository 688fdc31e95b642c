/** A stem is at least so long, and an ending at most. */
const SHORTEST_STEM = 3
const LONGEST_ENDING = 3

/** Words as they are compared: lower case, without diacritics. */
export function splitPlainWords(text: string): readonly string[] {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ł', 'l')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '')
}

/** How many letters of the longest phrase whose every word was said, in whatever case and order; 0 when none was. */
export function measureSaid(said: readonly string[], phrases: readonly string[]): number {
  let longest = 0
  for (const phrase of phrases) {
    const words = splitPlainWords(phrase)
    if (words.length === 0 || !words.every(word => said.some(other => isSameWord(word, other)))) continue
    longest = Math.max(
      longest,
      words.reduce((sum, word) => sum + word.length, 0),
    )
  }
  return longest
}

/** "kardiologa" is "kardiolog", "nogi" is "noga", "parking" is not "part"; words of three letters have no endings. */
function isSameWord(one: string, other: string): boolean {
  if (one === other) return true
  const [shorter, longer] = [Math.min(one.length, other.length), Math.max(one.length, other.length)]
  if (shorter <= SHORTEST_STEM) return false
  const stem = Math.max(SHORTEST_STEM, shorter - (shorter > 5 ? 2 : 1), longer - (shorter > 4 ? LONGEST_ENDING : 2))
  return one.slice(0, stem) === other.slice(0, stem)
}

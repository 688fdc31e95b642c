/** Lower case without diacritics, words apart. */
function splitName(name: string): string[] {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ł', 'l')
    .split(/[^\p{L}]+/u)
    .filter(word => word !== '')
}

function countEdits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1)
      next.push(Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length] ?? 0
}

/** How alike two names are, 0 to 1: words in any order, forgiving endings ("Nowaka") and a misheard sound. The least alike word decides. */
export function measureLikeness(said: string, known: string): number {
  const heard = splitName(said).slice(0, 8)
  const words = splitName(known)
  if (heard.length === 0 || words.length === 0) return 0
  const scores = words.map(word =>
    Math.max(...heard.map(other => 1 - countEdits(word.slice(0, 40), other.slice(0, 40)) / Math.max(word.length, other.length))),
  )
  return Math.min(...scores)
}

const VALUES: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10 }

/** The number of a Roman (to thirty-nine) or an Arabic numeral; zero where it is neither. */
export function readRoman(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  let sum = 0
  for (let at = 0; at < text.length; at += 1) {
    const value = VALUES[text[at] ?? ''] ?? 0
    sum += value < (VALUES[text[at + 1] ?? ''] ?? 0) ? -value : value
  }
  return sum
}

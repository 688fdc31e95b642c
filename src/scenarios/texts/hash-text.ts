/**
 * Hash of a text as translators saw it: 50 bits of FNV-1a over UTF-16 units, `h` and 13 hex digits (the letter keeps
 * YAML from reading it as a number). 32-bit multiplications need neither BigInt nor node:crypto. For noticing change, not for security.
 * Source: https://www.ietf.org/archive/id/draft-eastlake-fnv-21.html (the constants are of the 32-bit form, run twice).
 */
export function hashText(source: string | readonly string[]): string {
  const text = typeof source === 'string' ? source : source.join('\n')
  let high = 0x811c9dc5
  let low = 0x01000193
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    high = Math.imul(high ^ unit, 0x01000193)
    low = Math.imul(low ^ (unit + i), 0x85ebca6b)
    low ^= low >>> 13
  }
  return `h${((high >>> 6) & 0x3ffffff).toString(16).padStart(7, '0')}${((low >>> 8) & 0xffffff).toString(16).padStart(6, '0')}`
}

/** What stands inside the `<speak>` element of a text, with or without SSML; plain text is escaped. */
export function readSpeakContent({ kind, text }: { readonly kind: 'text' | 'ssml'; readonly text: string }): string {
  if (kind === 'text') return escapeXml(text)
  return text
    .trim()
    .replace(/^<speak(\s[^>]*)?>/, '')
    .replace(/<\/speak>$/, '')
}

/** The words of a text without the marks of SSML. */
export function readWords({ kind, text }: { readonly kind: 'text' | 'ssml'; readonly text: string }): string {
  if (kind === 'text') return text
  return text
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** How fast the first `prosody` of a text wants it: 1 is normal. */
export function readRate({ kind, text }: { readonly kind: 'text' | 'ssml'; readonly text: string }): number {
  const written = kind === 'ssml' ? /<prosody[^>]*\srate="([+-]?)(\d{1,3})%"/.exec(text) : null
  if (written === null) return 1
  const amount = Number(written[2]) / 100
  return written[1] === '' ? amount : Math.max(0.1, written[1] === '+' ? 1 + amount : 1 - amount)
}

/** Signs that XML keeps for itself. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** An instant (epoch ms) in ISO 8601. */
export function writeInstant(at: number): string {
  return new Date(at).toISOString()
}

/** The same where there may be none. */
export function writeInstantOrNull(at: number | null): string | null {
  return at === null ? null : writeInstant(at)
}

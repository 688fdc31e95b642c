/** The beginning of a hint that proposes the nearest known word. */
export function proposeWord(nearest: string | undefined): string {
  return nearest === undefined ? '' : `Did you mean "${nearest}"? `
}

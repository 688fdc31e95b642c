/** Stands in a language file for a text that nobody has translated yet. It is a valid text, and a missing one to whoever checks. */
export const UNTRANSLATED = '…'

/** Tells whether a text of a language file is only the mark of one to come. */
export function isUntranslated(variants: readonly string[]): boolean {
  return variants.every(variant => /^[\s.…]*$/u.test(variant))
}

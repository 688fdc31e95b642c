import type { Language } from '../../../scenarios/model/documents.ts'

/** Letters that one of the languages alone has. */
const OWN_LETTERS: readonly (readonly [RegExp, Language])[] = [
  [/[іїєґ]/i, 'uk'],
  [/[ыэъё]/i, 'ru'],
  [/[ąćęłńśźż]/i, 'pl'],
  [/[àèòïü·]/i, 'ca'],
]
const CYRILLIC: ReadonlySet<Language> = new Set(['uk', 'ru'])

/**
 * In which languages a message is read, in order: the contact's own first, then whose letters it has, then the others of the same writing. A
 * language of another writing than the message's is not among them.
 */
export function orderLanguages(text: string, own: string, spoken: readonly Language[]): readonly Language[] {
  const isCyrillic = /[\u0400-\u04ff]/.test(text)
  const fitting = spoken.filter(language => CYRILLIC.has(language) === isCyrillic)
  const shown = OWN_LETTERS.filter(([letters]) => letters.test(text)).map(([, language]) => language)
  const rank = (language: Language): number => (language === own ? 0 : shown.includes(language) ? 1 : 2)
  return fitting.toSorted((left, right) => rank(left) - rank(right))
}

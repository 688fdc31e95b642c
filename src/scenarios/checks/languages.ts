import type { Language } from '../model/documents.ts'

/** Languages as findings call them. */
const NAMES: Readonly<Record<Language, string>> = { pl: 'Polish', ru: 'Russian', uk: 'Ukrainian', ca: 'Catalan', en: 'English' }

/** A language's English name. */
export function nameLanguage(language: Language): string {
  return NAMES[language]
}

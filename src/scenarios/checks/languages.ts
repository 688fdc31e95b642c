import type { Language } from '../model/documents.ts'

/** Languages as findings call them. */
const NAMES: Readonly<Record<Language, string>> = { pl: 'Polish', ru: 'Russian', uk: 'Ukrainian', ca: 'Catalan', en: 'English' }

/** A language's English name. */
export function nameLanguage(language: Language): string {
  return NAMES[language]
}

/** The language file of a scenario, block or policy that is written in `file`. */
export function languageFileOf(file: string, language: Language): string {
  const folder = /\/(scenario|block|policy)\.ya?ml$/.test(file)
    ? file.slice(0, file.lastIndexOf('/'))
    : file.replace(/\.ya?ml$/, '')
  return `${folder}/${language}.yaml`
}

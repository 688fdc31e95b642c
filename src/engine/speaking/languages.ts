import type { Language } from '../../scenarios/model/documents.ts'
import { catalan } from './ca/index.ts'
import { english } from './en/index.ts'
import { polish } from './pl/index.ts'
import { russian } from './ru/index.ts'
import type { SpokenLanguage } from './spoken-language.ts'
import { ukrainian } from './uk/index.ts'

/** The languages that are spoken. */
export const LANGUAGES: Readonly<Record<Language, SpokenLanguage>> = {
  pl: polish,
  ru: russian,
  uk: ukrainian,
  ca: catalan,
  en: english,
}

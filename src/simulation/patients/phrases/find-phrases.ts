import type { Language } from '../../../scenarios/model/documents.ts'
import { CA } from './ca.ts'
import { EN } from './en.ts'
import type { PhraseBook } from './phrase-book.ts'
import { PL } from './pl.ts'
import { RU } from './ru.ts'
import { UK } from './uk.ts'

const BOOKS: Readonly<Record<Language, PhraseBook>> = { pl: PL, uk: UK, ru: RU, ca: CA, en: EN }

/** What people say in a language. */
export function findPhrases(language: Language): PhraseBook {
  return BOOKS[language]
}

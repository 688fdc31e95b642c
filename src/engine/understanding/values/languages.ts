import type { Language } from '../../../scenarios/model/documents.ts'
import { catalanWords } from './ca/words.ts'
import { englishWords } from './en/words.ts'
import { buildLexicon, type LanguageWords, type Lexicon } from './lexicon.ts'
import { polishWords } from './pl/words.ts'
import { russianWords } from './ru/words.ts'
import { ukrainianWords } from './uk/words.ts'

const WORDS: Readonly<Record<Language, LanguageWords>> = {
  pl: polishWords,
  ru: russianWords,
  uk: ukrainianWords,
  ca: catalanWords,
  en: englishWords,
}
const lexicons = new Map<Language, Lexicon>()

/** The words of a language; its tables are built when they are first asked for. */
export function lexiconOf(language: Language): Lexicon {
  let lexicon = lexicons.get(language)
  if (lexicon === undefined) lexicons.set(language, (lexicon = buildLexicon(language, WORDS[language])))
  return lexicon
}

import type { Language } from '../../../../scenarios/model/documents.ts'
import { foldWord } from '../../tokens.ts'
import { CATALAN_WORDS } from './ca.ts'
import { ENGLISH_WORDS } from './en.ts'
import { POLISH_WORDS } from './pl.ts'
import { RUSSIAN_WORDS } from './ru.ts'
import { UKRAINIAN_WORDS } from './uk.ts'
import type { NameWordsData } from './words-data.ts'

/** The words around names, ready for look-up by folded words. */
export interface NameWords {
  readonly before: readonly (readonly string[])[]
  readonly maybeBefore: readonly (readonly string[])[]
  readonly after: readonly (readonly string[])[]
  readonly oblique: ReadonlySet<string>
  readonly titles: ReadonlySet<string>
  readonly ladies: ReadonlySet<string>
  readonly gentlemen: ReadonlySet<string>
  readonly particles: ReadonlySet<string>
  readonly articles: ReadonlySet<string>
  readonly common: ReadonlySet<string>
  readonly not: ReadonlySet<string>
  readonly no: ReadonlySet<string>
  readonly negatable: ReadonlySet<string>
  readonly but: ReadonlySet<string>
  readonly asIn: ReadonlySet<string>
  readonly spelling: ReadonlySet<string>
  readonly space: ReadonlySet<string>
  readonly stop: ReadonlySet<string>
  readonly light: ReadonlySet<string>
}

const DATA: Readonly<Record<Language, NameWordsData>> = {
  pl: POLISH_WORDS,
  ru: RUSSIAN_WORDS,
  uk: UKRAINIAN_WORDS,
  ca: CATALAN_WORDS,
  en: ENGLISH_WORDS,
}
const made = new Map<Language, NameWords>()

/** The words around names in a language; made when first asked for. */
export function getNameWords(language: Language): NameWords {
  const known = made.get(language)
  if (known !== undefined) return known
  const data = DATA[language]
  const words: NameWords = {
    before: listPhrases(data.before),
    maybeBefore: listPhrases(data.maybeBefore),
    after: listPhrases(data.after),
    oblique: listWords(data.oblique),
    titles: listWords(data.titles),
    ladies: listWords(data.ladies),
    gentlemen: listWords(data.gentlemen),
    particles: listWords(data.particles),
    articles: listWords(data.articles),
    common: listWords(data.common),
    not: listWords(data.not),
    no: listWords(data.no),
    negatable: listWords(data.negatable),
    but: listWords(data.but),
    asIn: listWords(data.asIn),
    spelling: listWords(data.spelling),
    space: listWords(data.space),
    // What announces a name is never one itself.
    stop: listWords(
      [data.stop, data.titles, data.spelling, data.before, data.maybeBefore, data.after].join(' ').replaceAll('|', ' '),
    ),
    light: listWords(data.light),
  }
  made.set(language, words)
  return words
}

function listWords(text: string): ReadonlySet<string> {
  return new Set(foldText(text).split(/\s+/).filter(Boolean))
}

/** The longest first. */
function listPhrases(text: string): readonly (readonly string[])[] {
  return foldText(text)
    .split('|')
    .filter(Boolean)
    .map(phrase => phrase.trim().split(' '))
    .sort((one, other) => other.length - one.length)
}

function foldText(text: string): string {
  return foldWord(text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е'))
}

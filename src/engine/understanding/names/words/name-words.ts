import type { Language } from '../../../../scenarios/model/documents.ts'
import { foldWord } from '../../tokens.ts'
import { CATALAN_WORDS } from './ca.ts'
import { ENGLISH_WORDS } from './en.ts'
import { POLISH_WORDS } from './pl.ts'
import { RUSSIAN_WORDS } from './ru.ts'
import { UKRAINIAN_WORDS } from './uk.ts'

/** What is said around names in a language; words are separated by spaces, phrases by bars. */
export interface NameWordsData {
  /** A name follows for certain: "nazywam się". */
  readonly before: string
  /** A name may follow: "to", "this is". */
  readonly maybeBefore: string
  /** A name stood before: "przy telefonie", "speaking". */
  readonly after: string
  /** What follows stands in an oblique case: "dla", "для". */
  readonly oblique: string
  /** Address and titles: "pan", "доктор". */
  readonly titles: string
  /** Parts of names that are none by themselves: "de", "i", "van". */
  readonly particles: string
  /** Articles before names: "la Montserrat". */
  readonly articles: string
  /** Names that are common words as well: believed only beside another name, or where a name is sure to stand. */
  readonly common: string
  /** Denies what follows: "nie". */
  readonly not: string
  /** Where the denial is also the answer no: what it denies when it begins the utterance, "nie jestem". */
  readonly negatable: string
  /** What follows holds instead: "tylko", "а". */
  readonly but: string
  /** Before the word that tells a letter: "jak", "for". */
  readonly asIn: string
  /** Announces that letters follow, or counts them: "litera", "буква". */
  readonly spelling: string
  /** Parts first name from family name in spelling. */
  readonly space: string
  /** Words that are no names. */
  readonly stop: string
  /** Those among them that may stand around a bare name: greetings, "yes". */
  readonly light: string
}

/** The words around names, ready for look-up by folded words. */
export interface NameWords {
  readonly before: readonly (readonly string[])[]
  readonly maybeBefore: readonly (readonly string[])[]
  readonly after: readonly (readonly string[])[]
  readonly oblique: ReadonlySet<string>
  readonly titles: ReadonlySet<string>
  readonly particles: ReadonlySet<string>
  readonly articles: ReadonlySet<string>
  readonly common: ReadonlySet<string>
  readonly not: ReadonlySet<string>
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
    particles: listWords(data.particles),
    articles: listWords(data.articles),
    common: listWords(data.common),
    not: listWords(data.not),
    negatable: listWords(data.negatable),
    but: listWords(data.but),
    asIn: listWords(data.asIn),
    spelling: listWords(data.spelling),
    space: listWords(data.space),
    // What announces a name is never one itself.
    stop: listWords([data.stop, data.titles, data.spelling, data.before, data.maybeBefore, data.after].join(' ').replaceAll('|', ' ')),
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

import type { Language } from '../../../scenarios/model/documents.ts'
import { foldWord } from '../tokens.ts'
import type { PartOfDay, Unit } from './kinds.ts'

/** Genders that an ordinal may have: one form may have several ("восьмой" is `mf`). */
export type Genders = 'm' | 'f' | 'n' | 'mf' | 'mn' | 'mfn'

/** A word of a number. */
export interface NumberWord {
  readonly value: number
  /** 0 zero, 1 units, 2 teens and tens, 3 hundreds, 4 thousand, 5 million. */
  readonly level: 0 | 1 | 2 | 3 | 4 | 5
  /** Multiplies what stands before it: "hundred", "cents", "tysiące". */
  readonly isMultiplier?: true
  /** It multiplies one alone: "тисяча", but "вісім тисяч". */
  readonly isSingular?: true
  /** After it an "and" may stand inside the number: "hundred and five", "vint i un". */
  readonly takesAnd?: true
  readonly ordinal?: Genders
  /** "piątego", "пятого": as days of the month are said. */
  readonly isGenitive?: true
  /** Digits as things that can be counted: "dwa zera", "три пятёрки", "two fives". */
  readonly isCounted?: true
  /** A noun for a digit: "piątka", "семёрка"; no count of anything else. */
  readonly isLabel?: true
  /** Rather an article or a pronoun than the number one, unless a number is looked for. */
  readonly isArticle?: true
}

/** What a word does for the grammar; what each language says for it stands in its tables. */
export type Role =
  // Relations of times.
  | 'at' // right before an hour: "o", "в", "a les"
  | 'on' // before a day: "w", "on", "el"
  | 'clock' // the hour as a thing: "godzina", "o'clock", "часов"
  | 'from'
  | 'after'
  | 'until'
  | 'before'
  | 'between'
  | 'onwards' // stands after its hour: "at the earliest", "і далі"
  | 'at_latest' // the same for its end
  | 'around'
  | 'in' // "za", "через", "d'aquí a"
  | 'ago'
  | 'before_ago' // stands before its span: "fa"
  | 'later'
  | 'since' // "for three days": the span goes on
  // Which one.
  | 'next'
  | 'this'
  | 'nearest'
  | 'last'
  | 'after_next'
  // Joints.
  | 'and'
  | 'or'
  | 'of'
  | 'light' // words that may stand within a when
  | 'the'
  // Refusing and correcting.
  | 'no' // as an answer
  | 'not' // denies what follows
  | 'correct' // "przepraszam", "I mean"
  | 'but' // "tylko", "а", "but": what follows it stands
  | 'except'
  | 'unable' // what a denial of a day goes on with: "mogę", "pasuje"
  | 'cannot' // both in one: "can't", "odpada"
  // The clock.
  | 'half'
  | 'quarter'
  | 'past'
  | 'to'
  | 'minus' // "za", "без", "menys"
  | 'noon'
  | 'midnight'
  | 'am'
  | 'pm'
  | 'sharp' // "punktualnie", "tocades"
  // Calendar.
  | 'weekend'
  | 'workdays'
  | 'beginning'
  | 'middle'
  | 'end'
  | 'day_of_month' // "dnia", "числа", "dia"
  | 'year'
  | 'ordinal_last' // "ostatni" of something
  // Numbers.
  | 'point'
  | 'plus'
  | 'negative'
  | 'times' // "dwa razy zero"
  | 'double'
  | 'triple'
  | 'over' // blood pressure
  | 'out_of' // "osiem na dziesięć"
  | 'degree'
  | 'tenths' // "kreski": tenths of a degree
  | 'counted' // a unit that makes a number a count of things: "tabletki", "lat"
  | 'digits' // "цифри": the number before it counts them
  | 'next_digits' // words inside a run of digits: "potem", "then"
  | 'and_half' // "i pół", "с половиной"
  | 'one_and_half'
  | 'kilo' // hundreds of grams may follow
  | 'gram'
  | 'once' // "raz dziennie"
  | 'holiday' // when nobody is in: "po świętach"
  | 'several' // "kilka": more than is known of what follows
  | 'none' // "ani jednej": a count of nothing
  | 'couple'
  | 'scale' // "w skali": the numbers after it are its ends
  | 'next_day' // the day after the one before it, or after the one that follows
  | 'day_before' // the day before the one that follows
  | 'guard' // greetings and idioms: nothing is read in them
  | 'filler' // left out

/** All that a word, or a phrase of several, may be. */
export interface Lex {
  readonly number?: NumberWord
  readonly weekday?: number
  readonly month?: number
  /** A word that is rarely this month: "may", "march". */
  readonly isDoubtful?: true
  /** A feast by its month and date: "Boxing Day". */
  readonly feast?: readonly [number, number]
  /** Days from today. */
  readonly ahead?: number
  readonly part?: PartOfDay
  readonly unit?: Unit
  /** The unit's count, if the word has one: "fortnight" is two weeks, "полчаса" half an hour. */
  readonly count?: number
  /** A half hour in one word: "полвосьмого" is before this hour. */
  readonly halfTo?: number
  /** An ending written after digits: "21-го", "2nd". */
  readonly suffix?: { readonly ordinal?: Genders; readonly isGenitive?: true }
  readonly roles?: readonly Role[]
}

/** The words of one language. Forms are separated by blanks; `_` stands for the blank inside a phrase. */
export interface LanguageWords {
  readonly numbers: Iterable<readonly [string, NumberWord]>
  /** From Monday. */
  readonly weekdays: readonly string[]
  /** From January. */
  readonly months: readonly string[]
  /** Months that are other words, too. */
  readonly doubtful?: string
  /** Feasts that fall on the same date each year, by month and date, as the language's country keeps them. */
  readonly feasts: readonly (readonly [number, number, string])[]
  readonly days: readonly (readonly [number, string])[]
  readonly parts: readonly (readonly [PartOfDay, string])[]
  /** Part of a day in one word: "tonight". */
  readonly dayParts?: readonly (readonly [number, PartOfDay, string])[]
  readonly units: readonly (readonly [Unit, string, number?])[]
  readonly halfHours?: readonly (readonly [number, string])[]
  readonly suffixes: readonly (readonly [Genders, string, true?])[]
  readonly roles: Partial<Readonly<Record<Role, string>>>
}

/** A phrase of several words. */
interface Phrase {
  readonly words: readonly string[]
  readonly lex: Lex
}

/** The words of a language, to be looked up. */
export interface Lexicon {
  readonly language: Language
  /** As written, apostrophes left out. */
  readonly kept: ReadonlyMap<string, Lex>
  /** Without diacritics. */
  readonly folded: ReadonlyMap<string, Lex>
  /** Phrases by their first word without diacritics; longest first. */
  readonly phrases: ReadonlyMap<string, readonly Phrase[]>
}

/** Lower case without apostrophes, which recognisers set at will ("п'ять", "пять"). */
export function keyOf(kept: string): string {
  return kept.includes("'") ? kept.replaceAll("'", '') : kept
}

/** Makes the look-up tables of a language. On equal words all that they may be is joined; of equal facts the first counts. */
export function buildLexicon(language: Language, words: LanguageWords): Lexicon {
  const kept = new Map<string, Lex>()
  const folded = new Map<string, Lex>()
  const phrases = new Map<string, Phrase[]>()
  const add = (forms: string, lex: Lex) => {
    for (const form of forms.split(/\s+/)) {
      if (form === '') continue
      const parts = form.split('_').map(keyOf)
      if (parts.length === 1) addWord(parts[0] ?? '', lex)
      else addPhrase(parts.map(foldWord), lex)
    }
  }
  const addWord = (word: string, lex: Lex) => {
    kept.set(word, joinLex(kept.get(word), lex))
    const plain = foldWord(word)
    folded.set(plain, joinLex(folded.get(plain), lex))
  }
  const addPhrase = (parts: readonly string[], lex: Lex) => {
    const first = parts[0] ?? ''
    const list = phrases.get(first) ?? []
    const at = list.findIndex(({ words: other }) => other.join(' ') === parts.join(' '))
    if (at >= 0) list[at] = { words: parts, lex: joinLex(list[at]?.lex, lex) }
    else list.push({ words: parts, lex })
    phrases.set(first, list)
  }
  for (const [word, number] of words.numbers) addWord(keyOf(word), { number })
  for (const [index, forms] of words.weekdays.entries()) add(forms, { weekday: index + 1 })
  for (const [index, forms] of words.months.entries()) add(forms, { month: index + 1 })
  if (words.doubtful !== undefined) add(words.doubtful, { isDoubtful: true })
  for (const [month, date, forms] of words.feasts) add(forms, { feast: [month, date] })
  for (const [ahead, forms] of words.days) add(forms, { ahead })
  for (const [part, forms] of words.parts) add(forms, { part })
  for (const [ahead, part, forms] of words.dayParts ?? []) add(forms, { ahead, part })
  for (const [unit, forms, count] of words.units) add(forms, { unit, ...(count === undefined ? {} : { count }) })
  for (const [halfTo, forms] of words.halfHours ?? []) add(forms, { halfTo })
  for (const [ordinal, forms, isGenitive] of words.suffixes)
    add(forms, { suffix: { ordinal, ...(isGenitive === undefined ? {} : { isGenitive }) } })
  for (const [role, forms] of Object.entries(words.roles)) add(forms, { roles: [role as Role] })
  for (const list of phrases.values()) list.sort((a, b) => b.words.length - a.words.length)
  return { language, kept, folded, phrases }
}

function joinLex(one: Lex | undefined, other: Lex): Lex {
  if (one === undefined) return other
  const roles = other.roles === undefined ? one.roles : [...new Set([...(one.roles ?? []), ...other.roles])]
  return { ...other, ...one, ...(roles === undefined ? {} : { roles }) }
}

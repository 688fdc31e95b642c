import type { CalendarDay } from '../calendar.ts'
import type { Gender, GrammarCase } from '../grammar.ts'
import type { Money } from '../money-value.ts'

/** One rule over the text: a pattern and what is said instead. */
export type GuardRule = readonly [RegExp, string | ((...found: string[]) => string)]

/** What the guard of one language knows. `N` is how the language holds its nouns. */
export interface GuardTables<N> {
  /** Text of words and pauses alone, as most values are; told without the dear classes of Unicode. */
  readonly plain: RegExp
  /** What of such plain text must be written out all the same: abbreviations without a dot, acronyms. */
  readonly abbreviated: RegExp
  /** Abbreviations as pattern sources with their words, the longest first; they match whole words in any case of letters. */
  readonly abbreviations: readonly (readonly [string, string])[]
  /** Acronyms that no voice can guess, in capitals. Those without a vowel are spelled by themselves. */
  readonly acronyms: Readonly<Record<string, string>>
  /** Whether a word in capitals can be read as a word. */
  readonly vowels: RegExp
  readonly spelled: (text: string) => string
  /** Names of at and dot in an e-mail address, of a slash between numbers, of over in a blood pressure, of the parts of a whole. */
  readonly words: {
    readonly at: string
    readonly dot: string
    readonly slash: string
    readonly over: string
    readonly half: string
    readonly quarter: string
  }
  /** Signs that stand for words, tried in this order after all numbers. */
  readonly signs: readonly (readonly [RegExp, string])[]
  /** The language's own rules, before the common ones: "3-й этаж", "8 pm". */
  readonly special: readonly GuardRule[]
  /** Units by how they are written after a number. */
  readonly units: Readonly<Record<string, N>>
  /** Numbers without separators that are telephones. */
  readonly bareNumber: RegExp
  /** Words, in small letters, after which `8.30` is a time. */
  readonly clockWords: readonly string[]
  /** Short names of weekdays, Monday first, as pattern sources; with what is said of one, of a first and of a last. */
  readonly weekdays: readonly (readonly [string, string, string, string])[]
  /** The case that the word before demands of a number, or that the noun after it shows. */
  readonly caseOf: (before: string, after: string) => GrammarCase
  /** The gender that a noun demands of the number before it. */
  readonly genderBefore: (after: string) => Gender
  readonly cardinal: (n: number, gender: Gender, grammarCase: GrammarCase) => string
  readonly number: (n: number, grammarCase: GrammarCase) => string
  readonly count: (n: number, noun: N, grammarCase: GrammarCase) => string
  readonly digits: (text: string) => string
  readonly money: (money: Money) => string
  readonly phone: (text: string) => string
  /** The word before the date is kept by the guard unless the date says that it takes its place. */
  readonly date: (day: CalendarDay, withYear: boolean, before: string) => string
  /** The time with the word before it: "o ósmej trzydzieści", "do ósmej trzydzieści". */
  readonly time: (hour: number, minute: number, before: string) => string
  readonly timeRange: (from: readonly [number, number], to: readonly [number, number]) => string
  /** A range, the second number with its unit if there is one. */
  readonly range: (
    from: number,
    to: number,
    noun: N | undefined,
    around: { readonly before: string; readonly after: string },
  ) => string
}

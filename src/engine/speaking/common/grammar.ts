/** Grammatical gender of what is counted or put in order. */
export type Gender = 'masculine' | 'feminine' | 'neuter'
/** The cases that counts need; a language without cases ignores them. */
export type GrammarCase = 'nom' | 'acc' | 'gen'

/** A noun of a Slavic language, as counting needs it. `few` goes with 2 to 4, `many` with 5 and more and is the genitive plural. */
export interface SlavicNoun {
  readonly gender: Gender
  readonly one: string
  readonly few: string
  readonly many: string
  /** Genitive singular. */
  readonly genitive: string
  /** Accusative singular where it is not `one`. */
  readonly accusative?: string
}

/** A noun of a language without cases. */
export interface PlainNoun {
  readonly gender: Gender
  readonly one: string
  readonly other: string
}

/** What is counted in spoken values. Nouns of the command's `count-noun` are the first, those of durations the rest. */
export type CountedNoun = 'minute' | 'hour' | 'day' | 'week' | 'tablet' | 'question' | 'second' | 'month' | 'year'

/** Makes a Slavic noun; the accusative only where it differs. */
export function noun(gender: Gender, one: string, few: string, many: string, genitive: string, accusative?: string): SlavicNoun {
  return { gender, one, few, many, genitive, ...(accusative === undefined ? {} : { accusative }) }
}

/** The nouns of a language by what they count. */
export type NounTable<N> = Readonly<Record<CountedNoun, N>>

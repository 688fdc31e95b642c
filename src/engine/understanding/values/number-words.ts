import type { Genders, NumberWord } from './lexicon.ts'

/** Number words of a language as its table gives them. Forms are separated by blanks. */
export interface NumberTable {
  readonly cardinals: readonly (readonly [number, string])[]
  /** Nouns for digits ("piątka"), and what can be counted of them ("dwie piątki"). */
  readonly labels?: readonly (readonly [number, string])[]
  readonly counted?: readonly (readonly [number, string])[]
  readonly ordinalStems: readonly (readonly [number, string])[]
  /** Endings put to the stems. */
  readonly endings: readonly (readonly [Genders, string, isGenitive?: true])[]
  /** Ordinals whose endings are their own. */
  readonly ordinals?: readonly (readonly [number, Genders, string, isGenitive?: true])[]
  /** Forms that multiply what stands before them. */
  readonly multipliers: string
  /** Those that multiply one alone: "тисяча", but "вісім тисяч". */
  readonly singular?: string
  /** Forms after which an "and" may stand inside a number. */
  readonly takeAnd?: string
  /** Forms of one that are rather articles. */
  readonly articles: string
}

/** Every form of every number word; plain cardinals first, so that they win over what looks like them. */
export function* listNumberWords(table: NumberTable): Iterable<readonly [string, NumberWord]> {
  const multipliers = new Set(table.multipliers.split(' '))
  const singular = new Set((table.singular ?? '').split(' '))
  const takeAnd = new Set((table.takeAnd ?? '').split(' '))
  const articles = new Set(table.articles.split(' '))
  for (const [value, forms] of table.cardinals)
    for (const form of forms.split(' '))
      yield [
        form,
        {
          value,
          level: levelOf(value),
          ...(multipliers.has(form) ? { isMultiplier: true } : {}),
          ...(singular.has(form) ? { isSingular: true } : {}),
          ...(takeAnd.has(form) ? { takesAnd: true } : {}),
          ...(articles.has(form) ? { isArticle: true } : {}),
        },
      ]
  for (const [value, forms] of table.counted ?? [])
    for (const form of forms.split(' ')) yield [form, { value, level: levelOf(value), isCounted: true, isLabel: true }]
  for (const [value, forms] of table.labels ?? [])
    for (const form of forms.split(' ')) yield [form, { value, level: levelOf(value), isLabel: true }]
  for (const [value, ordinal, forms, isGenitive] of table.ordinals ?? [])
    for (const form of forms.split(' ')) yield [form, makeOrdinal(value, ordinal, isGenitive)]
  for (const [value, stem] of table.ordinalStems)
    for (const [ordinal, endings, isGenitive] of table.endings)
      for (const ending of endings.split(' ')) yield [stem + ending, makeOrdinal(value, ordinal, isGenitive)]
}

function makeOrdinal(value: number, ordinal: Genders, isGenitive: true | undefined): NumberWord {
  return { value, level: levelOf(value), ordinal, ...(isGenitive === undefined ? {} : { isGenitive }) }
}

function levelOf(value: number): NumberWord['level'] {
  return value === 0 ? 0 : value < 10 ? 1 : value < 100 ? 2 : value < 1000 ? 3 : value < 1_000_000 ? 4 : 5
}

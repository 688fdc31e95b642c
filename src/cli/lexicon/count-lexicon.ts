import { LANGUAGES, type Language, type LexiconDocument } from '../../scenarios/model/documents.ts'

/** How many phrases a meaning has, by language; languages without a lexicon are left out. */
export interface LexiconCount {
  readonly meaning: string
  readonly phrases: Readonly<Partial<Record<Language, number>>>
}

/** Counts the phrases of every meaning, in the order of the first lexicon; what is outside of all comes last, and then the sum. */
export function countLexicons(lexicons: ReadonlyMap<Language, LexiconDocument>): {
  readonly languages: readonly Language[]
  readonly counts: readonly LexiconCount[]
} {
  const languages = LANGUAGES.filter(language => lexicons.has(language))
  const meanings = new Set(languages.flatMap(language => Object.keys(lexicons.get(language)?.meanings ?? {})))
  const count = (meaning: string, of: (lexicon: LexiconDocument) => number): LexiconCount => ({
    meaning,
    phrases: Object.fromEntries(
      languages.flatMap(language => {
        const lexicon = lexicons.get(language)
        return lexicon === undefined ? [] : [[language, of(lexicon)]]
      }),
    ),
  })
  const rows = [...meanings].map(meaning => count(meaning, lexicon => lexicon.meanings[meaning]?.length ?? 0))
  const outside = count('(outside)', lexicon => lexicon.outside.length)
  const all = count('(all)', lexicon =>
    Object.values(lexicon.meanings).reduce((sum, phrases) => sum + phrases.length, lexicon.outside.length),
  )
  return { languages, counts: [...rows, outside, all] }
}

/** A table for the terminal. What a language lacks is a dash. */
export function formatCounts({ languages, counts }: ReturnType<typeof countLexicons>): readonly string[] {
  const width = Math.max(...counts.map(({ meaning }) => meaning.length))
  const row = (first: string, cells: readonly string[]): string =>
    first.padEnd(width) + cells.map(cell => cell.padStart(7)).join('')
  return [
    row('', languages),
    ...counts.map(({ meaning, phrases }) =>
      row(
        meaning,
        languages.map(language => String(phrases[language] || '–')),
      ),
    ),
  ]
}

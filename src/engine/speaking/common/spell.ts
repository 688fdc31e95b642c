/** How a language spells. */
export interface Spelling {
  /** Names of letters, by the small letter. */
  readonly letters: Readonly<Record<string, string>>
  /** Names of signs that stand in names and numbers of documents: hyphen, apostrophe, slash, dot. */
  readonly signs: Readonly<Record<string, string>>
  readonly digit: (digit: string) => string
}

/** Letter by letter, by the letters' names: "en, o, wu, a, ka". A letter of another alphabet is said as the letter under its accents, or left out. */
export function spell(text: string, { letters, signs, digit }: Spelling): string {
  return [
    ...text
      .normalize('NFC')
      .toLowerCase()
      .replace(/[’ʼ`]/g, "'")
      .replace(/[‐-―−]/g, '-'),
  ]
    .map(character => {
      if (character >= '0' && character <= '9') return digit(character)
      const named = letters[character] ?? signs[character]
      if (named !== undefined) return named
      const base = BASES[character] ?? character.normalize('NFD').replace(/\p{M}/gu, '')
      return letters[base] ?? ''
    })
    .filter(word => word !== '')
    .join(', ')
}

/** Letters that Unicode does not take apart. */
const BASES: Readonly<Record<string, string>> = { ł: 'l', đ: 'd', ø: 'o', ß: 's', æ: 'a', œ: 'o', þ: 't', ı: 'i' }

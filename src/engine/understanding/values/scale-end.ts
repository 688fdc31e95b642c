import type { Language } from '../../../scenarios/model/documents.ts'

/** An end of a scale, said without its number. Offsets into the text. */
export interface SpokenScaleEnd {
  readonly isTop: boolean
  readonly start: number
  readonly end: number
}

const ENDS: Readonly<Record<Language, { readonly top: RegExp; readonly bottom: RegExp }>> = {
  pl: {
    top: /(?<!\p{L})(?:najwyższ|maksymaln|maksa?(?!\p{L}))\p{L}*/iu,
    bottom: /(?<!\p{L})(?:najniższ|minimaln|pał[aę](?!\p{L}))\p{L}*/iu,
  },
  ru: {
    top: /(?<!\p{L})(?:наивысш\p{L}*|максим\p{L}*|сам\p{L}+ высок\p{L}*)/iu,
    bottom: /(?<!\p{L})(?:кол(?!\p{L})|минимал\p{L}*|сам\p{L}+ низк\p{L}*)/iu,
  },
  uk: {
    top: /(?<!\p{L})(?:найвищ|максим)\p{L}*/iu,
    bottom: /(?<!\p{L})(?:найнижч\p{L}*|мінімал\p{L}*|кіл(?!\p{L}))/iu,
  },
  ca: {
    top: /(?<!\p{L})(?:màxim[ae]?|maxima|la més alta)(?!\p{L})/iu,
    bottom: /(?<!\p{L})(?:mínim[ae]?|minima|la més baixa)(?!\p{L})/iu,
  },
  en: { top: /\b(?:top|full) marks\b|\bthe highest\b|\bmaximum\b/i, bottom: /\bthe lowest\b|\bminimum\b|\brock bottom\b/i },
}
const NUMBER = /\d/
/** Where more is said than a mark, the end of the scale may be what is spoken of. */
const MOST_WORDS = 5

/** "la màxima", "najwyższą", "top marks": short answers without a number; undefined where there is none. */
export function readScaleEnd(text: string, language: Language): SpokenScaleEnd | undefined {
  if (NUMBER.test(text) || text.split(' ').length > MOST_WORDS) return undefined
  const { top, bottom } = ENDS[language]
  const high = top.exec(text)
  const low = bottom.exec(text)
  const found = high ?? low
  if (found === null || (high !== null && low !== null) || /(?<!\p{L})(?:nie|не|no|not)(?!\p{L})/iu.test(text)) return undefined
  return { isTop: found === high, start: found.index, end: found.index + found[0].length }
}

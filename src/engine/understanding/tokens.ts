import type { Language } from '../../scenarios/model/documents.ts'

/** One word or number of an utterance; offsets into the utterance's text. */
export interface Token {
  readonly start: number
  readonly end: number
  /** As the recogniser wrote it. */
  readonly raw: string
  /** Lower case, compatibility forms resolved, diacritics kept. */
  readonly kept: string
  /** Without diacritics: recognisers and authors drop them. */
  readonly folded: string
  /** A comma, full stop or the like stands before it. */
  readonly isAfterPause: boolean
}

/** Longer utterances are cut: nobody says more in one breath, and a runaway recogniser must not stop the call. */
export const MAX_TEXT = 2000
const WORD = /\d+(?:[.,:]\d+)*|\p{L}[\p{L}\p{M}]*(?:['’ʼ]\p{L}[\p{L}\p{M}]*)*/gu
const PAUSE = /[,.;:!?…–—]/

/** Letters of the five languages as one character each, in lower case. */
const COMPOSED = /^[a-z0-9ąćęłńóśźżàçèéíïòúüа-яёєіїґ]*$/
/** Latin and Cyrillic letters without diacritics, by their codes. */
const FOLDED = Array.from({ length: 0x530 }, (_, code) => foldByUnicode(String.fromCharCode(code)))

/** Hesitation in any language. */
const HESITATION = /^(y{1,9}|e{2,9}|h{1,5}m{1,9}|m{2,9}|a{2,9}|e+hm+|ekhm|[эе]{2,9}|м{2,9}|хм+|uh+|um+|er+m*)$/u
/** Words that carry nothing by themselves, or that wander about the sentence ("się zgadza", "zgadza się"). */
const FILLERS: Readonly<Record<Language, ReadonlySet<string>>> = {
  pl: new Set(['no', 'znaczy', 'jakby', 'się', 'sie']),
  ru: new Set(['ну', 'э', 'значит', 'вот']),
  uk: new Set(['ну', 'е', 'значить', 'от']),
  ca: new Set(['eh', 'doncs', 'bueno']),
  en: new Set(['well', 'um', 'uh', 'er']),
}
const BACKCHANNEL = /^(m+h+m*|y+h+[my]+|u+h+u+|u+h+m+|a+h+a+|e+h+e+|acha|угу|ага|мгм|ugu)$/u

/** Lower case, compatibility forms and apostrophes made one; diacritics stay. */
function normaliseWord(word: string): string {
  const lower = word.toLowerCase()
  // Most words are in this form, and bringing them there is the dearest part of reading.
  if (COMPOSED.test(lower)) return lower.includes('ё') ? lower.replaceAll('ё', 'е') : lower
  return word.normalize('NFKC').toLowerCase().replace(/[’ʼ]/g, "'").replaceAll('ё', 'е')
}

/** Drops diacritics. */
export function foldWord(word: string): string {
  // Most words have none.
  if (/^[a-z0-9]*$/.test(word)) return word
  let folded = ''
  for (let at = 0; at < word.length; at += 1) {
    const letter = FOLDED[word.charCodeAt(at)]
    if (letter === undefined) return foldByUnicode(word)
    folded += letter
  }
  return folded
}

function foldByUnicode(word: string): string {
  return word.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ł', 'l')
}

/** The forms of words met before: callers use the same few thousand again and again. */
const FORMS = new Map<string, Pick<Token, 'kept' | 'folded'>>()
const MOST_FORMS = 20_000

function formsOf(word: string): Pick<Token, 'kept' | 'folded'> {
  let forms = FORMS.get(word)
  if (forms === undefined) {
    const kept = normaliseWord(word)
    forms = { kept, folded: foldWord(kept) }
    if (FORMS.size >= MOST_FORMS) FORMS.clear()
    FORMS.set(word, forms)
  }
  return forms
}

/** Splits a text into words. */
export function splitWords(text: string): Token[] {
  const tokens: Token[] = []
  let before = 0
  for (const match of text.matchAll(WORD)) {
    const start = match.index
    const end = start + match[0].length
    const { kept, folded } = formsOf(match[0])
    tokens.push({
      start,
      end,
      raw: match[0],
      kept,
      folded,
      isAfterPause: before > 0 && PAUSE.test(text.slice(before, start)),
    })
    before = end
  }
  return tokens
}

/** Whether the word is hesitation or padding. */
function isFiller(token: Token, language: Language): boolean {
  return HESITATION.test(token.kept) || FILLERS[language].has(token.kept)
}

/** Whether the word only says "I am listening". */
export function isBackchannel(token: Token): boolean {
  return BACKCHANNEL.test(token.folded)
}

/** Leaves fillers out; a pause before a filler is a pause before what follows it. */
export function dropFillers(tokens: readonly Token[], language: Language): Token[] {
  const rest: Token[] = []
  let pause = false
  for (const token of tokens) {
    if (isFiller(token, language)) pause ||= token.isAfterPause
    else {
      rest.push(pause && !token.isAfterPause && rest.length > 0 ? { ...token, isAfterPause: true } : token)
      pause = false
    }
  }
  return rest
}

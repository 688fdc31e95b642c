import type { Language } from '../../scenarios/model/documents.ts'
import { hashNext, WORD_START, WordTable } from './word-table.ts'

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
  /** Nothing but hesitation, in any language. */
  readonly isHesitation: boolean
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

type Word = Pick<Token, 'raw' | 'kept' | 'folded' | 'isHesitation'>

function readWord(raw: string): Word {
  const kept = normaliseWord(raw)
  return { raw, kept, folded: foldWord(kept), isHesitation: HESITATION.test(kept) }
}

const WORDS = new WordTable(readWord, 20_000)

/** What characters are within a text; codes without a class are met by the rules of Unicode. */
const LETTER = 1
const MARK = 2
const DIGIT = 3
const APOSTROPHE = 4
const PAUSES = 5
const CLASSES = Uint8Array.from({ length: 0x530 }, (_, code) => classifyCode(String.fromCharCode(code)))
/** Dashes, quotation marks and the ellipsis: those beyond the letters of the five languages that recognisers write. */
const FIRST_SIGN = 0x2010
const SIGNS = Uint8Array.from({ length: 0x30 }, (_, offset) => classifyCode(String.fromCharCode(FIRST_SIGN + offset)))
const UNKNOWN = 255

function classifyCode(char: string): number {
  if (/\p{L}/u.test(char)) return LETTER
  if (/\p{M}/u.test(char)) return MARK
  if (/\d/.test(char)) return DIGIT
  if (/['’]/.test(char)) return APOSTROPHE
  return PAUSE.test(char) ? PAUSES : 0
}

function classOf(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (code < CLASSES.length) return CLASSES[code] as number
  // Past the end of the text the code is no number.
  return Number.isNaN(code) ? 0 : (SIGNS[code - FIRST_SIGN] ?? UNKNOWN)
}

/** Splits a text into words. */
export function splitWords(text: string): Token[] {
  const tokens: Token[] = []
  let isAfterPause = false
  for (let at = 0; at < text.length; ) {
    const kind = classOf(text, at)
    if (kind === UNKNOWN) return splitByUnicode(text)
    if (kind !== LETTER && kind !== DIGIT) {
      isAfterPause ||= kind === PAUSES && tokens.length > 0
      at += 1
      continue
    }
    const start = at
    let hash = WORD_START
    do {
      hash = hashNext(hash, text.charCodeAt(at))
      at += 1
    } while (goesOn(kind, classOf(text, at), text, at))
    if (classOf(text, at) === UNKNOWN) return splitByUnicode(text)
    const { raw, kept, folded, isHesitation } = WORDS.find(text, start, at, hash)
    tokens.push({ start, end: at, raw, kept, folded, isHesitation, isAfterPause })
    isAfterPause = false
  }
  return tokens
}

/** Whether a word that began with a letter or a digit has the character at `at`, too: "п'ять", "10:30". */
function goesOn(first: number, kind: number, text: string, at: number): boolean {
  if (first === LETTER) return kind === LETTER || kind === MARK || (kind === APOSTROPHE && classOf(text, at + 1) === LETTER)
  return kind === DIGIT || (kind === PAUSES && isJoint(text.charCodeAt(at)) && classOf(text, at + 1) === DIGIT)
}

/** `,`, `.` or `:` */
function isJoint(code: number): boolean {
  return code === 0x2c || code === 0x2e || code === 0x3a
}

/** The same for any script. */
function splitByUnicode(text: string): Token[] {
  const tokens: Token[] = []
  let before = 0
  for (const match of text.matchAll(WORD)) {
    const start = match.index
    const end = start + match[0].length
    tokens.push({ start, end, ...readWord(match[0]), isAfterPause: before > 0 && PAUSE.test(text.slice(before, start)) })
    before = end
  }
  return tokens
}

/** Whether a pause, hesitation or a filler that was left out parts the word at `at` from the one before. */
export function isApart(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]
  const word = tokens[at]
  return before !== undefined && word !== undefined && (word.isAfterPause || word.start - before.end > 1)
}

/** Whether the word is hesitation or padding. */
function isFiller(token: Token, language: Language): boolean {
  return token.isHesitation || FILLERS[language].has(token.kept)
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

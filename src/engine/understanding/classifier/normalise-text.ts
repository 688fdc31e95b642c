// One spelling for what a recogniser, a person or a lexicon may write in several ways.

/** Codes below this are looked up in a table; all of Latin, Cyrillic and common punctuation is. */
const TABLE_SIZE = 0x2100
const SPACE = 0x20
const APOSTROPHE = 0x27
const SEPARATES = 0xfffd
const DROPPED = 0xfffe
const NEEDS_UNICODE = 0xffff

const APOSTROPHES = /['`´ʹʻʼʽˈ‘’‛′＇]/u
const APOSTROPHES_ALL = new RegExp(APOSTROPHES, 'gu')
/** Soft hyphens, joiners, direction marks, and the dot of the Catalan l·l, which few recognisers write. */
const DROPPED_ALL = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060\uFEFF·‧]/gu

const TABLE = makeTable()

function makeTable(): Uint16Array {
  const table = new Uint16Array(TABLE_SIZE)
  for (let code = 0; code < TABLE_SIZE; code++) table[code] = classifyCode(String.fromCharCode(code))
  return table
}

/** What one character becomes: another code, a gap, nothing, or work for the full rules of Unicode. */
function classifyCode(char: string): number {
  if (APOSTROPHES.test(char)) return APOSTROPHE
  if (char.replace(DROPPED_ALL, '') === '') return DROPPED
  const code = char.charCodeAt(0)
  // Marks and the parts of Korean syllables join what stands before them.
  if (/\p{M}/u.test(char) || (code >= 0x1100 && code <= 0x11ff)) return NEEDS_UNICODE
  const folded = char.normalize('NFKC').toLowerCase().normalize('NFKC').replace('ё', 'е')
  // The Greek numeral sign becomes an apostrophe only when it is folded.
  if (APOSTROPHES.test(folded)) return APOSTROPHE
  if (!/[\p{L}\p{N}]/u.test(folded)) return SEPARATES
  return folded.length === 1 ? folded.charCodeAt(0) : NEEDS_UNICODE
}

/** Words of a text that the table does not cover: other scripts, marks, pictures. */
function normaliseByUnicode(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC')
    .replaceAll(/[\u0300-\u036F]/gu, '')
    .replaceAll('ё', 'е')
    .replaceAll(DROPPED_ALL, '')
    .replaceAll(APOSTROPHES_ALL, "'")
    .replaceAll(/[^\p{L}\p{N}\p{M}']+/gu, ' ')
    .replaceAll(/'(?![\p{L}\p{N}])|(?<![\p{L}\p{N}\p{M}])'/gu, ' ')
    .replaceAll(/ {2,}/gu, ' ')
    .trim()
}

function isLetter(mapped: number): boolean {
  return mapped !== SEPARATES && mapped !== SPACE && mapped !== APOSTROPHE && mapped < DROPPED
}

/** The table's value, or `NEEDS_UNICODE` outside it. */
function mapCode(code: number): number {
  return code < TABLE_SIZE ? (TABLE[code] as number) : NEEDS_UNICODE
}

/** True when nothing has to change: most of what a recogniser writes. */
function isPlain(text: string): boolean {
  let wasGap = true
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === SPACE) {
      if (wasGap) return false
      wasGap = true
    } else {
      if (code === APOSTROPHE || mapCode(code) !== code) return false
      wasGap = false
    }
  }
  return text.length === 0 || !wasGap
}

/**
 * Lower case, NFKC, `ё` as `е`, one apostrophe (kept inside words only), no punctuation, single spaces. The result is made of words
 * and single spaces, so it splits by spaces; it is empty when the text holds no word. Never throws.
 */
export function normaliseText(text: string): string {
  if (isPlain(text)) return text
  const codes = new Uint16Array(text.length)
  let size = 0
  for (let at = 0; at < text.length; at++) {
    const mapped = mapCode(text.charCodeAt(at))
    if (mapped === NEEDS_UNICODE) return normaliseByUnicode(text)
    if (mapped === DROPPED) continue
    const isWord =
      mapped === APOSTROPHE
        ? size > 0 && isLetter(codes[size - 1] as number) && isLetter(mapCode(text.charCodeAt(at + 1)))
        : mapped !== SEPARATES
    if (isWord) codes[size++] = mapped
    else if (size > 0 && codes[size - 1] !== SPACE) codes[size++] = SPACE
  }
  if (size > 0 && codes[size - 1] === SPACE) size -= 1
  return readCodes(codes, size)
}

function readCodes(codes: Uint16Array, size: number): string {
  const CHUNK = 4096
  if (size <= CHUNK) return String.fromCharCode(...codes.subarray(0, size))
  let text = ''
  for (let from = 0; from < size; from += CHUNK)
    text += String.fromCharCode(...codes.subarray(from, Math.min(size, from + CHUNK)))
  return text
}

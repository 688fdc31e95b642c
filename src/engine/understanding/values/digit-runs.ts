import type { Language } from '../../../scenarios/model/documents.ts'
import { isAnyRole, isRole, type Item } from './items.ts'
import { readNumber } from './numbers.ts'

/** Digits said in a row: one by one, in pairs and triples. `digits` has no plus; `hasPlus` if one was said or written. */
export interface DigitRun {
  readonly digits: string
  /** The pieces as they were said. */
  readonly chunks: readonly string[]
  readonly hasPlus: boolean
  readonly from: number
  readonly to: number
}

/** How often the digit is said, by the count that stands before it. */
const MAX_REPEAT = 6
/** Words that recognisers write for digits of English, where digits are what was asked for. */
export const HOMOPHONES: Readonly<Record<string, string>> = {
  oh: '0',
  o: '0',
  ou: '0',
  to: '2',
  too: '2',
  for: '4',
  fore: '4',
  won: '1',
  ate: '8',
  tree: '3',
}

/** Every run of digits of an utterance. */
export function listDigitRuns(items: readonly Item[], language: Language): readonly DigitRun[] {
  const runs: DigitRun[] = []
  for (let at = 0; at < items.length; ) {
    const run = readDigitRun(items, at, language)
    if (run !== undefined) runs.push(run)
    at = run?.to ?? at + 1
  }
  return runs
}

/** The run of digits that begins at an item. */
function readDigitRun(items: readonly Item[], from: number, language: Language): DigitRun | undefined {
  const hasWord = isRole(items, from, 'plus') && isDigitAt(items, from + 1, language)
  const hasSign = /\+\s?$/.test(items[from]?.gap ?? '')
  let at = hasWord ? from + 1 : from
  const chunks: string[] = []
  let to = at
  while (at < items.length) {
    const piece = readPiece(items, at, language, chunks.length > 0)
    if (piece !== undefined) {
      chunks.push(piece.digits)
      at = piece.to
      to = at
    } else {
      // "and then"
      const next = isAnyRole(items, at + 1, ['next_digits']) ? at + 2 : at + 1
      if (chunks.length === 0 || !isAnyRole(items, at, ['next_digits']) || !isDigitAt(items, next, language)) break
      at = next
    }
  }
  if (chunks.length === 0) return undefined
  return { digits: chunks.join(''), chunks, hasPlus: hasWord || hasSign, from, to }
}

function isDigitAt(items: readonly Item[], at: number, language: Language): boolean {
  return readPiece(items, at, language, true) !== undefined
}

function readPiece(
  items: readonly Item[],
  at: number,
  language: Language,
  isInside: boolean,
): { readonly digits: string; readonly to: number } | undefined {
  const item = items[at]
  if (item === undefined) return undefined
  // "four digits, one two three four"
  if (isRole(items, at + 1, 'digits')) return undefined
  if (item.written !== undefined) return item.mark === ':' ? undefined : { digits: item.written.join(''), to: at + 1 }
  const times = isRole(items, at, 'double') ? 2 : isRole(items, at, 'triple') ? 3 : 0
  if (times > 0) {
    const repeated = readSingle(items, at + 1, language, true)
    if (repeated === undefined) return undefined
    const digit = repeated.digits.charAt(0)
    // "double seven hundred" is 7700.
    return repeated.digits === `${digit}00` && digit !== '0' && language === 'en'
      ? { digits: `${digit.repeat(times)}00`, to: repeated.to }
      : { digits: repeated.digits.repeat(times), to: repeated.to }
  }
  const single = readSingle(items, at, language, isInside)
  if (single === undefined) return undefined
  const count = Number(single.digits)
  if (single.digits.length === 1 && count >= 2 && count <= MAX_REPEAT) {
    // "dwa razy zero", "trzy zera", "две пятёрки"
    const next = isRole(items, single.to, 'times') ? single.to + 1 : single.to
    const what =
      next > single.to || items[next]?.lex.number?.isCounted === true ? readSingle(items, next, language, true) : undefined
    if (what !== undefined) return { digits: what.digits.repeat(count), to: what.to }
  }
  return single
}

function readSingle(
  items: readonly Item[],
  at: number,
  language: Language,
  isInside: boolean,
): { readonly digits: string; readonly to: number } | undefined {
  const item = items[at]
  if (item === undefined) return undefined
  const heard = language === 'en' && (isInside || /^(oh|o)$/.test(item.folded)) ? HOMOPHONES[item.folded] : undefined
  if (heard !== undefined) return { digits: heard, to: at + 1 }
  const number = readHundreds(items, at, language) ?? readNumber(items, at, language)
  return number === undefined || (number.ordinal !== undefined && number.isWritten !== true)
    ? undefined
    : { digits: number.digits, to: number.to }
}

/** "nine hundred one two three", "seven hundred nine hundred": digits that follow a hundred one by one, or with hundreds of their own, are not of it. */
function readHundreds(
  items: readonly Item[],
  at: number,
  language: Language,
): { readonly digits: string; readonly to: number; readonly ordinal?: undefined; readonly isWritten?: undefined } | undefined {
  if (language !== 'en' || items[at + 1]?.lex.number?.level !== 3) return undefined
  const isDigit = (place: number) => items[place]?.lex.number?.level === 1 && items[place]?.lex.number?.ordinal === undefined
  const after = items[at + 3]?.lex.number?.level
  if (!isDigit(at) || !isDigit(at + 2) || !(isDigit(at + 3) || after === 0 || after === 3)) return undefined
  return { digits: `${items[at]?.lex.number?.value}00`, to: at + 2 }
}

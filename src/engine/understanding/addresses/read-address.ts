import type { AddressValue } from '../../../scenarios/model/data-type.ts'
import type { Token } from '../tokens.ts'
import { readNumberAt, type SpokenNumber } from '../values/index.ts'
import type { Language } from '../../../scenarios/model/documents.ts'
import { ADDRESS_WORDS, type AddressPart, type AddressWords, type SpokenAddress } from './address-words.ts'
import { nameCity } from './cities.ts'

interface Draft {
  readonly language: Language
  readonly words: AddressWords
  readonly parts: Partial<Record<keyof AddressValue, string>>
  readonly street: string[]
  readonly city: string[]
  /** The part whose word was said, and whose number is to follow. */
  target: AddressPart | undefined
  isCity: boolean
  isStreetDone: boolean
  hasStreetWord: boolean
  /** "Перший провулок": the street is numbered. */
  hasNumberName: boolean
}

/** Longer utterances hold no address that anybody could note. */
const MAX_TOKENS = 80
const LETTER = /^[a-hа-ді]$/u

/** An address by its words: street, building, flat, entrance, floor, code, city; whatever was said of them, as text with digits. */
export function readAddress(allTokens: readonly Token[], language: Language): SpokenAddress | undefined {
  const tokens = allTokens.slice(0, MAX_TOKENS)
  const draft: Draft = {
    language,
    words: ADDRESS_WORDS[language],
    parts: {},
    street: [],
    city: [],
    target: undefined,
    isCity: false,
    isStreetDone: false,
    hasStreetWord: false,
    hasNumberName: false,
  }
  for (let at = 0; at < tokens.length; ) at = takeWord(tokens, at, language, draft)
  const { parts, street, city } = draft
  if (street.length > 0 && street.length <= 6 && (parts.building !== undefined || draft.hasStreetWord))
    parts.street = street.join(' ')
  if (city.length > 0 && city.length <= 3 && (parts.street !== undefined || parts.building !== undefined))
    parts.city = nameCity(city.join(' '), language)
  const count = Object.keys(parts).length
  return count === 0
    ? undefined
    : { value: parts, confidence: parts.street !== undefined && parts.building !== undefined ? 0.8 : count > 1 ? 0.7 : 0.6 }
}

/** Takes the word, or the number, at a place into the draft; returns the place after it. */
function takeWord(tokens: readonly Token[], at: number, language: Language, draft: Draft): number {
  const { words, parts } = draft
  const token = tokens[at]
  if (token === undefined) return at + 1
  const { folded } = token
  const floor = Object.hasOwn(words.floors, folded) ? words.floors[folded] : undefined
  const isFloor = floor === '0' || Object.keys(parts).length > 0 || draft.target === 'floor' || draft.hasStreetWord
  if (floor !== undefined && isFloor) {
    parts.floor ??= floor
    draft.target = undefined
    return at + 1
  }
  if (language === 'en' && folded === 'ground' && tokens[at + 1]?.folded === 'floor') {
    parts.floor ??= '0'
    return at + 2
  }
  const part = partOf(folded, words)
  if (part !== undefined) {
    if (!(part === 'building' && draft.target !== undefined)) draft.target = part
    draft.isCity = false
    return at + 1
  }
  if (words.block.test(folded) && parts.building !== undefined) return takeBlock(tokens, at, language, draft)
  if (words.over.has(folded) && parts.building !== undefined && draft.target === undefined)
    return takeOver(tokens, at, language, draft)
  const isNamed = words.named.has(folded)
  if (words.street.has(folded) || (isNamed && !draft.isStreetDone && parts.city === undefined)) return takeKind(tokens, at, draft)
  const number = readBuilding(tokens, at, draft)
  // "carrer d'una", "a one": articles are no numbers where none is expected.
  if (
    number !== undefined &&
    !(number.isArticle === true && draft.target === undefined && parts.building !== undefined && !words.isFloorNext)
  )
    return takeNumber(tokens, number, at, draft)
  if (draft.target !== undefined && parts[draft.target] === undefined && isSign(tokens, at, words)) {
    // "подъезд Б", "escala esquerra"
    parts[draft.target] = words.sides.has(folded) ? folded : token.kept.toUpperCase()
    draft.target = undefined
    return at + 1
  }
  const isStreetSaid = draft.street.length > 0 && (parts.building !== undefined || draft.hasStreetWord)
  if (words.city.has(folded)) draft.isCity ||= isStreetSaid || token.isAfterPause || at === 0
  else if (!words.skipped.has(folded) || isInName(tokens, at, draft)) takeName(token, draft)
  return at + 1
}

function takeKind(tokens: readonly Token[], at: number, draft: Draft): number {
  const { street, city, words, language } = draft
  const token = tokens[at]
  const next = tokens[at + 1]
  if (token === undefined) return at + 1
  // "Львів, вулиця Франка": a town before the street; but in "Садовая улица, дом пять" the name.
  const isName =
    next !== undefined && partOf(next.folded, words) === undefined && readNumberAt(tokens, at + 1, language) === undefined
  if (!words.isKindLast && !draft.hasStreetWord && !draft.hasNumberName && isName && city.length === 0)
    city.push(...street.splice(0))
  draft.hasStreetWord = true
  draft.isCity = false
  draft.target = undefined
  const kind = words.named.get(token.folded)
  if (kind !== undefined) street.push(words.isKindLast ? titleCase(kind) : kind)
  if (words.isKindLast && street.length > 1) draft.isStreetDone = true
  return at + 1
}

/** "plaça de la Vila": an article after a preposition belongs to the street's name. */
function isInName(tokens: readonly Token[], at: number, { street, parts, language }: Draft): boolean {
  return (
    language === 'ca' &&
    street.at(-1) === 'de' &&
    parts.building === undefined &&
    tokens[at - 1]?.folded === 'de' &&
    SMALL.has(tokens[at]?.folded ?? '')
  )
}

function takeName(token: Token, draft: Draft): void {
  const { parts, street, city, words } = draft
  const isStreetOver = draft.isStreetDone || (!words.isKindLast && parts.building !== undefined && street.length > 0)
  // What follows a street word after the city is the street.
  const isStreet = draft.hasStreetWord && !words.isKindLast && !isStreetOver
  const isCity = draft.isCity || (city.length > 0 && !isStreet) || (isStreetOver && (token.isAfterPause || draft.isStreetDone))
  if (isCity) city.push(titleCase(token.raw))
  else if (!isStreetOver) street.push(titleCase(token.raw))
}

/** "14 дробь 2" is building 14/2; in "długa 10 łamane przez 5" the flat follows. */
function takeOver(tokens: readonly Token[], at: number, language: Language, draft: Draft): number {
  const { parts, words } = draft
  let from = at + 1
  while (from - at < 3 && (words.over.has(tokens[from]?.folded ?? '') || words.skipped.has(tokens[from]?.folded ?? ''))) from += 1
  const number = readNumberAt(tokens, from, language)
  if (number === undefined) return at + 1
  if (words.isFlatOver) parts.flat ??= number.digits
  else parts.building = `${parts.building ?? ''}/${number.digits}`
  return number.to
}

/** "дом пять, корпус два" is building "5 корпус 2". */
function takeBlock(tokens: readonly Token[], at: number, language: Language, { parts }: Draft): number {
  const number = readNumberAt(tokens, at + 1, language)
  const token = tokens[at]
  const letter = tokens[at + 1]
  const isLetter = letter !== undefined && letter.kept.length === 1
  const value = number?.digits ?? (isLetter ? letter.kept.toUpperCase() : undefined)
  if (value === undefined || token === undefined) return at + 1
  parts.building = `${parts.building ?? ''} ${token.kept} ${value}`
  return number?.to ?? at + 2
}

function takeNumber(tokens: readonly Token[], number: SpokenNumber, at: number, draft: Draft): number {
  const { parts, words, street } = draft
  const next = tokens[number.to]
  const named = next === undefined ? undefined : partOf(next.folded, words)
  const isBefore = named === 'floor' || named === 'entrance' || (named === 'flat' && number.ordinal !== undefined)
  // "третий этаж"; but in "дом пять, этаж три" each word stands before its number.
  if (
    named !== undefined &&
    isBefore &&
    draft.target === undefined &&
    (number.ordinal !== undefined ||
      ((parts.building !== undefined || street.length === 0) &&
        readNumberAt(tokens, number.to + 1, draft.language) === undefined)) &&
    next?.isAfterPause !== true
  ) {
    parts[named] ??= number.digits
    return number.to + 1
  }
  const isLast = !tokens.some((_, index) => index >= number.to && readNumberAt(tokens, index, draft.language) !== undefined)
  // "carrer Nou vuit", "улица Восьмого Марта, пять"
  const isName = number.ordinal !== undefined || (draft.hasStreetWord && street.length === 0 && number.isWritten !== true)
  const door = readDoor(tokens, number, draft)
  const isStreet = draft.target === undefined && parts.building === undefined && isName && !isLast && door === undefined
  if (isStreet && (street.length === 0 || !words.isKindLast)) {
    draft.hasNumberName = true
    street.push(...tokens.slice(at, number.to).map(({ raw }) => titleCase(raw)))
    return number.to
  }
  const into = draft.target ?? door ?? nextPart(draft)
  if (into === undefined) return number.to
  if (into === 'code') {
    // Door codes come in several numbers.
    parts.code = (parts.code ?? '') + number.digits
    return number.to
  }
  draft.target = undefined
  const letter = tokens[number.to]
  const hasLetter =
    (into === 'building' || into === 'flat') && letter !== undefined && isLetterOf(letter, tokens, number.to, words)
  parts[into] ??= number.digits + (hasLetter ? letter.kept : '')
  return hasLetter ? number.to + 1 : number.to
}

/** "segon primera" alone: the floor and the door. */
function readDoor(tokens: readonly Token[], number: SpokenNumber, { words, parts, street, hasStreetWord, language }: Draft) {
  if (!words.isFloorNext || number.ordinal === undefined || street.length > 0 || hasStreetWord) return undefined
  if (parts.floor !== undefined) return 'flat'
  return readNumberAt(tokens, number.to, language)?.ordinal === undefined ? undefined : 'floor'
}

/** What a bare number is, by what is known already. */
function nextPart({ parts, words }: Draft): AddressPart | undefined {
  if (parts.building === undefined) return 'building'
  if (words.isFloorNext && parts.floor === undefined && parts.flat === undefined) return 'floor'
  return parts.flat === undefined ? 'flat' : undefined
}

/** A number; "tres-cents quaranta cinquè" is building 340 and the fifth floor, where those follow each other. */
function readBuilding(tokens: readonly Token[], at: number, { words, parts, target, language }: Draft): SpokenNumber | undefined {
  const number = readNumberAt(tokens, at, language)
  const isBoth = words.isFloorNext && number?.ordinal !== undefined && number.to - at > 1 && parts.building === undefined
  if (number === undefined || !isBoth || (target !== undefined && target !== 'building')) return number
  return readNumberAt(tokens.slice(0, number.to - 1), at, language) ?? number
}

/** What names an entrance or a flat without a number. */
function isSign(tokens: readonly Token[], at: number, words: AddressWords): boolean {
  const token = tokens[at]
  if (token === undefined) return false
  if (words.sides.has(token.folded)) return true
  return token.kept.length === 1 && (!words.skipped.has(token.folded) || isLetterOf(token, tokens, at, words))
}

/** "12а" and "двенадцать а", but not "12 в Киеве". */
function isLetterOf(letter: Token, tokens: readonly Token[], at: number, words: AddressWords): boolean {
  if (!LETTER.test(letter.kept) || letter.isAfterPause) return false
  if (letter.start === tokens[at - 1]?.end) return true
  const next = tokens[at + 1]
  // "twenty b Oak Avenue"
  if (words.isKindLast) return next === undefined || !/^\d/.test(next.kept)
  return next === undefined || next.isAfterPause || partOf(next.folded, words) !== undefined
}

function partOf(folded: string, { parts }: AddressWords): AddressPart | undefined {
  return parts.find(([, pattern]) => pattern.test(folded))?.[0]
}

/** Small words of names stay small: "carrer de Balmes". */
const SMALL: ReadonlySet<string> = new Set(['de', 'del', 'dels', 'la', 'les', 'los', 'i', 'y', 'of', 'the'])

function titleCase(word: string): string {
  if (SMALL.has(word.toLowerCase())) return word.toLowerCase()
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}

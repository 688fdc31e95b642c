import type { AddressValue } from '../../../scenarios/model/data-type.ts'
import type { Token } from '../tokens.ts'
import { readNumberAt, type SpokenNumber } from '../values/index.ts'
import type { Language } from '../../../scenarios/model/documents.ts'
import { ADDRESS_WORDS, type AddressLanguage, type AddressPart, type AddressWords, type SpokenAddress } from './address-words.ts'
import { nameCity } from './cities.ts'
import { readPolishAddress } from './read-polish-address.ts'

interface Draft {
  readonly language: AddressLanguage
  readonly words: AddressWords
  readonly parts: Partial<Record<keyof AddressValue, string>>
  readonly street: string[]
  readonly city: string[]
  /** The part whose word was said, and whose number is to follow. */
  target: AddressPart | undefined
  isCity: boolean
  isStreetDone: boolean
  hasStreetWord: boolean
}

/** Longer utterances hold no address that anybody could note. */
const MAX_TOKENS = 80
const LETTER = /^[a-hа-ді]$/u

/** An address by its words: street, building, flat, entrance, floor, code, city; whatever was said of them, as text with digits. */
export function readAddress(allTokens: readonly Token[], language: Language): SpokenAddress | undefined {
  const tokens = allTokens.slice(0, MAX_TOKENS)
  return language === 'pl' ? readPolishAddress(tokens) : readByWords(tokens, language)
}

function readByWords(tokens: readonly Token[], language: AddressLanguage): SpokenAddress | undefined {
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
function takeWord(tokens: readonly Token[], at: number, language: AddressLanguage, draft: Draft): number {
  const { words, parts } = draft
  const token = tokens[at]
  if (token === undefined) return at + 1
  const { folded } = token
  const floor = Object.hasOwn(words.floors, folded) ? words.floors[folded] : undefined
  if (floor !== undefined && (parts.building !== undefined || draft.target === 'floor' || draft.hasStreetWord)) {
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
  const isNamed = words.named.has(folded)
  if (words.street.has(folded) || (isNamed && !draft.isStreetDone && parts.city === undefined))
    return takeKind(token, at, isNamed, draft)
  const number = readNumberAt(tokens, at, language)
  // "carrer d'una", "a one": articles are no numbers where none is expected.
  if (
    number !== undefined &&
    !(number.isArticle === true && draft.target === undefined && parts.building !== undefined && !words.isFloorNext)
  )
    return takeNumber(tokens, number, at, draft)
  if (draft.target !== undefined && token.kept.length === 1 && parts[draft.target] === undefined && !words.skipped.has(folded)) {
    // "подъезд Б"
    parts[draft.target] = token.kept.toUpperCase()
    draft.target = undefined
    return at + 1
  }
  const isBuilt = parts.building !== undefined
  if (words.city.has(folded) && ((isBuilt && draft.street.length > 0) || token.isAfterPause || at === 0)) draft.isCity = true
  else if (!words.skipped.has(folded)) takeName(token, draft)
  return at + 1
}

function takeKind(token: Token, at: number, isNamed: boolean, draft: Draft): number {
  draft.hasStreetWord = true
  draft.isCity = false
  draft.target = undefined
  if (isNamed) draft.street.push(draft.words.isKindLast ? titleCase(token.raw) : token.kept)
  if (draft.words.isKindLast && draft.street.length > 1) draft.isStreetDone = true
  return at + 1
}

function takeName(token: Token, draft: Draft): void {
  const { parts, street, city, words } = draft
  const isStreetOver = draft.isStreetDone || (!words.isKindLast && parts.building !== undefined && street.length > 0)
  const isCity = draft.isCity || city.length > 0 || (isStreetOver && (token.isAfterPause || draft.isStreetDone))
  // What follows a new street word after the city is the street.
  if (isCity && !(draft.hasStreetWord && street.length === 0 && !draft.isCity)) city.push(titleCase(token.raw))
  else if (!isStreetOver) street.push(titleCase(token.raw))
}

/** "дом пять, корпус два" is building "5 корпус 2". */
function takeBlock(tokens: readonly Token[], at: number, language: AddressLanguage, { parts }: Draft): number {
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
    (number.ordinal !== undefined || readNumberAt(tokens, number.to + 1, draft.language) === undefined) &&
    next?.isAfterPause !== true
  ) {
    parts[named] ??= number.digits
    return number.to + 1
  }
  const isLast = !tokens.some((_, index) => index >= number.to && readNumberAt(tokens, index, draft.language) !== undefined)
  // "carrer Nou vuit", "улица Восьмого Марта, пять"
  const isName = number.ordinal !== undefined || (draft.hasStreetWord && street.length === 0 && number.isWritten !== true)
  const isStreet = draft.target === undefined && parts.building === undefined && isName && !isLast
  if (isStreet && (street.length === 0 || !words.isKindLast)) {
    street.push(...tokens.slice(at, number.to).map(({ raw }) => titleCase(raw)))
    return number.to
  }
  const into = draft.target ?? nextPart(draft)
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

/** What a bare number is, by what is known already. */
function nextPart({ parts, words }: Draft): AddressPart | undefined {
  if (parts.building === undefined) return 'building'
  if (words.isFloorNext && parts.floor === undefined && parts.flat === undefined) return 'floor'
  return parts.flat === undefined ? 'flat' : undefined
}

/** "12а" and "двенадцать а", but not "12 в Киеве". */
function isLetterOf(letter: Token, tokens: readonly Token[], at: number, words: AddressWords): boolean {
  if (!LETTER.test(letter.kept) || letter.isAfterPause) return false
  if (letter.start === tokens[at - 1]?.end) return true
  const next = tokens[at + 1]
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

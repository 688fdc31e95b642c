import type { AddressValue } from '../../../scenarios/model/data-type.ts'
import type { Token } from '../tokens.ts'
import { readNumberAt, type SpokenNumber } from '../values/index.ts'
import { nameCity } from './cities.ts'
import type { SpokenAddress } from './address-words.ts'

type Part = Exclude<keyof AddressValue, 'street' | 'city'>
const STREET: ReadonlySet<string> = new Set([
  'ulica',
  'ulicy',
  'ulice',
  'ul',
  'aleja',
  'aleje',
  'alei',
  'al',
  'plac',
  'placu',
  'pl',
  'osiedle',
  'osiedlu',
  'os',
])
const KEYWORDS: readonly (readonly [Part, RegExp])[] = [
  ['flat', /^(mieszkani|lokal|m$)/],
  ['entrance', /^(klatk|wejsci|brama$|bramy$)/],
  ['floor', /^pietr/],
  ['code', /^(kod|domofon)/],
  ['building', /^(numer|budynek|budynku|dom$|blok$|bloku$|nr$)/],
]
const CITY: ReadonlySet<string> = new Set(['w', 'we', 'miasto', 'miejscowosc', 'miejscowosci', 'wies'])
const SKIPPED: ReadonlySet<string> = new Set(
  'tak mieszkam adres moj to jest na przy prosze i a ten pod do z drzwi domofonu pocztowy numerem numer mam ma'.split(' '),
)

/** An address by its keywords: street, building, flat, entrance, floor, code, city; whatever was said of them, as text with digits. */
export function readPolishAddress(tokens: readonly Token[]): SpokenAddress | undefined {
  const parts: Partial<Record<keyof AddressValue, string>> = {}
  const street: string[] = []
  const city: string[] = []
  let target: Part | undefined
  let isCity = false
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at]
    if (token === undefined) break
    const number = readNumberAt(tokens, at, 'pl')
    const keyword = KEYWORDS.find(([, pattern]) => pattern.test(token.folded))?.[0]
    if (token.folded === 'parter' || token.folded === 'parterze') {
      parts.floor ??= '0'
      at += 1
    } else if (keyword !== undefined && !(keyword === 'building' && target === 'code')) {
      target = keyword
      isCity = false
      at += 1
    } else if (number !== undefined) at = takeNumber(tokens, number, at)
    else if (STREET.has(token.folded) && street.length === 0 && parts.building === undefined) at += 1
    else if ((token.folded === 'lamane' || token.folded === 'przez') && parts.building !== undefined) {
      target = 'flat'
      at += 1
    } else if (target !== undefined && token.kept.length === 1 && parts[target] === undefined) {
      // "klatka B"
      parts[target] = token.kept.toUpperCase()
      target = undefined
      at += 1
    } else {
      if (CITY.has(token.folded) && (parts.building !== undefined || street.length > 0)) isCity = true
      else if (!SKIPPED.has(token.folded))
        (isCity || (parts.building !== undefined && token.isAfterPause) || city.length > 0 ? city : street).push(
          titleCase(token.raw),
        )
      at += 1
    }
  }
  if (street.length > 0 && (parts.building !== undefined || tokens.some(({ folded }) => STREET.has(folded))))
    parts.street = street.join(' ')
  if (city.length > 0 && city.length <= 3) parts.city = nameCity(city.join(' '), 'pl')
  const count = Object.keys(parts).length
  return count === 0
    ? undefined
    : { value: parts, confidence: parts.street !== undefined && parts.building !== undefined ? 0.8 : count > 1 ? 0.7 : 0.6 }

  function takeNumber(all: readonly Token[], number: SpokenNumber, at: number): number {
    const isBeforeFloor = all[number.to]?.folded.startsWith('pietr') === true
    const isLater = listCardinalsAfter(all, number.to)
    if (isBeforeFloor) {
      parts.floor ??= number.digits
      target = undefined
      return number.to + 1
    }
    // "ulica Trzeciego Maja dwanaście": an ordinal before the building's number belongs to the street.
    if (
      target === undefined &&
      parts.building === undefined &&
      (number.ordinal !== undefined || (street.length === 0 && isLater))
    ) {
      street.push(...all.slice(at, number.to).map(({ raw }) => titleCase(raw)))
      return number.to
    }
    const into = target ?? (parts.building === undefined ? 'building' : parts.flat === undefined ? 'flat' : undefined)
    if (into === undefined) return number.to
    const letter = all[number.to]
    const hasLetter =
      into === 'building' &&
      letter !== undefined &&
      /^[a-h]$/.test(letter.kept) &&
      (letter.start === all[number.to - 1]?.end || !letter.isAfterPause)
    // Door codes come in several numbers.
    parts[into] =
      into === 'code' ? (parts.code ?? '') + number.digits : (parts[into] ?? number.digits + (hasLetter ? letter.kept : ''))
    if (into !== 'code') target = undefined
    return hasLetter ? number.to + 1 : number.to
  }
}

function listCardinalsAfter(tokens: readonly Token[], from: number): boolean {
  for (let at = from; at < tokens.length; at += 1) {
    if (KEYWORDS.some(([, pattern]) => pattern.test(tokens[at]?.folded ?? ''))) return false
    if (readNumberAt(tokens, at, 'pl')?.ordinal === undefined && readNumberAt(tokens, at, 'pl') !== undefined) return true
  }
  return false
}

function titleCase(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}

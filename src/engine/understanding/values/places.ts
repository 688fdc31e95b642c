import type { Language } from '../../../scenarios/model/documents.ts'
import { foldWord, MAX_TEXT } from '../tokens.ts'
import { isCounted } from './clock.ts'
import { findDenialAfter, isDeniedBefore } from './denial.ts'
import { isAnyRole, type Item, readItems } from './items.ts'
import { lexiconOf } from './languages.ts'
import { readNumber } from './numbers.ts'
import { readQuantities } from './quantities.ts'
import { placeOf } from './write-whens.ts'

/** A place in a row of offers, from 1; 0 is the last, however many there are. */
export interface SpokenPlace {
  readonly place: number
  /** An ordinal without "this" or "one", in a form that an hour or a day of the month takes as well. */
  readonly isOpen?: true
  /** Offsets into the text. */
  readonly start: number
  readonly end: number
  readonly denied?: true
}

/** An end of time among offers. */
export interface SpokenExtreme {
  readonly extreme: 'earliest' | 'latest'
  /** A word that also bounds what follows it: "najwcześniej o dziewiątej". */
  readonly isBound: boolean
  readonly start: number
  readonly end: number
  readonly denied?: true
}

/** Ordinals that agree with "termin", "вариант", "horari"; hours and days of the month take other forms: "druga", "drugiego", "второе", "el dia dos". */
const OF_AN_OFFER: Partial<Readonly<Record<Language, RegExp>>> = {
  pl: /[yi]$/u,
  ru: /[ыио]й$/u,
  uk: /[иі]й$/u,
  ca: /^(?:primer|segon|tercer|quart|cinqu[eè])$/u,
}

/** Stems of words that pick the end of a row. */
const LAST: Readonly<Record<Language, string>> = { pl: 'ostatni', ru: 'последн', uk: 'останн', ca: 'últim', en: 'last' }

/** The first and the last by the clock; "at the latest" and "no més tard" are bounds, not choices. */
const EXTREMES: Readonly<Record<Language, { readonly earliest: RegExp; readonly latest: RegExp }>> = {
  pl: {
    earliest:
      /najwcze[sś]niej\p{L}*|najszyb\p{L}+|najpr[eę]dzej|najbli[zż]sz\p{L}+|pierwsz\p{L}+ (?:woln|możliw|mozliw|dost[eę]pn)\p{L}+/iu,
    latest: /najp[oó][zź]niej\p{L}*/iu,
  },
  ru: {
    earliest:
      /(?:сам|наиболее )\p{L}* ?ранн\p{L}+|ближайш\p{L}+|как можно (?:раньше|скорее|быстрее)|раньше всех|перв\p{L}+ (?:свободн|доступн|возможн)\p{L}+/iu,
    latest: /(?:сам|наиболее )\p{L}* ?поздн\p{L}+|как можно позже|позже всех/iu,
  },
  uk: {
    earliest:
      /найраніш\p{L}*|найближч\p{L}+|найшвидш\p{L}*|сам\p{L}+ ранн\p{L}+|якомога (?:раніше|швидше)|перш\p{L}+ (?:вільн|доступн|можлив)\p{L}+/iu,
    latest: /найпізніш\p{L}*|сам\p{L}+ пізн\p{L}+|якомога пізніше/iu,
  },
  ca: {
    earliest:
      /(?:el|la|al|lo) m[eé]s (?:d['’ ]?hora|aviat|proper\p{L}*|pr[oò]xim\p{L}*)|com abans|com m[eé]s aviat|primer\p{L}* (?:que (?:tingui|hi ha)\p{L}*|disponible|possible|lliure)/iu,
    latest: /(?<!com a )(?:el|la|al|com) m[eé]s tard/iu,
  },
  en: {
    earliest:
      /(?<!at the )earliest(?: one)?|soonest(?: one)?|as (?:early|soon) as (?:possible|you can)|first (?:available|possible|free|(?:one )?you(?: have|'ve got|’ve got))/iu,
    latest: /(?<!at the )latest(?: one)?|as late as possible/iu,
  },
}

/** Words of these that may be bounds, as they stand in a text. */
const BOUNDS: Partial<Readonly<Record<Language, RegExp>>> = {
  pl: /^naj(?:wcze[sś]niej|p[oó][zź]niej)(?!\p{L}| jak| ile| si[eę])/iu,
  uk: /^най(?:раніше|пізніше)(?!\p{L})/iu,
  en: /^(?:earliest|latest)(?! (?:one|slot|time|date|appointment|you|possible|available))/iu,
}

/** "żadna z trzech", "cap dels dos": how many there are, not which of them. */
const OUT_OF: Readonly<Record<Language, RegExp>> = {
  pl: /^ze?$/u,
  ru: /^из$/u,
  uk: /^(?:із?|зі?)$/u,
  ca: /^(?:dels?|d|de)$/u,
  en: /^of$/u,
}

/** Words around a bare number that is a place: "давайте два", "I'll take two please". */
const MOST_AROUND = 2
const PLEASE = /^(?:prosz|poprosz|please|пожал|будь|прошу|si?s?plau|si$)/u

/** Places in a row that were said: "ten drugi", "numer trzy", "not the first one", "l'últim". */
export function readPlaces(text: string, language: Language): SpokenPlace[] {
  const items = readItems(text.slice(0, MAX_TEXT), lexiconOf(language))
  const last = items.findIndex(({ folded }) => folded.startsWith(foldWord(LAST[language])))
  const row = { language, from: 1, to: Number.POSITIVE_INFINITY, isWhole: true }
  const places = readQuantities(items, row)
    // "the last one" is not the first.
    .filter(({ from, to }) => (last < 0 || from !== last + 1) && isPlace(items, from, to, language))
    .map(({ value, from, to, isDenied }, index) => ({
      place: value,
      ...placeOf(items, from, to),
      ...(isOpen(items, from, to, language) ? { isOpen: true as const } : {}),
      ...deny(isDenied || isRuledOut(items, from, to, index > 0, language)),
    }))
  if (last < 0) return places
  return [...places, { place: 0, ...placeOf(items, last, last + 1), ...deny(isRuledOut(items, last, last + 1, false, language)) }]
}

/** "najwcześniejszy", "самый ранний", "la primera que tingui", "the earliest". */
export function readExtreme(text: string, language: Language): SpokenExtreme | undefined {
  const { earliest, latest } = EXTREMES[language]
  const early = earliest.exec(text)
  const found = early ?? latest.exec(text)
  if (found === null) return undefined
  const start = found.index
  const end = start + found[0].length
  const items = readItems(text.slice(0, MAX_TEXT), lexiconOf(language))
  const from = items.findIndex(item => item.start >= start)
  const after = items.findIndex(item => item.start >= end)
  const isDenied = from >= 0 && isRuledOut(items, from, after < 0 ? items.length : after, false, language)
  const isBound = BOUNDS[language]?.test(text.slice(start)) === true
  return { extreme: early === null ? 'latest' : 'earliest', isBound, start, end, ...deny(isDenied) }
}

/** Whether the word at an offset is ruled out: "nie do okulisty". */
export function isDeniedAt(text: string, offset: number, language: Language): boolean {
  const items = readItems(text.slice(0, MAX_TEXT), lexiconOf(language))
  const at = items.findIndex(({ start, end }) => start <= offset && offset < end)
  return at >= 0 && isRuledOut(items, at, at + 1, false, language)
}

/** An ordinal, "number two", or a number that is nearly all that was said; not "два месяца ждала", "tots dos", "in two weeks". */
function isPlace(items: readonly Item[], from: number, to: number, language: Language): boolean {
  if (isCounted(items, to, false)) return false
  if (readNumber(items, from, language)?.ordinal !== undefined || isAnyRole(items, from - 1, ['this', 'counted'])) return true
  const before = items.slice(Math.max(0, from - 2), from)
  if (before.some(({ folded }) => OUT_OF[language].test(folded))) return false
  const next = items[to]
  const isEnd = next === undefined || next.isAfterPause || next.folded === 'one' || PLEASE.test(next.folded)
  const others = items.length - (to - from) - items.filter(({ folded }) => PLEASE.test(folded)).length
  return isEnd && others <= MOST_AROUND
}

function isOpen(items: readonly Item[], from: number, to: number, language: Language): boolean {
  if (readNumber(items, from, language)?.ordinal === undefined || items[to]?.folded === 'one') return false
  if (OF_AN_OFFER[language]?.test(items[to - 1]?.raw.toLowerCase() ?? '') === true) return false
  return !isAnyRole(items, from - 1, ['this', 'counted'])
}

function isRuledOut(items: readonly Item[], from: number, to: number, hasEarlier: boolean, language: Language): boolean {
  const end = language === 'en' && items[to]?.folded === 'one' ? to + 1 : to
  return isDeniedBefore(items, from, new Set(), hasEarlier) || findDenialAfter(items, end, language) !== undefined
}

function deny(isDenied: boolean): { readonly denied?: true } {
  return isDenied ? { denied: true } : {}
}

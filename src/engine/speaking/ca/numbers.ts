import { splitDecimal, writeDigits } from '../common/decimals.ts'
import { sayGroup } from '../common/digit-groups.ts'
import type { Gender, PlainNoun } from '../common/grammar.ts'

const UNITS = ['zero', 'u', 'dos', 'tres', 'quatre', 'cinc', 'sis', 'set', 'vuit', 'nou']
const TEENS = ['deu', 'onze', 'dotze', 'tretze', 'catorze', 'quinze', 'setze', 'disset', 'divuit', 'dinou']
const TENS = ['', '', 'vint', 'trenta', 'quaranta', 'cinquanta', 'seixanta', 'setanta', 'vuitanta', 'noranta']
const MOST = 999_999_999

/** Of a number that stands alone ("u", "vint-i-u") or of the noun that follows ("vint-i-un minuts", "vint-i-una hores"). */
export type CatalanGender = 'masculine' | 'feminine' | 'alone'

function sayUnit(n: number, gender: CatalanGender): string {
  if (n === 1) return { alone: 'u', masculine: 'un', feminine: 'una' }[gender]
  return n === 2 && gender === 'feminine' ? 'dues' : (UNITS[n] ?? '')
}

function sayBelowThousand(n: number, gender: CatalanGender): string[] {
  const words: string[] = []
  const hundreds = Math.floor(n / 100)
  const rest = n % 100
  if (hundreds === 1) words.push('cent')
  else if (hundreds > 1)
    words.push(gender === 'feminine' ? `${sayUnit(hundreds, gender)}-centes` : `${UNITS[hundreds] ?? ''}-cents`)
  if (rest >= 10 && rest < 20) words.push(TEENS[rest - 10] ?? '')
  else if (rest >= 20) {
    const tens = TENS[Math.floor(rest / 10)] ?? ''
    words.push(rest % 10 === 0 ? tens : `${tens}${rest < 30 ? '-i-' : '-'}${sayUnit(rest % 10, gender)}`)
  } else if (rest > 0) words.push(sayUnit(rest, gender))
  return words
}

/** A whole number 0 to 999 999 999: "vint-i-u", "dues-centes vint-i-una". Larger or broken numbers come out digit by digit. */
export function sayCardinal(n: number, gender: CatalanGender = 'alone'): string {
  if (n < 0) return `menys ${sayCardinal(-n, gender)}`
  if (!Number.isInteger(n) || n > MOST) return sayDigits(writeDigits(n))
  if (n === 0) return 'zero'
  const millions = Math.floor(n / 1_000_000)
  const thousands = Math.floor(n / 1000) % 1000
  const words: string[] = []
  if (millions > 0) words.push(...sayBelowThousand(millions, 'masculine'), millions === 1 ? 'milió' : 'milions')
  if (thousands > 1) words.push(...sayBelowThousand(thousands, gender === 'feminine' ? 'feminine' : 'masculine'))
  if (thousands > 0) words.push('mil')
  return [...words, ...sayBelowThousand(n % 1000, gender)].join(' ')
}

/** A number with its noun: "vint-i-una pastilles", "un milió de minuts", "una hora i mitja". */
export function sayCount(n: number, { gender, one, other }: PlainNoun): string {
  const article = gender === 'feminine' ? 'feminine' : 'masculine'
  const half = gender === 'feminine' ? 'mitja' : 'mig'
  if (n === 0.5) return `${half} ${one}`
  if (n === 1.5) return `${sayCardinal(1, article)} ${one} i ${half}`
  if (!Number.isInteger(n)) return `${sayNumber(n)} ${other}`
  const isRound = n !== 0 && n % 1_000_000 === 0
  return `${sayCardinal(n, article)} ${isRound ? (/^h?[aeiouàèéíòóú]/i.test(other) ? "d'" : 'de ') : ''}${Math.abs(n) === 1 ? one : other}`
}

/** Masculine ordinals whose last number word is this one. */
const ORDINAL_UNITS = ['zero', 'un', 'dos', 'tres', 'quatr', 'cinqu', 'sis', 'set', 'vuit', 'nov']
const ORDINAL_TEENS = ['des', 'onz', 'dotz', 'tretz', 'catorz', 'quinz', 'setz', 'disset', 'divuit', 'dinov']
const FIRST: Readonly<Record<number, readonly [string, string]>> = {
  1: ['primer', 'primera'],
  2: ['segon', 'segona'],
  3: ['tercer', 'tercera'],
  4: ['quart', 'quarta'],
}

/** 0 to 9 999 as an ordinal: "primer", "vint-i-unena". Others come out as cardinals. */
export function sayOrdinal(n: number, gender: Gender = 'masculine'): string {
  if (!Number.isInteger(n) || n < 0 || n > 9999) return sayNumber(n)
  const at = gender === 'feminine' ? 1 : 0
  const first = FIRST[n]
  if (first !== undefined) return first[at]
  const ending = at === 1 ? 'ena' : 'è'
  const rest = n % 100
  const tens = TENS[Math.floor(rest / 10)] ?? ''
  const hundreds = Math.floor(n / 100) % 10
  const thousands = Math.floor(n / 1000)
  const before = (whole: number): string => (whole === 0 ? '' : `${sayCardinal(whole)} `)
  if (n > 0 && rest === 0) {
    if (hundreds === 0) return `${thousands === 1 ? '' : `${UNITS[thousands] ?? ''} `}mil${ending}`
    return `${before(thousands * 1000)}${hundreds === 1 ? 'cent' : `${UNITS[hundreds] ?? ''}-cent`}${ending}`
  }
  const start = before(n - rest)
  if (rest < 10) return `${start}${ORDINAL_UNITS[rest] ?? ''}${ending}`
  if (rest < 20) return `${start}${ORDINAL_TEENS[rest - 10] ?? ''}${ending}`
  if (rest % 10 === 0) return `${start}${tens.replace(/a$/, '')}${ending}`
  return `${start}${tens}${rest < 30 ? '-i-' : '-'}${ORDINAL_UNITS[rest % 10] ?? ''}${ending}`
}

/** A number that may have decimals: "trenta-vuit coma cinc". */
export function sayNumber(n: number): string {
  if (!Number.isFinite(n)) return ''
  if (Number.isInteger(n)) return sayCardinal(n)
  const { minus, whole, fraction } = splitDecimal(n)
  const before = `${minus ? 'menys ' : ''}${sayCardinal(whole)}`
  return fraction === '' ? before : `${before} coma ${sayDigitGroup(fraction)}`
}

/** Every digit by itself; other characters are left out: "zero zero nou". */
export function sayDigits(text: string): string {
  return [...text].flatMap(digit => (digit >= '0' && digit <= '9' ? [UNITS[Number(digit)] ?? ''] : [])).join(' ')
}

/** A group of digits as people say it: "zero dotze". */
export function sayDigitGroup(group: string): string {
  return sayGroup(group, sayDigits, n => sayCardinal(n))
}

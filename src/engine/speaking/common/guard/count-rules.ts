import type { GuardTables } from './guard-tables.ts'

const PART = /(?<![\d/])([13])\s?\/\s?([24])(?![\d/])(?=\s+\p{Ll})/gu
const QUOTIENT = /(?<!\d)(\d{1,9})(\p{L}?)\s?\/\s?(\d{1,9})(?!\d)/gu
const RANGE =
  /(?:(?<![\p{L}\p{M}])([\p{L}\p{M}']{1,30})\s+)?(?<![\d.,-])(\d{1,6})\s?[-–—]\s?(\d{1,6})(?![\d-]|[.,]\d)(?:\s?([\p{L}%°€₴₽$£]{1,30}))?/gu
const DECIMAL = /(?<![\d.,])(\d{1,9})[.,](\d{1,3})(?![.,]?\d)/g
const THOUSANDS =
  /(?<![\d.,])[1-9]\d{0,2}(?:(?:\.\d{3}){1,3}(?=,\d{1,2}(?!\d)|(?![.,]?\d))|(?:,\d{3}){1,3}(?=\.\d{1,2}(?!\d)|(?![.,]?\d)))/g
/** How far the words lie that tell of a number. */
const NEAR = 40

/** What is left when dates, times, telephones and amounts are said: fractions, ranges, decimals, bare numbers. */
export function sayCounts<N>(text: string, tables: GuardTables<N>): string {
  const { words, cardinal, number, digits, caseOf, genderBefore } = tables
  return text
    .replace(PART, (whole, a: string, b: string) => {
      if (a === '1') return pad(b === '2' ? words.half : words.quarter)
      return whole
    })
    .replace(QUOTIENT, (_, a: string, letter: string, b: string) => {
      const isPressure = Number(a) >= 70 && Number(a) <= 260 && Number(b) >= 30 && Number(b) <= 150
      return pad(`${sayWhole(a, tables)} ${letter} ${isPressure ? words.over : words.slash} ${sayWhole(b, tables)}`)
    })
    .replace(RANGE, (_, before: string | undefined, a: string, b: string, after: string | undefined) =>
      pad(sayRange(tables, before ?? '', a, b, after ?? '')),
    )
    .replace(/(?<![\d.,\p{L}])-(?=\d)/gu, () => pad(number(-1, 'nom').split(' ')[0] ?? ''))
    .replace(/(?<!\d)\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)/g, found => found.replace(/\D/g, ''))
    .replace(THOUSANDS, found => found.replace(/\D/g, ''))
    .replace(DECIMAL, (_, whole: string, part: string) => pad(number(Number(`${whole}.${part}`), 'nom')))
    .replace(/\d+/g, (found: string, at: number, all: string) => {
      if (isReadOut(found)) return pad(groupDigits(found, digits))
      const before = /([\p{L}\p{M}']+)\s+$/u.exec(all.slice(Math.max(0, at - NEAR), at))?.[1] ?? ''
      const after = /^\s+([\p{L}\p{M}']+)/u.exec(all.slice(at + found.length, at + found.length + NEAR))?.[1] ?? ''
      return pad(cardinal(Number(found), genderBefore(after.toLowerCase()), caseOf(before.toLowerCase(), after.toLowerCase())))
    })
}

function sayRange<N>(tables: GuardTables<N>, before: string, a: string, b: string, after: string): string {
  const noun = Object.hasOwn(tables.units, after) ? tables.units[after] : undefined
  // "Długa 3-5" is a house, "3-5 razy" a range.
  const isHouse = /^\p{Lu}/u.test(before) && noun === undefined
  const rest = noun === undefined || isHouse ? after : ''
  if (Number(a) < Number(b) && !/^0\d/.test(a) && !isHouse)
    return `${before} ${tables.range(Number(a), Number(b), noun, { before: before.toLowerCase(), after: after.toLowerCase() })} ${rest}`
  return `${before} ${sayWhole(a, tables)}, ${sayWhole(b, tables)} ${after}`
}

/** Digits that stand for a number; leading zeros and long runs are read out one by one. */
function sayWhole<N>(found: string, { cardinal, digits }: GuardTables<N>): string {
  return isReadOut(found) ? groupDigits(found, digits) : cardinal(Number(found), 'masculine', 'nom')
}

function isReadOut(found: string): boolean {
  return found.length > 6 || /^0\d/.test(found)
}

/** Long runs of digits in threes, so that they can be written down. */
function groupDigits(found: string, digits: (text: string) => string): string {
  return found.length <= 4 ? digits(found) : (found.match(/\d{1,3}/g) ?? []).map(digits).join(', ')
}

function pad(words: string): string {
  return ` ${words} `
}

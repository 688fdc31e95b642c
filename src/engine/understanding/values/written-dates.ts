import { HOMOPHONES } from './digit-runs.ts'
import type { Item } from './items.ts'
import { readNumber } from './numbers.ts'
import { makeDate, placeDate, type SpokenDay } from './place-days.ts'
import type { Reading } from './reading.ts'
import { findYear } from './years.ts'

/** `12.05.2026`, `12/05`, `2026-05-12`, "03 05 1972". */
export function readWrittenDate(
  items: readonly Item[],
  at: number,
  reading: Reading,
  isAnnounced: boolean,
): SpokenDay | undefined {
  const item = items[at]
  if (item === undefined) return undefined
  const { written } = item
  if (written !== undefined) {
    if (item.mark === ':') return undefined
    const [one = '', two = '', three] = written
    if (written.length === 3) {
      if (one.length === 4) return makeDate(Number(three), Number(two), Number(one), at + 1)
      return makeFull(one, two, three ?? '', at + 1, reading)
    }
    // "3.05 1972", "31.10 90"
    const year = items[at + 1]?.digits
    if (
      year !== undefined &&
      (year.length === 4 || (reading.wantsDay && year.length === 2)) &&
      items[at + 1]?.isAfterPause !== true
    ) {
      const full = makeFull(one, two, year, at + 2, reading)
      if (full !== undefined) return full
    }
    const isMonth = two.length === 2 || (two.length === 1 && item.mark === '.' && reading.expect === 'date')
    if (!isMonth || Number(two) > 12 || Number(two) < 1) return undefined
    const isSlavic = reading.language !== 'en' && reading.language !== 'ca'
    if (!reading.wantsDay && (reading.wantsTime || isAnnounced || !isSlavic || item.mark === ',')) return undefined
    return reading.direction === 'birth' ? undefined : placeDate(Number(one), Number(two), reading, at + 1)
  }
  const digits = [item.digits, items[at + 1]?.digits, items[at + 2]?.digits]
  const [one, two, three] = digits
  if (one === undefined || two === undefined) return undefined
  const gap = items[at + 1]?.gap ?? ''
  const isDashed = gap === '-' || gap === '/' || gap === '.'
  const isLong = three !== undefined && (items[at + 2]?.gap === gap || items[at + 2]?.gap === ' ')
  if (isLong && one.length === 4 && isDashed) return makeDate(Number(three), Number(two), Number(one), at + 3)
  if (isLong && one.length <= 2 && two.length <= 2 && (isDashed || three.length === 4)) {
    const full = makeFull(one, two, three, at + 3, reading)
    if (full !== undefined) return full
  }
  // "12 6", where nothing but a day was asked for; "10 11" may be two days.
  if (gap === ' ' && reading.expect === 'date' && reading.direction === 'future' && isDayAndMonth(one, two, three))
    return placeDate(Number(one), Number(two), reading, at + 2)
  if (gap !== '/' || one.length > 2 || two.length > 2 || reading.direction === 'birth') return undefined
  return placeDate(Number(one), Number(two), reading, at + 2)
}

function isDayAndMonth(one: string, two: string, three: string | undefined): boolean {
  return three === undefined && one.length <= 2 && two.length <= 2 && Number(two) <= 12 && Number(two) !== Number(one) + 1
}

/** A whole date; two digits of the year are settled as the reading demands. */
function makeFull(date: string, month: string, year: string, to: number, reading: Reading): SpokenDay | undefined {
  const settled = findYear(Number(year), year.length, reading)
  if (settled === undefined) return undefined
  const day = makeDate(Number(date), Number(month), settled, to)
  // The American order, where ours makes no date.
  return day ?? (reading.language === 'en' ? makeDate(Number(month), Number(date), settled, to) : undefined)
}

/**
 * A date of digits alone, in any grouping that recognisers write: "03 05 1972", "03051972", "0305 19 72", "zero trzy zero pięć
 * dziewiętnaście siedemdziesiąt dwa". "20 307 2002" is the twenty-third of July.
 */
export function readDigitsOnly(items: readonly Item[], at: number, reading: Reading): SpokenDay | undefined {
  const chunks: string[] = []
  let total = 0
  let to = at
  while (to < items.length && total < 8) {
    const chunk = readChunk(items, to, reading)
    if (chunk === undefined || total + chunk.digits.length > 9) break
    chunks.push(chunk.digits)
    total += chunk.digits.length
    to = chunk.to
    if (chunk.digits.length === 4 && isYear(chunk.digits) && total > 4) break
  }
  const last = chunks.at(-1) ?? ''
  if (total === 8 && !(last.length === 4 && chunks.length === 3)) {
    const digits = chunks.join('')
    return makeFull(digits.slice(0, 2), digits.slice(2, 4), digits.slice(4), to, reading)
  }
  if (last.length === 4 && isYear(last)) return splitDayMonth(chunks.slice(0, -1), last, to, reading)
  const isBirth = reading.direction === 'birth'
  const century = chunks.at(-2) ?? ''
  if (last.length === 2 && (century === '19' || century === '20') && chunks.length > 3)
    return splitDayMonth(chunks.slice(0, -2), century + last, to, reading)
  const [one = '', two = ''] = chunks
  if (chunks.length === 3 && one.length <= 2 && two.length <= 2 && last.length === 2 && items[at]?.digits !== undefined)
    return makeFull(one, two, last, to, reading)
  if (!isBirth || total !== 6 || chunks.some((chunk, index) => items[at + index]?.digits !== chunk)) return undefined
  const digits = chunks.join('')
  return makeFull(digits.slice(0, 2), digits.slice(2, 4), digits.slice(4), to, reading)
}

function isYear(digits: string): boolean {
  return digits >= '1880' && digits <= '2100'
}

function readChunk(
  items: readonly Item[],
  at: number,
  { language, direction }: Reading,
): { readonly digits: string; readonly to: number } | undefined {
  const item = items[at]
  if (item === undefined || (item.isAfterPause && item.gap.includes(','))) return undefined
  if (item.digits !== undefined) return { digits: item.digits, to: at + 1 }
  // "15.11.1 914", "18:05 1927"
  if (item.written !== undefined && direction === 'birth') return { digits: item.written.join(''), to: at + 1 }
  const homophone = language === 'en' && direction === 'birth' ? HOMOPHONES[item.folded] : undefined
  if (homophone !== undefined) return { digits: homophone, to: at + 1 }
  const number = readNumber(items, at, language)
  return number === undefined || number.ordinal !== undefined ? undefined : { digits: number.digits, to: number.to }
}

/** Day and month of the digits before a year. */
function splitDayMonth(chunks: readonly string[], year: string, to: number, reading: Reading): SpokenDay | undefined {
  const digits = chunks.join('')
  const make = (date: string, month: string) => makeFull(date, month, year, to, reading)
  const [one = '', two = ''] = chunks
  if (chunks.length === 2 && one.length <= 2 && two.length <= 2) return make(one, two)
  if (digits.length === 4) return make(digits.slice(0, 2), digits.slice(2))
  if (reading.direction !== 'birth') return undefined
  if (digits.length === 5 && (one === '20' || one === '30' || chunks.length === 1))
    return make(String(Number(digits.slice(0, 2)) + Number(digits.charAt(2))), digits.slice(3))
  if (digits.length === 3)
    return (
      makeDate(Number(digits.charAt(0)), Number(digits.slice(1)), Number(year), to) ??
      makeDate(Number(digits.slice(0, 2)), Number(digits.charAt(2)), Number(year), to)
    )
  // "35 1997"
  return digits.length === 2 && digits > '31' ? make(digits.charAt(0), digits.charAt(1)) : undefined
}

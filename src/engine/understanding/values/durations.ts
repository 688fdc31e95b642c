import type { Language } from '../../../scenarios/model/documents.ts'
import { isAnyRole, isRole, type Item } from './items.ts'
import type { Unit } from './kinds.ts'
import { readNumber, skipAndHalf } from './numbers.ts'

/** A length of time as it was said, one amount a unit. */
export interface SpokenDuration {
  readonly amounts: readonly (readonly [Unit, number])[]
  readonly to: number
  /** The count was said; "неделю" alone may be other things. */
  readonly isCounted: boolean
}

/** How many: a number, "a", "pół", "półtora", "a couple of", "dwie i pół". `isSaid` is false where a unit stands alone. */
function readCount(
  items: readonly Item[],
  at: number,
  language: Language,
): { readonly count: number; readonly to: number; readonly isSaid: boolean } | undefined {
  if (isRole(items, at, 'around') && items[at + 1]?.isAfterPause === false) return readCount(items, at + 1, language)
  const item = items[at]
  if (item === undefined) return undefined
  if (isRole(items, at, 'one_and_half')) return { count: 1.5, to: at + 1, isSaid: true }
  if (isRole(items, at, 'couple')) return { count: 2, to: isRole(items, at + 1, 'of') ? at + 2 : at + 1, isSaid: true }
  if (isRole(items, at, 'half')) {
    const unit = items[at + 1]?.folded === 'a' || items[at + 1]?.folded === 'an' ? at + 2 : at + 1
    if (items[unit]?.lex.unit !== undefined) return { count: 0.5, to: unit, isSaid: true }
  }
  if (language === 'en' && (item.folded === 'a' || item.folded === 'an')) {
    if (isRole(items, at + 1, 'couple')) return readCount(items, at + 1, language)
    return { count: 1, to: at + 1, isSaid: true }
  }
  if (item.written?.length === 2 && item.mark !== ':') return { count: Number(item.written.join('.')), to: at + 1, isSaid: true }
  const number = readNumber(items, at, language)
  if (number !== undefined) {
    if (number.ordinal !== undefined || number.isLabel === true || number.value > 10_000) return undefined
    // "un parell de dies"
    if (number.isArticle === true && isRole(items, number.to, 'couple')) return readCount(items, number.to, language)
    const half = skipAndHalf(items, number.to)
    if (half !== undefined) return { count: number.value + 0.5, to: half, isSaid: true }
    return { count: number.value, to: number.to, isSaid: true }
  }
  return item.lex.unit === undefined ? undefined : { count: 1, to: at, isSaid: false }
}

/** The length of time that begins at an item: "półtorej godziny", "an hour and a half", "dos anys i tres mesos"; with `takesOrdinals` also "już czwarty dzień". */
export function readDuration(
  items: readonly Item[],
  from: number,
  language: Language,
  takesOrdinals = false,
): SpokenDuration | undefined {
  const nth = takesOrdinals ? readNth(items, from, language) : undefined
  if (nth !== undefined) return nth
  const amounts: (readonly [Unit, number])[] = []
  let isCounted = false
  let to = from
  const inverted = readInverted(items, from, language)
  if (inverted !== undefined) return inverted
  for (let at = from; at < items.length; ) {
    const next: number = amounts.length > 0 && isRole(items, at, 'and') ? at + 1 : at
    const amount = readAmount(items, next, language)
    if (amount === undefined || (amounts.length > 0 && (!amount.isSaid || !isSmaller(amount.unit, amounts.at(-1)?.[0])))) break
    amounts.push([amount.unit, amount.count])
    isCounted ||= amount.isSaid
    to = amount.to
    at = to
  }
  const minutes = amounts.at(-1)?.[0] === 'hour' ? readBareMinutes(items, to, language) : undefined
  if (minutes !== undefined) return { amounts: [...amounts, ['minute', minutes.count]], to: minutes.to, isCounted: true }
  return amounts.length === 0 ? undefined : { amounts, to, isCounted }
}

/** "godzinę dwadzieścia", "an hour twenty": after hours a number that counts nothing else is minutes; "час-два" is an hour or two. */
function readBareMinutes(
  items: readonly Item[],
  at: number,
  language: Language,
): { readonly count: number; readonly to: number } | undefined {
  if (items[at]?.isAfterPause !== false || (language === 'ca' && isRole(items, at - 1, 'at'))) return undefined
  const number = readNumber(items, at, language)
  if (number === undefined || number.ordinal !== undefined || number.value < 10 || number.value > 59) return undefined
  const after = items[number.to]?.lex
  const isOther =
    after?.unit !== undefined || after?.month !== undefined || isAnyRole(items, number.to, ['counted', 'degree', 'and'])
  return isOther ? undefined : { count: number.value, to: number.to }
}

/** "już czwarty dzień", "it's the second week": so long it has been. */
function readNth(items: readonly Item[], at: number, language: Language): SpokenDuration | undefined {
  const number = readNumber(items, at, language)
  const { unit, count } = items[number?.to ?? at]?.lex ?? {}
  if (number?.ordinal === undefined || number.value < 1 || unit === undefined || count !== undefined) return undefined
  if (ORDER.indexOf(unit) < ORDER.indexOf('day') || items[number.to]?.isAfterPause === true) return undefined
  return { amounts: [[unit, number.value]], to: number.to + 1, isCounted: true }
}

/** A unit in the form of one: it is counted already. */
const ONE_UNIT = /^(?:секунду|минуту|час|неделю|месяц|год|хвилину|годину|добу|тиждень|місяць|рік)$/

/** "минут пятнадцать", "тижнів зо три": about so many. */
function readInverted(items: readonly Item[], at: number, language: Language): SpokenDuration | undefined {
  const unit = items[at]?.lex.unit
  if (unit === undefined || items[at]?.lex.count !== undefined || (language !== 'ru' && language !== 'uk')) return undefined
  // "час двадцать" is an hour and twenty minutes.
  if (ONE_UNIT.test(items[at]?.folded ?? '')) return undefined
  const next = isRole(items, at + 1, 'around') ? at + 2 : at + 1
  if (isRole(items, next, 'one_and_half') && items[next]?.isAfterPause === false && items[next + 1]?.lex.unit === undefined)
    return { amounts: [[unit, 1.5]], to: next + 1, isCounted: true }
  const number = items[next]?.isAfterPause === false ? readNumber(items, next, language) : undefined
  if (number === undefined || number.ordinal !== undefined || number.isArticle === true) return undefined
  const after = items[number.to]
  const half = skipAndHalf(items, number.to)
  if (half !== undefined) return { amounts: [[unit, number.value + 0.5]], to: half, isCounted: true }
  if (after?.lex.unit !== undefined || after?.lex.month !== undefined || isRole(items, number.to, 'counted')) return undefined
  return { amounts: [[unit, number.value]], to: number.to, isCounted: true }
}

function readAmount(
  items: readonly Item[],
  at: number,
  language: Language,
): { readonly unit: Unit; readonly count: number; readonly to: number; readonly isSaid: boolean } | undefined {
  const count = readCount(items, at, language)
  if (count === undefined) return undefined
  const item = items[count.to]
  const unit = item?.lex.unit
  if (item === undefined || unit === undefined || (count.isSaid && item.isAfterPause)) return undefined
  const isWhole = item.lex.count === undefined
  const isSaid = count.isSaid || !isWhole
  const amount = count.count * (item.lex.count ?? 1)
  const to = count.to + 1
  // "una hora i mitja", "an hour and a half", "godzinę i pół"
  const half = isWhole && Number.isInteger(amount) ? skipAndHalf(items, to) : undefined
  if (half !== undefined) return { unit, count: amount + 0.5, to: half, isSaid: true }
  return { unit, count: amount, to, isSaid }
}

const ORDER: readonly Unit[] = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year']

function isSmaller(unit: Unit, than: Unit | undefined): boolean {
  return than === undefined || ORDER.indexOf(unit) < ORDER.indexOf(than)
}

/** ISO 8601; halves are told in the next smaller unit. */
export function writeDuration({ amounts }: SpokenDuration): string {
  const sums: Record<Unit, number> = { second: 0, minute: 0, hour: 0, day: 0, week: 0, month: 0, year: 0 }
  const add = (unit: Unit, count: number) => {
    sums[unit] += count
  }
  for (const [unit, count] of amounts) {
    const whole = Math.floor(count)
    const rest = count - whole
    add(unit, whole)
    if (rest === 0) continue
    if (unit === 'year') add('month', Math.round(rest * 12))
    else if (unit === 'month') add('day', Math.round(rest * 30))
    else if (unit === 'week') addDays(rest * 7)
    else if (unit === 'day') add('hour', Math.round(rest * 24))
    else if (unit === 'hour') add('minute', Math.round(rest * 60))
    else if (unit === 'minute') add('second', Math.round(rest * 60))
  }
  function addDays(days: number): void {
    add('day', Math.floor(days))
    if (days % 1 > 0) add('hour', Math.round((days % 1) * 24))
  }
  const write = (unit: Unit, letter: string) => (sums[unit] === 0 ? '' : `${sums[unit]}${letter}`)
  const date = write('year', 'Y') + write('month', 'M') + write('week', 'W') + write('day', 'D')
  const time = write('hour', 'H') + write('minute', 'M') + write('second', 'S')
  return date + time === '' ? 'P0D' : `P${date}${time === '' ? '' : `T${time}`}`
}

/** A length in whole days or months, for "in two weeks"; undefined when it has hours. */
export function daysOf({ amounts }: SpokenDuration): { readonly days: number; readonly months: number } | undefined {
  let days = 0
  let months = 0
  for (const [unit, count] of amounts) {
    if (unit === 'day') days += count
    else if (unit === 'week') days += count * 7
    else if (unit === 'month') {
      months += Math.floor(count)
      days += Math.round((count % 1) * 30)
    } else if (unit === 'year') months += Math.round(count * 12)
    else return undefined
  }
  return { days: Math.round(days), months }
}

/** A length in minutes; undefined when it has days or more. */
export function minutesOf({ amounts }: SpokenDuration): number | undefined {
  let minutes = 0
  for (const [unit, count] of amounts) {
    if (unit === 'minute') minutes += count
    else if (unit === 'hour') minutes += count * 60
    else if (unit === 'second') minutes += count / 60
    else return undefined
  }
  return Math.round(minutes)
}

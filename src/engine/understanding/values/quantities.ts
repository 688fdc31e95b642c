import type { Language } from '../../../scenarios/model/documents.ts'
import { isAnyRole, isRole, type Item } from './items.ts'
import { readDecimal, readNumber, skipAndHalf } from './numbers.ts'

/** A quantity that was said; `from` and `to` are indexes of items. `other` is the second end of a range, or the lower pressure. */
export interface SpokenQuantity {
  readonly value: number
  readonly other?: number
  readonly from: number
  readonly to: number
  readonly confidence: number
  readonly isDenied: boolean
}

/** What is looked for among numbers. */
export interface QuantityReading {
  readonly language: Language
  readonly from: number
  readonly to: number
  /** Whole numbers in this span may be followed by their decimals without a joint: "trzydzieści osiem i pięć". */
  readonly shortDecimals?: { readonly from: number; readonly to: number }
  /** No number under ten is wanted, so that "one twenty" is a hundred and twenty. */
  readonly hasHundreds?: true
  readonly isWhole: boolean
  /** A mark is wanted: what counts hours or days is none. */
  readonly isMark?: true
  /** Any number is wanted: "шесть и два", where it ends what was said, is 6.2. */
  readonly isAny?: true
  /** Degrees are wanted: "forty years" are none. */
  readonly isDegrees?: true
}

interface Found {
  readonly value: number
  readonly from: number
  readonly to: number
  readonly isDenied: boolean
  readonly isArticle: boolean
}

/** Every number in range, corrections settled; the sure ones have a confidence over 0.5. */
export function readQuantities(items: readonly Item[], reading: QuantityReading): readonly SpokenQuantity[] {
  const all = listFound(items, reading)
  const isIn = ({ value }: Found) => value >= reading.from && value <= reading.to && (!reading.isWhole || Number.isInteger(value))
  // "dziewięć na dziesięć": the mark stands before the best one.
  const marks = all.filter((number, index) => {
    const before = all[index - 1]
    const isBest = number.value === 10 || number.value === 100 || number.value === reading.to
    return !(isBest && before !== undefined && isOutOf(items, before.to, number.from))
  })
  const inRange = marks.filter(isIn)
  const real = inRange.filter(({ isArticle }) => !isArticle)
  const numbers = real.length > 0 ? real : inRange.filter(found => isCountable(items, found))
  const settled: Found[] = []
  for (const number of numbers) {
    const before = settled.at(-1)
    if (before !== undefined && !number.isDenied && isCorrected(items, before.to, number.from)) settled.pop()
    settled.push(number)
  }
  const kept = settled.filter(({ isDenied }) => !isDenied)
  const isSure = new Set(kept.map(({ value }) => value)).size === 1
  return settled.map(({ value, from, to, isDenied }) => ({
    value,
    from,
    to,
    isDenied,
    confidence: isSure || isDenied ? 0.95 : 0.5,
  }))
}

function isOutOf(items: readonly Item[], from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (isRole(items, at, 'out_of')) return to - from <= 3
  return items[to]?.gap.trim() === '/'
}

function isCorrected(items: readonly Item[], from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (isAnyRole(items, at, ['correct', 'no'])) return true
  return false
}

/** "una", "one", "jedna" are numbers only where little else was said, or something is counted. */
function isCountable(items: readonly Item[], { from, to }: Found): boolean {
  if (isAnyRole(items, to, ['counted', 'point', 'out_of', 'and_half'])) return true
  return items.length - (to - from) <= 2
}

function listFound(items: readonly Item[], reading: QuantityReading): readonly Found[] {
  const { language } = reading
  const found: Found[] = []
  for (let at = 0; at < items.length; ) {
    if (isRole(items, at, 'scale')) {
      at = skipScale(items, at + 1, language)
      continue
    }
    const number = readOne(items, at, reading)
    if (number === undefined) {
      at += 1
      continue
    }
    const percent = skipPercent(items, number.to)
    if (percent > number.to) {
      at = percent
      continue
    }
    if (isOther(items, at, number.to, reading)) {
      at = number.to
      continue
    }
    const isNegative = isRole(items, at - 1, 'negative') && items[at]?.isAfterPause === false
    const isDenied =
      isRole(items, at - 1, 'not') && !(isRole(items, at - 1, 'no') && found.length > 0) && items[at]?.isAfterPause === false
    found.push({
      value: isNegative ? -number.value : number.value,
      from: at,
      to: number.to,
      isDenied,
      isArticle: number.isArticle,
    })
    at = number.to
  }
  return found
}

/** A number of something else than what is wanted: "одну хвилинку", "the first question", "forty years old". */
function isOther(
  items: readonly Item[],
  from: number,
  to: number,
  { isMark, isAny, isDegrees, language }: QuantityReading,
): boolean {
  if (isMark === true) return isLength(items, from, to)
  const unit = items[to]?.lex.unit
  if (isDegrees === true) return unit !== undefined
  if (isAny !== true) return false
  if (unit === 'minute' || unit === 'second') return true
  return readNumber(items, from, language)?.ordinal !== undefined && items.length > to - from + 1
}

/** "sto procent", "al cent per cent" is how sure one is, and measures nothing. */
function skipPercent(items: readonly Item[], at: number): number {
  const isCatalan = items[at]?.folded === 'per' && isRole(items, at, 'counted')
  return isCatalan || PERCENT.test(items[at]?.folded ?? '') ? at + 1 : at
}

/** "trzy godziny", "через два дня", "минут десять", "дней на пять". */
function isLength(items: readonly Item[], from: number, to: number): boolean {
  if (items[to]?.lex.unit !== undefined) return true
  const unit = [from - 1, from - 2].findLast(at => items[at]?.lex.unit !== undefined)
  return unit !== undefined && items.slice(unit + 1, from + 1).every(({ isAfterPause }) => !isAfterPause)
}

/** The ends of a scale are no mark: "w skali do dziesięciu", "on a scale of one to ten". */
function skipScale(items: readonly Item[], from: number, language: Language): number {
  let at = from
  const skipSmall = () => {
    while (isAnyRole(items, at, ['from', 'until', 'of', 'to', 'at', 'the', 'on', 'and']) && items[at]?.lex.number === undefined)
      at += 1
  }
  for (let count = 0; count < 2; count += 1) {
    const before = at
    skipSmall()
    const number = readNumber(items, at, language)
    if (number === undefined) return before
    // "w skali do dziesięciu osiem": after the upper end comes the mark.
    at = number.to
    if (number.value >= 10) return at
  }
  return at
}

function readOne(
  items: readonly Item[],
  at: number,
  { language, shortDecimals, hasHundreds, isAny }: QuantityReading,
): { readonly value: number; readonly to: number; readonly isArticle: boolean } | undefined {
  if (isRole(items, at, 'guard')) return undefined
  const hundred = hasHundreds === true ? readHundred(items, at, language) : undefined
  if (hundred !== undefined) return { ...hundred, isArticle: false }
  const item = items[at]
  // "half a dozen", "pół tabletki"
  if (isRole(items, at, 'half')) {
    const next = /^an?$/.test(items[at + 1]?.folded ?? '') ? at + 2 : at + 1
    const dozen = readNumber(items, next, language)
    if (dozen !== undefined && dozen.value === 12 && dozen.isLabel === true) return { value: 6, to: dozen.to, isArticle: false }
    if (isRole(items, next, 'counted')) return { value: 0.5, to: next, isArticle: false }
    // "полтаблетки"
    if (isRole(items, at, 'counted')) return { value: 0.5, to: at + 1, isArticle: false }
  }
  if (isRole(items, at, 'none') && isAny === true) return { value: 0, to: at + 1, isArticle: true }
  // "twice"
  if (item?.lex.number === undefined && isRole(items, at, 'counted')) {
    if (isRole(items, at, 'double')) return { value: 2, to: at + 1, isArticle: false }
    if (isRole(items, at, 'triple')) return { value: 3, to: at + 1, isArticle: false }
    if (isRole(items, at, 'once')) return { value: 1, to: at + 1, isArticle: false }
  }
  const decimal = readDecimal(items, at, language, false)
  if (decimal !== undefined) {
    const isShort =
      shortDecimals === undefined
        ? isAny === true && hasLastDigit(items, decimal.to, language)
        : decimal.value >= shortDecimals.from && decimal.value <= shortDecimals.to
    const short = isShort ? readDecimal(items, at, language, true) : undefined
    const whole = readNumber(items, at, language)
    const read = (isAny === true || shortDecimals !== undefined ? readGrams(items, at, language) : undefined) ?? short ?? decimal
    // "una pastilla i mitja"
    const half = isRole(items, read.to, 'counted') ? skipAndHalf(items, read.to + 1) : undefined
    if (half !== undefined) return { value: read.value + 0.5, to: half, isArticle: false }
    return { ...read, isArticle: !decimal.isExact && whole?.isArticle === true }
  }
  const number = readNumber(items, at, language)
  if (number !== undefined) return { value: number.value, to: number.to, isArticle: number.isArticle === true }
  if (isRole(items, at, 'couple')) return { value: 2, to: at + 1, isArticle: true }
  return undefined
}

const PERCENT = /^(?:procent|percent|процент|відсот)/u

/** "82 kilo 300", "восемьдесят два триста": kilograms, and grams in hundreds. */
function readGrams(
  items: readonly Item[],
  at: number,
  language: Language,
): { readonly value: number; readonly to: number } | undefined {
  const kilos = readNumber(items, at, language)
  if (kilos === undefined || kilos.ordinal !== undefined || kilos.value < 2 || kilos.value > 300) return undefined
  const hasWord = isRole(items, kilos.to, 'kilo')
  if (!hasWord && kilos.value < 20) return undefined
  const next = hasWord ? kilos.to + 1 : kilos.to
  const from = hasWord && isRole(items, next, 'and') ? next + 1 : next
  const grams = items[from]?.isAfterPause === false ? readNumber(items, from, language) : undefined
  if (grams === undefined || grams.ordinal !== undefined || grams.value < 50 || grams.value > 950 || grams.value % 50 > 0)
    return undefined
  if (grams.isWritten === true && grams.digits.length !== 3) return undefined
  const isGram = isRole(items, grams.to, 'gram')
  return { value: kilos.value + grams.value / 1000, to: isGram ? grams.to + 1 : grams.to }
}

/** "шість і два", "sześć i dwa": one digit after "and", and nothing after it, or what is counted. */
function hasLastDigit(items: readonly Item[], at: number, language: Language): boolean {
  if (!JOINS_DECIMALS[language]?.test(items[at]?.folded ?? '') || items[at]?.isAfterPause === true) return false
  const digit = readNumber(items, at + 1, language)
  if (digit === undefined || digit.digits.length > 1 || digit.ordinal !== undefined || digit.isLabel === true) return false
  return digit.to === items.length || isRole(items, digit.to, 'counted')
}

/** The "and" before decimals, where a language has it. */
const JOINS_DECIMALS: Partial<Readonly<Record<Language, RegExp>>> = { pl: /^i$/, ru: /^и$/, uk: /^[іий]$/ }

/** Two marks side by side: "siedem albo osiem", "6-7", "между шестью и семью", "six or seven". */
export function readScaleRange(items: readonly Item[], reading: QuantityReading): SpokenQuantity | undefined {
  const found = listFound(items, reading).filter(
    ({ value, isDenied }) => value >= reading.from && value <= reading.to && !isDenied,
  )
  // "un cinc o un sis"
  const real = found.filter(({ isArticle }) => !isArticle)
  const all = real.length > 1 ? real : found
  for (let index = all.length - 1; index > 0; index -= 1) {
    const one = all[index - 1]
    const other = all[index]
    if (one === undefined || other === undefined || other.value <= one.value || other.from - one.to > 3) continue
    if (isCorrected(items, one.to, other.from)) continue
    const isJoined = hasJoint(items, one, other)
    if (isJoined || (other.from === one.to && other.value === one.value + 1))
      return { value: one.value, other: other.value, from: one.from, to: other.to, confidence: 0.9, isDenied: false }
  }
  return undefined
}

function hasJoint(items: readonly Item[], one: Found, other: Found): boolean {
  for (let at = one.to; at < other.from; at += 1) if (isAnyRole(items, at, ['or', 'until', 'to'])) return true
  const isBetween = isRole(items, one.from - 1, 'between')
  return (isBetween && isRole(items, one.to, 'and')) || (other.from === one.to && items[other.from]?.gap.trim() === '-')
}

/** The upper and the lower pressure: "140 na 90", "one forty over ninety"; in centimetres of mercury "catorze i nou". */
export function readPressure(items: readonly Item[], language: Language): SpokenQuantity | undefined {
  let found: SpokenQuantity | undefined
  for (let at = 0; at < items.length; at += 1) {
    const upper = readMercury(items, at, language)
    if (upper === undefined) continue
    let next = upper.to
    // "140 na 90", "catorze de màxima i nou de mínima"
    while (next - upper.to < 5 && items[next] !== undefined && readMercury(items, next, language) === undefined) next += 1
    // "sto czterdzieści, nie, sto pięćdziesiąt": the upper one again.
    if (isCorrected(items, upper.to, next)) continue
    const lower = readMercury(items, next, language)
    if (lower === undefined) continue
    const scale = upper.value <= 26 && lower.value <= 16 && lower.value >= 4 && upper.value >= 7 ? 10 : 1
    const value = Math.round(upper.value * scale)
    const other = Math.round(lower.value * scale)
    if (value < 60 || value > 280 || other < 30 || other > 170 || other >= value) continue
    found = { value, other, from: at, to: lower.to, confidence: 0.95, isDenied: false }
    at = lower.to - 1
  }
  return found
}

interface SpokenNumberAt {
  readonly value: number
  /** Index of the item after it. */
  readonly to: number
}

function readMercury(items: readonly Item[], at: number, language: Language): SpokenNumberAt | undefined {
  const hundred = readHundred(items, at, language)
  if (hundred !== undefined) return hundred
  const number = readNumber(items, at, language)
  if (number === undefined || number.ordinal !== undefined) return undefined
  const half = number.value <= 26 ? skipAndHalf(items, number.to) : undefined
  if (half !== undefined) return { value: number.value + 0.5, to: half }
  return number
}

/** "one forty", "two oh five": English leaves the hundred out of what is measured. */
function readHundred(items: readonly Item[], at: number, language: Language): SpokenNumberAt | undefined {
  const number = language === 'en' ? readNumber(items, at, language) : undefined
  if (number === undefined || number.value < 1 || number.value > 9 || number.isWritten === true || number.ordinal !== undefined)
    return undefined
  const isOh = /^(oh|o)$/.test(items[number.to]?.folded ?? '')
  const rest = readNumber(items, isOh ? number.to + 1 : number.to, language)
  if (rest === undefined || rest.ordinal !== undefined || items[number.to]?.isAfterPause === true) return undefined
  const isTail = isOh ? rest.value < 10 : rest.value >= 10 && rest.value <= 99
  return isTail ? { value: number.value * 100 + rest.value, to: rest.to } : undefined
}

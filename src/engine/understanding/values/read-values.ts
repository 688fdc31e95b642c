import { MAX_TEXT, splitWords } from '../tokens.ts'
import { readDigitRow, readPhoneDigits, readPostcode, type SpokenCode } from './codes.ts'
import { type Item, isRole, mayHoldValue, mayPromiseValue, readItems } from './items.ts'
import type { ReadingOptions, SpokenValue, ValueKind } from './kinds.ts'
import { lexiconOf } from './languages.ts'
import { readNumber } from './numbers.ts'
import { pickBest } from './pick-best.ts'
import { type QuantityReading, readPressure, readQuantities, readScaleRange } from './quantities.ts'
import { createReading, type Reading } from './reading.ts'
import { listWhens } from './whens.ts'
import { placeOf, writeWhens } from './write-whens.ts'

const SCALE = { from: 0, to: 10 }
const TEMPERATURE = { from: 30, to: 45 }
const DEGREES = { from: 34, to: 43 }
const FAHRENHEIT = { from: 92, to: 110 }
const CODES: ReadonlySet<ValueKind | undefined> = new Set(['phone', 'digits', 'postcode'])

/** Reads what a caller said. Never throws; texts over `MAX_TEXT` are cut. Days and times are found whatever was asked for. */
export function readValues(text: string, options: ReadingOptions): SpokenValue[] {
  const cut = text.slice(0, MAX_TEXT)
  const tokens = splitWords(cut)
  const lexicon = lexiconOf(options.language)
  // Rows of digits have words of their own: "oh" for zero.
  if (!CODES.has(options.expect) && !mayPromiseValue(tokens, lexicon)) return []
  const items = readItems(cut, lexicon, tokens)
  const { past } = options
  if (options.birth === true) return readBirths(items, options)
  const values = readDirected(items, options, past === true ? 'past' : 'future')
  if (past !== true || options.expect !== 'date') return values
  // Where only a birth makes a whole date ("trzeci piąty siedemdziesiąt dwa"), it is one.
  const births = readBirths(items, options)
  return births.length > 0 ? births : values
}

/**
 * The value asked for in the first hypothesis of the recogniser that has it; of a birth date the first that has it whole.
 * Null when none has.
 */
export function readBest(
  hypotheses: readonly string[],
  options: ReadingOptions & { readonly expect: ValueKind },
): SpokenValue | null {
  if (options.past === true && options.expect === 'date')
    for (const text of hypotheses) {
      const best = pickBest(readBirths(readItems(text.slice(0, MAX_TEXT), lexiconOf(options.language)), options), 'date')
      if (best !== null) return best
    }
  for (const text of hypotheses) {
    const best = pickBest(readValues(text, options), options.expect)
    if (best !== null) return best
  }
  return null
}

function readBirths(items: readonly Item[], options: ReadingOptions): SpokenValue[] {
  return readDirected(items, options, 'birth').filter(({ kind }) => kind === 'date')
}

function readDirected(items: readonly Item[], options: ReadingOptions, direction: Reading['direction']): SpokenValue[] {
  if (!CODES.has(options.expect) && !mayHoldValue(items)) return []
  const reading = createReading({
    language: options.language,
    now: options.now,
    zone: options.zone,
    expect: options.expect,
    direction,
  })
  const values = writeWhens(listWhens(items, reading), items, reading)
  const numbers = readNumeric(items, reading, options)
  // A number that was asked for is nothing else.
  const rest = values.filter(value => !numbers.some(number => number.start < value.end && value.start < number.end))
  return [...rest, ...numbers].sort((a, b) => a.start - b.start)
}

function readNumeric(items: readonly Item[], reading: Reading, options: ReadingOptions): SpokenValue[] {
  const { language, expect } = reading
  const ends = options.scale ?? SCALE
  const base: QuantityReading = {
    language,
    from: Number.NEGATIVE_INFINITY,
    to: Number.POSITIVE_INFINITY,
    ...(options.measure?.decimals === true ? { shortDecimals: options.measure } : {}),
    ...(options.measure !== undefined && options.measure.from > 9 ? { hasHundreds: true as const } : {}),
    isWhole: false,
  }
  if (expect === undefined) return readUnasked(items, reading)
  switch (expect) {
    case 'number':
      return writeQuantities(items, { ...base, isAny: true }, 'number')
    case 'scale':
    case 'scale_range': {
      const scale = { ...base, ...ends, isWhole: true, isMark: true as const }
      const range = readScaleRange(items, scale)
      // Marks are whole: "5-6 с половиной" is no range of them.
      if (range !== undefined && Number.isInteger(range.value) && Number.isInteger(range.other))
        return [
          {
            kind: 'scale_range',
            value: `${range.value}-${range.other}`,
            confidence: range.confidence,
            ...placeOf(items, range.from, range.to),
          },
        ]
      return writeQuantities(items, scale, 'scale')
    }
    case 'temperature': {
      const short = { ...base, shortDecimals: DEGREES, isDegrees: true as const }
      const celsius = writeQuantities(items, { ...short, ...TEMPERATURE }, 'temperature')
      return celsius.length > 0 ? celsius : writeQuantities(items, { ...short, ...FAHRENHEIT }, 'temperature')
    }
    case 'bp': {
      const found = readPressure(items, language)
      return found === undefined
        ? []
        : [
            {
              kind: 'bp',
              value: `${found.value}/${found.other}`,
              confidence: found.confidence,
              ...placeOf(items, found.from, found.to),
            },
          ]
    }
    case 'phone':
      return writeCode(items, readPhoneDigits(items, language), 'phone')
    case 'digits':
      return writeCode(items, readDigitRow(items, language), 'digits')
    case 'postcode':
      return writeCode(items, readPostcode(items, language), 'postcode')
    case 'date':
    case 'datetime':
    case 'time':
    case 'part':
    case 'interval':
    case 'week':
    case 'month':
    case 'duration':
    case 'dates':
      return []
  }
}

function writeQuantities(items: readonly Item[], reading: QuantityReading, kind: ValueKind): SpokenValue[] {
  return readQuantities(items, reading).map(({ value, from, to, confidence, isDenied }) => ({
    kind,
    value,
    confidence,
    ...placeOf(items, from, to),
    ...(isDenied ? { denied: true as const } : {}),
  }))
}

function writeCode(items: readonly Item[], code: SpokenCode | undefined, kind: ValueKind): SpokenValue[] {
  return code === undefined ? [] : [{ kind, value: code.value, confidence: 0.9, ...placeOf(items, code.from, code.to) }]
}

/** Unasked only what can hardly be anything else: a number that is all that was said, degrees, a whole telephone number. */
function readUnasked(items: readonly Item[], reading: Reading): SpokenValue[] {
  const { language } = reading
  const phone = readPhoneDigits(items, language)
  if (phone !== undefined && phone.value.length >= 9) return writeCode(items, phone, 'phone')
  const at = items.findIndex((_, index) => isRole(items, index, 'degree') && index > 0)
  if (at > 0) {
    const short = { language, ...TEMPERATURE, shortDecimals: DEGREES, isWhole: false }
    const found = writeQuantities(items, short, 'temperature')
    if (found.length > 0) return found
  }
  const number = readNumber(items, 0, language)
  if (number === undefined || number.to !== items.length || number.ordinal !== undefined || number.isArticle === true) return []
  return [{ kind: 'number', value: number.value, confidence: 0.7, ...placeOf(items, 0, number.to) }]
}

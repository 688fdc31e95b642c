import type { Language } from '../../../scenarios/model/documents.ts'
import { CLOCK_PATTERNS, type ClockPattern } from './clock-patterns.ts'
import { isRole, type Item } from './items.ts'
import type { PartOfDay } from './kinds.ts'
import type { Role } from './lexicon.ts'
import { readNumber, type SpokenNumber } from './numbers.ts'

/** A time of the clock before it is settled which half of the day is meant. */
export interface SpokenTime {
  /** From midnight; of a clock of twelve hours unless `isExplicit`. */
  readonly minutes: number
  /** The half of the day was said, or a clock of twenty-four hours. */
  readonly isExplicit: boolean
  readonly to: number
  /** 3: it can be nothing else; 2: an hour by its form ("ósma"); 1: an hour with minutes; 0: a bare number. */
  readonly strength: 0 | 1 | 2 | 3
  /** Said as "dwa", not "druga". */
  readonly isCardinal: boolean
}

const HALF_DAY = 12 * 60
const NO_HOUR = /^(?:very|same|that|this|the|other|last|right|which)$/
/** Calls fall into the clinic's day: a bare hour before this is the afternoon's. */
const FIRST_MINUTE = 7 * 60
/** Languages whose hours are feminine ordinals. */
const ORDINAL_HOURS: ReadonlySet<Language> = new Set(['pl', 'uk'])

interface Hour {
  readonly hour: number
  readonly to: number
  readonly isOrdinal: boolean
  readonly hasClock: boolean
  readonly isWritten: boolean
  readonly hasZero: boolean
}

/** The time of the clock that begins at an item. `isAnnounced`: a word before it says that an hour follows. */
export function readTime(
  items: readonly Item[],
  at: number,
  language: Language,
  isAnnounced: boolean,
  isRange = false,
): SpokenTime | undefined {
  const written = readWrittenTime(items, at, language, isAnnounced)
  if (written !== undefined) return finish(items, written, language)
  const said = readPattern(items, at, language, isRange)
  if (said !== undefined) return finish(items, said, language)
  const item = items[at]
  if (item?.lex.halfTo !== undefined) return finish(items, makeTime(item.lex.halfTo * 60 - 30, at + 1, 3, false, true), language)
  if (isRole(items, at, 'midnight')) return { minutes: 0, isExplicit: true, to: at + 1, strength: 3, isCardinal: false }
  if (isRole(items, at, 'noon') && item?.lex.part === undefined)
    return { minutes: HALF_DAY, isExplicit: true, to: at + 1, strength: 3, isCardinal: false }
  const hour = readHour(items, at, language, isAnnounced)
  if (hour === undefined) return undefined
  // "between ten and twelve" has two hours.
  const minute = isRange && isRole(items, hour.to, 'and') ? undefined : readMinutesAfter(items, hour, language, isAnnounced)
  if (minute === undefined && isCounted(items, hour.to, hour.hasClock)) return undefined
  const isExplicit = hour.hour > 12 || (hour.hasZero && hour.isWritten)
  const strength = hour.hasClock ? 3 : hour.isOrdinal ? 2 : minute !== undefined ? 1 : 0
  return finish(
    items,
    {
      minutes: (hour.hour % 24) * 60 + (minute?.minutes ?? 0),
      isExplicit,
      to: minute?.to ?? hour.to,
      strength,
      isCardinal: !hour.isOrdinal,
    },
    language,
  )
}

function makeTime(
  minutes: number,
  to: number,
  strength: SpokenTime['strength'],
  isCardinal: boolean,
  isRelative: boolean,
): SpokenTime {
  // Half past noon, not half past midnight.
  return { minutes: isRelative && minutes < 60 ? minutes + HALF_DAY : minutes, isExplicit: false, to, strength, isCardinal }
}

/** "8am", "eight o'clock", "sharp": what may follow any time. */
function finish(items: readonly Item[], time: SpokenTime, language: Language): SpokenTime {
  let { to, minutes, isExplicit, strength } = time
  if (isRole(items, to, 'clock') && language !== 'ca') to += 1
  if (isRole(items, to, 'clock') && language === 'ca') {
    to += 1
    strength = 3
  }
  if (isRole(items, to, 'sharp')) to += 1
  const half = isRole(items, to, 'am') ? 0 : isRole(items, to, 'pm') && language === 'en' ? HALF_DAY : undefined
  if (half !== undefined && minutes < 13 * 60) {
    minutes = (minutes % HALF_DAY) + half
    isExplicit = true
    strength = 3
    to += 1
  }
  return { ...time, to, minutes, isExplicit, strength }
}

function readWrittenTime(items: readonly Item[], at: number, language: Language, isAnnounced: boolean): SpokenTime | undefined {
  const item = items[at]
  if (item === undefined) return undefined
  let pair: readonly [string, string] | undefined
  let to = at + 1
  let strength: SpokenTime['strength'] = 3
  if (item.written?.length === 2 && item.written[1]?.length === 2 && item.mark !== ',') {
    pair = [item.written[0] ?? '', item.written[1]]
    if (item.mark !== ':') strength = isAnnounced ? 3 : 1
  } else if (item.digits !== undefined && item.digits.length <= 2 && items[at + 1]?.digits?.length === 2) {
    // "10 30", "10-30"; a third number makes it something else.
    const gap = items[at + 1]?.gap ?? ''
    if ((gap === ' ' || gap === '-') && items[at + 2]?.digits === undefined && items[at + 2]?.lex.month === undefined) {
      pair = [item.digits, items[at + 1]?.digits ?? '']
      to = at + 2
      strength = isAnnounced ? 3 : 1
      if (gap === '-' && language !== 'ru' && language !== 'uk') return undefined
      // "10-12" is rather from ten to twelve.
      if (gap === '-' && Number(pair[1]) > Number(pair[0]) && Number(pair[1]) % 5 !== 0) return undefined
    }
  } else if (item.digits?.length === 4 && isAnnounced && item.digits <= '2359') {
    pair = [item.digits.slice(0, 2), item.digits.slice(2)]
  }
  if (pair === undefined || Number(pair[0]) > 24 || Number(pair[1]) > 59 || isCounted(items, to, false)) return undefined
  const hour = Number(pair[0]) % 24
  return {
    minutes: hour * 60 + Number(pair[1]),
    isExplicit: pair[0].length === 2 && (item.mark === ':' || pair[0].startsWith('0') || hour > 12),
    to,
    strength,
    isCardinal: true,
  }
}

function readPattern(items: readonly Item[], at: number, language: Language, isRange: boolean): SpokenTime | undefined {
  let best: SpokenTime | undefined
  for (const pattern of CLOCK_PATTERNS[language]) {
    // "from ten to twelve", "between ten and twelve" have two hours.
    if (isRange && (pattern.says[1] === 'and' || pattern.says[1] === 'to') && pattern.says[0] !== 'half') continue
    const found = matchPattern(items, at, language, pattern)
    if (found !== undefined && (best === undefined || found.to > best.to)) best = found
  }
  return best
}

function matchPattern(
  items: readonly Item[],
  from: number,
  language: Language,
  { says, means }: ClockPattern,
): SpokenTime | undefined {
  let at = from
  let hour = 0
  let minutes = 0
  let quarter = 0
  let isOrdinal = false
  let split = -1
  for (const [index, element] of says.entries()) {
    if (index > 0 && items[at]?.isAfterPause === true) return undefined
    if (element === 'H') {
      const said = split === at ? items.map((item, place) => (place === at ? { ...item, isAfterPause: true } : item)) : items
      const read = readHour(said, at, language, index > 0 || isRole(items, at - 1, 'at'))
      if (read === undefined || read.hour > 24) return undefined
      // "za dwa trzy dni" is no time: after minutes an hour has its form.
      if (ORDINAL_HOURS.has(language) && !read.isOrdinal && !read.isWritten && items[from]?.folded === 'за') return undefined
      hour = read.hour
      isOrdinal = read.isOrdinal
      at = read.to
    } else if (element === 'G') {
      const number = readNumber(items, at, language)
      const fits =
        number !== undefined &&
        number.value >= 1 &&
        number.value <= 12 &&
        (language === 'ru' ? number.isGenitive === true : number.ordinal?.includes('f') === true || number.isGenitive === true)
      if (!fits || isCounted(items, number.to, false)) return undefined
      hour = number.value
      isOrdinal = true
      at = number.to
    } else if (element === 'M' || element === 'U') {
      const read = readMinutes(items, at, language, element === 'U' || (language === 'ru' && says[0] !== 'u' && says[1] === 'G'))
      // "за двадцять третя": twenty to three, and no twenty-third.
      const tens =
        read === undefined && says[index + 1] === 'H' ? readMinutes(items.slice(0, at + 1), at, language, false) : undefined
      const taken = read ?? tens
      if (taken === undefined) return undefined
      minutes = taken.minutes
      at = taken.to
      if (tens !== undefined) split = at
    } else if (element === 'u') {
      if (items[at]?.lex.unit !== 'minute' || items[at]?.lex.count !== undefined) return undefined
      at += 1
    } else if (element === 'Q') {
      const read = readQuarters(items, at, language)
      if (read === undefined) return undefined
      quarter = read.minutes
      at = read.to
    } else if (element.startsWith('?')) {
      if (isRole(items, at, element.slice(1) as Role)) at += 1
    } else if (isRole(items, at, element as Role)) at += 1
    else return undefined
  }
  // "half an hour", "ten to fifteen minutes"; "dotze i dos quarts" goes on.
  if (isCounted(items, at, false) || isRole(items, at, 'quarter')) return undefined
  return makeTime(means(hour, minutes, quarter), at, 3, !isOrdinal, true)
}

/** Minutes before or after an hour: a number up to 59, a quarter, "half an hour". English counts in fives unless it says "minutes". */
function readMinutes(
  items: readonly Item[],
  at: number,
  language: Language,
  needsUnit: boolean,
): { readonly minutes: number; readonly to: number } | undefined {
  if (isRole(items, at, 'quarter')) return { minutes: 15, to: at + 1 }
  const item = items[at]
  if (item?.lex.unit === 'minute' && item.lex.count !== undefined) return { minutes: item.lex.count, to: at + 1 }
  const number = readNumber(items, at, language)
  if (number === undefined || number.ordinal !== undefined || number.value < 1 || number.value > 59) return undefined
  if (number.value <= 3 && isRole(items, number.to, 'quarter')) return { minutes: number.value * 15, to: number.to + 1 }
  if (items[number.to]?.lex.unit === 'minute' && items[number.to]?.lex.count === undefined)
    return { minutes: number.value, to: number.to + 1 }
  if (needsUnit || (language === 'en' && number.value % 5 !== 0)) return undefined
  return { minutes: number.value, to: number.to }
}

/** "un quart", "dos quarts", "tres quarts", "mig quart" */
function readQuarters(
  items: readonly Item[],
  at: number,
  language: Language,
): { readonly minutes: number; readonly to: number } | undefined {
  if (isRole(items, at, 'half') && isRole(items, at + 1, 'quarter')) return { minutes: 7, to: at + 2 }
  // "quart de dotze"; "quarts de deu" is somewhere about half past nine
  if (isRole(items, at, 'quarter') && !isRole(items, at - 1, 'half') && isRole(items, at + 1, 'of'))
    return { minutes: items[at]?.folded === 'quarts' ? 30 : 15, to: at + 1 }
  const number = readNumber(items, at, language)
  if (number === undefined || number.ordinal !== undefined || number.value > 3 || number.value < 1) return undefined
  return isRole(items, number.to, 'quarter') ? { minutes: number.value * 15, to: number.to + 1 } : undefined
}

function readHour(items: readonly Item[], at: number, language: Language, isAnnounced: boolean): Hour | undefined {
  // "в час", "час дня"
  if (language === 'ru' && isRole(items, at, 'clock'))
    return /^час[ау]?$/.test(items[at]?.folded ?? '') && (isAnnounced || isAfternoonWord(items, at + 1))
      ? { hour: 1, to: at + 1, isOrdinal: false, hasClock: true, isWritten: false, hasZero: false }
      : undefined
  // "sixteen hundred", "oh nine hundred"
  if (language === 'en' && isAnnounced) {
    const hundreds = readNumber(items, /^(oh|o)$/.test(items[at]?.folded ?? '') ? at + 1 : at, language)
    if (
      hundreds !== undefined &&
      hundreds.isWritten !== true &&
      hundreds.value % 100 === 0 &&
      hundreds.value >= 100 &&
      hundreds.value <= 2400
    )
      return { hour: hundreds.value / 100, to: hundreds.to, isOrdinal: false, hasClock: true, isWritten: true, hasZero: true }
  }
  // "godzina ósma"
  const from = isRole(items, at, 'clock') && ORDINAL_HOURS.has(language) ? at + 1 : at
  const item = items[from]
  const number = readNumber(items, from, language)
  if (number === undefined || item === undefined || !isHourNumber(number, item, language, isAnnounced || from > at))
    return undefined
  if (isInsideNumber(items, from, language)) return undefined
  // "the very one", "that one"
  if (language === 'en' && item.folded === 'one' && NO_HOUR.test(items[from - 1]?.folded ?? '')) return undefined
  const isOrdinal = number.ordinal !== undefined
  let { to } = number
  let hasClock = from > at
  if (isRole(items, to, 'clock') && items[to]?.isAfterPause === false) {
    // "три часа" is three hours as well, "tres hores" is hours.
    const isHours = items[to]?.lex.unit === 'hour'
    // "мне ехать два часа" aside, Russian hours answer when as well.
    const isSaidWhen = language === 'ru' ? isAnnounced : isRole(items, at - 1, 'at') || number.value > 12
    const isPlain = !isOrdinal && isHours && !isSaidWhen && !isAfternoonWord(items, to + 1)
    if (isPlain) return undefined
    hasClock = true
    to += 1
  }
  return {
    hour: number.value,
    to,
    isOrdinal,
    hasClock,
    isWritten: number.isWritten === true,
    hasZero: number.digits.length === 2 && number.digits.startsWith('0'),
  }
}

/** "seventy-two" ends in no hour. */
export function isInsideNumber(items: readonly Item[], at: number, language: Language): boolean {
  if (at === 0 || items[at]?.isAfterPause !== false) return false
  return (readNumber(items, at - 1, language)?.to ?? 0) > at
}

function isHourNumber(
  number: SpokenNumber | undefined,
  item: Item | undefined,
  language: Language,
  isAnnounced: boolean,
): number is SpokenNumber {
  if (number === undefined || number.value > 24 || number.isLabel === true || number.digits.length > 2) return false
  if (number.ordinal !== undefined) return ORDINAL_HOURS.has(language) && number.ordinal.includes('f') && number.ordinal !== 'mfn'
  if (language === 'ca' && number.value === 1 && number.isWritten !== true) return isAnnounced && item?.folded === 'una'
  // "один", "jeden" are no hours: those are "перша", "pierwsza", "час".
  return number.isArticle !== true || (isAnnounced && language !== 'ru' && !ORDINAL_HOURS.has(language))
}

/** "утра", "дня", "del matí": said of a clock time, not of a length. */
function isAfternoonWord(items: readonly Item[], at: number): boolean {
  return (
    items[at]?.lex.part !== undefined ||
    isRole(items, at, 'pm') ||
    (isRole(items, at, 'of') && items[at + 1]?.lex.part !== undefined)
  )
}

/** The minutes that follow an hour: "ósma trzydzieści", "eight oh five", "восемь часов пятнадцать минут". */
function readMinutesAfter(
  items: readonly Item[],
  hour: Hour,
  language: Language,
  isAnnounced: boolean,
): { readonly minutes: number; readonly to: number } | undefined {
  let at = hour.to
  const isJoined = isRole(items, at, 'and')
  if (isJoined) at += 1
  const item = items[at]
  if (item === undefined || item.isAfterPause) return undefined
  const isOh = language === 'en' && /^(oh|o)$/.test(item.folded)
  const zero = isOh ? { value: 0, to: at + 1 } : readNumber(items, at, language)
  if (zero?.value === 0 && zero.to === at + 1) {
    const digit = readNumber(items, at + 1, language)
    if (digit !== undefined && digit.value <= 9 && digit.digits.length === 1 && digit.ordinal === undefined)
      return { minutes: digit.value, to: skipMinute(items, digit.to) }
    return isOh || isJoined ? undefined : { minutes: 0, to: at + 1 }
  }
  const number = readNumber(items, at, language)
  if (number === undefined || number.ordinal !== undefined || number.isLabel === true || number.value > 59) return undefined
  const hasUnit = items[number.to]?.lex.unit === 'minute'
  if (number.isWritten === true && number.digits.length !== 2 && !hasUnit) return undefined
  if (number.value < 10 && !hasUnit && !hour.isOrdinal && !hour.hasClock && number.isWritten !== true) return undefined
  if (isJoined && !hasUnit) return undefined
  if (!hasUnit && isCounted(items, number.to, false)) return undefined
  // "o ósmej jeden" is a minute past; "o ósmej jeden pan" is not.
  const isLast = items[number.to]?.isAfterPause !== false || isAfternoonWord(items, number.to)
  if (!hasUnit && number.isArticle === true && !(hour.isOrdinal && isLast)) return undefined
  // "two forty" is rather a time than "twenty thirty" is, but both are times where one is looked for.
  return hasUnit || isAnnounced || number.value >= 10 || hour.isOrdinal || hour.hasClock
    ? { minutes: number.value, to: skipMinute(items, number.to) }
    : undefined
}

function skipMinute(items: readonly Item[], at: number): number {
  return items[at]?.lex.unit === 'minute' ? at + 1 : at
}

/** "dwie tabletki", "five days", "8 maja" are no times: what follows is counted, or a month. */
export function isCounted(items: readonly Item[], at: number, hasClock: boolean): boolean {
  const item = items[at]
  if (item === undefined || item.isAfterPause) return false
  const { unit, month, isDoubtful, part } = item.lex
  if (isRole(items, at, 'degree') || isRole(items, at, 'tenths')) return true
  if (isRole(items, at, 'pm') || part !== undefined) return false
  if (month !== undefined && isDoubtful !== true) return true
  if (isRole(items, at, 'counted')) return true
  return unit !== undefined && !(unit === 'hour' && hasClock) && !isRole(items, at, 'quarter')
}

/** Bare hours fall into the clinic's day, a part of the day says which half is meant. */
export function settleMinutes(time: SpokenTime, part: PartOfDay | undefined): number {
  const minutes = (time.minutes + 1440) % 1440
  if (time.isExplicit) return minutes
  switch (part) {
    case 'morning':
      return minutes
    case 'midday':
      return minutes < 10 * 60 ? minutes + HALF_DAY : minutes
    case 'afternoon':
      return minutes < HALF_DAY ? minutes + HALF_DAY : minutes
    case 'evening':
      return minutes < HALF_DAY ? minutes + HALF_DAY : minutes < 13 * 60 ? minutes - HALF_DAY : minutes
    case 'night':
      if (minutes >= HALF_DAY && minutes < 13 * 60) return minutes - HALF_DAY
      return minutes >= 6 * 60 && minutes < HALF_DAY ? minutes + HALF_DAY : minutes
    case undefined:
      // Midnight is said as such; a zero hour stays where it is.
      if (minutes < 60) return minutes
      return minutes < FIRST_MINUTE ? minutes + HALF_DAY : minutes
  }
}

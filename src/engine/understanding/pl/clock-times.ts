import type { Token } from '../tokens.ts'
import { MONTHS, PART_WORDS, type PartOfDay } from './calendar-words.ts'
import { readNumberAt } from './numbers.ts'

/** A time of the clock; `minutes` from midnight. `bound`: "po dziewiątej" is after, "przed dziesiątą" before. */
export interface SpokenTime {
  readonly minutes: number
  readonly bound?: 'after' | 'before'
  readonly to: number
  /** A bare ordinal or number ("druga", "dwa") may also be a place in a row. */
  readonly isBare: boolean
  /** Said as "dwa", not "druga". */
  readonly isCardinal?: boolean
}

/** Calls fall into the clinic's day: a bare hour before this is the afternoon's. */
const FIRST_MINUTE = 7 * 60
const HALF_DAY = 12 * 60
const AT: ReadonlySet<string> = new Set([
  'o',
  'na',
  'godzina',
  'godzinie',
  'godzine',
  'godziny',
  'kolo',
  'okolo',
  'od',
  'do',
  'po',
  'przed',
])

/** Part of the day at a word: "rano", "po południu", "przed południem", "w południe". */
export function readPartAt(tokens: readonly Token[], at: number): { readonly part: PartOfDay; readonly to: number } | undefined {
  const single = PART_WORDS.find(tokens[at])
  if (single !== undefined) return { part: single, to: at + 1 }
  const word = tokens[at]?.folded
  const next = tokens[at + 1]?.folded ?? ''
  if (word === 'po' && next === 'poludniu') return { part: 'afternoon', to: at + 2 }
  if (word === 'przed' && next === 'poludniem') return { part: 'morning', to: at + 2 }
  if (word === 'w' && next === 'poludnie') return { part: 'midday', to: at + 2 }
  if (word === 'w' && next === 'nocy') return { part: 'night', to: at + 2 }
  return undefined
}

/** The time of the clock that begins at a word. `expected`: the step wants a time, so bare numbers may be one. */
export function readTimeAt(
  tokens: readonly Token[],
  at: number,
  part: PartOfDay | undefined,
  expected: boolean,
): SpokenTime | undefined {
  let from = at
  let hasPreposition = false
  let bound: SpokenTime['bound']
  while (AT.has(tokens[from]?.folded ?? '')) {
    const word = tokens[from]?.folded
    if (word === 'po' || word === 'od') bound = 'after'
    if (word === 'przed' || word === 'do') bound = 'before'
    hasPreposition = true
    from += 1
    if (from - at > 2) return undefined
  }
  const make = (minutes: number, to: number, isBare = false, isCardinal = false): SpokenTime => ({
    minutes: settleMinutes(minutes, part),
    to,
    isBare,
    ...(isCardinal ? { isCardinal } : {}),
    ...(bound === undefined ? {} : { bound }),
  })
  const exact = readRelativeTime(tokens, from)
  // Half past noon, not half past midnight.
  if (exact !== undefined) return make(exact.minutes < 60 ? exact.minutes + HALF_DAY : exact.minutes, exact.to)
  if (tokens[from]?.folded === 'polnoc' || tokens[from]?.folded === 'polnocy') return { minutes: 0, to: from + 1, isBare: false }
  const written = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(tokens[from]?.kept ?? '')
  if (written !== null && (hasPreposition || tokens[from]?.kept.includes(':') === true || expected)) {
    const minutes = Number(written[1]) * 60 + Number(written[2])
    // Two digits of the hour are a clock of twenty-four.
    return written[1]?.length === 2
      ? { minutes, to: from + 1, isBare: false, ...(bound === undefined ? {} : { bound }) }
      : make(minutes, from + 1)
  }
  const hour = readNumberAt(tokens, from)
  if (hour === undefined || hour.value > 24) return undefined
  // "na dziewięć" is rather a mark than an hour, "o dziewięć" never is a mark.
  const isAnnounced = tokens[from - 1]?.folded === 'o' || tokens[from - 1]?.folded.startsWith('godzin') === true
  const isHour =
    hour.ordinal === 'feminine' ||
    (hour.ordinal === undefined && ((hasPreposition && isAnnounced) || expected) && hour.digits.length <= 2)
  if (!isHour || MONTHS.find(tokens[hour.to]) !== undefined) return undefined
  const minute = readMinutes(tokens, hour.to)
  if (minute === undefined && isCounted(tokens, hour.to)) return undefined
  return make(
    (hour.value % 24) * 60 + (minute?.minutes ?? 0),
    minute?.to ?? hour.to,
    !hasPreposition && minute === undefined,
    hour.ordinal === undefined,
  )
}

/** "wpół do dziewiątej", "za kwadrans dziewiąta", "za dziesięć dziewiąta", "kwadrans po ósmej", "dziesięć po ósmej". Minutes may be negative. */
function readRelativeTime(tokens: readonly Token[], at: number): { readonly minutes: number; readonly to: number } | undefined {
  const word = tokens[at]?.folded ?? ''
  const halfTo =
    word === 'wpol' ? at + 1 : word === 'w' && tokens[at + 1]?.folded === 'pol' ? at + 2 : word === 'pol' ? at + 1 : undefined
  if (halfTo !== undefined && tokens[halfTo]?.folded === 'do') return shiftHour(tokens, halfTo + 1, -30)
  if (word === 'za') {
    const [minutes, to] = readQuarterOrMinutes(tokens, at + 1)
    return minutes === undefined ? undefined : shiftHour(tokens, to, -minutes)
  }
  const [minutes, to] = readQuarterOrMinutes(tokens, at)
  return minutes !== undefined && tokens[to]?.folded === 'po' ? shiftHour(tokens, to + 1, minutes) : undefined
}

function readQuarterOrMinutes(tokens: readonly Token[], at: number): readonly [number | undefined, number] {
  if (tokens[at]?.folded === 'kwadrans') return [15, at + 1]
  const number = readNumberAt(tokens, at)
  if (number === undefined || number.ordinal !== undefined || number.value < 1 || number.value > 59) return [undefined, at]
  return [number.value, tokens[number.to]?.folded.startsWith('minut') === true ? number.to + 1 : number.to]
}

function shiftHour(
  tokens: readonly Token[],
  at: number,
  by: number,
): { readonly minutes: number; readonly to: number } | undefined {
  const hour = readNumberAt(tokens, at)
  if (hour === undefined || hour.value > 24 || (hour.ordinal !== undefined && hour.ordinal !== 'feminine')) return undefined
  return { minutes: (hour.value % 24) * 60 + by, to: hour.to }
}

function readMinutes(tokens: readonly Token[], at: number): { readonly minutes: number; readonly to: number } | undefined {
  const zero = /^zero$/.test(tokens[at]?.folded ?? '')
  const number = readNumberAt(tokens, zero ? at + 1 : at)
  if (number === undefined) return zero ? { minutes: 0, to: at + 1 } : undefined
  const isMinute =
    number.ordinal === undefined &&
    number.value < 60 &&
    number.digits.length <= 2 &&
    tokens[zero ? at + 1 : at]?.isAfterPause === false
  return isMinute && !isCounted(tokens, number.to) ? { minutes: number.value, to: number.to } : undefined
}

/** "dwie tabletki" is no time: a unit follows. */
function isCounted(tokens: readonly Token[], at: number): boolean {
  return /^(dni|dzien|tygod|lat|rok|raz|zlot|procent|stopni|kres|tablet|osob|pietr|klat|mieszk)/.test(tokens[at]?.folded ?? '')
}

/** Bare hours fall into the clinic's day, a part of the day says which half is meant. */
function settleMinutes(minutes: number, part: PartOfDay | undefined): number {
  if (part === 'morning') return (minutes + 1440) % 1440
  if (part === 'afternoon' || part === 'evening') return minutes < HALF_DAY ? minutes + HALF_DAY : minutes % 1440
  if (part === 'night') return minutes >= 9 * 60 && minutes < HALF_DAY ? minutes + HALF_DAY : (minutes + 1440) % 1440
  // Midnight is said as such; a zero hour stays where it is.
  if (minutes >= 0 && minutes < 60) return minutes
  return minutes < FIRST_MINUTE ? (minutes + HALF_DAY + 1440) % 1440 : minutes % 1440
}

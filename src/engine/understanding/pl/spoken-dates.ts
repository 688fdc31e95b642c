import { DateTime } from 'luxon'
import type { Token } from '../tokens.ts'
import { MONTHS, RELATIVE_DAYS, SPANS, WEEKDAYS } from './calendar-words.ts'
import { readNumberAt, type SpokenNumber } from './numbers.ts'

/** A day that was said. `iso` is `YYYY-MM-DD`; `weekday` (1 = Monday) and `day` are what was said of it, for choosing among options. */
export interface SpokenDay {
  readonly iso?: string
  readonly weekday?: number
  readonly day?: number
  /** Only a number ("piąty"): a day of the month if nothing else is meant. */
  readonly isBare: boolean
  readonly to: number
}

/** How days are meant: appointments lie ahead, births behind. `expected`: the step wants a date. */
export interface DayReading {
  /** Today's calendar day, made when it is first asked for: most utterances name no day, and calendars are dear. */
  today(): DateTime
  readonly isBirth: boolean
  readonly expected: boolean
}

/** The day that begins at a word. */
export function readDayAt(tokens: readonly Token[], at: number, reading: DayReading): SpokenDay | undefined {
  const dated = readWrittenDay(tokens, at, reading)
  // Nobody is born next Saturday.
  if (dated !== undefined || reading.isBirth) return dated ?? readDayOfMonth(tokens, at, reading)
  return readRelativeDay(tokens, at, reading) ?? readWeekday(tokens, at, reading) ?? readDayOfMonth(tokens, at, reading)
}

function readWrittenDay(tokens: readonly Token[], at: number, reading: DayReading): SpokenDay | undefined {
  const { isBirth, expected } = reading
  const kept = tokens[at]?.kept ?? ''
  const full = /^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})$/.exec(kept)
  if (full !== null) return makeDay(Number(full[1]), Number(full[2]), settleYear(Number(full[3]), isBirth), at + 1)
  const short = /^(\d{1,2})\.(0[1-9]|1[0-2])$/.exec(kept)
  if (short !== null && !isBirth && tokens[at - 1]?.folded !== 'o')
    return makeNextDay(Number(short[1]), Number(short[2]), reading.today(), at + 1)
  if (
    /^\d{4}$/.test(kept) &&
    tokens[at + 2]?.start === (tokens[at + 1]?.end ?? -2) + 1 &&
    /^\d{2}$/.test(tokens[at + 1]?.kept ?? '') &&
    /^\d{2}$/.test(tokens[at + 2]?.kept ?? '')
  )
    return makeDay(Number(tokens[at + 2]?.kept), Number(tokens[at + 1]?.kept), Number(kept), at + 3)
  return expected && isBirth ? readNumbersOnly(tokens, at) : undefined
}

/** A birth date as numbers alone: "trzeci piąty siedemdziesiąt dwa", "03 05 1972". */
function readNumbersOnly(tokens: readonly Token[], at: number): SpokenDay | undefined {
  const eight = readEightDigits(tokens, at)
  if (eight !== undefined) return eight
  const skipZero = (from: number) => (tokens[from]?.folded === 'zero' ? from + 1 : from)
  const day = readNumberAt(tokens, skipZero(at))
  const month = day && day.value >= 1 && day.value <= 31 ? readNumberAt(tokens, skipZero(day.to)) : undefined
  const year = month && month.value >= 1 && month.value <= 12 ? readNumberAt(tokens, month.to) : undefined
  if (day === undefined || month === undefined || year === undefined) return undefined
  const settled = settleYear(year.value, true)
  return settled === undefined ? undefined : makeDay(day.value, month.value, settled, year.to)
}

/** Recognisers write "03051972", "0305 1972" or "03 05 19 72": eight digits are day, month and year. */
function readEightDigits(tokens: readonly Token[], at: number): SpokenDay | undefined {
  let digits = ''
  let to = at
  for (; to < tokens.length && digits.length < 8 && /^\d+$/.test(tokens[to]?.kept ?? ''); to += 1)
    digits += tokens[to]?.kept ?? ''
  return digits.length === 8
    ? makeDay(Number(digits.slice(0, 2)), Number(digits.slice(2, 4)), settleYear(Number(digits.slice(4)), true), to)
    : undefined
}

function readRelativeDay(tokens: readonly Token[], at: number, reading: DayReading): SpokenDay | undefined {
  const days = RELATIVE_DAYS.find(tokens[at])
  if (days !== undefined) return { iso: toIso(reading.today().plus({ days })), isBare: false, to: at + 1 }
  if (tokens[at]?.folded !== 'za') return undefined
  const number = readNumberAt(tokens, at + 1)
  const span = SPANS.find(tokens[number?.to ?? at + 1])
  if (span?.days === undefined) return undefined
  const to = (number?.to ?? at + 1) + 1
  // "za tydzień w czwartek" is Thursday of the week after this one.
  const skipped = /^(w|we)$/.test(tokens[to]?.folded ?? '') ? to + 1 : to
  const weekday = span.days === 7 ? WEEKDAYS.find(tokens[skipped]) : undefined
  const weeks = number?.value ?? 1
  if (weekday !== undefined)
    return {
      iso: toIso(
        reading
          .today()
          .startOf('week')
          .plus({ weeks, days: weekday - 1 }),
      ),
      weekday,
      isBare: false,
      to: skipped + 1,
    }
  return { iso: toIso(reading.today().plus({ days: span.days * weeks })), isBare: false, to }
}

function readWeekday(tokens: readonly Token[], at: number, reading: DayReading): SpokenDay | undefined {
  const isFollowing = /^(przyszl|nastepn|kolejn)/.test(tokens[at]?.folded ?? '')
  const weekday = WEEKDAYS.find(tokens[isFollowing ? at + 1 : at])
  if (weekday === undefined) return undefined
  const to = isFollowing ? at + 2 : at + 1
  const today = reading.today()
  // "we wtorek piątego maja": the date says more than the weekday.
  const dated = readDayOfMonth(tokens, to, { ...reading, expected: true })
  if (dated?.iso !== undefined && !dated.isBare) return { ...dated, weekday }
  if (dated?.day !== undefined && tokens[to]?.isAfterPause === false && readNumberAt(tokens, to)?.ordinal === 'masculine') {
    const iso = findWeekdayOn(today, weekday, dated.day)
    if (iso !== undefined) return { iso, weekday, day: dated.day, isBare: false, to: dated.to }
  }
  if (isFollowing) return { iso: toIso(today.startOf('week').plus({ weeks: 1, days: weekday - 1 })), weekday, isBare: false, to }
  const ahead = (weekday - today.weekday + 7) % 7
  return { iso: toIso(today.plus({ days: ahead === 0 ? 7 : ahead })), weekday, isBare: false, to }
}

function readDayOfMonth(tokens: readonly Token[], at: number, reading: DayReading): SpokenDay | undefined {
  const { isBirth, expected } = reading
  const number = readNumberAt(tokens, at)
  if (
    number === undefined ||
    number.value < 1 ||
    number.value > 31 ||
    number.ordinal === 'feminine' ||
    number.ordinal === 'neuter'
  )
    return undefined
  const month = MONTHS.find(tokens[number.to]) ?? readMonthNumber(tokens, number, expected)
  const after = MONTHS.find(tokens[number.to]) === undefined ? (readNumberAt(tokens, number.to)?.to ?? number.to) : number.to + 1
  if (month === undefined) {
    if (number.ordinal !== 'masculine' || isBirth) return undefined
    return { ...makeNextDay(number.value, undefined, reading.today(), number.to), day: number.value, isBare: true, to: number.to }
  }
  const year = readYearAt(tokens, after, isBirth)
  if (year !== undefined) return makeDay(number.value, month, year.value, year.to)
  // Without its year a birth date is no date.
  return isBirth ? undefined : makeNextDay(number.value, month, reading.today(), after)
}

/** "piątego szóstego" is the fifth of June, but only where a date is expected. */
function readMonthNumber(tokens: readonly Token[], day: SpokenNumber, expected: boolean): number | undefined {
  const month = expected && day.ordinal === 'masculine' ? readNumberAt(tokens, day.to) : undefined
  return month !== undefined && month.ordinal === 'masculine' && month.value >= 1 && month.value <= 12 ? month.value : undefined
}

function readYearAt(
  tokens: readonly Token[],
  at: number,
  isBirth: boolean,
): { readonly value: number; readonly to: number } | undefined {
  const number = readNumberAt(tokens, at)
  if (number === undefined || number.ordinal === 'feminine') return undefined
  const value = settleYear(number.value, isBirth)
  if (value === undefined) return undefined
  return { value, to: /^(rok|roku|r)$/.test(tokens[number.to]?.folded ?? '') ? number.to + 1 : number.to }
}

/** Two digits are a year of the last century when a birth is meant, else of this one; "dziewięćset siedemdziesiąty" lacks its thousand. */
function settleYear(value: number, isBirth: boolean): number | undefined {
  if (value >= 1880 && value <= 2200) return value
  if (isBirth && value >= 900 && value <= 999) return value + 1000
  if (isBirth && value >= 0 && value <= 99) return value + 1900
  return !isBirth && value >= 20 && value <= 99 ? value + 2000 : undefined
}

function makeDay(day: number, month: number, year: number | undefined, to: number): SpokenDay | undefined {
  if (year === undefined) return undefined
  const date = DateTime.fromObject({ year, month, day }, { zone: 'utc' })
  return date.isValid ? { iso: toIso(date), day, isBare: false, to } : undefined
}

/** The next such day from today on; without a month, of this month or one after. */
function makeNextDay(day: number, month: number | undefined, today: DateTime, to: number): SpokenDay | undefined {
  for (let ahead = 0; ahead < 60; ahead += 1) {
    const first =
      month === undefined
        ? today.startOf('month').plus({ months: ahead })
        : DateTime.fromObject({ year: today.year + ahead, month, day: 1 }, { zone: today.zone })
    if (!first.isValid) return undefined
    const date = first.set({ day })
    if (date.isValid && date.month === first.month && date >= today.startOf('day'))
      return { iso: toIso(date), day, isBare: false, to }
  }
  return undefined
}

function findWeekdayOn(today: DateTime, weekday: number, day: number): string | undefined {
  for (let months = 0; months < 12; months += 1) {
    const first = today.startOf('month').plus({ months })
    const date = first.set({ day })
    if (date.month === first.month && date.weekday === weekday && date >= today.startOf('day')) return toIso(date)
  }
  return undefined
}

function toIso(date: DateTime): string {
  return date.toISODate() ?? ''
}

import { addMonths, type Day, mondayOf, weekdayOf } from './calendar.ts'
import { isCounted } from './clock.ts'
import { readDate } from './dates.ts'
import { placeWeekdayOn, type SpokenDay } from './place-days.ts'
import { daysOf, minutesOf, readDuration, type SpokenDuration } from './durations.ts'
import { isAnyRole, isRole, type Item } from './items.ts'
import { readNumber } from './numbers.ts'
import { readNthWeekday } from './periods.ts'
import type { Reading } from './reading.ts'
import { readUnitRef } from './unit-refs.ts'

/** An instant so many minutes from now: "za godzinę". */
export interface SpokenShift {
  readonly shift: number
  readonly to: number
}

/** The day, or the instant counted from now, that begins at an item. */
export function readDay(
  items: readonly Item[],
  at: number,
  reading: Reading,
  isAnnounced: boolean,
): SpokenDay | SpokenShift | undefined {
  // Nobody is born next Saturday.
  if (reading.direction === 'birth') return readDate(items, at, reading, isAnnounced)
  return (
    readShift(items, at, reading) ??
    readRelative(items, at, reading) ??
    readWeekday(items, at, reading) ??
    readDate(items, at, reading, isAnnounced)
  )
}

/** "dzień po piętnastym", "l'endemà de Nadal", "the day before Easter". */
export function readNeighbour(items: readonly Item[], at: number, reading: Reading): SpokenDay | undefined {
  const step = isRole(items, at, 'next_day') ? 1 : isRole(items, at, 'day_before') ? -1 : 0
  if (step === 0) return undefined
  let from = at + 1
  while (from - at < 4 && isAnyRole(items, from, ['after', 'of', 'on', 'the']) && items[from]?.isAfterPause === false) from += 1
  if (items[from]?.isAfterPause !== false) return undefined
  const day = readDay(items, from, reading, true)
  return day === undefined || 'shift' in day || Number.isNaN(day.day)
    ? undefined
    : { day: day.day + step, isBare: false, to: day.to }
}

/** "za trzy dni", "in a week on Thursday", "a week from Monday", "дня через два", "trzy dni temu", "fa dues setmanes" */
function readShift(items: readonly Item[], at: number, reading: Reading): SpokenDay | SpokenShift | undefined {
  const { language } = reading
  if (isRole(items, at, 'before_ago')) {
    const span = readDuration(items, at + 1, language)
    return span === undefined ? undefined : makeShift(span, -1, span.to, reading)
  }
  if (isRole(items, at, 'in')) {
    const span = readDuration(items, at + 1, language)
    if (span !== undefined) {
      const on = readWeeksOn(items, span, span.to, reading)
      if (on !== undefined) return on
      const to = items[span.to]?.folded === 'time' ? span.to + 1 : span.to
      return makeShift(span, 1, isRole(items, to, 'later') ? to + 1 : to, reading)
    }
  }
  const item = items[at]
  // "недели через две"
  if (item?.lex.unit !== undefined && isRole(items, at + 1, 'in') && (language === 'ru' || language === 'uk')) {
    const number = readNumber(items, at + 2, language)
    if (number !== undefined && number.ordinal === undefined && items[number.to]?.lex.unit === undefined)
      return makeShift({ amounts: [[item.lex.unit, number.value]], to: number.to, isCounted: true }, 1, number.to, reading)
  }
  const span = readDuration(items, at, language)
  if (span === undefined) return undefined
  if (isRole(items, span.to, 'ago')) return makeShift(span, -1, span.to + 1, reading)
  if (isRole(items, span.to, 'later')) return makeShift(span, 1, span.to + 1, reading)
  return language === 'en' && span.isCounted ? readWeeksFrom(items, span, reading) : undefined
}

function makeShift(span: SpokenDuration, sign: 1 | -1, to: number, reading: Reading): SpokenDay | SpokenShift | undefined {
  const minutes = minutesOf(span)
  if (minutes !== undefined) return minutes === 0 ? undefined : { shift: minutes * sign, to }
  const days = daysOf(span)
  if (days === undefined || days.days > 40_000 || days.months > 1200) return undefined
  return { day: addMonths(reading.today, days.months * sign) + days.days * sign, isBare: false, to }
}

/** "za tydzień w środę": the Wednesday of that week. */
function readWeeksOn(items: readonly Item[], span: SpokenDuration, at: number, reading: Reading): SpokenDay | undefined {
  const [unit, count] = span.amounts[0] ?? ['day', 0]
  if (unit !== 'week' || span.amounts.length > 1 || !Number.isInteger(count)) return undefined
  const from = isAnyRole(items, at, ['on', 'the']) ? at + 1 : at
  const weekday = items[from]?.lex.weekday
  if (weekday === undefined || items[at]?.isAfterPause === true) return undefined
  return { day: mondayOf(reading.today) + 7 * count + weekday - 1, weekday, isBare: false, to: from + 1 }
}

/** "a week on Thursday", "two weeks from Monday", "a week today" */
function readWeeksFrom(items: readonly Item[], span: SpokenDuration, reading: Reading): SpokenDay | undefined {
  const days = daysOf(span)
  if (days === undefined) return undefined
  const isLinked = isAnyRole(items, span.to, ['on', 'from'])
  const from = isLinked ? span.to + 1 : span.to
  const { weekday, ahead } = items[from]?.lex ?? {}
  const isWeeks = span.amounts.every(([unit]) => unit === 'week')
  // "a week Wednesday"
  if (weekday !== undefined && isWeeks && items[from]?.isAfterPause === false)
    return { day: placeWeekday(weekday, reading) + days.days, weekday, isBare: false, to: from + 1 }
  if (ahead === undefined || ahead < 0 || (!isLinked && !isWeeks)) return undefined
  return { day: reading.today + ahead + days.days, isBare: false, to: from + 1 }
}

/** "jutro", "tomorrow week", "d'avui en vuit" */
function readRelative(items: readonly Item[], at: number, reading: Reading): SpokenDay | undefined {
  const ahead = items[at]?.lex.ahead
  if (ahead === undefined) return undefined
  const more = readWeeksAfter(items, at + 1, reading) ?? readWeeksCounted(items, at, at + 1, reading)
  return { day: reading.today + ahead + (more?.days ?? 0), isBare: false, to: more?.to ?? at + 1 }
}

/** Weeks put after a day: "week", "fortnight", "en vuit", "en quinze". */
function readWeeksAfter(
  items: readonly Item[],
  at: number,
  { language }: Reading,
): { readonly days: number; readonly to: number } | undefined {
  if (items[at]?.isAfterPause === true) return undefined
  if (language === 'en') {
    const { unit, count } = items[at]?.lex ?? {}
    return unit === 'week' ? { days: 7 * (count ?? 1), to: at + 1 } : undefined
  }
  if (language !== 'ca' || !isRole(items, at, 'in')) return undefined
  const number = readNumber(items, at + 1, language)
  const weeks = number?.value === 8 ? 1 : number?.value === 15 ? 2 : 0
  return weeks === 0 || number === undefined || items[number.to]?.lex.unit !== undefined
    ? undefined
    : { days: 7 * weeks, to: number.to }
}

/** "od poniedziałku za tydzień", "с завтра через неделю": counted from that day. */
function readWeeksCounted(
  items: readonly Item[],
  at: number,
  after: number,
  { language }: Reading,
): { readonly days: number; readonly to: number } | undefined {
  // "jutro za tydzień", too; but "środa za tydzień" is the Wednesday of that week.
  if (!isRole(items, at - 1, 'from') && items[at]?.lex.ahead === undefined) return undefined
  if (!isRole(items, after, 'in') || items[after]?.isAfterPause === true) return undefined
  const span = readDuration(items, after + 1, language)
  const days = span === undefined ? undefined : daysOf(span)
  if (span === undefined || days === undefined || days.months > 0 || days.days % 7 !== 0) return undefined
  return { days: days.days, to: span.to }
}

/** A weekday with what says which one. */
function readWeekday(items: readonly Item[], at: number, reading: Reading): SpokenDay | undefined {
  const nth = readNthWeekday(items, at, reading)
  if (nth !== undefined) return { ...nth, isBare: false }
  const inWeek = readWeekThenDay(items, at, reading)
  if (inWeek !== undefined) return inWeek
  const hasMark = isAnyRole(items, at, ['next', 'this', 'nearest', 'last']) && items[at + 1]?.isAfterPause === false
  const place = hasMark ? at + 1 : at
  const weekday = items[place]?.lex.weekday
  if (weekday === undefined) return undefined
  const after = place + 1
  const monday = mondayOf(reading.today)
  const make = (day: Day, to: number): SpokenDay => ({ day, weekday, isBare: false, to })
  // Nobody but the caller knows when "Wednesday after the holidays" is.
  const holiday = findHoliday(items, at, after)
  if (holiday !== undefined) return { day: Number.NaN, isBare: false, to: holiday }
  if (hasMark) {
    const dated = readDateAfter(items, after, weekday, reading)
    if (dated !== undefined) return dated
    if (isRole(items, at, 'next') && !isRole(items, at, 'nearest')) return make(monday + 6 + weekday, after)
    if (isRole(items, at, 'last')) return make(placeWeekday(weekday, { ...reading, direction: 'past' }), after)
    return make(placeWeekday(weekday, reading), after)
  }
  const isNear = items[after]?.isAfterPause === false
  if (isNear) {
    if (isRole(items, after, 'after_next')) return make(placeWeekday(weekday, reading) + 7, after + 1)
    const week = readWeekAfterDay(items, after)
    if (week !== undefined) return make(monday + 7 * week.shift + weekday - 1, week.to)
    const counted = readWeeksCounted(items, at, after, reading)
    if (counted !== undefined) return make(placeWeekday(weekday, reading) + counted.days, counted.to)
    if (isRole(items, after, 'in')) {
      const span = readDuration(items, after + 1, reading.language)
      const [unit, count] = span?.amounts[0] ?? ['day', 0]
      if (span !== undefined && unit === 'week' && Number.isInteger(count)) return make(monday + 7 * count + weekday - 1, span.to)
    }
    const weeks = readWeeksAfter(items, after, reading)
    if (weeks !== undefined) return make(placeWeekday(weekday, reading) + weeks.days, weeks.to)
  }
  const dated = readDateAfter(items, after, weekday, reading)
  if (dated !== undefined) return dated
  if (isNear && items[after + 1]?.lex.weekday === undefined) {
    if (isRole(items, after, 'next') && !isRole(items, after, 'from')) return make(monday + 6 + weekday, after + 1)
    if (isRole(items, after, 'last') && reading.language === 'ca')
      return make(placeWeekday(weekday, { ...reading, direction: 'past' }), after + 1)
    if (isRole(items, after, 'nearest') && reading.language !== 'en') return make(placeWeekday(weekday, reading), after + 1)
  }
  return { ...make(placeWeekday(weekday, reading), after), isWeekdayOnly: true }
}

/** "w czwartek po świętach", "after the holidays on Wednesday": the index after it all. */
function findHoliday(items: readonly Item[], at: number, after: number): number | undefined {
  const isLink = (place: number) => isAnyRole(items, place, ['on', 'at', 'the', 'of', 'this', 'next', 'light'])
  let from = after + 1
  if (isRole(items, after, 'after') && items[after]?.isAfterPause === false) {
    while (from - after < 3 && isLink(from) && !isRole(items, from, 'holiday')) from += 1
    if (isRole(items, from, 'holiday')) return from + 1
  }
  let before = at - 1
  while (at - before < 3 && isLink(before)) before -= 1
  const hasAfter = isRole(items, before - 1, 'after') || isRole(items, before - 2, 'after')
  return isRole(items, before, 'holiday') && hasAfter ? after : undefined
}

/** "w przyszłym tygodniu w środę", "next week on Wednesday" */
function readWeekThenDay(items: readonly Item[], at: number, reading: Reading): SpokenDay | undefined {
  const week = readUnitRef(items, at, 'week')
  if (week === undefined || !week.isSaid) return undefined
  let from = week.to
  while (from - week.to < 2 && isAnyRole(items, from, ['on', 'the', 'of'])) from += 1
  const weekday = items[from]?.lex.weekday
  if (weekday === undefined || items[from]?.isAfterPause === true) return undefined
  return { day: mondayOf(reading.today) + 7 * week.shift + weekday - 1, weekday, isBare: false, to: from + 1 }
}

/** "w środę w przyszłym tygodniu", "dijous de la setmana que ve", "Thursday next week" */
function readWeekAfterDay(items: readonly Item[], at: number): { readonly shift: number; readonly to: number } | undefined {
  for (let from = at; from - at < 4; from += 1) {
    const week = readUnitRef(items, from, 'week')
    if (week?.isSaid === true) return week
    if (!isAnyRole(items, from, ['on', 'of', 'the', 'at']) && items[from]?.folded !== 'in') return undefined
  }
  return undefined
}

/** "we wtorek piątego maja": the date says more than the weekday; "w piątek piętnastego" is the fifteenth that is a Friday. */
function readDateAfter(items: readonly Item[], at: number, weekday: number, reading: Reading): SpokenDay | undefined {
  let from = at
  while (from - at < 2 && isAnyRole(items, from, ['the', 'on']) && items[from]?.lex.number === undefined) from += 1
  const dated = readDate(items, from, { ...reading, wantsDay: true }, from > at) ?? readPlainNumber(items, from, weekday, reading)
  if (dated === undefined || Number.isNaN(dated.day)) return dated === undefined ? undefined : { ...dated, weekday }
  if (!dated.isBare) {
    const isNamed = items.slice(from, dated.to).some(({ lex }) => lex.month !== undefined)
    if (dated.date === undefined || isNamed || weekdayOf(dated.day) === weekday) return { ...dated, weekday }
    // "w piątek 10.05" may be an hour, if no tenth of May is a Friday.
    if (items[from]?.written !== undefined) return undefined
    const placed = placeWeekdayOn(weekday, dated.date, reading)
    return placed === undefined ? undefined : { ...dated, day: placed, weekday }
  }
  if (dated.date === undefined || items[at]?.isAfterPause === true) return undefined
  const day = placeWeekdayOn(weekday, dated.date, reading)
  return day === undefined ? undefined : { day, weekday, date: dated.date, isBare: false, to: dated.to }
}

/** "divendres quinze", "Friday 15": taken for a day of the month if it falls on that weekday soon. */
function readPlainNumber(items: readonly Item[], at: number, weekday: number, reading: Reading): SpokenDay | undefined {
  const number = readNumber(items, at, reading.language)
  if (
    number === undefined ||
    (reading.wantsTime && !isRole(items, number.to, 'at')) ||
    number.ordinal !== undefined ||
    number.value > 31 ||
    number.isArticle === true
  )
    return undefined
  if (
    number.digits.length > 2 ||
    items[at]?.isAfterPause === true ||
    readNumber(items, number.to, reading.language) !== undefined
  )
    return undefined
  if (isCounted(items, number.to, false) || isAnyRole(items, number.to, ['clock', 'and', 'and_half', 'am', 'pm', 'quarter']))
    return undefined
  const day = placeWeekdayOn(weekday, number.value, reading)
  return day === undefined || Math.abs(day - reading.today) > 45
    ? undefined
    : { day, date: number.value, isBare: true, to: number.to }
}

/** A bare weekday is the next one, today's name a week today; in the past the last one. */
function placeWeekday(weekday: number, reading: Reading): Day {
  const today = weekdayOf(reading.today)
  if (reading.direction === 'past') return reading.today - ((today - weekday + 7) % 7 || 7)
  return reading.today + ((weekday - today + 7) % 7 || 7)
}

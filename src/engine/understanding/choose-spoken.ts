import { DateTime } from 'luxon'
import type { Language } from '../../scenarios/model/documents.ts'
import type { HeardValue, HearingContext } from '../call/ports.ts'
import { zoneOf } from '../clinic-zone.ts'
import { settleOptions } from './choose-labels.ts'
import {
  isDeniedAt,
  type PartOfDay,
  PARTS,
  readExtreme,
  readPlaces,
  readValues,
  type SpokenExtreme,
  type SpokenValue,
} from './values/index.ts'

const HALF_A_DAY = 720
/** What says when; lengths and numbers do not. */
const WHEN: ReadonlySet<string> = new Set(['date', 'datetime', 'dates', 'time', 'part', 'interval', 'week', 'month'])

/** The one in the middle of a row that has one. */
const MIDDLE: Readonly<Record<Language, RegExp>> = {
  pl: /(?<!\p{L})środkow\p{L}*/iu,
  ru: /(?<!\p{L})средн(?:ий|ее|яя|юю)(?!\p{L})|(?<!\p{L})посередине/iu,
  uk: /(?<!\p{L})середн(?:ій|є|я|ю)(?!\p{L})|(?<!\p{L})посередині/iu,
  ca: /(?<!\p{L})del mig(?!\p{L})/iu,
  en: /\bmiddle\b(?! of)/i,
}

type Place = Pick<HearingContext, 'language' | 'now' | 'zone'>

interface Match {
  readonly values: readonly HeardValue[]
  /** Something was said of the time that nothing on offer fits. */
  readonly isMissed: boolean
  /** "po dwunastej", "najwcześniej o dziewiątej": a bound is no wish for the end of the row. */
  readonly hasBound: boolean
}

/**
 * Chooses among offered moments by their day, hour or part of the day, by "the earliest" and "the latest", or by their place in the row.
 * One value: chosen. Several: each is unsure. Denied: it is excluded.
 */
export function chooseSpokenMoment(text: string, moments: readonly number[], place: Place): HeardValue[] {
  const { language } = place
  const offered = moments.map(moment => DateTime.fromMillis(moment, { zone: zoneOf(place.zone) }))
  const match = (said: string, expect?: 'datetime') =>
    matchMoments(readValues(said, { ...pick(place), ...(expect === undefined ? {} : { expect }) }), offered)
  const extreme = readExtreme(text, language)
  // "the earliest one" is no hour that is bounded.
  const certain = match(extreme === undefined || extreme.isBound ? text : blank(text, extreme))
  const wanted = certain.values.filter(({ denied }) => denied !== true)
  const isExtreme = extreme !== undefined && !(extreme.isBound && certain.hasBound)
  if (isExtreme && !(certain.isMissed && wanted.length === 0)) return chooseExtreme(extreme, certain.values, moments)
  // What is a day or an hour beyond doubt comes before a place in the row, and that before a bare number's hour.
  if (certain.isMissed || wanted.length > 0) return settleOptions(certain.values)
  const places = listPlaces(text, moments.length, language)
  if (places.length === 0) return settleOptions(certain.values.length > 0 ? certain.values : match(text, 'datetime').values)
  // "druga" is the second, or at two, if that is on offer as well.
  const others = places.every(({ isOpen }) => isOpen === true) ? match(text, 'datetime').values : []
  const isPlace = ({ value }: HeardValue) => places.some(({ option }) => option.value === value)
  // Where the place in the row is on that day or at that hour as well, the others there are no second meaning: "the first", all on the first of May.
  const rivals = others.some(isPlace) ? [] : others.filter(({ denied }) => denied !== true)
  return settleOptions([...certain.values, ...places.map(({ option }) => option), ...rivals])
}

/** Chooses by the place in the row alone: "the second one", "the last", "nie pierwszy". */
export function chooseSpokenPlace(text: string, count: number, { language }: Pick<Place, 'language'>): HeardValue[] {
  return settleOptions(listPlaces(text, count, language).map(({ option }) => option))
}

function listPlaces(
  text: string,
  count: number,
  language: Language,
): { readonly option: HeardValue; readonly isOpen: boolean }[] {
  const middle = MIDDLE[language].exec(text)
  if (middle !== null && count >= 3 && count % 2 === 1) {
    const { index: start } = middle
    const option = { kind: 'option', value: (count - 1) / 2, confidence: 0.95, start, end: start + middle[0].length }
    return [{ option: isDeniedAt(text, start, language) ? { ...option, denied: true } : option, isOpen: false }]
  }
  return readPlaces(text, language)
    .filter(({ place }) => place <= count && count > 0)
    .map(({ place, isOpen, ...rest }) => ({
      option: { kind: 'option', value: place === 0 ? count - 1 : place - 1, confidence: 0.95, ...rest },
      isOpen: isOpen === true,
    }))
}

function blank(text: string, { start, end }: SpokenExtreme): string {
  return text.slice(0, start) + ' '.repeat(end - start) + text.slice(end)
}

function matchMoments(values: readonly SpokenValue[], offered: readonly DateTime[]): Match {
  const chosen = new Map<number, HeardValue>()
  let isMissed = false
  let hasBound = false
  for (const value of values) {
    if (!WHEN.has(value.kind)) continue
    hasBound ||= value.kind === 'interval'
    const matched = offered.flatMap((moment, index) => (fits(value, moment, offered) ? [index] : []))
    isMissed ||= matched.length === 0 && value.denied !== true
    for (const index of matched)
      chosen.set(index, {
        kind: 'option',
        value: index,
        confidence: matched.length === 1 ? 0.95 : 0.5,
        start: value.start,
        end: value.end,
        ...(value.denied === true ? { denied: true } : {}),
      })
  }
  return { values: [...chosen.values()], isMissed, hasBound }
}

/** The first or the last by the clock of those that were wanted, or else of those that were not ruled out. */
function chooseExtreme(
  { extreme, start, end, denied }: SpokenExtreme,
  matched: readonly HeardValue[],
  moments: readonly number[],
): HeardValue[] {
  const ruledOut = matched.filter(value => value.denied === true)
  const wanted = matched.filter(value => value.denied !== true)
  const indexes = (wanted.length > 0 ? wanted : moments.map((_, value) => ({ value })))
    .map(({ value }) => Number(value))
    .filter(index => !ruledOut.some(({ value }) => value === index))
  const sorted = indexes.sort((a, b) => (moments[a] ?? 0) - (moments[b] ?? 0))
  const value = extreme === 'earliest' ? sorted[0] : sorted.at(-1)
  if (value === undefined) return [...matched]
  const from = Math.min(start, ...wanted.map(one => one.start))
  const to = Math.max(end, ...wanted.map(one => one.end))
  return [...ruledOut, { kind: 'option', value, confidence: 0.95, start: from, end: to, ...(denied === true ? { denied } : {}) }]
}

function fits(value: SpokenValue, moment: DateTime, offered: readonly DateTime[]): boolean {
  const text = String(value.value)
  const isOnDay = (day: string) => isOn(day, value, moment, offered)
  if (value.part !== undefined && !isIn(value.part, moment)) return false
  switch (value.kind) {
    case 'date':
      return isOnDay(text)
    case 'dates':
      return Array.isArray(value.value) && value.value.some(isOnDay)
    case 'datetime':
      return isOnDay(text.slice(0, 10)) && isAt(text.slice(11), moment, offered)
    case 'time':
      return isAt(text.slice(-5), moment, offered)
    case 'part':
      return !/^\d/.test(text) || isOnDay(text.slice(0, 10))
    case 'week':
    case 'interval': {
      const [from = '', to = ''] = text.split('/')
      return isWithin(from, to, moment)
    }
    case 'month':
      return moment.toFormat('yyyy-MM') === text
    default:
      return false
  }
}

/** That very day, or else, of a mere weekday or number of the day, any such that was offered: "on Thursday" may be the one after next. */
function isOn(day: string, { loose }: SpokenValue, moment: DateTime, offered: readonly DateTime[]): boolean {
  if (loose === undefined || offered.some(other => other.toISODate() === day)) return moment.toISODate() === day
  const said = DateTime.fromISO(day, { zone: moment.zone })
  return loose === 'weekday' ? moment.weekday === said.weekday : moment.day === said.day
}

/** That very minute by a clock of twelve hours, or else the full hour for one in it. */
function isAt(clock: string, moment: DateTime, offered: readonly DateTime[]): boolean {
  const said = Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
  const isSame = (other: DateTime) => (other.hour * 60 + other.minute) % HALF_A_DAY === said % HALF_A_DAY
  if (offered.some(isSame)) return isSame(moment)
  return said % 60 === 0 && moment.hour % 12 === (said / 60) % 12
}

function isIn(part: PartOfDay, { hour, minute }: DateTime): boolean {
  // Twelve sharp is offered as noon: who wants the afternoon wants it later.
  if (part === 'afternoon' && hour === 12 && minute === 0) return false
  const [from, to] = PARTS[part]
  return (hour >= from && hour < to) || (to > 24 && hour < to - 24)
}

/** Between two points, of which each is a day, an hour, both, or open. */
function isWithin(from: string, to: string, moment: DateTime): boolean {
  const at = (point: string) =>
    moment.toFormat(point.startsWith('T') ? "'T'HH:mm" : point.includes('T') ? "yyyy-MM-dd'T'HH:mm" : 'yyyy-MM-dd')
  const isBefore = to === '..' || (to.includes('T') ? at(to) < to : at(to) <= to)
  return (from === '..' || at(from) >= from) && isBefore
}

function pick({ language, now, zone }: Place): Place {
  return { language, now, zone }
}

import { DateTime } from 'luxon'
import type { Language } from '../../scenarios/model/documents.ts'
import type { HeardValue, HearingContext } from '../call/ports.ts'
import { zoneOf } from '../clinic-zone.ts'
import { foldWord, type Token } from './tokens.ts'
import { PARTS, readValues, type SpokenValue } from './values/index.ts'

/** Stems of words that pick the end of a row. */
const LAST: Readonly<Record<Language, string>> = { pl: 'ostatni', ru: 'последн', uk: 'останн', ca: 'últim', en: 'last' }
const HALF_A_DAY = 720

type Place = Pick<HearingContext, 'language' | 'now' | 'zone'>

/** Chooses among offered moments by their day, hour or part of the day, or by their place in the row. Several that fit are each unsure. */
export function chooseSpokenMoment(
  text: string,
  tokens: readonly Token[],
  moments: readonly number[],
  place: Place,
): HeardValue[] {
  const offered = moments.map(moment => DateTime.fromMillis(moment, { zone: zoneOf(place.zone) }))
  const { language, now, zone } = place
  const match = (expect: 'datetime' | undefined): HeardValue[] => {
    const chosen = new Map<number, HeardValue>()
    for (const value of readValues(text, { language, now, zone, ...(expect === undefined ? {} : { expect }) })) {
      const matched = offered.flatMap((moment, index) => (fits(value, moment, offered) ? [index] : []))
      for (const index of matched) chosen.set(index, describe(index, value, matched.length === 1))
    }
    return settle([...chosen.values()])
  }
  const isChoice = (found: readonly HeardValue[]): boolean => found.some(({ denied }) => denied !== true)
  // What is a day or an hour beyond doubt comes before a place in the row, and that before a bare number's hour.
  const certain = match(undefined)
  if (isChoice(certain)) return certain
  const places = chooseSpokenPlace(text, tokens, moments.length, place)
  return isChoice(places) ? settle([...certain, ...places]) : certain.length > 0 ? certain : match('datetime')
}

/** Chooses by the place in the row alone: "the second one", "the last". */
export function chooseSpokenPlace(
  text: string,
  tokens: readonly Token[],
  count: number,
  { language, now, zone }: Place,
): HeardValue[] {
  const places = readValues(text, { language, now, zone, expect: 'number' }).flatMap(value =>
    value.kind === 'number' && Number.isInteger(value.value) && Number(value.value) >= 1 && Number(value.value) <= count
      ? [describe(Number(value.value) - 1, value, true)]
      : [],
  )
  const last = tokens.find(({ folded }) => folded.startsWith(foldWord(LAST[language])))
  if (last === undefined || count === 0) return settle(places)
  return settle([...places, { kind: 'option', value: count - 1, confidence: 0.95, start: last.start, end: last.end }])
}

function fits(value: SpokenValue, moment: DateTime, offered: readonly DateTime[]): boolean {
  const text = String(value.value)
  switch (value.kind) {
    case 'date':
      return isOn(text, moment, offered)
    case 'datetime':
      return isOn(text.slice(0, 10), moment, offered) && isAt(text.slice(11), moment, offered)
    case 'time':
      return isAt(text.slice(-5), moment, offered)
    case 'part':
      return (
        value.part !== undefined && isIn(value.part, moment) && (!/^\d/.test(text) || isOn(text.slice(0, 10), moment, offered))
      )
    case 'interval': {
      const [, from, to] = /^T?(\d{2}:\d{2}|\.\.)\/T?(\d{2}:\d{2}|\.\.)$/.exec(text) ?? []
      const clock = moment.toFormat('HH:mm')
      return from !== undefined && to !== undefined && (from === '..' || clock >= from) && (to === '..' || clock < to)
    }
    default:
      return false
  }
}

/** That very day, or else, of what was offered, any on that weekday: "on Thursday" may be the one after next. */
function isOn(day: string, moment: DateTime, offered: readonly DateTime[]): boolean {
  if (offered.some(other => other.toISODate() === day)) return moment.toISODate() === day
  return moment.weekday === DateTime.fromISO(day, { zone: moment.zone }).weekday
}

/** That very minute by a clock of twelve hours, or else the full hour for one in it. */
function isAt(clock: string, moment: DateTime, offered: readonly DateTime[]): boolean {
  const said = Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
  const isSame = (other: DateTime) => (other.hour * 60 + other.minute) % HALF_A_DAY === said % HALF_A_DAY
  if (offered.some(isSame)) return isSame(moment)
  return said % 60 === 0 && moment.hour % 12 === (said / 60) % 12
}

function isIn(part: keyof typeof PARTS, { hour }: DateTime): boolean {
  const [from, to] = PARTS[part]
  return (hour >= from && hour < to) || (to > 24 && hour < to - 24)
}

function describe(index: number, value: SpokenValue, isOnly: boolean): HeardValue {
  return {
    kind: 'option',
    value: index,
    confidence: isOnly ? 0.95 : 0.5,
    start: value.start,
    end: value.end,
    ...(value.denied === true ? { denied: true } : {}),
  }
}

function settle(values: readonly HeardValue[]): HeardValue[] {
  const wanted = new Set(values.filter(({ denied }) => denied !== true).map(({ value }) => value))
  return wanted.size > 1
    ? values.map(value => (value.denied === true ? value : { ...value, confidence: Math.min(value.confidence, 0.5) }))
    : [...values]
}

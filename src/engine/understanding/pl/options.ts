import { DateTime } from 'luxon'
import type { HeardValue } from '../../call/ports.ts'
import { zoneOf } from '../../clinic-zone.ts'
import type { Token } from '../tokens.ts'
import { PARTS } from './calendar-words.ts'
import { listNumbers } from './numbers.ts'
import type { SpokenWhen } from './spoken-whens.ts'

/** Chooses among offered moments by what was said of the day, the hour, the part of day. `indexes` from 0. */
function matchWhen(when: SpokenWhen, before: SpokenWhen | undefined, moments: readonly DateTime[]): number[] {
  const day = when.day ?? (when.times.length > 0 ? before?.day : undefined)
  const onDay = day === undefined ? moments.map((_, index) => index) : listOnDay(day, moments)
  const inPart = onDay.filter(index => {
    const moment = moments[index]
    if (moment === undefined || when.part === undefined) return moment !== undefined
    const [from, to] = PARTS[when.part]
    return (moment.hour >= from && moment.hour < to) || (to > 24 && moment.hour < to - 24)
  })
  return when.times.reduce((left, time) => {
    const minutes = (index: number) => (moments[index]?.hour ?? 0) * 60 + (moments[index]?.minute ?? 0)
    if (time.bound === 'after') return left.filter(index => minutes(index) >= time.minutes)
    if (time.bound === 'before') return left.filter(index => minutes(index) < time.minutes)
    const exactly = left.filter(index => minutes(index) % 720 === time.minutes % 720)
    // "ta o ósmej" stands for the one at half past eight, if none is at eight sharp.
    return exactly.length > 0 || time.minutes % 60 !== 0
      ? exactly
      : left.filter(index => (moments[index]?.hour ?? 0) % 12 === (time.minutes / 60) % 12)
  }, inPart)
}

/** Exactly that day, or else, of a bare weekday, whichever such day was offered. */
function listOnDay(day: NonNullable<SpokenWhen['day']>, moments: readonly DateTime[]): number[] {
  const pick = (fits: (moment: DateTime) => boolean) => moments.flatMap((moment, index) => (fits(moment) ? [index] : []))
  if (day.isBare) return pick(moment => moment.day === day.day)
  const exact = pick(moment => moment.toISODate() === day.iso)
  return exact.length > 0 || day.weekday === undefined || day.day !== undefined
    ? exact
    : pick(moment => moment.weekday === day.weekday)
}

/** Place in a row that was said: "pierwszy", "ten drugi", "numer trzy", "ostatni". */
function listPlaces(
  tokens: readonly Token[],
  count: number,
): { readonly index: number; readonly from: number; readonly to: number }[] {
  const places = listNumbers(tokens)
    .filter(number => number.value >= 1 && number.value <= count)
    .map(number => ({ index: number.value - 1, from: number.from, to: number.to }))
  for (const [at, { folded }] of tokens.entries())
    if (folded.startsWith('ostatni')) places.push({ index: count - 1, from: at, to: at + 1 })
  return places
}

/** Options that an utterance picks. One value: chosen. Several: it fits them all. Denied: it excludes them. */
export function chooseMoments(
  tokens: readonly Token[],
  whens: readonly SpokenWhen[],
  values: readonly number[],
  zone: string,
): HeardValue[] {
  const moments = values.map(value => DateTime.fromMillis(value, { zone: zoneOf(zone) }))
  const chosen = new Map<number, HeardValue>()
  const consider = (indexes: readonly number[], from: number, to: number, isDenied: boolean) => {
    for (const value of indexes)
      chosen.set(value, {
        kind: 'option',
        value,
        confidence: indexes.length === 1 ? 0.95 : 0.5,
        start: tokens[from]?.start ?? 0,
        end: tokens[to - 1]?.end ?? 0,
        ...(isDenied ? { denied: true } : {}),
      })
  }
  for (const [index, when] of whens.entries()) {
    // "druga" is two o'clock only if two o'clock is on offer, "trzeci" the third of the month only if that is.
    const isBare =
      when.day?.isBare === true || (when.day === undefined && when.part === undefined && when.times.every(({ isBare }) => isBare))
    if (when.at !== undefined || isPlaceNumber(when, values.length)) continue
    const matched = matchWhen(when, whens[index - 1], moments)
    if (matched.length === 0 && isBare) continue
    consider(matched, when.from, when.to, when.isDenied)
  }
  const earliest = tokens.findIndex(({ folded }) => /^(najwczesniej|najszybcie|najblizsz)/.test(folded))
  const latest = tokens.findIndex(({ folded }) => folded.startsWith('najpozniej'))
  if (values.length > 0 && earliest >= 0) consider([values.indexOf(Math.min(...values))], earliest, earliest + 1, false)
  if (values.length > 0 && latest >= 0) consider([values.indexOf(Math.max(...values))], latest, latest + 1, false)
  if (chosen.size === 0 && !whens.some(isCertain))
    for (const place of listPlaces(tokens, values.length))
      consider([place.index], place.from, place.to, isPlaceDenied(tokens, place.from))
  return settle([...chosen.values()])
}

/** "dwa" is the second of three, whatever the clock says. */
function isPlaceNumber({ day, part, times: [time, other] }: SpokenWhen, count: number): boolean {
  if (day !== undefined || part !== undefined || other !== undefined || time?.isCardinal !== true || !time.isBare) return false
  return ((time.minutes / 60 + 11) % 12) + 1 <= count
}

/** Whether a day or time was said so that it cannot be a place in a row. */
export function isCertain(when: SpokenWhen): boolean {
  return (
    (when.day !== undefined && !when.day.isBare) ||
    when.part !== undefined ||
    when.at !== undefined ||
    when.times.some(({ isBare }) => !isBare)
  )
}

/** Options given as words: those of whose label most was said; several when as much was said of each. */
export function chooseLabels(tokens: readonly Token[], labels: readonly (readonly string[])[]): HeardValue[] {
  const scores = labels.map(
    label => label.filter(word => tokens.some(({ folded }) => isSameStem(word, folded))).length / Math.max(1, label.length),
  )
  const best = Math.max(0, ...scores)
  const start = tokens[0]?.start ?? 0
  const end = tokens.at(-1)?.end ?? 0
  if (best > 0)
    return settle(
      scores.flatMap((score, value) =>
        score === best ? [{ kind: 'option', value, confidence: score >= 0.5 ? 0.9 : 0.6, start, end }] : [],
      ),
    )
  return settle(
    listPlaces(tokens, labels.length).map(({ index, from }) => ({
      kind: 'option',
      value: index,
      confidence: 0.9,
      start,
      end,
      ...(isPlaceDenied(tokens, from) ? { denied: true } : {}),
    })),
  )
}

/** "nie pierwszy", "nie ten drugi" */
function isPlaceDenied(tokens: readonly Token[], from: number): boolean {
  const before = /^(ten|ta|to|tego|te)$/.test(tokens[from - 1]?.folded ?? '') ? from - 2 : from - 1
  return tokens[before]?.kept === 'nie' && tokens[before + 1]?.isAfterPause === false
}

/** Equal but for the ending. */
function isSameStem(a: string, b: string): boolean {
  if (a === b) return true
  const length = Math.min(a.length, b.length) - 2
  return length >= 3 && a.slice(0, length) === b.slice(0, length) && Math.abs(a.length - b.length) <= 3
}

/** Several that fit are each uncertain: the call has to ask which. */
function settle(values: readonly HeardValue[]): HeardValue[] {
  const wanted = values.filter(({ denied }) => denied !== true)
  return wanted.length > 1
    ? values.map(value => (value.denied === true ? value : { ...value, confidence: Math.min(value.confidence, 0.5) }))
    : [...values]
}

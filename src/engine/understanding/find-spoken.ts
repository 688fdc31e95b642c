import { DateTime } from 'luxon'
import type { DataType } from '../../scenarios/model/data-type.ts'
import type { HeardValue, HearingContext } from '../call/ports.ts'
import { zoneOf } from '../clinic-zone.ts'
import { completePhone } from './phone-number.ts'
import {
  type PartOfDay,
  type ReadingOptions,
  readScaleEnd,
  readValues,
  type SpokenValue,
  type ValueKind,
} from './values/index.ts'

/** When a call or visit is put if only a part of the day, or only the day, was said; in minutes from midnight. */
const PART_MINUTES: Readonly<Record<PartOfDay, number>> = {
  morning: 540,
  midday: 720,
  afternoon: 900,
  evening: 1080,
  night: 1320,
}
const DAY_MINUTES = 600

const CELSIUS = { from: 30, to: 45 }
const ANY = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }

const BIRTH = /(^|_)(born|birth|urodz)/
const TEMPERATURE = /temp|fever|gor[aą]cz/
const EXACT = 0.95
/** Half of what was asked for, or of little use as it stands: it is read back. */
const GUESSED = 0.5

type Place = Pick<HearingContext, 'language' | 'now' | 'zone'>

/** The values of one expected type in what was said, in the forms that calls keep; those of kinds that other readers know are left to them. */
export function findSpoken(name: string, type: DataType, text: string, place: Place): HeardValue[] {
  const read = (expect: ValueKind, more: Pick<ReadingOptions, 'birth' | 'scale' | 'measure'> = {}) =>
    readValues(text, { ...pick(place), expect, ...more })
  const keep = (value: SpokenValue, kept: unknown, confidence = EXACT): HeardValue => ({
    name,
    kind: type.kind,
    value: kept,
    confidence: Math.min(confidence, value.confidence),
    ...placeOf(value),
  })
  switch (type.kind) {
    case 'date':
      return read('date', { birth: BIRTH.test(name) }).flatMap(value => {
        const days = listDays(value)
        // "od piątku" is not yet Friday.
        const isSure = days.length === 1 && !(value.kind === 'interval' && String(value.value).endsWith('/..'))
        const first = BIRTH.test(name) ? undefined : firstDayOf(value, place)
        return first === undefined ? days.map(day => keep(value, day, isSure ? EXACT : GUESSED)) : [keep(value, first, GUESSED)]
      })
    case 'time':
      return read('time')
        .filter(({ kind }) => kind === 'time' || kind === 'datetime')
        .map(value => keep(value, String(value.value).slice(-5)))
    case 'moment':
      return read('datetime').flatMap(value => {
        const moment = readMoment(value, place)
        return moment === undefined ? [] : [keep(value, moment.at, moment.isWhole ? EXACT : GUESSED)]
      })
    case 'number':
    case 'scale':
      return findNumbers(type, read, TEMPERATURE.test(name), text, place.language).map(({ value, confidence }) => ({
        ...keep(value, value.value, confidence),
        kind: 'number',
      }))
    case 'pressure':
      return read('bp').flatMap(value => {
        const [systolic, diastolic] = String(value.value).split('/').map(Number)
        return value.kind === 'bp' ? [keep(value, { systolic, diastolic })] : []
      })
    case 'phone':
      return read('phone').flatMap(value => {
        const phone = value.kind === 'phone' ? completePhone(String(value.value), place.zone, place.language) : undefined
        return phone === undefined ? [] : [keep(value, phone.value, phone.isWhole ? 0.9 : GUESSED)]
      })
    case 'choice':
      return read('part').flatMap(value =>
        value.part !== undefined && type.of.includes(value.part) ? [keep(value, value.part)] : [],
      )
    default:
      return []
  }
}

/** Numbers in range; of several each is unsure: "siedem albo osiem". */
function findNumbers(
  type: DataType & { readonly kind: 'number' | 'scale' },
  read: (expect: ValueKind, more?: Pick<ReadingOptions, 'scale' | 'measure'>) => readonly SpokenValue[],
  isTemperature: boolean,
  text: string,
  language: Place['language'],
): { readonly value: SpokenValue; readonly confidence: number }[] {
  // A clinic's degrees are Celsius.
  const widest = isTemperature ? CELSIUS : ANY
  const from = Math.max(type.from ?? widest.from, widest.from)
  const to = Math.min(type.to ?? widest.to, widest.to)
  const end = type.kind === 'scale' ? readScaleEnd(text, language) : undefined
  if (end !== undefined)
    return [{ value: { ...end, kind: 'scale', value: end.isTop ? to : from, confidence: EXACT }, confidence: EXACT }]
  const found = (
    type.kind === 'scale'
      ? read('scale', { scale: { from, to } })
      : isTemperature
        ? read('temperature')
        : read('number', type.from === undefined ? {} : { measure: { from, to, decimals: hasDecimals(type) } })
  )
    .flatMap(value =>
      value.kind === 'scale_range'
        ? String(value.value)
            .split('-')
            .map(end => ({ ...value, value: Number(end) }))
        : ['number', 'scale', 'temperature'].includes(value.kind)
          ? [value]
          : [],
    )
    .filter(
      ({ value }) =>
        typeof value === 'number' && value >= from && value <= to && (type.kind !== 'scale' || Number.isInteger(value)),
    )
  return found.map(value => ({ value, confidence: found.length > 1 ? GUESSED : EXACT }))
}

/** A limit with decimals (`number 1 to 33.3`) says that what is measured has them. */
function hasDecimals({ from = 0, to = 0 }: { readonly from?: number; readonly to?: number }): boolean {
  return !Number.isInteger(from) || !Number.isInteger(to)
}

/** Days, times and parts of the day, whatever was asked for: they may answer a later question, or correct an earlier answer. */
export function findUnasked(text: string, place: Place): HeardValue[] {
  return readValues(text, pick(place)).flatMap((value): HeardValue[] => {
    const make = (kind: string, said: unknown): HeardValue => ({
      kind,
      value: said,
      confidence: value.confidence,
      ...placeOf(value),
    })
    // "dziś nie mierzyłam": today alone is no day that is wanted.
    const isToday = value.kind === 'date' && value.denied !== true && value.value === todayAt(place)
    const days = isToday ? [] : listDays(value).map(day => make('date', day))
    const part = value.part === undefined ? [] : [make('part', value.part)]
    switch (value.kind) {
      case 'date':
      case 'dates':
        return days
      case 'time':
        return [make('time', String(value.value).slice(-5)), ...part]
      case 'datetime':
        return [...days, make('time', String(value.value).slice(-5)), ...part, make('moment', readMoment(value, place)?.at)]
      case 'part':
        return [...days, ...part]
      case 'interval': {
        const ends = String(value.value).split('/')
        const [from, to] = ends.map(end => (end === '..' ? undefined : end.split('T').at(-1)))
        const interval = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
        return [...days, ...part, make('interval', interval)]
      }
      default:
        return []
    }
  })
}

function placeOf({ start, end, denied }: SpokenValue): Pick<HeardValue, 'start' | 'end' | 'denied'> {
  return { start, end, ...(denied === true ? { denied } : {}) }
}

/** The days that a value names: of an interval of hours its day, of one that is open where it begins. */
function listDays({ kind, value }: SpokenValue): readonly string[] {
  switch (kind) {
    case 'date':
    case 'datetime':
      return [String(value).slice(0, 10)]
    case 'dates':
      return Array.isArray(value) ? (value as readonly string[]) : []
    case 'part':
    case 'interval': {
      const [, ofHours, first] = /^(?:\.\.\/)?(\d{4}-\d{2}-\d{2})T|^(\d{4}-\d{2}-\d{2})\/\.\.$/.exec(String(value)) ?? []
      const day = ofHours ?? first
      return day === undefined ? [] : [day]
    }
    default:
      return []
  }
}

/** Where a week or a month begins that was said instead of a day, today if it has begun: "w czerwcu", "la setmana que ve". */
function firstDayOf({ kind, value }: SpokenValue, { now, zone }: Place): string | undefined {
  const first = kind === 'week' ? String(value).slice(0, 10) : kind === 'month' ? `${String(value)}-01` : undefined
  const today = todayAt({ now, zone })
  return first !== undefined && first < today ? today : first
}

function todayAt({ now, zone }: Pick<Place, 'now' | 'zone'>): string {
  return DateTime.fromMillis(now, { zone: zoneOf(zone) }).toISODate() ?? ''
}

/** The moment that was said; of half of one ("jutro", "po dziewiątej") a likely one. */
function readMoment(
  spoken: SpokenValue,
  { now, zone: name }: Place,
): { readonly at: number; readonly isWhole: boolean } | undefined {
  const zone = zoneOf(name)
  const { kind, part } = spoken
  const text = String(spoken.value)
  if (kind === 'datetime') return { at: DateTime.fromISO(text, { zone }).toMillis(), isWhole: true }
  const day = listDays(spoken).at(-1)
  const clock = kind === 'part' ? undefined : /^[^/]*T(\d{2}):(\d{2})/.exec(text)
  const minutes =
    clock !== null && clock !== undefined
      ? Number(clock[1]) * 60 + Number(clock[2])
      : part !== undefined
        ? PART_MINUTES[part]
        : day === undefined
          ? undefined
          : DAY_MINUTES
  if (minutes === undefined || !['date', 'dates', 'time', 'part', 'interval'].includes(kind)) return undefined
  const on = DateTime.fromISO(day ?? todayAt({ now, zone: name }), { zone })
  const moment = on.set({ hour: Math.floor(minutes / 60), minute: minutes % 60 })
  // "dziś", said at noon, is later today.
  if (clock === undefined && part === undefined && day === todayAt({ now, zone: name }) && moment.toMillis() <= now)
    return { at: DateTime.fromMillis(now, { zone }).plus({ hours: 2 }).startOf('hour').toMillis(), isWhole: false }
  const isOver = day === undefined && moment.toMillis() <= now
  return { at: (isOver ? moment.plus({ days: 1 }) : moment).toMillis(), isWhole: false }
}

function pick({ language, now, zone }: Place): Place {
  return { language, now, zone }
}

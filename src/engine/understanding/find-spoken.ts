import { DateTime } from 'luxon'
import type { DataType } from '../../scenarios/model/data-type.ts'
import type { HeardValue, HearingContext } from '../call/ports.ts'
import { zoneOf } from '../clinic-zone.ts'
import { type PartOfDay, readValues, type SpokenValue, type ValueKind } from './values/index.ts'

/** When a call or visit is put if only a part of the day, or only the day, was said; in minutes from midnight. */
const PART_MINUTES: Readonly<Record<PartOfDay, number>> = {
  morning: 540,
  midday: 720,
  afternoon: 900,
  evening: 1080,
  night: 1320,
}
const DAY_MINUTES = 600

const BIRTH = /(^|_)(born|birth|urodz)/
const TEMPERATURE = /temp|fever|gor[aą]cz/
const EXACT = 0.95
/** Half of what was asked for, or of little use as it stands: it is read back. */
const GUESSED = 0.5

type Place = Pick<HearingContext, 'language' | 'now' | 'zone'>

/** The values of one expected type in what was said, in the forms that calls keep; those of kinds that other readers know are left to them. */
export function findSpoken(name: string, type: DataType, text: string, place: Place): HeardValue[] {
  const read = (expect: ValueKind, past = false) => readValues(text, { ...pick(place), expect, ...(past ? { past } : {}) })
  const keep = (value: SpokenValue, kept: unknown, confidence = EXACT): HeardValue => ({
    name,
    kind: type.kind,
    value: kept,
    confidence: Math.min(confidence, value.confidence),
    start: value.start,
    end: value.end,
    ...(value.denied === true ? { denied: true } : {}),
  })
  switch (type.kind) {
    case 'date':
      return read('date', BIRTH.test(name))
        .filter(({ kind }) => kind === 'date' || kind === 'datetime')
        .map(value => keep(value, String(value.value).slice(0, 10)))
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
    case 'scale': {
      const isTemperature = TEMPERATURE.test(name)
      const found = read(isTemperature ? 'temperature' : type.kind).filter(
        ({ kind }) => kind === 'number' || kind === 'scale' || kind === 'temperature',
      )
      const inRange = found.filter(
        ({ value }) =>
          typeof value === 'number' &&
          value >= (type.from ?? Number.NEGATIVE_INFINITY) &&
          value <= (type.to ?? Number.POSITIVE_INFINITY) &&
          (type.kind !== 'scale' || Number.isInteger(value)),
      )
      return inRange.map(value => ({ ...keep(value, value.value, inRange.length > 1 ? GUESSED : EXACT), kind: 'number' }))
    }
    case 'phone':
      return read('phone')
        .filter(({ kind }) => kind === 'phone')
        .map(value => keep(value, String(value.value), 0.9))
    case 'choice':
      return read('part').flatMap(value =>
        value.part !== undefined && type.of.includes(value.part) ? [keep(value, value.part)] : [],
      )
    default:
      return []
  }
}

/** Days, times and parts of the day, whatever was asked for: they may answer a later question, or correct an earlier answer. */
export function findUnasked(text: string, place: Place): HeardValue[] {
  return readValues(text, pick(place)).flatMap((value): HeardValue[] => {
    const rest = {
      confidence: value.confidence,
      start: value.start,
      end: value.end,
      ...(value.denied === true ? { denied: true } : {}),
    }
    switch (value.kind) {
      case 'date':
        return [{ kind: 'date', value: value.value, ...rest }]
      case 'time':
        return [{ kind: 'time', value: String(value.value).slice(-5), ...rest }]
      case 'datetime':
        return [
          { kind: 'date', value: String(value.value).slice(0, 10), ...rest },
          { kind: 'moment', value: readMoment(value, place)?.at, ...rest },
        ]
      case 'part':
        return value.part === undefined ? [] : [{ kind: 'part', value: value.part, ...rest }]
      default:
        return []
    }
  })
}

function readMoment(
  { kind, value, part }: SpokenValue,
  { now, zone }: Place,
): { readonly at: number; readonly isWhole: boolean } | undefined {
  const text = String(value)
  const at = (iso: string): number => DateTime.fromISO(iso, { zone: zoneOf(zone) }).toMillis()
  const day = /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0]
  if (kind === 'datetime') return { at: at(text), isWhole: true }
  if (kind === 'date') return { at: at(text) + DAY_MINUTES * 60_000, isWhole: false }
  const minutes = part !== undefined ? PART_MINUTES[part] : kind === 'time' || kind === 'interval' ? minutesOf(text) : undefined
  if (minutes === undefined) return undefined
  const on = DateTime.fromISO(day ?? DateTime.fromMillis(now, { zone: zoneOf(zone) }).toISODate() ?? '', { zone: zoneOf(zone) })
  const moment = on.set({ hour: Math.floor(minutes / 60), minute: minutes % 60 })
  const isOver = day === undefined && moment.toMillis() <= now
  return { at: (isOver ? moment.plus({ days: 1 }) : moment).toMillis(), isWhole: false }
}

function minutesOf(text: string): number | undefined {
  const [, hour, minute] = /T(\d{2}):(\d{2})/.exec(text) ?? []
  return hour === undefined ? undefined : Number(hour) * 60 + Number(minute)
}

function pick({ language, now, zone }: Place): Place {
  return { language, now, zone }
}

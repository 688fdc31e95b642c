import type { Language } from '../../../scenarios/model/documents.ts'
import { type Day, readLocal } from './calendar.ts'
import type { ReadingOptions, ValueKind } from './kinds.ts'

/** How a text is read: what was asked for, and from where days are counted. */
export interface Reading {
  readonly language: Language
  readonly today: Day
  /** Local time of now, in minutes from midnight. */
  readonly minute: number
  readonly now: number
  readonly zone: string
  readonly expect?: ValueKind
  /** Appointments lie ahead, the onset of an illness behind; a birth needs its year. */
  readonly direction: 'future' | 'past' | 'birth'
  /** Bare numbers may be days of the month. */
  readonly wantsDay: boolean
  /** Bare numbers may be hours. */
  readonly wantsTime: boolean
  /** A number was asked for that is no time at all. */
  readonly wantsNumber: boolean
}

const DAY_KINDS: ReadonlySet<string> = new Set(['date', 'datetime', 'dates'])
const TIME_KINDS: ReadonlySet<string> = new Set(['time', 'datetime'])
const NUMBER_KINDS: ReadonlySet<string> = new Set([
  'number',
  'scale',
  'scale_range',
  'temperature',
  'bp',
  'phone',
  'digits',
  'postcode',
])

/** Prepares the reading of a text. */
export function createReading(
  options: Omit<ReadingOptions, 'expect' | 'past'> & {
    readonly expect?: ValueKind | undefined
    readonly direction: Reading['direction']
  },
): Reading {
  const { language, now, zone, expect, direction } = options
  const local = readLocal(now, zone)
  return {
    language,
    now,
    zone,
    today: local.day,
    minute: local.minutes,
    direction,
    ...(expect === undefined ? {} : { expect }),
    wantsDay: expect !== undefined && DAY_KINDS.has(expect),
    wantsTime: expect !== undefined && TIME_KINDS.has(expect),
    wantsNumber: expect !== undefined && NUMBER_KINDS.has(expect),
  }
}

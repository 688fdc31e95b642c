import type { Language } from '../../../scenarios/model/documents.ts'

/** Parts of the day, in hours: from, and to (not included). */
export const PARTS = { morning: [6, 12], midday: [12, 14], afternoon: [12, 18], evening: [18, 22], night: [22, 30] } as const
/** A part of the day by its name in scenarios. */
export type PartOfDay = keyof typeof PARTS

/** Units of time. */
export type Unit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year'

/** The kinds of values that can be read and asked for. */
export const VALUE_KINDS = [
  'date',
  'datetime',
  'time',
  'part',
  'interval',
  'week',
  'month',
  'duration',
  'dates',
  'number',
  'scale',
  'scale_range',
  'temperature',
  'bp',
  'phone',
  'digits',
  'postcode',
] as const
/** A kind of value. */
export type ValueKind = (typeof VALUE_KINDS)[number]

/** A day of which only the weekday, or only its number in the month, was said. */
export type LooseDay = 'weekday' | 'date'

/**
 * A value found in a text. Canonical forms: date `2026-05-07`, datetime `2026-05-07T09:00`, time `T09:00`, part and interval `from/to`
 * (`..` is open), week `Monday/Sunday`, month `2026-05`, duration ISO 8601, dates a list, number scale temperature a number,
 * scale_range `6-7`, bp `140/90`, phone and digits digits with a leading `+` if it was said, postcode as it is written.
 */
export interface SpokenValue {
  readonly kind: ValueKind
  readonly value: string | number | readonly string[]
  /** Offsets into the text. */
  readonly start: number
  readonly end: number
  /** Said with it, too: "rano, przed dziesiątą". */
  readonly part?: PartOfDay
  /** All that was said of the day: of offered days any such may be meant. */
  readonly loose?: LooseDay
  /** 0..1 */
  readonly confidence: number
  /** The caller ruled it out: "nie w czwartek". */
  readonly denied?: true
}

/** How a text is to be read. */
export interface ReadingOptions {
  readonly language: Language
  /** Epoch ms. */
  readonly now: number
  /** IANA zone of the clinic. */
  readonly zone: string
  /** What the question asked for: bare numbers are read as that. */
  readonly expect?: ValueKind
  /** Dates lie behind: births, the onset of an illness. */
  readonly past?: boolean
  /** A birth is asked for: only a date with its year is one. */
  readonly birth?: boolean
  /** The ends of the scale that is asked for; 0 and 10 unless given. */
  readonly scale?: { readonly from: number; readonly to: number }
  /** What is measured: between which numbers it lies, and whether it has decimals, so that "siedem i dwa" is 7.2. */
  readonly measure?: { readonly from: number; readonly to: number; readonly decimals: boolean }
}

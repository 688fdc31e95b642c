import type { AddressValue, DataType, PersonValue, PressureValue } from '../model/data-type.ts'
import { type Language, LANGUAGES } from '../model/documents.ts'
import { suggest } from '../source/suggest.ts'
import { CASES_HINT, readNameCases } from './read-name-cases.ts'
import { findZoneClock } from './zone-clock.ts'

/** A value, or why there is none; neither words carry what was given. */
export type ContactValue =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'fault'; readonly detail?: string; readonly hint: string }

/** Reads one datum that is not a group or list. */
export function readContactValue(
  type: Exclude<DataType, { readonly kind: 'group' | 'list' }>,
  raw: unknown,
  zone: string,
): ContactValue {
  switch (type.kind) {
    case 'text':
      return readText(raw)
    case 'person':
      return readPerson(raw)
    case 'phone':
      return readPhone(raw)
    case 'date':
      return readDate(raw)
    case 'time':
      return readTime(raw)
    case 'moment':
      return readMoment(raw, zone)
    case 'address':
      return readAddress(raw)
    case 'pressure':
      return readPressure(raw)
    case 'yes_no':
      return readYesNo(raw)
    case 'number':
    case 'scale':
      return readNumber(type, raw)
    case 'choice':
      return readChoice(type.of, raw)
  }
}

function give(value: unknown): ContactValue {
  return { kind: 'value', value }
}

function refuse(hint: string, detail?: string): ContactValue {
  return detail === undefined ? { kind: 'fault', hint } : { kind: 'fault', hint, detail }
}

/** Words, or the same by language: `{ pl: …, uk: … }`. */
function readText(raw: unknown): ContactValue {
  if (typeof raw === 'string') return give(raw.trim())
  if (typeof raw === 'object' && raw !== null && !Array.isArray(raw)) {
    const entries = Object.entries(raw)
    if (entries.length > 0 && entries.every(([key, words]) => LANGUAGES.includes(key as Language) && typeof words === 'string'))
      return give(Object.fromEntries(entries.map(([key, words]) => [key, String(words).trim()])))
    return refuse('Give plain text, or the same text by language: { pl: …, uk: … }.')
  }
  return typeof raw === 'number' && Number.isFinite(raw)
    ? give(String(raw))
    : refuse('Give plain text; digits with a leading zero stand in quotes.')
}

const PERSON_KEYS = ['name', 'first', 'last', 'gender'] as const
const PERSON_HINT = 'Give the full name as text, or { name, first, last, gender: female | male, cases }.'

function readPerson(raw: unknown): ContactValue {
  if (typeof raw === 'string') return give(derivePerson({ name: raw.trim().replace(/\s+/g, ' ') }))
  const { cases: given, ...rest } = typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {}
  const parts = readParts(Array.isArray(raw) || given === undefined ? raw : rest, PERSON_KEYS, PERSON_HINT)
  if (parts.kind === 'fault') return parts
  const { name, first, last, gender } = parts.value as Partial<Record<(typeof PERSON_KEYS)[number], string>>
  if (gender !== undefined && gender !== 'female' && gender !== 'male')
    return refuse('Write gender: female or gender: male, or leave it out.', 'its gender is none that is known')
  const cases = given === undefined || given === null ? undefined : readNameCases(given)
  if (cases === undefined && given !== undefined && given !== null)
    return refuse(CASES_HINT, 'its cases are not as they should be')
  const full = name ?? [first, last].filter(part => part !== undefined).join(' ')
  if (full === '') return refuse(PERSON_HINT, 'it has no name')
  return give(
    derivePerson({
      name: full,
      ...(first !== undefined && { first }),
      ...(last !== undefined && { last }),
      ...(gender !== undefined && { gender }),
      ...(cases !== undefined && { cases }),
    }),
  )
}

/** In the languages of callers the given name comes first and the family name last. */
function derivePerson(person: PersonValue): PersonValue {
  const words = person.name.split(' ')
  const first = person.first ?? (words.length > 1 ? words[0] : undefined)
  const last = person.last ?? (words.length > 1 ? words.at(-1) : undefined)
  return { ...person, ...(first !== undefined && { first }), ...(last !== undefined && { last }) }
}

const PHONE_HINT = 'Give the number with its country code, in quotes: "+48…".'

/** E.164 (ITU-T Rec. E.164 §6): a plus and at most fifteen digits. Whether the number exists is the dialler's matter. */
function readPhone(raw: unknown): ContactValue {
  if (typeof raw !== 'string')
    return refuse(PHONE_HINT, typeof raw === 'number' ? 'it was given as a number without quotes' : undefined)
  const digits = raw.replace(/[\s().\-\u2010-\u2015\u00a0]/g, '').replace(/^00/, '+')
  if (/^\+[1-9]\d{6,14}$/.test(digits)) return give(digits)
  return refuse(PHONE_HINT, /^\d+$/.test(digits) ? 'the country code is missing' : undefined)
}

function readDate(raw: unknown): ContactValue {
  const hint = 'Write year-month-day: 2026-05-06.'
  const date = typeof raw === 'string' ? raw.trim() : ''
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return refuse(hint)
  return isDay(date, Date.parse(`${date}T00:00Z`)) ? give(date) : refuse(hint, 'there is no such day')
}

/** Whether an instant lies on a day (UTC): 30 February would be the 2nd of March. */
function isDay(date: string, at: number): boolean {
  return !Number.isNaN(at) && new Date(at).getUTCDate() === Number(date.slice(8))
}

function readTime(raw: unknown): ContactValue {
  const hint = 'Write hours:minutes, in 24 hours: "08:30".'
  const parts = typeof raw === 'string' ? /^(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(raw.trim()) : null
  if (parts === null) return refuse(hint)
  if (Number(parts[1]) > 23 || Number(parts[2]) > 59) return refuse(hint, 'there is no such hour')
  return give(`${(parts[1] ?? '').padStart(2, '0')}:${parts[2]}`)
}

/** A day and what the clock shows on it; then an offset, or nothing for the clinic's own clock. */
const MOMENT = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)(?:Z|([+-])(\d{2}):?(\d{2}))?$/

function readMoment(raw: unknown, zone: string): ContactValue {
  const hint = "Write 2026-05-06T08:30 for the clinic's own clock, or with an offset: 2026-05-06T08:30+02:00."
  const text = typeof raw === 'string' ? raw.trim().replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/, '$1T') : ''
  const [whole, wall = '', sign, hours, minutes] = MOMENT.exec(text) ?? []
  if (whole === undefined) return refuse(hint)
  const clock = findZoneClock(zone)
  if (clock === undefined) return refuse(hint, "the clinic's time zone is not known")
  const local = Date.parse(`${wall}Z`)
  if (!isDay(wall.slice(0, 10), local)) return refuse(hint, 'there is no such day or hour')
  if (whole !== wall) {
    const offset = Number(hours ?? 0) * 60 + Number(minutes ?? 0)
    return give(local - (sign === '-' ? -offset : offset) * 60_000)
  }
  const at = clock.toInstant(local)
  // In the night when the clock goes forward an hour is missing; nobody can come then.
  if (clock.toLocal(at) !== local) return refuse(hint, 'this hour does not exist, since the clock goes forward that night')
  return give(at)
}

const ADDRESS_KEYS = [
  'street',
  'building',
  'flat',
  'entrance',
  'floor',
  'code',
  'city',
] as const satisfies readonly (keyof AddressValue)[]

function readAddress(raw: unknown): ContactValue {
  if (typeof raw === 'string') return give({ street: raw.trim() } satisfies AddressValue)
  const hint = `Give its parts: ${ADDRESS_KEYS.join(', ')}.`
  const parts = readParts(raw, ADDRESS_KEYS, hint)
  return parts.kind === 'value' && Object.keys(parts.value as object).length === 0 ? refuse(hint, 'it has no parts') : parts
}

/** A group whose parts are all short texts. */
function readParts(raw: unknown, keys: readonly string[], hint: string): ContactValue {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return refuse(hint)
  const parts: Record<string, string> = {}
  for (const [key, value] of Object.entries(raw)) {
    if (!keys.includes(key)) {
      const nearest = suggest(key, keys)
      return refuse(nearest === undefined ? hint : `Did you mean "${nearest}"? ${hint}`, 'it has a part of an unknown name')
    }
    if (value === null || value === undefined || value === '') continue
    if (typeof value !== 'string' && typeof value !== 'number') return refuse(hint, `its part "${key}" is not a text`)
    const text = String(value).trim()
    if (text !== '') parts[key] = text
  }
  return give(parts)
}

/** As it is written: "140/90". */
function readPressure(raw: unknown): ContactValue {
  const parts = typeof raw === 'string' ? /^\s*(\d{2,3})\s*\/\s*(\d{2,3})\s*$/.exec(raw) : null
  const [systolic, diastolic] = [Number(parts?.[1]), Number(parts?.[2])]
  return systolic > diastolic
    ? give({ systolic, diastolic } satisfies PressureValue)
    : refuse('Write the upper and the lower number: "140/90".')
}

function readYesNo(raw: unknown): ContactValue {
  if (typeof raw === 'boolean') return give(raw)
  const word = typeof raw === 'string' ? raw.trim().toLowerCase() : ''
  if (word === 'true' || word === 'yes') return give(true)
  return word === 'false' || word === 'no' ? give(false) : refuse('Write true or false.')
}

function readNumber(type: Extract<DataType, { readonly kind: 'number' | 'scale' }>, raw: unknown): ContactValue {
  const hint = 'Write digits, with a point before decimals.'
  const value =
    typeof raw === 'number' ? raw : typeof raw === 'string' && /^-?\d+(\.\d+)?$/.test(raw.trim()) ? Number(raw) : Number.NaN
  if (!Number.isFinite(value)) return refuse(hint)
  if (type.kind === 'scale' && !Number.isInteger(value)) return refuse('Write a whole number.')
  const inside = (type.from === undefined || value >= type.from) && (type.to === undefined || value <= type.to)
  return inside ? give(value) : refuse(`Write a number from ${type.from} to ${type.to}.`, 'it is outside the limits')
}

function readChoice(options: readonly string[], raw: unknown): ContactValue {
  return typeof raw === 'string' && options.includes(raw) ? give(raw) : refuse(`Write one of: ${options.join(', ')}.`)
}

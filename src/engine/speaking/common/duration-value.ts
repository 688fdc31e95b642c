import type { CountedNoun } from './grammar.ts'

/** A duration in its parts, the longest first; parts that are not given are left out. */
export type DurationParts = readonly (readonly [number, CountedNoun])[]

const NUMBER = '(\\d{1,9}(?:[.,]\\d{1,6})?)'
const DURATION = new RegExp(
  `^P(?:${NUMBER}Y)?(?:${NUMBER}M)?(?:${NUMBER}W)?(?:${NUMBER}D)?(?:T(?:${NUMBER}H)?(?:${NUMBER}M)?(?:${NUMBER}S)?)?$`,
)
const UNITS: readonly CountedNoun[] = ['year', 'month', 'week', 'day', 'hour', 'minute', 'second']
/** What a broken last part is broken into. Months and weeks have no even parts. */
const SMALLER: Partial<Readonly<Record<CountedNoun, readonly [number, CountedNoun]>>> = {
  year: [12, 'month'],
  week: [7, 'day'],
  day: [24, 'hour'],
  hour: [60, 'minute'],
  minute: [60, 'second'],
}

/** The parts of an ISO 8601 duration (`PT1H30M`); undefined when it is none. A decimal of hours becomes minutes, and so on. */
export function readDuration(value: string): DurationParts | undefined {
  const found = DURATION.exec(value)
  if (found === null || value.endsWith('T')) return undefined
  const given = UNITS.flatMap((unit, index) => {
    const text = found[index + 1]
    return text === undefined ? [] : [[Number(text.replace(',', '.')), unit] as const]
  })
  const last = given.at(-1)
  // ISO 8601 allows a decimal in the last part alone.
  if (last === undefined || given.slice(0, -1).some(([n]) => !Number.isInteger(n))) return undefined
  const all = [...given.slice(0, -1), ...breakDown(last[0], last[1])]
  const told = all.filter(([n]) => n > 0)
  return told.length > 0 ? told : [[0, last[1]]]
}

function breakDown(n: number, unit: CountedNoun): (readonly [number, CountedNoun])[] {
  const smaller = SMALLER[unit]
  if (Number.isInteger(n) || smaller === undefined) return [[n, unit]]
  const [parts, name] = smaller
  // Rounded to what no decimal of six digits can reach by itself.
  const rest = Math.round((n - Math.floor(n)) * parts * 1e6) / 1e6
  return [[Math.floor(n), unit], ...breakDown(rest, name)]
}

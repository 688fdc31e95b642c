import { zoneOf } from '../../clinic-zone.ts'

/** A calendar day as the number of days since 1 January 1970: reckoning with it needs no library and no zone. */
export type Day = number

const DAY_MS = 86_400_000

/** The day of a date; the caller has made sure that it exists. */
export function dayOf(year: number, month: number, date: number): Day {
  // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": days_from_civil.
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const ofEra = y - era * 400
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468
}

/** Year, month and date of a day. */
export function dateOf(day: Day): { readonly year: number; readonly month: number; readonly date: number } {
  const z = day + 719_468
  const era = Math.floor(z / 146_097)
  const ofEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  )
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const m = Math.floor((5 * ofYear + 2) / 153)
  const month = m < 10 ? m + 3 : m - 9
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, date: ofYear - Math.floor((153 * m + 2) / 5) + 1 }
}

/** 1 = Monday. */
export function weekdayOf(day: Day): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

/** The Monday of a day's week. */
export function mondayOf(day: Day): Day {
  return day - weekdayOf(day) + 1
}

/** Days of a month. */
export function daysIn(year: number, month: number): number {
  return month === 2
    ? year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31
}

/** The day of a date, or undefined when there is no such date ("31 February"). */
export function findDay(year: number, month: number, date: number): Day | undefined {
  if (month < 1 || month > 12 || date < 1 || date > daysIn(year, month)) return undefined
  return dayOf(year, month, date)
}

/** So many months on; the last day of a shorter month. */
export function addMonths(day: Day, months: number): Day {
  const { year, month, date } = dateOf(day)
  const index = year * 12 + month - 1 + months
  const y = Math.floor(index / 12)
  const m = index - y * 12 + 1
  return dayOf(y, m, Math.min(date, daysIn(y, m)))
}

/** `2026-05-07` */
export function writeDay(day: Day): string {
  const { year, month, date } = dateOf(day)
  return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(date)}`
}

/** `08:30`; minutes may lie beyond midnight. */
export function writeClock(minutes: number): string {
  const inDay = ((minutes % 1440) + 1440) % 1440
  return `${pad(Math.floor(inDay / 60))}:${pad(inDay % 60)}`
}

function pad(n: number): string {
  return n < 10 ? `0${n}` : String(n)
}

/** The local day and minute of an instant. An unknown zone is taken for UTC. */
export function readLocal(at: number, zone: string): { readonly day: Day; readonly minutes: number } {
  const local = at + offsetAt(at, zone) * 60_000
  const day = Math.floor(local / DAY_MS)
  return { day, minutes: Math.floor((local - day * DAY_MS) / 60_000) }
}

/** The instant of a local time; one that the clocks jump over is as much later as they jump. */
export function instantOf(day: Day, minutes: number, zone: string): number {
  const local = day * DAY_MS + minutes * 60_000
  const before = offsetAt(local - DAY_MS, zone)
  const guess = local - before * 60_000
  const offset = offsetAt(guess, zone)
  if (offset === before) return guess
  const other = local - offset * 60_000
  // Jumped over: neither offset holds at its own instant, and the time goes on as if the clocks had not changed.
  return offsetAt(other, zone) === offset ? other : guess
}

function offsetAt(at: number, zone: string): number {
  const offset = zoneOf(zone).offset(at)
  return Number.isFinite(offset) ? offset : 0
}

import { DateTime } from 'luxon'
import type { HeardValue } from '../../call/ports.ts'
import { zoneOf } from '../../clinic-zone.ts'
import type { Token } from '../tokens.ts'
import type { PartOfDay } from './calendar-words.ts'
import type { SpokenWhen } from './spoken-whens.ts'

/** When a call or visit is put if only a part of the day, or only the day, was said; in minutes from midnight. */
const PART_MINUTES: Readonly<Record<PartOfDay, number>> = {
  morning: 9 * 60,
  midday: 12 * 60,
  afternoon: 15 * 60,
  evening: 18 * 60,
  night: 22 * 60,
}
const DAY_MINUTES = 10 * 60

/**
 * Values of a "when": date, time, part of day, open interval, and a moment where day and time make one.
 * Where a moment is expected and only half of it was said, a likely one is given with little confidence, so that it is read back.
 */
export function makeWhenValues(
  when: SpokenWhen,
  before: SpokenWhen | undefined,
  tokens: readonly Token[],
  now: number,
  zone: string,
  expectsMoment: boolean,
): HeardValue[] {
  const place = {
    start: tokens[when.from]?.start ?? 0,
    end: tokens[when.to - 1]?.end ?? 0,
    ...(when.isDenied ? { denied: true } : {}),
  }
  const values: HeardValue[] = []
  const add = (kind: string, value: unknown, confidence: number) => values.push({ kind, value, confidence, ...place })
  const exact = when.times.find(({ bound }) => bound === undefined)
  const day = when.day ?? (exact === undefined || when.isDenied ? undefined : before?.day)
  if (when.day?.iso !== undefined) add('date', when.day.iso, when.day.isBare ? 0.8 : 0.95)
  if (exact !== undefined) add('time', writeTime(exact.minutes), exact.isBare ? 0.8 : 0.95)
  if (when.part !== undefined) add('part', when.part, 0.95)
  const after = when.times.find(({ bound }) => bound === 'after')
  const until = when.times.find(({ bound }) => bound === 'before')
  if (after !== undefined || until !== undefined)
    add(
      'interval',
      {
        ...(after === undefined ? {} : { from: writeTime(after.minutes) }),
        ...(until === undefined ? {} : { to: writeTime(until.minutes) }),
      },
      0.9,
    )
  if (when.at !== undefined) add('moment', when.at, 0.95)
  else if (day?.iso !== undefined && exact !== undefined) add('moment', placeMoment(day.iso, exact.minutes, zone), 0.95)
  else if (expectsMoment) {
    const guess = guessMoment(when, exact?.minutes, after?.minutes, now, zone)
    if (guess !== undefined) add('moment', guess, 0.5)
  }
  return values
}

function guessMoment(
  when: SpokenWhen,
  exact: number | undefined,
  after: number | undefined,
  now: number,
  zone: string,
): number | undefined {
  const minutes = exact ?? after ?? (when.part === undefined ? undefined : PART_MINUTES[when.part])
  if (when.day?.iso !== undefined) return placeMoment(when.day.iso, minutes ?? DAY_MINUTES, zone)
  if (minutes === undefined) return undefined
  const today = DateTime.fromMillis(now, { zone: zoneOf(zone) })
  const at = placeMoment(today.toISODate() ?? '', minutes, zone)
  return at > now ? at : placeMoment(today.plus({ days: 1 }).toISODate() ?? '', minutes, zone)
}

function placeMoment(iso: string, minutes: number, zone: string): number {
  return DateTime.fromISO(iso, { zone: zoneOf(zone) })
    .set({ hour: Math.floor(minutes / 60), minute: minutes % 60 })
    .toMillis()
}

function writeTime(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

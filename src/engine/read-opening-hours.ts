import type { Reading } from '../scenarios/model/reading.ts'
import type { SourcePath } from '../scenarios/source/source-file.ts'
import { addSpans, ALL_DAY, NO_HOURS, type OpeningHours, readDays, readShift, readSpan, type Span } from './opening-hours.ts'
import { reportKind } from './report-kind.ts'

const DAYS = 'mon, tue, wed, thu, fri, sat, sun, a span (mon-fri), daily, a date (2026-12-24) or dates (2026-12-24 to 2026-12-26)'

/**
 * Reads `{ mon-fri: 07:30-18:00, sat: [08:00-10:00, 11:00-13:00], 2026-12-24: 08:00-12:00, 2026-12-25: closed }`. A day or span with a
 * fault is left out, so that nobody is open by mistake.
 */
export function readHours(
  reading: Reading,
  path: SourcePath,
  written: Readonly<Record<string, string | readonly string[]>> | undefined,
): OpeningHours | undefined {
  if (written === undefined) return undefined
  let hours = NO_HOURS
  for (const [key, spans] of Object.entries(written)) {
    const days = readDays(key)
    if (days === undefined) reportKind(reading, [...path, key], 'key', 'A day', DAYS, key)
    const read = spans === 'closed' ? [] : readSpans(reading, [...path, key], `"${key}"`, spans, readSpan)
    if (days !== undefined) hours = addSpans(hours, days, read)
  }
  return hours
}

/** Reads the time of a shift: `days`, of which some may be dates, and `hours`, spans that may go on after midnight. */
export function readShiftHours(
  reading: Reading,
  path: SourcePath,
  on: string | readonly string[] | undefined,
  written: string | readonly string[] | undefined,
): OpeningHours | undefined {
  if (on === undefined && written === undefined) return undefined
  const spans = written === undefined ? [ALL_DAY] : readSpans(reading, [...path, 'hours'], '"hours"', written, readShift)
  let hours = NO_HOURS
  for (const text of [on ?? 'daily'].flat()) {
    const days = readDays(text)
    if (days === undefined) reportKind(reading, [...path, 'days'], 'value', 'A day', DAYS, text)
    else hours = addSpans(hours, days, spans)
  }
  return hours
}

function readSpans(
  reading: Reading,
  path: SourcePath,
  what: string,
  written: string | readonly string[],
  read: (text: string) => Span | undefined,
): readonly Span[] {
  return [written].flat().flatMap(text => {
    const span = read(text)
    if (span === undefined) reportKind(reading, path, 'value', what, 'a span of hours such as 07:30-18:00', text)
    return span ?? []
  })
}

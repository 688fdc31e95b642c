import type { OpeningHours, Span } from '../../opening-hours.ts'
import { DAY_MS, weekdayOf } from '../../../scenarios/contact/index.ts'

/** When somebody may be called, by local days. */
export interface Windows {
  /** Spans of a day (days since 1970), in order, apart from each other; none: nobody is called. */
  spansOn(day: number): readonly Span[]
}

const NONE: readonly Span[] = []

/** Opening hours without days off (days since 1970); hours of a date of its own count on a day off too. */
export function createWindows(hours: OpeningHours, isDayOff: (day: number) => boolean = () => false): Windows {
  const byWeekday = [0, 1, 2, 3, 4, 5, 6, 7].map(weekday => tidySpans(hours.weekdays.get(weekday) ?? NONE))
  const byDay = new Map([...hours.dates].map(([date, spans]) => [Date.parse(`${date}T00:00Z`) / DAY_MS, tidySpans(spans)]))
  return {
    spansOn: day => byDay.get(day) ?? (isDayOff(day) ? NONE : (byWeekday[weekdayOf(day)] ?? NONE)),
  }
}

/** Only what all of them allow. */
export function intersectWindows(windows: readonly Windows[]): Windows {
  const [first, ...rest] = windows
  // Nobody said when: then never.
  if (first === undefined) return { spansOn: () => NONE }
  if (rest.length === 0) return first
  return {
    spansOn(day) {
      let spans = first.spansOn(day)
      for (const other of rest) {
        if (spans.length === 0) return NONE
        spans = intersectSpans(spans, other.spansOn(day))
      }
      return spans
    },
  }
}

/** Whether a local minute of a day lies within. */
export function isWithin(windows: Windows, day: number, minute: number): boolean {
  return windows.spansOn(day).some(({ from, to }) => from <= minute && minute < to)
}

function intersectSpans(left: readonly Span[], right: readonly Span[]): readonly Span[] {
  return left.flatMap(one =>
    right.flatMap(other => {
      const [from, to] = [Math.max(one.from, other.from), Math.min(one.to, other.to)]
      return from < to ? [{ from, to }] : []
    }),
  )
}

/** In order, and those that touch or overlap as one. */
function tidySpans(spans: readonly Span[]): readonly Span[] {
  const tidy: Span[] = []
  for (const span of [...spans].sort((left, right) => left.from - right.from)) {
    const last = tidy.at(-1)
    if (last !== undefined && span.from <= last.to) tidy[tidy.length - 1] = { from: last.from, to: Math.max(last.to, span.to) }
    else tidy.push(span)
  }
  return tidy
}

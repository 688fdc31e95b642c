import type { OpenHours, Weekday } from '../knowledge/index.ts'

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** An element of `availableTime` or `hoursOfOperation`, by either's names. */
export interface WrittenHours {
  readonly daysOfWeek?: readonly string[] | undefined
  readonly allDay?: boolean | undefined
  readonly from?: string | undefined
  readonly until?: string | undefined
}

/** Hours as they are told; an element without days, or with only one of its times, is passed over, and days of the same hours come together. */
export function readHours(written: readonly WrittenHours[], place?: string): readonly OpenHours[] {
  const found = new Map<string, OpenHours>()
  for (const { daysOfWeek = [], allDay, from: begins, until: ends } of written) {
    const days = daysOfWeek.flatMap(day => (DAYS.includes(day) ? [DAYS.indexOf(day) as Weekday] : []))
    const [from, until] = [readTime(begins), readTime(ends)]
    const isWhole = allDay === true || (from !== undefined && until !== undefined)
    if (days.length === 0 || !isWhole) continue
    const times = allDay === true || from === undefined || until === undefined ? {} : { from, until }
    const key = JSON.stringify(times)
    const known = found.get(key)?.days ?? []
    found.set(key, { ...times, days: [...new Set([...known, ...days])].sort(), ...(place !== undefined && { place }) })
  }
  return [...found.values()].sort((left, right) => (left.days[0] ?? 0) - (right.days[0] ?? 0))
}

/** `09:00:00` is `9:00`. */
function readTime(written: string | undefined): string | undefined {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(written ?? '') ?? []
  return hours === undefined || minutes === undefined ? undefined : `${Number(hours)}:${minutes}`
}

import { describe, expect, it } from 'vitest'
import {
  createWindows,
  DAY_MS,
  dayOf,
  findZoneClock,
  intersectWindows,
  isCounted,
  mergeCaps,
  minuteOf,
  readOutcome,
  weekdayOf,
} from '../../../src/engine/campaigns/plan/index.ts'
import { makePolicy } from './make-policy.ts'

describe('the clock of a zone', () => {
  it('knows the night when the clock goes forward, and the one when it goes back', () => {
    const clock = findZoneClock('Europe/Warsaw')
    const local = (text: string): number => Date.parse(`${text}Z`)
    const show = (at: number | undefined): string => new Date(at ?? Number.NaN).toISOString()
    // 29 March 2026: 02:00 becomes 03:00; 25 October: 03:00 becomes 02:00.
    expect(show(clock?.toLocal(Date.UTC(2026, 2, 29, 1)))).toBe('2026-03-29T03:00:00.000Z')
    expect(show(clock?.toLocal(Date.UTC(2026, 2, 29, 1) - 1))).toBe('2026-03-29T01:59:59.999Z')
    expect(show(clock?.toInstant(local('2026-03-29T02:30')))).toBe('2026-03-29T01:30:00.000Z')
    expect(show(clock?.toInstant(local('2026-10-25T02:30')))).toBe('2026-10-25T00:30:00.000Z')
    expect(show(clock?.toInstant(local('2026-10-25T03:00')))).toBe('2026-10-25T02:00:00.000Z')
  })
  it('agrees with Intl in every zone, hour by hour around the changes of a year', () => {
    const wrong: string[] = []
    for (const zone of Intl.supportedValuesOf('timeZone').filter((_, index) => index % 7 === 0)) {
      const format = new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
      for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 37 * 3_600_000) {
        const shown = new Date(findZoneClock(zone)?.toLocal(at) ?? 0).toISOString().slice(0, 19).replace('T', ' ')
        if (shown !== format.format(at)) wrong.push(`${zone} ${shown}`)
      }
    }
    expect(wrong).toEqual([])
  })
  it('knows days, weekdays and minutes of local time', () => {
    const monday = Date.UTC(2026, 4, 4, 10, 30)
    expect([weekdayOf(dayOf(monday)), weekdayOf(dayOf(monday) + 6), minuteOf(monday)]).toEqual([1, 7, 630])
    expect(weekdayOf(dayOf(-DAY_MS))).toBe(3)
  })
  it('is none for a name that is no zone', () => {
    expect(findZoneClock('Europe/Atlantis')).toBeUndefined()
  })
})

describe('windows', () => {
  const monday = dayOf(Date.UTC(2026, 4, 4))
  it('allow only what all of them allow, and nothing when there are none', () => {
    const wide = createWindows({ weekdays: new Map([[1, [{ from: 480, to: 1200 }]]]), dates: new Map() })
    const split = createWindows({
      weekdays: new Map([
        [
          1,
          [
            { from: 900, to: 1300 },
            { from: 300, to: 600 },
            { from: 590, to: 700 },
          ],
        ],
      ]),
      dates: new Map(),
    })
    expect(intersectWindows([wide, split]).spansOn(monday)).toEqual([
      { from: 480, to: 700 },
      { from: 900, to: 1200 },
    ])
    expect(intersectWindows([wide, split]).spansOn(monday + 1)).toEqual([])
    expect(intersectWindows([]).spansOn(monday)).toEqual([])
  })
})

describe('outcomes and caps', () => {
  it('faults of the network or of us, and dead numbers, are no attempts of the patient', () => {
    const counted = (outcome: string): boolean => isCounted(outcome, makePolicy())
    expect(['trunk_fault', 'congestion', 'bot_fault', 'invalid_number', 'fax'].map(counted)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ])
    expect(['no_answer', 'busy', 'confirmed', 'callback'].map(counted)).toEqual([true, true, true, true])
  })
  it('an ending that nobody knows is the scenario’s own', () => {
    expect([readOutcome('constructor'), readOutcome('booked')]).toEqual([{ kind: 'final' }, { kind: 'final' }])
  })
  it('of two caps the stricter counts', () => {
    expect(mergeCaps({ perDay: 2, perWeek: 3 }, { perDay: 1, perMonth: 8 })).toEqual({ perDay: 1, perWeek: 3, perMonth: 8 })
  })
})

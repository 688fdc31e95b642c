import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runRandomDecisions } from '../../../bench/campaigns/random-decisions.ts'
import {
  DAY_MS,
  dayOf,
  findZoneClock,
  isAllowedAt,
  minuteOf,
  nextStep,
  partOf,
  type PlanAttempt,
  type PlanHistory,
  type PlanPolicy,
  weekdayOf,
  type ZoneClock,
} from '../../../src/engine/campaigns/plan/index.ts'
import { makeAttempt, makeHistory, makePolicy } from './make-policy.ts'

const MONDAY = Date.UTC(2026, 2, 23, 6)
const HOUR = 3_600_000
const HOUSEHOLD_ENDS = ['no_answer', 'busy', 'confirmed', 'voicemail', 'hung_up'] as const
/** Europe's clocks change within the days that are looked at. */
const zones = fc.constantFrom(
  'Europe/Warsaw',
  'Europe/Madrid',
  'Europe/Kyiv',
  'Europe/Moscow',
  'Asia/Kolkata',
  'America/St_Johns',
)
const failures = fc.constantFrom('no_answer', 'voicemail', 'rejected', 'screened', 'unreachable')

interface Life {
  readonly attempts: readonly PlanAttempt[]
  readonly end: string
}

/** A contact whose attempts all fail, from its first hour to its end; `change` happens before each step. */
const live = (
  history: PlanHistory,
  from: number,
  policy: PlanPolicy,
  outcomes: readonly string[],
  change = (history: PlanHistory, _now: number): PlanHistory => history,
): Life => {
  let [now, current] = [from, history]
  for (let steps = 0; steps < 60; steps++) {
    current = change(current, now)
    const step = nextStep(current, now, policy)
    if (step.kind === 'call') {
      const outcome = outcomes[current.attempts.length % outcomes.length] ?? 'no_answer'
      current = { ...current, attempts: [...current.attempts, makeAttempt(now, outcome, { number: step.number })] }
      now += 120_000
    } else if (step.kind === 'wait') {
      expect(step.at).toBeGreaterThan(now)
      now = step.at
    } else return { attempts: current.attempts, end: step.reason }
  }
  throw new Error('the contact never ended')
}

const clockOf = (zone: string): ZoneClock => {
  const clock = findZoneClock(zone)
  if (clock === undefined) throw new Error(`no zone ${zone}`)
  return clock
}

describe('whatever the zone, the hour and the outcomes', () => {
  const lives = fc.record({
    zone: zones,
    start: fc.integer({ min: 0, max: 9 * 24 * 60 }),
    outcomes: fc.array(failures, { minLength: 1, maxLength: 6 }),
  })

  it('attempts never come within two hours of a clock time that failed, and repeat no weekday and part while another is left', () => {
    fc.assert(
      fc.property(lives, fc.option(fc.integer({ min: 2, max: 14 })), ({ zone, start, outcomes }, days) => {
        const clock = clockOf(zone)
        const from = MONDAY + start * 60_000
        const deadlineAt = days === null ? null : from + days * DAY_MS
        const policy = makePolicy({ total: 6, caps: { perDay: 2, perWeek: 6 } })
        const { attempts } = live(makeHistory({}, { zone, deadlineAt }), from, policy, outcomes)
        for (const [index, attempt] of attempts.entries()) {
          const before = attempts.slice(0, index).map(({ claimedAt }) => clock.toLocal(claimedAt))
          const keepsAway = (local: number): boolean =>
            before.every(other => {
              const apart = Math.abs(minuteOf(local) - minuteOf(other))
              return Math.min(apart, 1440 - apart) >= 120
            })
          const pairOf = (local: number): string => `${weekdayOf(dayOf(local))} ${partOf(minuteOf(local))}`
          const local = clock.toLocal(attempt.claimedAt)
          expect(keepsAway(local)).toBe(true)
          const tried = new Set(before.map(pairOf))
          if (!tried.has(pairOf(local))) continue
          const left: string[] = []
          const countOn = (first: number, last: number): number =>
            before.filter(other => dayOf(other) >= first && dayOf(other) <= last).length
          const until = Math.min(deadlineAt ?? Infinity, attempt.claimedAt + 14 * DAY_MS)
          for (let at = (attempts[index - 1]?.claimedAt ?? from) + 120_000; at < until; at += 600_000) {
            const other = clock.toLocal(at)
            const day = dayOf(other)
            const isFree = countOn(day, day) < 2 && countOn(day - 6, day) < 6
            const wasLeft = isAllowedAt(clock, policy.windows, at) && isFree && keepsAway(other) && !tried.has(pairOf(other))
            // A voicemail asks for another day.
            const isSameDay = day === dayOf(before.at(-1) ?? 0)
            if (wasLeft && !(isSameDay && attempts[index - 1]?.outcome === 'voicemail')) left.push(pairOf(other))
          }
          expect(left).toEqual([])
        }
      }),
      { numRuns: 100 },
    )
  })

  it('caps hold in every zone, over all campaigns, and every contact ends', () => {
    fc.assert(
      fc.property(
        lives,
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 4 }),
        ({ zone, start, outcomes }, perDay, perWeek) => {
          const clock = clockOf(zone)
          const from = MONDAY + start * 60_000
          const elsewhere = [0, 1, 2].map(index => ({
            person: 'person 1',
            number: '+48600000009',
            outcome: 'no_answer',
            claimedAt: from - index * DAY_MS,
            endedAt: from - index * DAY_MS,
          }))
          const { attempts } = live(
            makeHistory({ elsewhere }, { zone }),
            from,
            makePolicy({ total: 5, caps: { perDay, perWeek } }),
            outcomes,
          )
          const days = [...attempts, ...elsewhere].map(({ claimedAt }) => dayOf(clock.toLocal(claimedAt)))
          for (const { claimedAt } of attempts) {
            const day = dayOf(clock.toLocal(claimedAt))
            expect(days.filter(other => other === day).length).toBeLessThanOrEqual(perDay)
            // What others did before may be more than our cap; we add nothing to it.
            expect(days.filter(other => other >= day - 6 && other <= day).length).toBeLessThanOrEqual(perWeek)
          }
          expect(attempts.length).toBeLessThanOrEqual(5)
        },
      ),
      { numRuns: 100 },
    )
  })

  it('no call begins at or after the deadline', () => {
    fc.assert(
      fc.property(lives, fc.integer({ min: 1, max: 6 * 24 * 60 }), ({ zone, start, outcomes }, minutes) => {
        const from = MONDAY + start * 60_000
        const deadlineAt = from + minutes * 60_000
        const { attempts } = live(makeHistory({}, { zone, deadlineAt }), from, makePolicy({ caps: {} }), outcomes)
        for (const { claimedAt } of attempts) expect(claimedAt).toBeLessThan(deadlineAt)
      }),
      { numRuns: 100 },
    )
  })

  it('an opt-out is the end, whenever it comes', () => {
    fc.assert(
      fc.property(
        lives,
        fc.integer({ min: 0, max: 10 * 24 * 60 }),
        fc.boolean(),
        ({ zone, start, outcomes }, minutes, ofNumber) => {
          const from = MONDAY + start * 60_000
          const optedOutAt = from + minutes * 60_000
          const subject = ofNumber
            ? ({ subjectKind: 'number', subject: '+48600000001' } as const)
            : ({ subjectKind: 'person', subject: 'person 1' } as const)
          const optOut = { ...subject, purpose: '*', channel: 'call', at: optedOutAt }
          const { attempts } = live(makeHistory({}, { zone }), from, makePolicy(), outcomes, (history, now) =>
            now >= optedOutAt ? { ...history, optOuts: [optOut] } : history,
          )
          for (const { claimedAt } of attempts) expect(claimedAt).toBeLessThan(optedOutAt)
        },
      ),
      { numRuns: 100 },
    )
  })

  it('a household is not called more often than one person', () => {
    fc.assert(
      fc.property(lives, fc.integer({ min: 2, max: 4 }), ({ zone, start, outcomes }, persons) => {
        const clock = clockOf(zone)
        const policy = makePolicy({ caps: { perDay: 1, perWeek: 3 } })
        const calls: (PlanAttempt & { person: string })[] = []
        const ends = new Set<string>()
        let now = MONDAY + start * 60_000
        for (let steps = 0; steps < 400 && ends.size < persons; steps++) {
          let next = Infinity
          for (let index = 0; index < persons; index++) {
            const person = `person ${index}`
            if (ends.has(person)) continue
            const history = makeHistory(
              { attempts: calls.filter(call => call.person === person), elsewhere: calls.filter(call => call.person !== person) },
              { zone, person },
            )
            const step = nextStep(history, now, policy)
            if (step.kind === 'call') {
              calls.push({
                ...makeAttempt(now, outcomes[calls.length % outcomes.length] ?? 'no_answer', { number: step.number }),
                person,
              })
              next = now + 120_000
            } else if (step.kind === 'wait') next = Math.min(next, step.at)
            else ends.add(person)
          }
          now = Math.max(now + 1, next)
          if (next === Infinity) break
        }
        const days = calls.map(({ claimedAt }) => dayOf(clock.toLocal(claimedAt)))
        for (const day of days) {
          expect(days.filter(other => other === day)).toHaveLength(1)
          expect(days.filter(other => other >= day - 6 && other <= day).length).toBeLessThanOrEqual(3)
        }
        expect(ends.size).toBe(persons)
      }),
      { numRuns: 40 },
    )
  })
})

it('30,000 random decisions over all zones: none outside the hours (npm run bench:decisions makes a million)', () => {
  const report = runRandomDecisions(30_000, 7)
  expect(report.outside).toEqual([])
  expect(report.calls).toBeGreaterThan(2000)
  expect(report.waits).toBeGreaterThan(15_000)
})

describe('several contacts of one household', () => {
  it('a household is left in peace between two calls, whoever of it they are for and whatever they are about', () => {
    const households = fc.record({
      zone: zones,
      outcomes: fc.array(fc.constantFrom(...HOUSEHOLD_ENDS), { minLength: 1, maxLength: 8 }),
      size: fc.integer({ min: 2, max: 4 }),
      isOnePerson: fc.boolean(),
    })
    fc.assert(
      fc.property(households, ({ zone, outcomes, size, isOnePerson }) => {
        const policy = makePolicy({ apartMs: 2 * HOUR, caps: { perDay: 9 } })
        const contacts = Array.from({ length: size }, (_, index) => ({
          person: isOnePerson ? 'person' : `person ${index}`,
          attempts: [] as PlanAttempt[],
          isOver: false,
        }))
        const made: { readonly person: string; readonly attempt: PlanAttempt; readonly of: number }[] = []
        for (let now = MONDAY; now < MONDAY + 3 * DAY_MS && contacts.some(({ isOver }) => !isOver); now += 7 * 60_000)
          for (const [index, contact] of contacts.entries()) {
            if (contact.isOver) continue
            const elsewhere = made.filter(one => one.of !== index).map(({ person, attempt }) => ({ ...attempt, person }))
            const history = makeHistory({ attempts: contact.attempts, elsewhere }, { person: contact.person, zone })
            const step = nextStep(history, now, policy)
            if (step.kind === 'call') {
              const attempt = makeAttempt(now, outcomes[made.length % outcomes.length] ?? 'no_answer')
              contact.attempts.push(attempt)
              made.push({ person: contact.person, attempt, of: index })
            } else if (step.kind !== 'wait') contact.isOver = true
          }
        const gaps = made.flatMap(({ attempt, of }, index) =>
          attempt.outcome === 'busy'
            ? []
            : made
                .slice(index + 1)
                .filter(other => other.of !== of)
                .map(other => other.attempt.claimedAt - (attempt.endedAt ?? 0)),
        )
        expect(Math.min(Infinity, ...gaps)).toBeGreaterThanOrEqual(2 * HOUR)
      }),
      { numRuns: 40 },
    )
  })
})

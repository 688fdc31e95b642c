import {
  createWindows,
  DAY_MS,
  nextStep,
  type PlanAttempt,
  type PlanHistory,
  type PlanPolicy,
  RETRY_OUTCOMES,
  type Step,
} from '../../src/engine/campaigns/plan/index.ts'
import type { OpeningHours } from '../../src/engine/opening-hours.ts'

/** What came of random decisions. */
export interface DecisionReport {
  readonly decisions: number
  readonly calls: number
  readonly waits: number
  readonly zones: number
  /** Calls, at once or planned, outside the hours or on a day off, as another reading of the zone sees it. */
  readonly outside: readonly string[]
  /** CPU of one decision, µs. */
  readonly microseconds: number
}

const FROM = Date.UTC(2026, 0, 1)
const TWO_YEARS_MS = 2 * 365 * DAY_MS
const BATCH = 2000
const OUTCOMES = ['no_answer', 'voicemail', 'busy', 'trunk_fault', 'rejected', 'callback', 'hung_up_early', 'relative'] as const

/** A small generator of random numbers (mulberry32): the same seed, the same decisions. */
const createRandom = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

interface Policy {
  readonly policy: PlanPolicy
  readonly hours: OpeningHours
  readonly isDayOff: (day: number) => boolean
}

const makePolicy = (random: () => number): Policy => {
  const weekdays: OpeningHours['weekdays'] = new Map(
    [1, 2, 3, 4, 5, 6, 7].map((weekday): [number, { from: number; to: number }[]] => {
      if (weekday === 7 && random() < 0.7) return [weekday, []]
      const from = Math.floor(random() * 12 * 60)
      const middle = from + 60 + Math.floor(random() * 240)
      const spans = [{ from, to: middle }]
      if (random() < 0.5 && middle + 60 < 1440) spans.push({ from: middle + 30, to: Math.min(1440, middle + 300) })
      return [weekday, spans]
    }),
  )
  const hours = { weekdays, dates: new Map() }
  const daysOff = new Set(Array.from({ length: 30 }, () => Math.floor((FROM + random() * TWO_YEARS_MS) / DAY_MS)))
  const isDayOff = (day: number): boolean => daysOff.has(day)
  const windows = createWindows(hours, isDayOff)
  const then = ['after', 'another_part', 'another_day'] as const
  const rules = Object.fromEntries(
    RETRY_OUTCOMES.map(outcome => [
      outcome,
      { then: then[Math.floor(random() * 3)], afterMs: Math.floor(random() * 7_200_000), counted: random() < 0.8 },
    ]),
  ) as unknown as PlanPolicy['rules']
  const policy: PlanPolicy = {
    purpose: 'care_reminder',
    windows,
    messageWindows: windows,
    rules,
    total: 2 + Math.floor(random() * 5),
    caps: random() < 0.3 ? {} : { perDay: 1 + Math.floor(random() * 2), perWeek: 2 + Math.floor(random() * 3) },
    apartMs: 2 * 3_600_000,
    callBackWithinMs: 300_000,
    consent: { call: 'none', sms: 'none', email: 'none' },
    unreached: { messages: [], then: 'worklist' },
  }
  return { policy, hours, isDayOff }
}

const makeHistory = (random: () => number, zone: string, now: number): PlanHistory => {
  const numbers = Array.from({ length: 1 + Math.floor(random() * 2) }, (_, index) => `+4822000000${index}`)
  const makeAttempt = (at: number): PlanAttempt => {
    const outcome = OUTCOMES[Math.floor(random() * OUTCOMES.length)] ?? 'no_answer'
    return {
      number: numbers[Math.floor(random() * numbers.length)] ?? '',
      outcome,
      counted: outcome !== 'trunk_fault',
      callBackAt: outcome === 'callback' ? at + Math.floor(random() * 3 * DAY_MS) : null,
      claimedAt: at,
      endedAt: at + Math.floor(random() * 120_000),
    }
  }
  const pasts = Array.from({ length: Math.floor(random() * 5) }, () => now - 120_000 - Math.floor(random() * 10 * DAY_MS)).sort(
    (left, right) => left - right,
  )
  return {
    contact: { person: 'p', numbers, zone, deadlineAt: random() < 0.5 ? null : now + Math.floor(random() * 10 * DAY_MS) },
    attempts: pasts.map(makeAttempt),
    elsewhere: [],
    optOuts: [],
    consents: [],
    deadNumbers: new Set(),
  }
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Reads an instant by Intl itself, not by the tables of the plan. */
const createReader = (): ((zone: string, at: number) => { weekday: number; minute: number; day: number }) => {
  const formats = new Map<string, Intl.DateTimeFormat>()
  return (zone, at) => {
    let format = formats.get(zone)
    if (format === undefined)
      formats.set(
        zone,
        (format = new Intl.DateTimeFormat('en-US', {
          timeZone: zone,
          hourCycle: 'h23',
          weekday: 'short',
          year: 'numeric',
          month: '2-digit',
          day: '2-digit',
          hour: '2-digit',
          minute: '2-digit',
        })),
      )
    const [, weekday = '', month, day, year, hour, minute] =
      /^(\w+), (\d+)\/(\d+)\/(\d+), (\d+):(\d+)/.exec(format.format(at)) ?? []
    return {
      weekday: WEEKDAYS.indexOf(weekday) + 1,
      minute: Number(hour) * 60 + Number(minute),
      day: Date.UTC(Number(year), Number(month) - 1, Number(day)) / DAY_MS,
    }
  }
}

/** Random contacts, campaigns and instants of two years, over every zone that this machine knows. */
export const runRandomDecisions = (decisions: number, seed: number): DecisionReport => {
  const random = createRandom(seed)
  const zones = Intl.supportedValuesOf('timeZone')
  const read = createReader()
  const outside: string[] = []
  let [calls, waits, spent, made] = [0, 0, 0, 0]
  // The tables of the zones are made once a process.
  for (const zone of zones)
    for (let at = FROM; at < FROM + TWO_YEARS_MS; at += 90 * DAY_MS)
      nextStep(
        makeHistory(() => 0.5, zone, at),
        at,
        makePolicy(() => 0.5).policy,
      )
  const check = ({ hours, isDayOff }: Policy, zone: string, at: number): void => {
    const { weekday, minute, day } = read(zone, at)
    const isInside = (hours.weekdays.get(weekday) ?? []).some(({ from, to }) => from <= minute && minute < to)
    if (!isInside || isDayOff(day)) outside.push(`${zone} ${new Date(at).toISOString()}`)
  }
  while (made < decisions) {
    const chosen = makePolicy(random)
    const cases = Array.from({ length: Math.min(BATCH, decisions - made) }, () => {
      const zone = zones[Math.floor(random() * zones.length)] ?? 'UTC'
      const now = FROM + Math.floor(random() * TWO_YEARS_MS)
      return { zone, now, history: makeHistory(random, zone, now) }
    })
    const began = process.cpuUsage()
    const steps: Step[] = cases.map(({ history, now }) => nextStep(history, now, chosen.policy))
    const { user, system } = process.cpuUsage(began)
    spent += user + system
    made += cases.length
    for (const [index, step] of steps.entries()) {
      const { zone = 'UTC', now = 0 } = cases[index] ?? {}
      if (step.kind === 'call') {
        calls++
        check(chosen, zone, now)
      } else if (step.kind === 'wait' && step.reason !== 'call_running' && step.reason !== 'clock_jumped') {
        waits++
        check(chosen, zone, step.at)
      }
    }
  }
  return { decisions: made, calls, waits, zones: zones.length, outside, microseconds: spent / made }
}

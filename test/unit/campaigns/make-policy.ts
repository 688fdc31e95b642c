import type { PlanAttempt, PlanHistory, PlanPolicy, RetryRule } from '../../../src/engine/campaigns/plan/index.ts'
import { createWindows, RETRY_OUTCOMES } from '../../../src/engine/campaigns/plan/index.ts'

const MINUTE = 60_000

/** A rule with nothing special about it. */
export const rule = (then: RetryRule['then'], more: Partial<RetryRule> = {}): RetryRule => ({
  then,
  afterMs: 0,
  counted: true,
  ...more,
})

/** Weekdays 09:00-19:30, Saturdays 10:00-14:00: the hours of the example in the guide. */
export const HOURS = {
  weekdays: new Map([
    ...[1, 2, 3, 4, 5].map(day => [day, [{ from: 9 * 60, to: 19 * 60 + 30 }]] as const),
    [6, [{ from: 600, to: 840 }]] as const,
  ]),
  dates: new Map(),
}

/** The policy of the example in the guide. */
export const makePolicy = (more: Partial<PlanPolicy> = {}): PlanPolicy => ({
  purpose: 'care_reminder',
  windows: createWindows(HOURS),
  messageWindows: createWindows(HOURS),
  rules: {
    ...(Object.fromEntries(RETRY_OUTCOMES.map(outcome => [outcome, rule('another_part')])) as PlanPolicy['rules']),
    busy: rule('after', { afterMs: 15 * MINUTE }),
    voicemail: rule('another_day'),
    line_fault: rule('after', { afterMs: 5 * MINUTE, counted: false }),
    unknown: rule('worklist'),
  },
  total: 4,
  caps: { perDay: 1, perWeek: 3 },
  apartMs: 0,
  callBackWithinMs: 5 * MINUTE,
  consent: { call: 'none', sms: 'none', email: 'none' },
  unreached: { messages: [], then: 'worklist' },
  ...more,
})

/** An attempt that has ended two minutes after it began. */
export const makeAttempt = (at: number, outcome: string, more: Partial<PlanAttempt> = {}): PlanAttempt => ({
  number: '+48600000001',
  outcome,
  counted: true,
  callBackAt: null,
  claimedAt: at,
  endedAt: at + 2 * MINUTE,
  ...more,
})

/** A contact of whom nothing is known but a number. */
export const makeHistory = (more: Partial<PlanHistory> = {}, contact: Partial<PlanHistory['contact']> = {}): PlanHistory => ({
  contact: { person: 'person 1', numbers: ['+48600000001'], zone: 'Europe/Warsaw', deadlineAt: null, ...contact },
  attempts: [],
  elsewhere: [],
  optOuts: [],
  consents: [],
  deadNumbers: new Set(),
  ...more,
})

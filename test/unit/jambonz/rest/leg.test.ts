import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { FRESH_LEG, type Leg, moveLeg, nameLegOutcome } from '../../../../src/engine/jambonz/rest/index.ts'
import type { StatusReport } from '../../../../src/engine/jambonz/index.ts'

const ANSWERED: readonly StatusReport[] = [
  { callId: 'c', status: 'trying', sipStatus: 100 },
  { callId: 'c', status: 'ringing', sipStatus: 180 },
  { callId: 'c', status: 'early-media', sipStatus: 183 },
  { callId: 'c', status: 'in-progress', sipStatus: 200 },
  { callId: 'c', status: 'completed', sipStatus: 200, durationS: 31, endedBy: 'caller' },
]
const ends: readonly StatusReport[] = [
  { callId: 'c', status: 'busy', sipStatus: 486 },
  { callId: 'c', status: 'busy', sipStatus: 603 },
  { callId: 'c', status: 'no-answer', sipStatus: 487 },
  { callId: 'c', status: 'failed', sipStatus: 480 },
  { callId: 'c', status: 'failed', sipStatus: 404 },
  { callId: 'c', status: 'failed', sipStatus: 503 },
  { callId: 'c', status: 'failed', sipStatus: 500 },
]
const hearAll = (reports: readonly StatusReport[], from: Leg = FRESH_LEG): Leg =>
  reports.reduce((leg, report) => {
    const move = moveLeg(leg, report)
    return move.kind === 'moved' ? move.leg : leg
  }, from)
const STAGES = ['wished', 'trying', 'ringing', 'answered', 'over']

describe('a leg', () => {
  it('goes its way by statuses', () => {
    expect(hearAll(ANSWERED.slice(0, 2))).toEqual({ callId: 'c', stage: 'ringing', isAnswered: false })
    expect(hearAll(ANSWERED.slice(0, 4))).toEqual({ callId: 'c', stage: 'answered', isAnswered: true })
    expect(hearAll(ANSWERED)).toEqual({
      callId: 'c',
      stage: 'over',
      isAnswered: true,
      end: { status: 'completed', durationS: 31 },
    })
  })
  it('ends the same in whatever order statuses come, twice or not, as long as the last one comes', () => {
    const stories = fc.constantFrom(ANSWERED, ...ends.map(end => [...ANSWERED.slice(0, 2), end]))
    const told = stories.chain(story =>
      fc
        .array(fc.nat(story.length - 1), { maxLength: 12 })
        .chain(extra => fc.shuffledSubarray([...extra, story.length - 1], { minLength: extra.length + 1 }))
        .map(order => ({ story, order })),
    )
    fc.assert(
      fc.property(told, ({ story, order }) => {
        const whole = hearAll(story)
        expect(hearAll(order.map(at => story[at] as StatusReport))).toEqual(whole)
      }),
      { numRuns: 500 },
    )
  })
  it('never goes back, and a status heard twice changes nothing', () => {
    const anyReport = fc.constantFrom(...ANSWERED, ...ends)
    fc.assert(
      fc.property(fc.array(anyReport, { maxLength: 12 }), reports => {
        let leg: Leg = FRESH_LEG
        for (const report of reports) {
          const move = moveLeg(leg, report)
          if (move.kind !== 'moved') continue
          expect(STAGES.indexOf(move.leg.stage)).toBeGreaterThanOrEqual(STAGES.indexOf(leg.stage))
          expect(move.leg.isAnswered || !leg.isAnswered).toBe(true)
          expect(move.leg.end?.status).toBe(leg.end?.status ?? move.leg.end?.status)
          leg = move.leg
          expect(moveLeg(leg, report).kind).toBe('stale')
        }
      }),
    )
  })
  it('takes an end without anything before it', () => {
    expect(hearAll([ANSWERED[4] as StatusReport])).toMatchObject({ stage: 'over', isAnswered: true })
    expect(nameLegOutcome(hearAll([ends[0] as StatusReport]))).toBe('busy')
  })
  it('keeps to its own call, and points at another that lives under the same attempt', () => {
    const leg = hearAll(ANSWERED.slice(0, 1))
    expect(moveLeg(leg, { callId: 'd', status: 'ringing' })).toEqual({ kind: 'stranger', callId: 'd', isLive: true })
    expect(moveLeg(leg, { callId: 'd', status: 'failed', sipStatus: 404 })).toMatchObject({ kind: 'stranger', isLive: false })
  })
  it('adds to an end what was left out at first', () => {
    const bare = hearAll([{ callId: 'c', status: 'completed' }])
    expect(hearAll([ANSWERED[4] as StatusReport], bare).end).toEqual({ status: 'completed', durationS: 31 })
  })
  it.each([
    [0, 'busy'],
    [1, 'rejected'],
    [2, 'no_answer'],
    [3, 'no_answer'],
    [4, 'invalid_number'],
    [5, 'congestion'],
    [6, 'trunk_fault'],
  ] as const)('names the end %i: %s', (at, outcome) => {
    expect(nameLegOutcome(hearAll([ends[at] as StatusReport]))).toBe(outcome)
  })
  it('has no outcome while it goes on', () => {
    expect(nameLegOutcome(hearAll(ANSWERED.slice(0, 4)))).toBeUndefined()
    expect(nameLegOutcome(hearAll(ANSWERED))).toBe('answered')
  })
})

import { describe, expect, it } from 'vitest'
import {
  DEFAULT_ASSUMPTIONS,
  forecast,
  type ForecastContact,
  REASON_WORDS,
} from '../../../src/engine/campaigns/forecast/index.ts'
import { createDueHeap } from '../../../src/engine/campaigns/forecast/due-heap.ts'
import { makeHistory, makePolicy } from './make-policy.ts'

/** A Monday at eight in Warsaw. */
const NOW = Date.UTC(2026, 4, 4, 6)
const DAY = 86_400_000
const FAST = { atOnce: 50, perSecond: 10 }
const contacts = (howMany: number, deadlineAt: number | null = null): readonly ForecastContact[] =>
  Array.from({ length: howMany }, (_, index) => ({
    id: `contact ${index}`,
    history: makeHistory({}, { person: `person ${index}`, numbers: [`+4860000${String(1000 + index)}`], deadlineAt }),
    policy: makePolicy(),
  }))
const sum = (counts: object): number => Object.values(counts).reduce((total: number, count) => total + Number(count), 0)

describe('a forecast', () => {
  it('loses nobody and says the same each time', () => {
    const result = forecast(contacts(500, NOW + 6 * DAY), FAST, NOW, DEFAULT_ASSUMPTIONS)
    expect(result.reached + sum(result.unreached)).toBe(500)
    expect(sum(result.reachedAt)).toBe(result.reached)
    expect(forecast(contacts(500, NOW + 6 * DAY), FAST, NOW, DEFAULT_ASSUMPTIONS)).toEqual(result)
  })
  it('reaches at the first attempt the share that is assumed', () => {
    const { reachedAt } = forecast(contacts(2000), FAST, NOW, { ...DEFAULT_ASSUMPTIONS, reached: 0.4 })
    expect((reachedAt[0] ?? 0) / 2000).toBeCloseTo(0.4, 1)
  })
  it('says who is not called, and by which rule', () => {
    const [first, second, ...rest] = contacts(10)
    if (first === undefined || second === undefined) throw new Error('no contacts')
    const optOut = { subjectKind: 'person', subject: 'person 0', purpose: '*', channel: '*', at: 0 } as const
    const list = [
      { ...first, history: { ...first.history, optOuts: [optOut] } },
      { ...second, policy: makePolicy({ consent: { call: 'prior', sms: 'prior', email: 'prior' } }) },
      ...rest,
    ]
    const result = forecast(list, FAST, NOW, DEFAULT_ASSUMPTIONS)
    expect(result).toMatchObject({ contacts: 10, eligible: 8, excluded: { opted_out: 1, no_consent: 1 } })
  })
  it('shows when the pace is too slow for the deadline', () => {
    // One channel, 90 s a call at most, ten and a half hours: some four hundred calls at most.
    const slow = forecast(contacts(2000, NOW + DAY / 2), { atOnce: 1, perSecond: 1 }, NOW, DEFAULT_ASSUMPTIONS)
    expect(slow.neverTried).toBeGreaterThan(1000)
    expect(slow.calls).toBeLessThan(900)
    expect(sum(slow.unreached)).toBeGreaterThan(1000)
    const fast = forecast(contacts(2000, NOW + DAY / 2), FAST, NOW, DEFAULT_ASSUMPTIONS)
    expect(fast.neverTried).toBe(0)
  })
  it('begins no more calls a second than the pace allows', () => {
    const result = forecast(contacts(300), { atOnce: 1000, perSecond: 0.5 }, NOW, {
      ...DEFAULT_ASSUMPTIONS,
      reached: 0.7,
      voicemail: 0,
      busy: 0,
    })
    // Three hundred first attempts at one in two seconds take ten minutes from nine o'clock on.
    expect(result.endsAt).toBeGreaterThanOrEqual(NOW + 3_600_000 + 298 * 2000)
  })
  it('counts messages before calls, and those to whom nobody reached', () => {
    const before = { channel: 'sms', text: 'reminder', waitMs: 3_600_000, isCallSpared: true } as const
    const unreached = { messages: [{ channel: 'sms', text: 'please_confirm' }], then: 'worklist' } as const
    const list = contacts(100).map(contact => ({ ...contact, policy: makePolicy({ before, unreached }) }))
    const result = forecast(list, FAST, NOW, DEFAULT_ASSUMPTIONS)
    expect(result.messages).toBe(100 + sum(result.unreached))
  })
})

describe('a heap of what is due', () => {
  it('gives the earliest first, and of one instant who came first', () => {
    const heap = createDueHeap<number>()
    const times = [5, 3, 9, 3, 7, 1, 8, 3, 2]
    for (const [index, at] of times.entries()) heap.push(at, index)
    const out: string[] = []
    for (let next = heap.pop(); next !== undefined; next = heap.pop()) out.push(`${next.at}:${next.item}`)
    expect(out).toEqual(['1:5', '2:8', '3:1', '3:3', '3:7', '5:0', '7:4', '8:6', '9:2'])
  })
})

it('every reason of the plan has words', () => {
  for (const words of Object.values(REASON_WORDS)) expect(words.length).toBeGreaterThan(10)
})

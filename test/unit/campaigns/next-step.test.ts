import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import {
  createWindows,
  nextStep,
  type PlanHistory,
  type PlanPolicy,
  type Step,
} from '../../../src/engine/campaigns/plan/index.ts'
import { HOURS, makeAttempt, makeHistory, makePolicy, rule } from './make-policy.ts'

/** Monday 4 May 2026 in Warsaw; `at('wed 10:15')` is two days later. */
const at = (text: string, zone = 'Europe/Warsaw'): number => {
  const [day = '', time = ''] = text.split(' ')
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf(day.slice(0, 3)) + 7 * day.slice(3).length
  return DateTime.fromISO(`2026-05-04T${time}`, { zone }).plus({ days }).toMillis()
}
/** When and what, in words; a `+` after the day is the week after. */
const show = (step: Step, zone = 'Europe/Warsaw'): string => {
  const time = (instant: number): string => {
    const local = DateTime.fromMillis(instant, { zone, locale: 'en' })
    const weeks = Math.floor(local.startOf('day').diff(DateTime.fromISO('2026-05-04', { zone }), 'days').days / 7)
    return local
      .toFormat('ccc HH:mm')
      .toLowerCase()
      .replace(' ', `${'+'.repeat(weeks)} `)
  }
  if (step.kind === 'call') return `call ${step.number} ${step.reason}`
  if (step.kind === 'wait') return `wait ${time(step.at)} ${step.reason}`
  if (step.kind === 'message') return `${step.message.channel} ${step.message.text} ${time(step.at)}`
  return `${step.kind} ${step.outcome} ${step.reason}`
}
const plan = (
  history: Partial<PlanHistory>,
  now: string,
  policy: Partial<PlanPolicy> = {},
  contact: Partial<PlanHistory['contact']> = {},
): string => show(nextStep(makeHistory(history, contact), at(now), makePolicy(policy)))

describe('the first attempt', () => {
  it('is made at once within the hours', () => {
    expect(plan({}, 'mon 10:00')).toBe('call +48600000001 first_attempt')
  })
  it.each([
    ['mon 07:00', 'wait mon 09:00 outside_hours'],
    ['mon 19:30', 'wait tue 09:00 outside_hours'],
    ['sat 14:00', 'wait mon+ 09:00 outside_hours'],
  ])('waits for the hours: %s', (now, expected) => {
    expect(plan({}, now)).toBe(expected)
  })
  it('goes by the contact’s own clock', () => {
    expect(plan({}, 'mon 09:30', {}, { zone: 'Europe/Lisbon' })).toBe('wait mon 10:00 outside_hours')
  })
  it('is not made on a day off', () => {
    const dayOff = Date.UTC(2026, 4, 5) / 86_400_000
    expect(plan({}, 'mon 20:00', { windows: createWindows(HOURS, day => day === dayOff) })).toBe('wait wed 09:00 outside_hours')
  })
})

describe('after a failed attempt', () => {
  const failed = (when: string, outcome: string, more = {}) => makeAttempt(at(when), outcome, more)
  it.each([
    ['busy', 'wait mon 10:17 after_rule'],
    ['no_answer', 'wait tue 12:00 cap_reached'],
    ['voicemail', 'wait tue 12:00 spread'],
    ['trunk_fault', 'wait mon 10:07 after_rule'],
    ['unknown', 'worklist unknown rule_ends'],
    ['confirmed', 'finish confirmed reached'],
    ['an_ending_of_the_scenario', 'finish an_ending_of_the_scenario reached'],
    ['complaint', 'worklist complaint needs_person'],
    ['wrong_person', 'worklist unreached no_number'],
  ])('%s', (outcome, expected) => {
    expect(plan({ attempts: [failed('mon 10:00', outcome, { counted: outcome !== 'trunk_fault' })] }, 'mon 10:05')).toBe(expected)
  })
  it('another part of the day may be the same day when the caps allow it', () => {
    expect(plan({ attempts: [failed('mon 11:00', 'no_answer')] }, 'mon 11:05', { caps: {} })).toBe('wait mon 13:00 spread')
  })
  it('each part of the day is tried before one is tried again, two hours away from every hour that failed', () => {
    const attempts = [failed('mon 10:00', 'no_answer'), failed('tue 12:00', 'no_answer')]
    expect(plan({ attempts }, 'tue 12:05')).toBe('wait wed 17:00 cap_reached')
    const third = [...attempts, failed('wed 17:00', 'no_answer')]
    // Three calls within seven days are all that the cap allows.
    expect(plan({ attempts: third }, 'wed 17:05')).toBe('wait mon+ 14:00 cap_reached')
  })
  it('an unanswered fourth attempt is the last', () => {
    const attempts = ['mon 10:00', 'tue 12:00', 'wed 17:00', 'mon+ 14:00'].map(when => failed(when, 'no_answer'))
    expect(plan({ attempts }, 'mon+ 14:05')).toBe('worklist unreached attempts_used')
  })
  it('the second number has its turn before the first is tried again', () => {
    const numbers = ['+48600000001', '+48600000002']
    expect(plan({ attempts: [failed('mon 10:00', 'no_answer')] }, 'tue 12:00', {}, { numbers })).toBe(
      'call +48600000002 next_attempt',
    )
  })
  it('a number that ended leaves the others', () => {
    const numbers = ['+48600000001', '+48600000002']
    expect(plan({ attempts: [failed('mon 10:00', 'fax', { counted: false })] }, 'tue 10:00', {}, { numbers })).toBe(
      'call +48600000002 next_attempt',
    )
  })
  it('a line that is always engaged is an hour that failed in the end', () => {
    const attempts = ['mon 10:00', 'mon 10:20', 'mon 10:40', 'mon 11:00'].map(when => failed(when, 'busy'))
    expect(plan({ attempts }, 'mon 11:02', { total: 9, caps: {} })).not.toMatch(/^wait mon 11/)
  })
  it('faults of the line slow down, and are no attempts of the patient', () => {
    const attempts = Array.from({ length: 8 }, (_, index) =>
      makeAttempt(at('mon 10:00') + index * 60_000, 'trunk_fault', { counted: false }),
    )
    expect(plan({ attempts }, 'mon 10:10')).toBe('wait mon 12:09 after_rule')
  })
})

describe('a call back', () => {
  const asked = (when: string): PlanHistory['attempts'] => [makeAttempt(at('mon 10:00'), 'callback', { callBackAt: at(when) })]
  it('comes at the hour that the person named, caps or not', () => {
    expect(plan({ attempts: asked('mon 17:00') }, 'mon 10:05')).toBe('wait mon 17:00 asked_to_call_back')
    expect(plan({ attempts: asked('mon 17:00') }, 'mon 17:00')).toBe('call +48600000001 asked_to_call_back')
  })
  it('waits for the hours of the law when they named one outside', () => {
    expect(plan({ attempts: asked('mon 22:00') }, 'mon 22:00')).toBe('wait tue 09:00 asked_to_call_back')
  })
  it('comes late rather than never', () => {
    expect(plan({ attempts: asked('mon 12:00') }, 'mon 15:00')).toBe('call +48600000001 asked_to_call_back')
  })
  it('goes to a person when it is asked for again and again', () => {
    const attempts = Array.from({ length: 6 }, () => asked('mon 17:00')).flat()
    expect(plan({ attempts }, 'mon 17:00')).toBe('worklist callback needs_person')
  })
})

describe('nobody is called', () => {
  const optOut = { subjectKind: 'person', subject: 'person 1', purpose: '*', channel: '*', at: 0 } as const
  it('who does not want to be', () => {
    expect(plan({ optOuts: [optOut] }, 'mon 10:00')).toBe('finish opted_out opted_out')
    expect(plan({ optOuts: [{ ...optOut, purpose: 'marketing' }] }, 'mon 10:00')).toMatch(/^call/)
    expect(plan({ optOuts: [{ ...optOut, channel: 'sms' }] }, 'mon 10:00')).toMatch(/^call/)
  })
  it('at a number whose owner does not want to be', () => {
    const optOuts = [{ ...optOut, subjectKind: 'number', subject: '+48600000001' } as const]
    expect(plan({ optOuts }, 'mon 10:00')).toBe('worklist unreached no_number')
    expect(plan({ optOuts }, 'mon 10:00', {}, { numbers: ['+48600000001', '+48600000002'] })).toBe(
      'call +48600000002 first_attempt',
    )
  })
  it('who is dead, as another campaign learned', () => {
    const elsewhere = [
      { person: 'person 1', number: '+48600000009', outcome: 'deceased', claimedAt: at('mon 08:00'), endedAt: null },
    ]
    expect(plan({ elsewhere }, 'mon 10:00')).toBe('finish deceased deceased')
  })
  it('without the consent that the law asks for, or after it was taken back', () => {
    const consent = { call: 'prior', sms: 'prior', email: 'prior' } as const
    const say = (kind: 'consent' | 'withdrawal', when: number, purpose = 'care_reminder') => ({
      kind,
      purpose,
      channel: 'call',
      at: when,
    })
    expect(plan({}, 'mon 10:00', { consent })).toBe('finish excluded no_consent')
    expect(plan({ consents: [say('consent', 1, 'marketing')] }, 'mon 10:00', { consent })).toBe('finish excluded no_consent')
    expect(plan({ consents: [say('consent', 1)] }, 'mon 10:00', { consent })).toMatch(/^call/)
    expect(plan({ consents: [say('consent', 1), say('withdrawal', 2)] }, 'mon 10:00', { consent })).toBe(
      'finish excluded no_consent',
    )
    expect(plan({ consents: [say('withdrawal', 1), say('consent', 1)] }, 'mon 10:00', { consent })).toBe(
      'finish excluded no_consent',
    )
    expect(plan({ consents: [say('withdrawal', 1), say('consent', 2)] }, 'mon 10:00', { consent })).toMatch(/^call/)
  })
  it('where the law forbids a robot to call', () => {
    expect(plan({}, 'mon 10:00', { consent: { call: 'forbidden', sms: 'none', email: 'none' } })).toBe(
      'finish excluded forbidden',
    )
  })
  it('while a call is under way', () => {
    expect(plan({ attempts: [makeAttempt(at('mon 10:00'), '', { outcome: null, endedAt: null })] }, 'mon 10:01')).toMatch(
      /call_running$/,
    )
  })
  it('after the deadline, and it goes to a person', () => {
    expect(plan({}, 'mon 12:00', {}, { deadlineAt: at('mon 12:00') })).toBe('worklist unreached deadline_passed')
  })
  it('when no allowed hour is left before the deadline, and that is known at once', () => {
    expect(plan({}, 'mon 20:00', {}, { deadlineAt: at('tue 08:00') })).toBe('worklist unreached no_time_left')
  })
  it('in a zone that nobody knows: it goes to a person, with an alert', () => {
    expect(nextStep(makeHistory({}, { zone: 'Europe/Atlantis' }), at('mon 10:00'), makePolicy())).toMatchObject({
      kind: 'worklist',
      reason: 'unknown_zone',
      isAlert: true,
    })
  })
  it('while the clock stands before what has already happened', () => {
    const attempts = [makeAttempt(at('tue 10:00'), 'no_answer')]
    const step = nextStep(makeHistory({ attempts }), at('mon 10:00'), makePolicy())
    expect(step).toMatchObject({ kind: 'wait', reason: 'clock_jumped', at: at('tue 10:00'), isAlert: true })
    expect(nextStep(makeHistory(), Number.NaN, makePolicy())).toMatchObject({ kind: 'wait', reason: 'clock_jumped' })
  })
  it('more often than the caps allow, over all campaigns and by number too', () => {
    const call = { person: 'person 1', number: '+48600000009', outcome: 'no_answer', claimedAt: at('mon 09:00'), endedAt: null }
    expect(plan({ elsewhere: [call] }, 'mon 15:00')).toBe('wait tue 09:00 cap_reached')
    const household = { ...call, person: 'person 2', number: '+48600000001' }
    expect(plan({ elsewhere: [household] }, 'mon 15:00')).toBe('wait tue 09:00 cap_reached')
    const stranger = { ...call, person: 'person 2' }
    expect(plan({ elsewhere: [stranger] }, 'mon 15:00')).toMatch(/^call/)
  })
})

describe('when nobody was reached', () => {
  it('messages go out, and then it is finished or with a person, as the campaign says', () => {
    const unreached = { messages: [{ channel: 'sms', text: 'please_confirm' }], then: 'finish' } as const
    expect(nextStep(makeHistory({}, { deadlineAt: at('mon 09:00') }), at('mon 12:00'), makePolicy({ unreached }))).toEqual({
      kind: 'finish',
      outcome: 'unreached',
      reason: 'deadline_passed',
      messages: unreached.messages,
    })
  })
})

describe('a message before the call', () => {
  const before = { channel: 'sms', text: 'reminder', waitMs: 6 * 3_600_000, isCallSpared: true } as const
  const sent = { direction: 'out', channel: 'sms', template: 'reminder', state: 'sent', createdAt: at('mon 09:00') } as const
  it('is sent when messages may be', () => {
    expect(plan({}, 'mon 05:00', { before })).toBe('sms reminder mon 09:00')
  })
  it('is given time, then the call comes', () => {
    expect(plan({ messages: [sent] }, 'mon 10:00', { before })).toBe('wait mon 15:00 message_waits')
    expect(plan({ messages: [sent] }, 'mon 15:00', { before })).toBe('call +48600000001 first_attempt')
  })
  it('that was answered spares the call', () => {
    const answer = { ...sent, direction: 'in', template: null, createdAt: at('mon 10:00') } as const
    expect(plan({ messages: [sent, answer] }, 'mon 15:00', { before })).toBe('wait tue 15:00 message_waits')
    expect(plan({ messages: [sent, answer] }, 'mon 15:00', { before: { ...before, isCallSpared: false } })).toMatch(/^call/)
  })
  it('is left out when it failed, may not be sent, or would take the last hour away', () => {
    expect(plan({ messages: [{ ...sent, state: 'failed' }] }, 'mon 10:00', { before })).toMatch(/^call/)
    expect(plan({}, 'mon 10:00', { before, consent: { call: 'none', sms: 'prior', email: 'none' } })).toMatch(/^call/)
    expect(plan({}, 'mon 15:00', { before }, { deadlineAt: at('mon 20:00') })).toMatch(/^call/)
  })
})

describe('rules of the campaign', () => {
  it('may end a contact or give it to a person at once', () => {
    const policy = makePolicy()
    const rules = { ...policy.rules, rejected: rule('finish'), screened: rule('worklist') }
    expect(plan({ attempts: [makeAttempt(at('mon 10:00'), 'rejected')] }, 'mon 10:05', { rules })).toBe(
      'finish rejected rule_ends',
    )
    expect(plan({ attempts: [makeAttempt(at('mon 10:00'), 'screened')] }, 'mon 10:05', { rules })).toBe(
      'worklist screened rule_ends',
    )
  })
})

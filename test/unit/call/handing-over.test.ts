import { describe, expect, test } from 'vitest'
import type { Handover, TransferRequest, WaitingTurn } from '../../../src/engine/call/index.ts'
import type { Language } from '../../../src/scenarios/model/documents.ts'
import { Rig, TUESDAY } from './rig.ts'
import { compileSmallClinic } from './small-clinic.ts'

/** A call that hands over at once, with an exit of its own for everything that can come of it. */
const SCENARIO = `
scenario: visit
policy: small
speaks: en
also: [pl]
gets: { patient: { name: person, phone: phone }, visit: { at: moment } }
gives:
  outcome: [talked, cut, busy, nobody, refused, shut, waited, callback, given_up, failed, handed_over, no_answer, opted_out]
  reason: "[ill, other]?"
steps:
  hello:
    ask: "Good day, this is the automated assistant of Linden Clinic. Why do you call?"
    listen_for: { reason: "[ill, other]?" }
    optional: true
    then: over
  over:
    transfer: reception
    say: "I am putting you through."
    summary: "From {caller.phone}. The visit is {visit.at: day and time}. The new time is {later}. The reason is {reason, select, ill {illness} other {not known}}."
    done: { end: talked }
    agent_hung_up: { end: cut }
    busy: { end: busy }
    no_answer: { end: nobody }
    refused: { end: refused }
    closed: { end: shut }
    queue_timeout: { end: waited }
    callback: { end: callback }
    gave_up: { end: given_up }
    failed: { end: failed }
  never:
    ask: "When else?"
    listen_for: { later: moment }
    then: over
`
const POLISH = `
language: pl
texts:
  hello: "Dzień dobry, tu automatyczny asystent. W jakiej sprawie?"
  over.say: "Łączę."
  over.summary: "{caller.phone}."
`
const FEWER = SCENARIO.replace(/ {4}(agent_hung_up|refused|queue_timeout|callback|gave_up|busy|closed): .*\n/g, '')

function handOver(text: string, language: Language = 'en', phone = '+48600000000') {
  const scenario = compileSmallClinic({}, { 'visit/scenario.yaml': text, 'visit/pl.yaml': POLISH })
  const told: Handover[] = []
  const waits: WaitingTurn[] = []
  const rig = new Rig(scenario, undefined, undefined, undefined, options => ({
    language,
    data: { ...options.data, caller: { phone } },
    handovers: { tell: handover => void told.push(handover) },
    telephone: { ...options.telephone, wait: turn => void waits.push(turn) },
  }))
  rig.silent().silent()
  const request = rig.transfers[0] as TransferRequest
  return { rig, request, told, waits }
}

describe('handing over', () => {
  test('tells who and why in the language of the clinic, and leaves out the sentence of what is not known', () => {
    const { request } = handOver(SCENARIO, 'pl')
    expect(request).toMatchObject({ language: 'pl', staffLanguage: 'en', say: [{ text: 'Łączę.' }] })
    expect(request.summary).toBe('From +48600000000. The visit is 2026-05-05. The reason is not known.')
  })

  test('leaves out a sentence that the voice of its language cannot read', () => {
    const { request } = handOver(SCENARIO, 'en', 'шістсот')
    expect(request.summary).toBe('The visit is 2026-05-05. The reason is not known.')
  })

  test("tells the clinic's systems besides, once a visit of the step", () => {
    const { told } = handOver(SCENARIO)
    expect(told).toMatchObject([
      {
        idempotencyKey: 'test:over:1',
        scenario: 'visit',
        step: 'over',
        to: 'reception',
        phone: '+48600000000',
        summary: expect.stringContaining('+48600000000') as string,
      },
    ])
    // The contact is not what the call kept.
    expect(Object.keys(told[0]?.kept ?? {})).not.toContain('patient')
  })

  test.each([
    ['bridged', {}, 'talked', 'talked'],
    ['bridged', { agentLeft: true }, 'cut', 'talked'],
    ['busy', {}, 'busy', 'failed'],
    ['no_answer', {}, 'nobody', 'nobody'],
    ['refused', {}, 'refused', 'nobody'],
    ['closed', {}, 'shut', 'failed'],
    ['queue_timeout', {}, 'waited', 'nobody'],
    ['callback', {}, 'callback', 'nobody'],
    ['failed', {}, 'failed', 'failed'],
  ] as const)('%s %j goes by its own exit, else by that of what it is most like', (result, more, own, other) => {
    for (const [text, outcome] of [
      [SCENARIO, own],
      [FEWER, other],
    ] as const) {
      const { rig, request } = handOver(text)
      rig.call.receive({ kind: 'transfer', turn: request.id, result, talkMs: 5000, ...more })
      rig.settle()
      expect(rig.result?.outcome).toBe(outcome)
      const noted = outcome === 'cut' ? 'agent_hung_up' : result
      expect(rig.of('transfer').at(-1)).toMatchObject({ result: noted, talkMs: 5000 })
    }
  })

  test.each([
    [SCENARIO, 'given_up'],
    [FEWER, 'hung_up'],
  ])('a caller who gives up goes by the exit for it, else the call ends', (text, outcome) => {
    const { rig } = handOver(text)
    rig.call.receive({ kind: 'hangup', by: 'caller' })
    rig.settle()
    expect([outcome, 'hung_up_early']).toContain(rig.result?.outcome)
  })

  test('what a waiting caller hears is the policy’s, with the place in the queue', () => {
    const { rig, request, waits } = handOver(SCENARIO)
    rig.call.receive({ kind: 'waiting', turn: request.id, position: 3, mayCallBack: false })
    rig.settle()
    rig.call.receive({ kind: 'waiting', turn: request.id, position: 2, mayCallBack: true })
    rig.settle()
    expect(waits.map(({ say }) => say.map(({ text }) => text).join(' '))).toEqual([
      'You are number 3.',
      'You are number 2. Press one to be called back.',
    ])
    expect(rig.of('prompt').filter(({ form }) => form === 'waiting')).toHaveLength(3)
  })

  test('an answer of an earlier transfer is let pass', () => {
    const { rig } = handOver(SCENARIO)
    rig.call.receive({ kind: 'transfer', turn: 'another', result: 'bridged' })
    rig.settle()
    expect(rig.result).toBeUndefined()
  })
})

test('the rig is on the day that the texts speak of', () => {
  expect(new Date(TUESDAY).toISOString().slice(0, 10)).toBe('2026-05-05')
})

import { describe, expect, it } from 'vitest'
import { createLines } from '../../../src/engine/jambonz/lines.ts'
import type { Dial } from '../../../src/engine/jambonz/protocol.ts'
import { type Bench, type BenchOptions, CALL, makeTransfer, setUpCall, START } from './harness.ts'

const target = { type: 'phone', number: '+48600000009' } as const
const weekdays = new Map([2, 3].map(day => [day, [{ from: 8 * 60, to: 15 * 60 }]]))
const lines = createLines(
  [],
  [
    { name: 'reception', target, timeoutMs: 30_000 },
    { name: 'day', target, timeoutMs: 30_000, hours: weekdays },
    { name: 'night', target, timeoutMs: 30_000, hours: new Map([[7, [{ from: 0, to: 60 }]]]) },
  ],
)
const setUpTransfer = (more: Parameters<typeof makeTransfer>[0] = {}, options: BenchOptions = {}): Bench => {
  const bench = setUpCall({ lines, ...options })
  bench.telephone.transfer(makeTransfer(more))
  bench.wait(0)
  return bench
}
const dialOf = (bench: Bench): Dial => bench.lastVerbs().find((verb): verb is Dial => verb.verb === 'dial') as Dial

describe('handing a call over', () => {
  it('says so and dials', () => {
    const bench = setUpTransfer()
    expect(bench.lastVerbs().slice(1)).toEqual([
      { verb: 'say', id: 'x1', text: ['Łączę z rejestracją.'] },
      { verb: 'dial', id: 'x1', target: [target], actionHook: '/transfer', answerOnBridge: true, anchorMedia: true, timeout: 30 },
    ])
  })

  it.each([
    ['completed', 200, 'bridged'],
    ['busy', 486, 'busy'],
    ['failed', 600, 'busy'],
    ['ringing', 180, 'no_answer'],
    ['no-answer', 487, 'no_answer'],
    ['failed', 480, 'no_answer'],
    ['failed', 503, 'failed'],
  ])('takes %s/%i for %s', (dial_call_status, dial_sip_status, result) => {
    const bench = setUpTransfer()
    bench.hook('/transfer', { verb_id: 'x1', dial_call_status, dial_sip_status })
    expect(bench.events.at(-1)).toEqual({ kind: 'transfer', turn: 'x1', result })
  })

  it('does not dial outside the hours of the line', () => {
    const bench = setUpTransfer({ to: 'night' })
    expect(bench.events).toEqual([{ kind: 'transfer', turn: 'x1', result: 'closed' }])
    expect(bench.redirects()).toHaveLength(0)
  })

  it('dials within them, in the time of the clinic', () => {
    // 10:00 of a Tuesday in Warsaw.
    expect(new Date(START).getUTCDay()).toBe(2)
    expect(dialOf(setUpTransfer({ to: 'day' }))).toMatchObject({ verb: 'dial' })
  })

  it('fails for a line that lines.yaml does not have, after the call has finished asking', () => {
    const bench = setUpCall({ lines })
    bench.telephone.transfer(makeTransfer({ to: 'nobody' }))
    expect(bench.events).toEqual([])
    bench.wait(0)
    expect(bench.events).toEqual([{ kind: 'transfer', turn: 'x1', result: 'failed' }])
    expect(bench.errors).toHaveLength(1)
  })

  it('speaks the summary to whoever answers, before they are connected', () => {
    const bench = setUpTransfer({ summary: 'Dzwoni pacjentka, chce odwołać wizytę.' })
    expect(dialOf(bench).confirmHook).toBe('/confirm')
    bench.session.receive({ type: 'dial:confirm', msgid: 'c', hook: '/confirm', data: { call_sid: 'child' } })
    expect(bench.sent.at(-1)).toEqual({
      type: 'ack',
      msgid: 'c',
      data: [
        { verb: 'config', notifyEvents: true },
        { verb: 'say', id: 'x1.summary', text: ['Dzwoni pacjentka, chce odwołać wizytę.'] },
      ],
    })
  })

  const callerLeaves = (bench: Bench): void =>
    bench.session.receive({
      type: 'call:status',
      data: { call_sid: CALL, call_status: 'completed', call_termination_by: 'caller' },
    })
  const setUpSummary = (): Bench => {
    const bench = setUpTransfer({ summary: 'Dzwoni pacjentka.' })
    bench.session.receive({ type: 'call:status', data: { call_sid: 'child', parent_call_sid: CALL, call_status: 'in-progress' } })
    bench.session.receive({ type: 'dial:confirm', msgid: 'c', hook: '/confirm', data: { call_sid: 'child' } })
    return bench
  }

  it('counts as bridged when the caller hangs up after the summary was spoken', () => {
    const bench = setUpSummary()
    bench.status('finished', 'x1.summary')
    callerLeaves(bench)
    expect(bench.events.slice(-2)).toEqual([
      { kind: 'transfer', turn: 'x1', result: 'bridged' },
      { kind: 'hangup', by: 'caller' },
    ])
  })

  it('does not count as bridged when the caller hangs up during the summary', () => {
    const bench = setUpSummary()
    callerLeaves(bench)
    expect(bench.kinds()).not.toContain('transfer')
  })

  it('does not count as bridged when whoever answered hangs up during the summary', () => {
    const bench = setUpSummary()
    bench.status('starting', 'x1.summary')
    bench.session.receive({ type: 'call:status', data: { call_sid: 'child', parent_call_sid: CALL, call_status: 'completed' } })
    bench.status('finished', 'x1.summary')
    bench.hook('/transfer', { verb_id: 'x1', dial_call_status: 'completed', dial_sip_status: 200 })
    expect(bench.events.at(-1)).toEqual({ kind: 'transfer', turn: 'x1', result: 'no_answer' })
  })

  it('believes a server that says nothing of the summary when it says that they were connected', () => {
    const bench = setUpSummary()
    bench.session.receive({ type: 'call:status', data: { call_sid: 'child', parent_call_sid: CALL, call_status: 'completed' } })
    bench.hook('/transfer', { verb_id: 'x1', dial_call_status: 'completed', dial_sip_status: 200 })
    expect(bench.events.at(-1)).toEqual({ kind: 'transfer', turn: 'x1', result: 'bridged' })
  })

  it('counts as bridged when the caller hangs up while they talk', () => {
    const bench = setUpTransfer()
    bench.session.receive({ type: 'call:status', data: { call_sid: 'child', parent_call_sid: CALL, call_status: 'in-progress' } })
    bench.session.receive({
      type: 'call:status',
      data: { call_sid: CALL, call_status: 'completed', call_termination_by: 'caller' },
    })
    expect(bench.events.slice(-2)).toEqual([
      { kind: 'transfer', turn: 'x1', result: 'bridged' },
      { kind: 'hangup', by: 'caller' },
    ])
  })

  it('does not count as bridged when the caller hangs up while it rings', () => {
    const bench = setUpTransfer()
    bench.session.receive({
      type: 'call:status',
      data: { call_sid: CALL, call_status: 'completed', call_termination_by: 'caller' },
    })
    expect(bench.kinds()).not.toContain('transfer')
  })

  it('counts one result only', () => {
    const bench = setUpTransfer()
    bench.hook('/transfer', { verb_id: 'x1', dial_call_status: 'busy' })
    bench.hook('/transfer', { verb_id: 'x1', dial_call_status: 'completed' })
    expect(bench.kinds().filter(kind => kind === 'transfer')).toHaveLength(1)
  })
})

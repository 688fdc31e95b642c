import { describe, expect, it } from 'vitest'
import { readLines } from '../../../src/engine/jambonz/read-lines.ts'
import type { Dial, Verb } from '../../../src/engine/jambonz/protocol.ts'
import { type Bench, type BenchOptions, CALL, makeTransfer, setUpCall, START } from './harness.ts'

const target = { type: 'phone', number: '+48600000009' } as const
const other = { type: 'phone', number: '+48600000008' } as const
const third = { type: 'phone', number: '+48600000007' } as const
const { lines } = readLines(`
transfers:
  reception: { to: "+48600000009" }
  day: { to: "+48600000009", hours: { tue-wed: 08:00-15:00 } }
  night: { to: "+48600000009", hours: { sun: 00:00-01:00 } }
  group: { to: ["+48600000009", "+48600000008", "+48600000007"], timeout: 15s }
  all: { to: ["+48600000009", "+48600000008"], ring: all }
  answering: { to: "+48600000009", take: by answering }
  rota:
    rota:
      - { days: 2026-05-05, hours: 09:00-11:00, to: "+48600000008" }
      - { days: mon-fri, hours: 08:00-20:00, to: "+48600000009" }
      - { hours: 20:00-08:00, to: "+48600000007" }
`)
const setUpTransfer = (more: Parameters<typeof makeTransfer>[0] = {}, options: BenchOptions = {}): Bench => {
  const bench = setUpCall({ lines, ...options })
  bench.telephone.transfer(makeTransfer(more))
  bench.wait(0)
  return bench
}
const dialOf = (bench: Bench): Dial => bench.lastVerbs().find((verb): verb is Dial => verb.verb === 'dial') as Dial

const RINGING = expect.stringMatching(/^tone_stream:.*loops=-1$/) as string

describe('handing a call over', () => {
  it('says so and dials', () => {
    const bench = setUpTransfer()
    expect(bench.lastVerbs().slice(1)).toEqual([
      { verb: 'say', id: 'x1', text: ['Łączę z rejestracją.'] },
      {
        verb: 'dial',
        id: 'x1',
        target: [target],
        actionHook: '/transfer',
        answerOnBridge: true,
        anchorMedia: true,
        dialMusic: RINGING,
        timeout: 30,
      },
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
    expect(bench.events.at(-1)).toEqual({
      kind: 'transfer',
      turn: 'x1',
      result,
      // The caller is still there: the other side has hung up.
      ...(result === 'bridged' ? { agentLeft: true } : {}),
    })
  })

  it('has failed when jambonz ends the dial without a result, and not when its result has come', () => {
    const finish = (bench: Bench): void =>
      bench.session.receive({ type: 'verb:status', data: { event: 'finished', id: 'x1', name: 'dial' } })
    const broken = setUpTransfer()
    finish(broken)
    broken.wait(1000)
    expect(broken.events.at(-1)).toEqual({ kind: 'transfer', turn: 'x1', result: 'failed' })
    const busy = setUpTransfer()
    busy.hook('/transfer', { verb_id: 'x1', dial_call_status: 'busy', dial_sip_status: 486 })
    finish(busy)
    busy.wait(1000)
    expect(busy.events.at(-1)).toEqual({ kind: 'transfer', turn: 'x1', result: 'busy' })
    // One of a group breaks: the next rings.
    const group = setUpTransfer({ to: 'group' })
    finish(group)
    group.wait(1000)
    expect(dialOf(group).target).toEqual([other])
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

  const callerLeaves = (bench: Bench): void =>
    bench.session.receive({
      type: 'call:status',
      data: { call_sid: CALL, call_status: 'completed', call_termination_by: 'caller' },
    })
  const leg = (bench: Bench, call_status: string, call_sid = 'child', more = {}): void =>
    bench.session.receive({ type: 'call:status', data: { call_sid, parent_call_sid: CALL, call_status, ...more } })
  const confirm = (bench: Bench, call_sid = 'child'): readonly Verb[] => {
    leg(bench, 'in-progress', call_sid)
    bench.session.receive({ type: 'dial:confirm', msgid: `c-${call_sid}`, hook: '/confirm', data: { call_sid } })
    const ack = bench.sent.at(-1)
    expect(ack).toMatchObject({ type: 'ack', msgid: `c-${call_sid}` })
    return ack?.type === 'ack' ? (ack.data ?? []) : []
  }
  /** The key of whoever was asked; gives the verbs of its ack. */
  const press = (bench: Bench, digits: string | undefined, call_sid = 'child'): readonly Verb[] => {
    const reason = digits === undefined ? { reason: 'timeout' } : { reason: 'dtmfDetected', digits }
    bench.hook('/take', { verb_id: 'x1.take', call_sid, parent_call_sid: CALL, ...reason })
    const ack = bench.sent.at(-1)
    return ack?.type === 'ack' ? (ack.data ?? []) : []
  }
  const over = (bench: Bench, dial_call_status: string, dial_sip_status: number, verb_id = 'x1'): void =>
    bench.hook('/transfer', { verb_id, dial_call_status, dial_sip_status })
  const last = (bench: Bench): unknown => bench.events.at(-1)
  const SUMMARY = 'Dzwoni pacjentka, chce odwołać wizytę.'

  describe('whoever answers is told what it is about, and takes the call by a key', () => {
    const asking = { summary: SUMMARY, staffLanguage: 'pl', said: 'Chcę rozmawiać z człowiekiem.' } as const

    it('in their own language and voice, with the caller’s last words; whoever presses nothing is hung up on', () => {
      const bench = setUpTransfer(asking)
      expect(dialOf(bench).confirmHook).toBe('/confirm')
      expect(confirm(bench)).toMatchObject([
        { verb: 'config', notifyEvents: true },
        {
          verb: 'gather',
          id: 'x1.take',
          input: ['digits'],
          actionHook: '/take',
          numDigits: 1,
          dtmfBargein: true,
          say: {
            id: 'x1.summary',
            text: [
              SUMMARY,
              'Ostatnie słowa rozmówcy: Chcę rozmawiać z człowiekiem.',
              'Aby odebrać tę rozmowę, proszę nacisnąć jeden.',
            ],
            synthesizer: { language: 'pl-PL' },
          },
        },
        { verb: 'hangup' },
      ])
    })

    it('also when the caller speaks another language, which they are told', () => {
      const bench = setUpTransfer({ ...asking, language: 'uk', said: 'Хочу говорити з людиною' })
      expect(JSON.stringify(confirm(bench))).toContain('Rozmowa po ukraińsku.')
      expect(JSON.stringify(bench.sent.at(-1))).not.toContain('людиною')
      expect(JSON.stringify(bench.sent.at(-1))).toContain('"language":"pl-PL"')
    })

    it('connects by the key: verbs in the ack keep jambonz from the hangup', () => {
      const bench = setUpTransfer(asking)
      confirm(bench)
      expect(press(bench, '1')).toMatchObject([{ verb: 'say', text: ['Łączę.'] }])
      bench.wait(42_000)
      over(bench, 'completed', 200)
      expect(last(bench)).toEqual({ kind: 'transfer', turn: 'x1', result: 'bridged', agentLeft: true, talkMs: 42_000 })
    })

    it.each([
      ['presses nothing', undefined],
      ['presses another key', '3'],
    ])('counts as refused when they %s', (_name, digits) => {
      const bench = setUpTransfer(asking)
      confirm(bench)
      expect(press(bench, digits)).toEqual([])
      over(bench, 'in-progress', 200)
      expect(last(bench)).toEqual({ kind: 'transfer', turn: 'x1', result: 'refused' })
    })

    it('counts as refused as soon as they hang up, which jambonz calls completed, and that only later', () => {
      const bench = setUpTransfer(asking)
      confirm(bench)
      leg(bench, 'completed', 'child', { duration: 4 })
      expect(last(bench)).toEqual({ kind: 'transfer', turn: 'x1', result: 'refused' })
      over(bench, 'completed', 200)
      expect(bench.kinds().filter(kind => kind === 'transfer')).toHaveLength(1)
    })

    it('counts as bridged when the caller hangs up after the key, and not when before', () => {
      const taken = setUpTransfer(asking)
      confirm(taken)
      press(taken, '1')
      taken.wait(5000)
      callerLeaves(taken)
      expect(taken.events.slice(-2)).toEqual([
        { kind: 'transfer', turn: 'x1', result: 'bridged', talkMs: 5000 },
        { kind: 'hangup', by: 'caller' },
      ])
      const asked = setUpTransfer(asking)
      confirm(asked)
      callerLeaves(asked)
      expect(asked.kinds()).not.toContain('transfer')
    })

    it('gives the call to the first of several who take it', () => {
      const bench = setUpTransfer({ ...asking, to: 'all' })
      expect(dialOf(bench).target).toEqual([target, other])
      confirm(bench, 'child')
      confirm(bench, 'child-2')
      expect(press(bench, '1', 'child-2')).toHaveLength(1)
      expect(press(bench, '1', 'child')).toEqual([])
      over(bench, 'completed', 200)
      expect(last(bench)).toMatchObject({ result: 'bridged' })
    })

    it('goes on as refused when the hook of the dial never comes', () => {
      const bench = setUpTransfer(asking)
      confirm(bench)
      bench.wait(91_000)
      expect(last(bench)).toEqual({ kind: 'transfer', turn: 'x1', result: 'refused' })
    })
  })

  describe('a group that is rung one by one', () => {
    it('rings the next when one does not take it, and says what they came to together', () => {
      const bench = setUpTransfer({ to: 'group', summary: SUMMARY })
      expect(dialOf(bench)).toMatchObject({ id: 'x1', target: [target], timeout: 15 })
      confirm(bench)
      press(bench, '9')
      over(bench, 'in-progress', 200)
      expect(dialOf(bench)).toMatchObject({ id: 'x1.2', target: [other] })
      expect(bench.lastVerbs().filter(({ verb }) => verb === 'say')).toEqual([])
      over(bench, 'busy', 486, 'x1.2')
      expect(dialOf(bench)).toMatchObject({ id: 'x1.3', target: [third] })
      expect(bench.kinds()).not.toContain('transfer')
      over(bench, 'ringing', 180, 'x1.3')
      expect(last(bench)).toEqual({ kind: 'transfer', turn: 'x1', result: 'refused' })
    })

    it('stops at the one who takes it, and passes over a late hook of an earlier one', () => {
      const bench = setUpTransfer({ to: 'group' })
      over(bench, 'busy', 486)
      over(bench, 'failed', 503)
      expect(dialOf(bench).id).toBe('x1.2')
      over(bench, 'completed', 200, 'x1.2')
      expect(bench.events.filter(({ kind }) => kind === 'transfer')).toMatchObject([{ result: 'bridged' }])
    })

    it('is busy only if nobody just did not answer', () => {
      const bench = setUpTransfer({ to: 'group' })
      over(bench, 'busy', 486)
      over(bench, 'ringing', 180, 'x1.2')
      over(bench, 'failed', 503, 'x1.3')
      expect(last(bench)).toMatchObject({ result: 'no_answer' })
    })
  })

  it('dials who is on duty now', () => {
    // A Tuesday of May, ten o'clock: the date goes before the weekday.
    expect(dialOf(setUpTransfer({ to: 'rota' })).target).toEqual([other])
    const evening = setUpCall({ lines })
    evening.wait(3 * 3_600_000)
    evening.telephone.transfer(makeTransfer({ to: 'rota' }))
    expect(dialOf(evening).target).toEqual([target])
    const night = setUpCall({ lines })
    night.wait(18 * 3_600_000)
    night.telephone.transfer(makeTransfer({ to: 'rota' }))
    expect(dialOf(night).target).toEqual([third])
  })

  describe('where answering is taking', () => {
    const setUpSummary = (): Bench => {
      const bench = setUpTransfer({ to: 'answering', summary: SUMMARY })
      expect(confirm(bench)).toMatchObject([{ verb: 'config' }, { verb: 'say', id: 'x1.summary', text: [SUMMARY] }])
      return bench
    }

    it('counts as bridged when the caller hangs up after the summary was spoken', () => {
      const bench = setUpSummary()
      bench.status('finished', 'x1.summary')
      callerLeaves(bench)
      expect(bench.events.slice(-2)).toEqual([
        { kind: 'transfer', turn: 'x1', result: 'bridged', talkMs: 0 },
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
      leg(bench, 'completed')
      over(bench, 'completed', 200)
      expect(last(bench)).toEqual({ kind: 'transfer', turn: 'x1', result: 'refused' })
    })

    it('believes a server that says nothing of the summary when it says that they were connected', () => {
      const bench = setUpSummary()
      leg(bench, 'completed')
      over(bench, 'completed', 200)
      expect(last(bench)).toMatchObject({ result: 'bridged' })
    })
  })

  it('takes the length of the talk from the other leg', () => {
    const bench = setUpTransfer()
    leg(bench, 'in-progress')
    bench.wait(31_000)
    leg(bench, 'completed', 'child', { duration: 30 })
    over(bench, 'completed', 200)
    expect(last(bench)).toEqual({ kind: 'transfer', turn: 'x1', result: 'bridged', agentLeft: true, talkMs: 30_000 })
  })

  it('counts as bridged when the caller hangs up while they talk', () => {
    const bench = setUpTransfer()
    bench.session.receive({ type: 'call:status', data: { call_sid: 'child', parent_call_sid: CALL, call_status: 'in-progress' } })
    bench.session.receive({
      type: 'call:status',
      data: { call_sid: CALL, call_status: 'completed', call_termination_by: 'caller' },
    })
    expect(bench.events.slice(-2)).toEqual([
      { kind: 'transfer', turn: 'x1', result: 'bridged', talkMs: 0 },
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

import { describe, expect, it } from 'vitest'
import { readLines } from '../../../src/engine/jambonz/read-lines.ts'
import type { Verb } from '../../../src/engine/jambonz/protocol.ts'
import { type Bench, CALL, inbound, makeTransfer, makeTurn, outbound, setUp } from './harness.ts'

const NOTICE = 'notice: { pl: "Rozmowa jest nagrywana.", uk: "Розмова записується." }'
const linesOf = (record: string, more = '') =>
  readLines(`
country: PL
countries: { PL: { record: ${record}, ${NOTICE} } }
lines:
  "+48220000000": { scenario: home-visit-request }
  "+48220000001": { scenario: home-visit-request, record: never }
transfers: { reception: { to: "+48600000009" } }
${more}`).lines
const hold = (record: string, session: object, language: 'pl' | 'uk' | 'en' = 'pl', more = ''): Bench => {
  const bench = setUp({ lines: linesOf(record, more), onStart: telephone => telephone.turn(makeTurn('t1', { language })) })
  bench.session.receive(session)
  return bench
}
const call = (data: object = {}): object => outbound({ account_sid: 'account', ...data })
const recordsOf = (verbs: readonly Verb[]): unknown[] =>
  verbs.flatMap(verb => (verb.verb === 'config' ? [verb.record?.action ?? verb.listen?.enable] : [])).filter(Boolean)
const isTold = (verbs: readonly Verb[]): boolean => verbs.some(verb => verb.verb === 'say' && verb.id === `${CALL}.notice`)
const told = (bench: Bench): void => bench.status('finished', `${CALL}.notice`)
const recordings = (bench: Bench): unknown[] => bench.events.filter(({ kind }) => kind === 'recording')

describe('a call that is recorded', () => {
  it('tells the caller first, in the language of the call, and records after it', () => {
    const bench = hold('with_notice', call(), 'uk')
    expect(bench.lastVerbs()).toMatchObject([
      { verb: 'config', notifyEvents: true },
      { verb: 'say', id: `${CALL}.notice`, text: ['Розмова записується.'] },
      { verb: 'config', record: { action: 'startCallRecording', type: 'cloud', recordingID: CALL } },
      { verb: 'gather', id: 't1' },
    ])
    expect(recordings(bench)).toEqual([])
    told(bench)
    expect(recordings(bench)).toEqual([
      {
        kind: 'recording',
        state: 'started',
        id: CALL,
        path: `Accounts/account/RecentCalls/${CALL}/record/2026/05/05/mp3`,
      },
    ])
    bench.telephone.turn(makeTurn('t2'))
    expect(isTold(bench.lastVerbs())).toBe(false)
    expect(recordsOf(bench.lastVerbs())).toEqual([])
  })

  it('is told again when the notice was cut by something else, and not recorded before', () => {
    const bench = hold('with_notice', call())
    bench.status('start-playback', `${CALL}.notice`)
    bench.telephone.turn(makeTurn('t2'))
    expect(isTold(bench.lastVerbs())).toBe(true)
    expect(recordsOf(bench.lastVerbs())).toEqual(['startCallRecording'])
    expect(recordings(bench)).toEqual([])
  })

  it('does not take a notice that was cut for heard', () => {
    const bench = hold('with_notice', call())
    bench.status('kill-playback', `${CALL}.notice`)
    told(bench)
    expect(recordings(bench)).toEqual([])
  })

  it('pauses in turns in which secrets may be said, and goes on after them', () => {
    const bench = hold('with_notice', call())
    told(bench)
    bench.telephone.turn(makeTurn('t2', { isUnrecorded: true }))
    expect(recordsOf(bench.lastVerbs())).toEqual(['pauseCallRecording'])
    bench.telephone.turn(makeTurn('t3', { isUnrecorded: true }))
    expect(recordsOf(bench.lastVerbs())).toEqual([])
    bench.telephone.turn(makeTurn('t4'))
    expect(recordsOf(bench.lastVerbs())).toEqual(['resumeCallRecording'])
    expect(recordings(bench)).toMatchObject([{ state: 'started' }, { state: 'paused' }, { state: 'resumed' }])
  })

  it('goes on being recorded when it is handed over from such a turn', () => {
    const bench = hold('with_notice', call())
    told(bench)
    bench.telephone.turn(makeTurn('t2', { isUnrecorded: true }))
    bench.telephone.transfer(makeTransfer())
    expect(recordsOf(bench.lastVerbs())).toEqual(['resumeCallRecording'])
  })

  it('never begins with a turn that must not be kept', () => {
    const bench = setUp({
      lines: linesOf('with_notice'),
      onStart: telephone => telephone.turn(makeTurn('t1', { isUnrecorded: true })),
    })
    bench.session.receive(call())
    expect(recordsOf(bench.lastVerbs())).toEqual(['startCallRecording', 'pauseCallRecording'])
    told(bench)
    expect(recordings(bench)).toMatchObject([{ state: 'started' }, { state: 'paused' }])
    bench.telephone.turn(makeTurn('t2'))
    expect(recordsOf(bench.lastVerbs())).toEqual(['resumeCallRecording'])
  })

  describe('only with the agreement of the caller', () => {
    const ask = (record: string): Bench => {
      const bench = setUp({ lines: linesOf(`${record}, consent: true`), onStart: telephone => telephone.turn(makeTurn('t1')) })
      bench.session.receive(call())
      return bench
    }
    const answer = (bench: Bench, digits: string | undefined): void =>
      bench.hook('/consent', {
        verb_id: `${CALL}.consent`,
        ...(digits === undefined ? { reason: 'timeout' } : { reason: 'dtmfDetected', digits }),
      })
    const started = (bench: Bench): boolean => bench.sent.some(message => JSON.stringify(message).includes('startCallRecording'))

    it('asks before the first word, and records from the key on', () => {
      const bench = ask('with_notice')
      expect(bench.lastVerbs()).toMatchObject([
        { verb: 'config' },
        { verb: 'gather', id: `${CALL}.consent`, input: ['digits'], numDigits: 1, actionHook: '/consent' },
        { verb: 'gather', id: 't1' },
      ])
      expect(started(bench)).toBe(false)
      told(bench)
      expect(started(bench)).toBe(false)
      answer(bench, '1')
      expect(bench.sent).toContainEqual(
        expect.objectContaining({
          command: 'config',
          data: { record: expect.objectContaining({ action: 'startCallRecording' }) as object },
        }),
      )
      expect(recordings(bench)).toMatchObject([{ state: 'started' }])
      bench.telephone.turn(makeTurn('t2', { isUnrecorded: true }))
      expect(recordsOf(bench.lastVerbs())).toEqual(['pauseCallRecording'])
    })

    it.each([
      ['with_notice', undefined, false],
      ['with_notice', '2', false],
      ['required', undefined, true],
      ['required', '2', true],
    ])('records nobody else (%s, key %s)', (record, digits, isOver) => {
      const bench = ask(record)
      answer(bench, digits)
      expect(started(bench)).toBe(false)
      expect(recordings(bench)).toMatchObject([{ state: 'refused' }])
      expect(bench.lastVerbs().some(({ verb }) => verb === 'hangup')).toBe(isOver)
      if (isOver) return
      bench.telephone.turn(makeTurn('t2'))
      expect(bench.lastVerbs().some(verb => 'id' in verb && verb.id === `${CALL}.consent`)).toBe(false)
    })
  })

  it.each([
    ['siprec: "sip:recorder@example.org"', { record: { type: 'siprec', siprecServerURL: 'sip:recorder@example.org' } }],
    ['listen: "wss://recorder.example.org/calls"', { listen: { enable: true, url: 'wss://recorder.example.org/calls' } }],
  ])('is recorded by what lines.yaml names: %s', (recorder, verb) => {
    const bench = hold('with_notice', call(), 'pl', `recorder: { ${recorder} }`)
    expect(bench.lastVerbs()).toContainEqual(expect.objectContaining({ verb: 'config', ...objectWith(verb) }))
    told(bench)
    expect(recordings(bench)[0]).not.toHaveProperty('path')
  })

  it('is not recorded by the line that says so, whatever the country says', () => {
    const bench = hold('required', inbound({ to: '48220000001' }))
    expect(isTold(bench.lastVerbs())).toBe(false)
    expect(recordsOf(bench.lastVerbs())).toEqual([])
  })

  describe('where the caller cannot be told', () => {
    it('for want of words is not recorded, or not held where it must be recorded', () => {
      const wanted = hold('with_notice', inbound(), 'en')
      expect(recordsOf(wanted.lastVerbs())).toEqual([])
      expect(wanted.lastVerbs().at(-1)).toMatchObject({ verb: 'gather' })
      const required = hold('required', inbound(), 'en')
      expect(required.lastVerbs()).toMatchObject([{ verb: 'sip:decline' }])
    })

    it.each([
      ['with_notice', false],
      ['required', true],
    ])('for want of a voice stops recording at once (%s)', (mode, isOver) => {
      const bench = hold(mode, call())
      bench.session.receive({
        type: 'jambonz:error',
        data: { msg: 'TTS error', verb: 'say', id: `${CALL}.notice`, failover: 'not available' },
      })
      expect(bench.sent).toContainEqual({
        type: 'command',
        command: 'config',
        data: { record: { action: 'stopCallRecording', type: 'cloud', recordingID: CALL } },
      })
      expect(bench.lastVerbs().some(({ verb }) => verb === 'hangup')).toBe(isOver)
      bench.telephone.turn(makeTurn('t2'))
      expect(recordsOf(bench.lastVerbs())).toEqual(isOver ? ['startCallRecording'].slice(1) : [])
    })
  })
})

function objectWith(part: object): object {
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, expect.objectContaining(value as object) as object]))
}

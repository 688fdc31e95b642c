import { describe, expect, it } from 'vitest'
import { createVoices } from '../../../src/engine/jambonz/voices.ts'
import { inbound, makeTurn, setUp, setUpCall } from './harness.ts'

const amdOf = (bench: ReturnType<typeof setUp>): readonly unknown[] =>
  bench.sent.flatMap(message =>
    ('data' in message && Array.isArray(message.data) ? message.data : []).flatMap(verb =>
      verb.verb === 'config' && verb.amd !== undefined ? [verb.amd] : [],
    ),
  )

describe('the detector of answering machines', () => {
  it('is asked for with the first words of a call that goes out, which do not wait for it', () => {
    const bench = setUpCall()
    expect(bench.sent).toHaveLength(1)
    expect(bench.sent[0]).toMatchObject({
      type: 'ack',
      data: [
        { verb: 'config', amd: { actionHook: '/amd' } },
        { verb: 'gather', id: 't1' },
      ],
    })
  })

  it('is asked for once, though the settings may be sent again', () => {
    const bench = setUpCall()
    bench.telephone.turn(makeTurn('t2'))
    expect(bench.lastVerbs()[0]).toMatchObject({ verb: 'config', notifyEvents: true })
    expect(amdOf(bench)).toHaveLength(1)
  })

  it('is not asked for where somebody calls', () => {
    const bench = setUp()
    bench.session.receive(inbound())
    expect(amdOf(bench)).toEqual([])
  })

  it("listens with the voice's own recogniser, by name where it has one; `default` is a name that it does not know", () => {
    const recognizer = { vendor: 'google', label: 'clinic', language: 'pl-PL', hints: ['tak'] }
    const voice = { recognizer, synthesizer: { vendor: 'default' }, normal: { kind: 'none' }, slow: { kind: 'none' } } as const
    expect(amdOf(setUpCall({ voices: createVoices({ pl: voice }) }))).toEqual([
      { actionHook: '/amd', recognizer: { vendor: 'google', label: 'clinic', language: 'pl-PL' } },
    ])
    expect(amdOf(setUpCall())).toEqual([{ actionHook: '/amd' }])
  })

  it('has each of its events acknowledged, without verbs, which would replace the call', () => {
    const bench = setUpCall()
    const types = [
      'amd_human_detected',
      'amd_machine_detected',
      'amd_tone_detected',
      'amd_machine_stopped_speaking',
      'amd_no_speech_detected',
      'amd_decision_timeout',
      'amd_stopped',
      'amd_something_new',
    ]
    for (const type of types) bench.hook('/amd', { type, reason: 'hint', greeting: 'cześć' })
    const acks = bench.sent.slice(1)
    expect(acks.map(({ type }) => type)).toEqual(types.map(() => 'ack'))
    expect(acks.every(message => !('data' in message))).toBe(true)
    expect(bench.redirects()).toEqual([])
    expect(bench.events.flatMap(event => (event.kind === 'answered_by' ? [event.by] : []))).toEqual([
      'human',
      'voicemail',
      'beep',
      'stopped',
    ])
  })

  it('that never decides holds nothing up', () => {
    const bench = setUpCall()
    bench.wait(20_000)
    expect(bench.kinds()).not.toContain('answered_by')
    bench.telephone.turn(makeTurn('t2'))
    expect(bench.lastVerbs().at(-1)).toMatchObject({ id: 't2' })
  })
})

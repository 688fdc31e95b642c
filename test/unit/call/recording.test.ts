import { describe, expect, test } from 'vitest'
import { Rig } from './rig.ts'
import { compileSmallClinic } from './small-clinic.ts'

const SCENARIO = `
scenario: visit
policy: small
speaks: en
gets: { patient: { name: person, phone: phone }, visit: { at: moment } }
gives: { outcome: [confirmed, no_answer, handed_over, opted_out], born: date?, mark: "scale 0 to 10?" }
steps:
  hello:
    ask: "Good day, this is the automated assistant of Linden Clinic. Will you come on {visit.at: day and time}?"
    answers: { agree: born }
  born:
    ask: "When were you born?"
    listen_for: { born: date }
    optional: true
    then: mark
  mark:
    ask: "From zero to ten?"
    listen_for: { mark: scale 0 to 10 }
    not_recorded: true
    optional: true
    then: open
  open:
    ask: "And your day, for the record?"
    listen_for: { born: date }
    not_recorded: false
    optional: true
    then: { end: confirmed }
`

describe('a call that is recorded', () => {
  const begin = (): Rig => new Rig(compileSmallClinic({}, { 'visit/scenario.yaml': SCENARIO }))

  test('asks for days without being recorded, unless the author wants it, and for what the author does not want', () => {
    const rig = begin()
    expect(rig.turn.isUnrecorded).toBeUndefined()
    rig.played().says('yes')
    expect(rig.turn.isUnrecorded).toBe(true)
    rig.silent().silent()
    expect(rig.said).toBe('From zero to ten?')
    expect(rig.turn.isUnrecorded).toBe(true)
    rig.silent().silent()
    expect(rig.said).toBe('And your day, for the record?')
    expect(rig.turn.isUnrecorded).toBeUndefined()
  })

  test('points from its journal into the recording, whose own time stands still while it pauses', () => {
    const rig = begin()
    rig.call.receive({ kind: 'recording', state: 'started', id: 'r1', path: 'Accounts/a/RecentCalls/r1/record/2026/05/04/mp3' })
    rig.settle()
    rig.played().says('yes')
    const [, born] = rig.of('prompt')
    expect(rig.of('utterance')).toMatchObject([{ text: 'yes', recordedMs: 3002 }])
    expect(born).toMatchObject({ text: 'When were you born?', recordedMs: 3002 })
    rig.call.receive({ kind: 'recording', state: 'paused', id: 'r1' })
    rig.settle()
    rig.played().says('never mind')
    expect(rig.of('utterance').at(-1)).not.toHaveProperty('recordedMs')
    rig.call.receive({ kind: 'recording', state: 'resumed', id: 'r1' })
    rig.settle()
    rig.says('never mind')
    const { recordedMs } = rig.of('utterance').at(-1) ?? {}
    expect(recordedMs).toBeGreaterThan(3000)
    expect(recordedMs).toBeLessThan(3010)
    expect(rig.of('recording')).toMatchObject([
      { state: 'started', id: 'r1', path: 'Accounts/a/RecentCalls/r1/record/2026/05/04/mp3' },
      { state: 'paused' },
      { state: 'resumed' },
    ])
  })
})

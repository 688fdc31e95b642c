import { describe, expect, test } from 'vitest'
import { tellsOfContact } from '../../../src/scenarios/compile/index.ts'
import { askWhoFirst, compileSmallClinic } from './small-clinic.ts'
import { Rig } from './rig.ts'

const scenario = compileSmallClinic(askWhoFirst)
/** As a script without its identity step would be compiled: the checks of the folder refuse it, the call must too. */
const careless = compileSmallClinic({
  'visit/scenario.yaml': text =>
    askWhoFirst['visit/scenario.yaml'](text).replace(
      'steps:\n',
      'steps:\n  early: { say: "It is {visit.at: day and time}.", then: identity }\n',
    ),
})

describe('what tells of the contact', () => {
  test('is spoken to the person that has said to be the one', () => {
    const rig = new Rig(scenario)
    expect(rig.said).toContain('Am I speaking to')
    expect(rig.played().says('yes').said).toContain('2026-05-05')
  })

  test('is kept back before that, whatever the script says, and the call ends politely', () => {
    const rig = new Rig(careless)
    expect(rig.turns.map(({ say }) => say.map(({ text }) => text).join(' ')).join()).not.toContain('2026')
    expect(rig.said).toMatch(/^I am sorry/)
    rig.played()
    expect(rig.result?.outcome).toBe('bot_fault')
    expect(rig.of('fault')).toMatchObject([{ message: expect.stringContaining('visit:early was kept back') }])
  })

  test('is the visit, and what the clinic gave for it; not names, not what the caller said', () => {
    expect(tellsOfContact(scenario, '', 'visit.at')).toBe(true)
    expect(tellsOfContact(scenario, '', 'slots')).toBe(true)
    expect(tellsOfContact(scenario, '', 'new_time')).toBe(true)
    expect(tellsOfContact(scenario, '', 'patient.name')).toBe(false)
    expect(tellsOfContact(scenario, 'identity', 'person')).toBe(false)
    expect(tellsOfContact(scenario, '', 'mark')).toBe(false)
    expect(tellsOfContact(scenario, '', 'clinic.name')).toBe(false)
  })

  test('survives a restart: who was identified stays so, who was not is not', () => {
    const identified = new Rig(scenario).played().says('yes').call.snapshot()
    const restored = new Rig(scenario, undefined, identified)
    restored.call.receive({ kind: 'interrupted', turn: restored.turn.id, heard: true })
    expect(restored.settle().said).toContain('Will you come?')
    const stranger = new Rig(scenario).call.snapshot()
    const forged = {
      ...stranger,
      machine: { ...(identified.machine as object), context: (stranger.machine as { context: object }).context },
    }
    const kept = new Rig(
      compileSmallClinic({
        'visit/scenario.yaml': text =>
          askWhoFirst['visit/scenario.yaml'](text).replace('again: "Will', 'again: "{visit.at: day}. Will'),
      }),
      undefined,
      forged,
    )
    expect(kept.said).toMatch(/^I am sorry/)
  })
})

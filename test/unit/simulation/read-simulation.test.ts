import { expect, test } from 'vitest'
import { checkSimulation } from '../../../src/simulation/script/check-simulation.ts'
import { readSimulation } from '../../../src/simulation/script/read-simulation.ts'
import { compileTiny, writeSimulation } from './tiny-clinic.ts'

const scenarios = new Map([['tiny', compileTiny()]])
const read = (rest: string) => {
  const { simulation, findings } = readSimulation('test/simulations/tiny/a.yaml', writeSimulation(rest))
  const checked = simulation === undefined ? [] : checkSimulation(simulation, scenarios)
  return { simulation, found: [...findings, ...checked].map(one => `${one.span.line}:${one.span.column} ${one.code}`) }
}

test('every line of a call is read with its line in the file', () => {
  const { simulation, found } = read(`
call:
  - answered_by: voicemail
  - bot: visit / repeat
  - bot: { step: visit, says: aktualna }
  - says: agree
  - says: { move: "przełóżmy", final_twice: 300ms, late: 2s, confidence: 0.4, language: uk, after: 3s }
  - says: { pl: "tak", uk: "так" }
  - keys: "1"
  - silent: 6s
  - silent: to the end
  - interrupts: { says: who_is_it, at: 60% }
  - interrupts: { keys: "1", at: 800ms }
  - noise: true
  - mumbles: true
  - hangs_up: true
`)
  expect(found).toEqual([])
  expect(simulation?.call).toEqual([
    { kind: 'answered_by', by: 'voicemail', line: 10 },
    { kind: 'bot', node: 'visit', form: 'repeat', line: 11 },
    { kind: 'bot', node: 'visit', contains: 'aktualna', line: 12 },
    { kind: 'says', saying: { words: 'agree' }, line: 13 },
    {
      kind: 'says',
      saying: { meaning: 'move', words: 'przełóżmy', finalTwiceMs: 300, lateMs: 2000, confidence: 0.4, language: 'uk' },
      afterMs: 3000,
      line: 14,
    },
    { kind: 'says', saying: { words: { pl: 'tak', uk: 'так' } }, line: 15 },
    { kind: 'keys', digits: '1', line: 16 },
    { kind: 'silent', ms: 6000, line: 17 },
    { kind: 'silent', ms: 'to the end', line: 18 },
    { kind: 'interrupts', at: { share: 0.6 }, with: { kind: 'says', saying: { words: 'who_is_it' } }, line: 19 },
    { kind: 'interrupts', at: { ms: 800 }, with: { kind: 'keys', digits: '1' }, line: 20 },
    { kind: 'noise', line: 21 },
    { kind: 'mumbles', line: 22 },
    { kind: 'hangs_up', line: 23 },
  ])
})

test.each([
  ['two things in one line', '  - { bot: visit, says: agree }', ['10:5 simulation/one-thing-a-line']],
  ['nothing in a line', '  - { after: 3s }', ['10:5 simulation/one-thing-a-line']],
  ['a form that is none', '  - bot: visit / loud', ['10:10 simulation/unknown-form']],
  ['two meanings', '  - says: { agree: tak, move: przełóżmy }', ['10:11 simulation/unclear-saying']],
  ['keys without quotes', '  - keys: 1', ['10:11 shape/wrong-kind']],
  ['a verb that is none', '  - says_loud: agree', ['10:5 shape/unknown-key']],
  ['a step that is none', '  - bot: visti', ['10:10 simulation/unknown-step']],
])('faults are findings with their place: %s', (_name, line, found) => {
  expect(read(`call:\n${line}`).found).toEqual(found)
})

test('services, outcomes and the contact are held against the scenario', () => {
  const { found } = read(`
call:
  - bot: visit
check: { outcome: confirmd, never: [move_vist], services: [free_times, none_such] }
`)
  expect(found).toEqual([
    '11:37 simulation/unknown-service',
    '11:72 simulation/unknown-service',
    '11:19 simulation/unknown-outcome',
  ])
  const text = `
simulation: a test
scenario: tiny
contact: { patient: { name: Anna Nowak } }
services:
  free_times: { gives: soon }
call: [{ bot: visit }]
`
  const { simulation } = readSimulation('a.yaml', text)
  const codes = simulation === undefined ? [] : checkSimulation(simulation, scenarios).map(one => `${one.span.line} ${one.code}`)
  expect(codes).toContain('6 simulation/bad-value')
  expect(codes).toContain('4 simulation/bad-contact')
})

test('an unknown scenario is said, with the nearest name', () => {
  const { simulation } = readSimulation('a.yaml', 'simulation: x\nscenario: tinny\ncall: [{ bot: visit }]\n')
  const found = simulation === undefined ? [] : checkSimulation(simulation, scenarios)
  expect(found.map(one => [one.code, one.hint])).toEqual([['simulation/unknown-scenario', 'Did you mean "tiny"?']])
})

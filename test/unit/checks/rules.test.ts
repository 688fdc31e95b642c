import { describe, expect, test } from 'vitest'
import { BASE, checkFiles } from '../../golden/overlay.ts'

const SCENARIO = 'visit/scenario.yaml'

/** Codes found after changes to the base; `at` says where, as the line's text. */
function findAfter(changes: readonly (readonly [string, string])[], file = SCENARIO): readonly string[] {
  // One language: translations are not what is tested here.
  const files = new Map([...BASE].filter(([name]) => !name.endsWith('uk.yaml')))
  let text = (files.get(file) ?? '').replace('also: [uk]', 'also: []')
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`not in the base: ${from}`)
    text = text.replace(from, to)
  }
  if (file !== SCENARIO) files.set(SCENARIO, (files.get(SCENARIO) ?? '').replace('also: [uk]', 'also: []'))
  files.set(file, text)
  return checkFiles(files).findings.map(finding => `${finding.code} ${finding.span.line}`)
}
const codesAfter = (...changes: readonly (readonly [string, string])[]): readonly string[] => [
  ...new Set(findAfter(changes).map(found => found.split(' ')[0] ?? '')),
]

const SAVE = ['done: { if: there is preparation, go: prep, else: bye }', 'done: look'] as const
const look = (cases: string) => ['  prep:\n', `  look:\n    decide:\n${cases}  prep:\n`] as const

describe('what is known on every way', () => {
  test('a condition that proves a datum opens the way to its text', () => {
    expect(codesAfter(SAVE, look('      - { when: there is preparation, go: prep }\n      - { else: bye }\n'))).toEqual([])
  })

  test('the other way knows the opposite', () => {
    const without = ['there is preparation: has(appointment.prep)', 'there is none: "!has(appointment.prep)"'] as const
    expect(codesAfter(without, SAVE, look('      - { when: there is none, go: bye }\n      - { else: prep }\n'))).toEqual([])
    expect(codesAfter(without, SAVE, look('      - { when: there is none, go: prep }\n      - { else: bye }\n'))).toEqual([
      'data/optional-unguarded',
    ])
  })

  test('one way that knows nothing is enough to be told', () => {
    expect(codesAfter(['decline: why,', 'decline: prep,'], ['  why:\n', '  why_not:\n'])).toContain('data/optional-unguarded')
  })

  test('a question that may be skipped keeps nothing for sure', () => {
    const speak = ['done: { end: cancelled }', 'done: told'] as const
    const told = [
      '  times:\n',
      '  told:\n    say: "Powód: {reason, select, ill {choroba} other {inny}}, {comment}."\n    then: { end: cancelled }\n  times:\n',
    ] as const
    const listen = (optional: boolean) =>
      [
        'listen_for: { reason: "[ill, travelling]" }\n    optional: true',
        `listen_for: { reason: "[ill, travelling]", comment: text }\n    optional: ${optional}`,
      ] as const
    expect(codesAfter(speak, told, listen(true))).toEqual(['data/read-before-set'])
    expect(codesAfter(speak, told, listen(false))).toEqual([])
  })

  test('a service keeps its result only when it succeeds', () => {
    expect(codesAfter(['failed: sorry\n', 'failed: pick\n'])).toEqual(['data/read-before-set'])
  })

  test('what the whole scenario can jump to knows only what every call knows', () => {
    expect(codesAfter(['steps:\n', 'anytime: { who_is_it: prep }\nsteps:\n'])).toEqual([
      'data/optional-unguarded',
      'safety/before-identity',
    ])
  })
})

describe('loops', () => {
  const wait = (verb: string) => ['  why:\n', `  wait:\n    ${verb}\n    then: times\n  why:\n`] as const

  test('a service may be asked again after a pause, not after a sentence', () => {
    expect(codesAfter(['failed: sorry\n', 'failed: wait\n'], wait('pause: 5s'))).toEqual([])
    expect(codesAfter(['failed: sorry\n', 'failed: wait\n'], wait('say: "Jeszcze raz."'))).toEqual(['flow/service-loop'])
  })

  test('a block in between asks the caller', () => {
    expect(codesAfter(['refused: { end: refused }', 'refused: identity'])).toEqual(['flow/outcome-never-reached'])
  })
})

describe('consent', () => {
  test('silence is no answer, whatever comes of it', () => {
    expect(
      codesAfter(['    again: "Czy termin jest aktualny?"\n', '    again: "Czy termin jest aktualny?"\n    silent: cancel\n']),
    ).toEqual(['safety/no-consent'])
  })

  test('to say who one is agrees to nothing', () => {
    expect(codesAfter(['confirmed: visit', 'confirmed: save'])).toContain('safety/no-consent')
  })

  test('where no person could be reached, word may be left for one', () => {
    const person = [
      '  why:\n',
      '  person:\n    transfer: reception\n    done: { end: handed_over }\n    failed: cancel\n  why:\n',
    ] as const
    expect(codesAfter(['refused: { end: refused }', 'refused: person'], person)).toEqual(['flow/outcome-never-reached'])
  })

  test('what the caller asked for anytime is consent', () => {
    expect(codesAfter(['steps:\n', 'anytime: { repeat: cancel }\nsteps:\n'])).toEqual([])
  })
})

describe('identity', () => {
  const POLICY = 'policies/clinic.yaml'

  test('what works anytime works before the identity is known', () => {
    expect(
      findAfter(
        [
          [
            'Tu automatyczny asystent, {clinic.name}."\n    then: back',
            'Tu automatyczny asystent, w sprawie {appointment.at: day}."\n    then: back',
          ],
        ],
        POLICY,
      ),
    ).toEqual(['safety/before-identity 26'])
  })

  test('the name of the patient is no secret, the birth date is', () => {
    const say = (text: string) =>
      [
        ['refused: { end: refused }', 'refused: leave'],
        ['  why:\n', `  leave:\n    say: "${text}"\n    then: { end: refused }\n  why:\n`],
      ] as const
    expect(codesAfter(...say('Proszę przekazać: {patient.name: full name}.'))).toEqual([])
    expect(codesAfter(...say('Chodzi o wizytę u lekarza: {appointment.doctor: full name}.'))).toEqual(['safety/before-identity'])
  })

  test('what a block is given it may speak', () => {
    const block = 'blocks/identity/block.yaml'
    expect(findAfter([['takes: { person: person, born: date? }', 'takes: { person: person, born: date? }']], block)).toEqual([])
    expect(
      codesAfter(
        ['refused: { end: refused }', 'refused: other'],
        ['  why:\n', '  other:\n    use: blocks/other\n    with: { at: appointment.at }\n    then: {}\n  why:\n'],
      ),
    ).toContain('safety/before-identity')
  })
})

describe("the step's own words", () => {
  const withWords = (words: string) => codesAfter(['    again: "Czy', `    words: ${words}\n    again: "Czy`])
  test('go before the lexicon, so that a phrase of another answer may be given to one', () => {
    expect(withWords('{ decline: [tak] }')).not.toContain('speech/same-phrase')
  })
  test('cannot give one phrase to two answers', () => {
    expect(withWords('{ decline: [to zależy], agree: [to zależy] }')).toContain('speech/same-phrase')
  })
})

describe('names that JavaScript knows too', () => {
  test.each(['constructor', 'to_string', 'valueof', 'prototype'])('%s is a name like any other', name => {
    expect(
      codesAfter(['keep: slots', `keep: ${name}`], ['choose_from: slots', `choose_from: ${name}`], ['{slots:', `{${name}:`]),
    ).toEqual([])
    expect(codesAfter(['move: times }', `move: times, ${name}: times }`])).toContain('flow/unknown-meaning')
    expect(codesAfter(['{appointment.prep}', `{${name}}`])).toContain('data/unknown')
  })
})

import { describe, expect, it } from 'vitest'
import { readOneStep, readScenarioText, writeScenario } from './helpers.ts'

describe('each verb is read with its defaults', () => {
  it('ask', () => {
    expect(readOneStep('hello: { ask: "Tak?", answers: { agree: bye } }')).toEqual({
      verb: 'ask',
      name: 'hello',
      path: ['steps', 'hello'],
      line: 6,
      anytime: {},
      text: ['Tak?'],
      answers: { agree: { kind: 'step', step: 'bye' } },
      keys: {},
      listenFor: {},
      confirm: 'when unsure',
      optional: false,
      letFinish: false,
      words: {},
    })
  })
  it('ask with everything', () => {
    const step = readOneStep(`pick:
  ask: ["Który?", "Jaki?"]
  again: "Który?"
  rephrase: "Który z nich?"
  offer_keys: "Jeden albo dwa."
  read_back: "{value}?"
  answers: { chosen: a, none: { end: confirmed } }
  keys: { 1: chosen, "*": none }
  choose_from: slots.list
  keep: slot
  listen_for: { reason: [ill, other], mark: scale 0 to 10, days: "list of date?" }
  confirm: always
  optional: true
  let_finish: true
  then: next
  silent: { end: confirmed }
  not_understood: anytime.operator
  off_list: back
  silence_after: 1.5s
  words: { chosen: [ten, tamten] }
  anytime: { repeat: mute, slower: stay }`)
    expect(step).toMatchObject({
      text: ['Który?', 'Jaki?'],
      again: ['Który?'],
      rephrase: ['Który z nich?'],
      offerKeys: ['Jeden albo dwa.'],
      readBack: ['{value}?'],
      answers: { chosen: { kind: 'step', step: 'a' }, none: { kind: 'end', outcome: 'confirmed' } },
      keys: { '1': 'chosen', '*': 'none' },
      chooseFrom: 'slots.list',
      keep: 'slot',
      listenFor: {
        reason: { kind: 'choice', of: ['ill', 'other'], optional: false },
        mark: { kind: 'scale', from: 0, to: 10, optional: false },
        days: { kind: 'list', of: { kind: 'date', optional: false }, optional: true },
      },
      confirm: 'always',
      optional: true,
      letFinish: true,
      then: { kind: 'step', step: 'next' },
      silent: { kind: 'end', outcome: 'confirmed' },
      notUnderstood: { kind: 'anytime', name: 'operator' },
      offList: { kind: 'back' },
      silenceAfterMs: 1500,
      words: { chosen: ['ten', 'tamten'] },
      anytime: { repeat: 'mute', slower: { kind: 'stay' } },
    })
  })
  it('say', () => {
    expect(readOneStep('bye: { say: "Do widzenia.", then: { end: confirmed } }')).toEqual({
      verb: 'say',
      name: 'bye',
      path: ['steps', 'bye'],
      line: 6,
      anytime: {},
      text: ['Do widzenia.'],
      letFinish: false,
      then: { kind: 'end', outcome: 'confirmed' },
    })
  })
  it('do', () => {
    expect(
      readOneStep(`times:
  do: free_times
  with: { id: appointment.id, limit: 3, urgent: false, about: { text: kontrola } }
  keep: { mine: theirs }
  filler: "Chwileczkę."
  done: { if_empty: none, else: pick }
  instead: { taken: again }
  slow: { after: 8s, go: none }
  failed: { if: too late, go: a, else: { if: other, go: b, else: slower } }`),
    ).toEqual({
      verb: 'do',
      name: 'times',
      path: ['steps', 'times'],
      line: 6,
      anytime: {},
      service: 'free_times',
      with: {
        id: { kind: 'path', path: 'appointment.id' },
        limit: { kind: 'literal', value: 3 },
        urgent: { kind: 'literal', value: false },
        about: { kind: 'literal', value: 'kontrola' },
      },
      keep: { mine: 'theirs' },
      filler: ['Chwileczkę.'],
      done: { kind: 'if_empty', go: { kind: 'step', step: 'none' }, else: { kind: 'step', step: 'pick' } },
      instead: { taken: { kind: 'step', step: 'again' } },
      slow: { afterMs: 8000, go: { kind: 'step', step: 'none' } },
      failed: {
        kind: 'if',
        condition: 'too late',
        go: { kind: 'step', step: 'a' },
        else: { kind: 'if', condition: 'other', go: { kind: 'step', step: 'b' }, else: { kind: 'slower' } },
      },
    })
  })
  it('use', () => {
    expect(
      readOneStep(
        'identity: { use: blocks/identity, with: { person: patient }, keep: { mine: theirs }, then: { confirmed: repeat } }',
      ),
    ).toMatchObject({
      verb: 'use',
      block: 'blocks/identity',
      with: { person: { kind: 'path', path: 'patient' } },
      keep: { mine: 'theirs' },
      then: { confirmed: { kind: 'repeat' } },
    })
  })
  it('transfer ends as handed over unless it says otherwise', () => {
    expect(
      readOneStep(
        'operator: { transfer: reception, say: "Łączę.", summary: "Wizyta.", busy: a, no_answer: b, closed: c, failed: d }',
      ),
    ).toMatchObject({
      verb: 'transfer',
      to: 'reception',
      say: ['Łączę.'],
      summary: ['Wizyta.'],
      done: { kind: 'end', outcome: 'handed_over' },
      busy: { step: 'a' },
      noAnswer: { step: 'b' },
      closed: { step: 'c' },
      failed: { step: 'd' },
    })
  })
  it('pause', () => {
    expect(readOneStep('wait: { pause: 2 min, then: stay }')).toMatchObject({
      verb: 'pause',
      ms: 120_000,
      then: { kind: 'stay' },
    })
  })
  it('send', () => {
    expect(readOneStep('sms: { send: sms, to: patient.phone, text: "Termin.", then: bye, failed: bye }')).toMatchObject({
      verb: 'send',
      channel: 'sms',
      to: { kind: 'path', path: 'patient.phone' },
      text: ['Termin.'],
      then: { step: 'bye' },
      failed: { step: 'bye' },
    })
  })
  it('decide', () => {
    expect(readOneStep('how: { decide: [{ when: too late, go: a }, { else: b }] }')).toMatchObject({
      verb: 'decide',
      cases: [{ when: 'too late', go: { step: 'a' } }],
      else: { kind: 'step', step: 'b' },
    })
  })
})

describe('what is wrong with a step', () => {
  it.each([
    ['hello: { ask: "a", anwers: { agree: b } }', ['shape/unknown-key @ anwers']],
    ['hello: { then: b }', ['shape/no-verb @ hello']],
    ['hello: { ask: "a", say: "b", then: c }', ['shape/two-verbs @ say']],
    ['hello: "text"', ['shape/wrong-kind @ "text"']],
    ['hello:', ['shape/wrong-kind @ hello']],
    ['Cześć: { say: "a", then: b }', ['shape/bad-name @ Cześć']],
    ['back: { say: "a", then: b }', ['shape/bad-name @ back']],
    ['hello: { say: "a" }', ['shape/missing-key @ hello']],
    ['hello: { say: {patient.name}, then: b }', ['shape/wrong-kind @ {patient.name}']],
    ['hello: { say: 5, then: b }', ['shape/wrong-kind @ 5']],
    ['hello: { say: "", then: b }', ['shape/empty-text @ ""']],
    ['hello: { say: ["a", " ", 5], then: b }', ['shape/empty-text @ " "', 'shape/wrong-kind @ 5']],
    ['hello: { say: [], then: b }', ['shape/empty-text @ []']],
    ['hello: { say: "a", then: Next Step }', ['shape/bad-exit @ Next Step']],
    ['hello: { say: "a", then: { ende: b } }', ['shape/bad-exit @ b']],
    ['hello: { say: "a", then: { if: x, go: z } }', ['shape/bad-exit @ { if: x, go: z }']],
    ['hello: { say: "a", then: { if: x, go: { end: B-c }, else: z } }', ['shape/bad-exit @ B-c']],
    ['hello: { say: "a", then: [b] }', ['shape/bad-exit @ [b]']],
    ['hello: { say: "a", then: { end: b, go: c } }', ['shape/bad-exit @ c']],
    ['hello: { say: "a", then: anytiem.operator }', ['shape/bad-exit @ anytiem.operator']],
    ['hello: { say: "a", then: 5 }', ['shape/bad-exit @ 5']],
    ['hello: { pause: 5, then: b }', ['shape/bad-duration @ 5']],
    ['hello: { pause: 5 sekund, then: b }', ['shape/bad-duration @ 5 sekund']],
    ['hello: { ask: "a", listen_for: { x: numer }, then: b }', ['shape/bad-type @ numer']],
    ['hello: { ask: "a", listen_for: { x: scale 9 to 1 }, then: b }', ['shape/bad-scale @ scale 9 to 1']],
    ['hello: { ask: "a", listen_for: { x: [Ill, other] }, then: b }', ['shape/bad-name @ Ill']],
    [
      'hello: { ask: "a", listen_for: { x: { u: 5, Z: texd } }, then: b }',
      ['shape/bad-type @ 5', 'shape/bad-name @ Z', 'shape/bad-type @ texd'],
    ],
    ['hello: { ask: "a", listen_for: { x: text } }', ['shape/needs-key @ listen_for']],
    ['hello: { ask: "a", answers: { agree: b }, optional: true }', ['shape/needs-key @ optional']],
    ['hello: { ask: "a", choose_from: slots, keep: x, answers: { none: b } }', ['shape/needs-key @ choose_from']],
    ['hello: { ask: "a", answers: { Tak: b } }', ['shape/bad-name @ Tak']],
    ['hello: { ask: "a", answers: { agree: b }, keys: { 12: agree } }', ['shape/bad-name @ 12']],
    ['hello: { ask: "a", answers: { agree: b }, confirm: allways }', ['shape/bad-choice @ allways']],
    ['hello: { ask: "a", answers: { agree: b }, optional: maybe }', ['shape/wrong-kind @ maybe']],
    ['hello: { do: x, with: { a: "b c" }, done: d, failed: e }', ['shape/wrong-kind @ "b c"']],
    ['hello: { do: x, done: d, failed: e, slow: { after: 8s, got: f } }', ['shape/unknown-key @ got']],
    ['hello: { use: identity, then: { a: b } }', ['shape/bad-name @ identity']],
    ['hello: { send: fax, to: a, text: "b", then: c }', ['shape/bad-choice @ fax']],
    ['hello: { decide: [{ when: x, go: a }] }', ['shape/needs-key @ decide']],
    ['hello: { decide: [{ else: a }, { when: x, go: b }] }', ['shape/else-not-last @ { else: a }']],
    ['hello: { decide: [{ when: x, go: A b }, { else: c }] }', ['shape/bad-exit @ A b']],
    ['hello: { decide: [{ wenn: x }, { else: c }] }', ['shape/wrong-kind @ { wenn: x }']],
    ['hello: { say: "a", then: b, anytime: { repeat: { x: z } } }', ['shape/bad-exit @ z']],
  ])('%s', (yaml, expected) => {
    expect(readScenarioText(writeScenario(yaml)).found).toEqual(expected)
  })

  it('says what was probably meant, and what is permitted', () => {
    const hint = (yaml: string) => readScenarioText(writeScenario(yaml)).workspace.findings[0]?.hint
    expect(hint('hello: { ask: "a", answers: { a: b }, rephase: "c" }')).toMatch(
      /^Did you mean "rephrase"\? Permitted here: ask, again, /,
    )
    expect(hint('hello: { saay: "a" }')).toContain('Did you mean "say"?')
    expect(hint('hello: { say: "a", then: { ende: b } }')).toContain('Did you mean "end"?')
    expect(hint('hello: { say: "a", then: anytiem.operator }')).toContain('Did you mean "anytime.operator"?')
    expect(hint('hello: { ask: "a", listen_for: { x: phoen }, then: b }')).toContain('Did you mean "phone"?')
    expect(hint('hello: { send: smss, to: a, text: "b", then: c }')).toContain('Did you mean "sms"?')
    expect(hint('Cześć Łódź: { say: "a", then: b }')).toContain('czesc_lodz')
    expect(hint('hello: { say: {patient.name}, then: b }')).toContain('quotes')
    expect(hint('hello: { use: Identity, then: { a: b } }')).toContain('blocks/identity')
  })

  it('hides neither the other faults of the step nor the other steps, and is remembered', () => {
    const { scenario, found } = readScenarioText(
      writeScenario(
        'one: { ask: "a", answers: { agree: two, decline: { x: z } }, extra: 1, keys: { q: agree } }\ntwo: { say: "b" }\nthree: { say: "c", then: { end: confirmed } }',
      ),
    )
    expect(found).toEqual(['shape/bad-exit @ z', 'shape/bad-name @ q', 'shape/unknown-key @ extra', 'shape/missing-key @ two'])
    expect([...scenario.steps.keys()]).toEqual(['one', 'three'])
    expect(scenario.steps.get('one')).toMatchObject({ answers: { agree: { kind: 'step', step: 'two' } }, keys: {} })
    expect([...(scenario.broken ?? [])]).toEqual(['one', 'two'])
  })
})

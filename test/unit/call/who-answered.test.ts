import { describe, expect, test } from 'vitest'
import type { Heard, HeardWho, HearingContext, Hypothesis } from '../../../src/engine/call/index.ts'
import { askWhoFirst, compileSmallClinic } from './small-clinic.ts'
import { Rig, understanding } from './rig.ts'

const scenario = compileSmallClinic({
  ...askWhoFirst,
  'policies/small.yaml': text =>
    text.replace(
      'answered_by:\n',
      'answered_by:\n  screening: { say: "Linden Clinic, an automated assistant.", let_finish: true, then: back }\n  menu: { end: no_answer }\n',
    ),
})
const SIGNS: Readonly<Record<string, HeardWho>> = {
  'after the tone': 'voicemail',
  'state your name': 'screening',
  'press one': 'menu',
  'here is my mother': 'handing_over',
  'her daughter': 'another_person',
  hello: 'picking_up',
}
/** The rig's, with signs of who speaks. */
const hearing = {
  hear(hypotheses: readonly Hypothesis[], context: HearingContext): Heard {
    const heard = understanding.hear(hypotheses, context) as Heard
    const because = Object.keys(SIGNS).find(sign => heard.text.includes(sign))
    return because === undefined ? heard : { ...heard, who: { kind: SIGNS[because] as HeardWho, because } }
  },
}
const begin = (): Rig => new Rig(scenario, undefined, undefined, hearing).played()
const detected = (rig: Rig, by: string): Rig => {
  rig.call.receive({ kind: 'answered_by', by })
  return rig.settle()
}
const nothing = (rig: Rig): Rig => {
  rig.call.receive({ kind: 'silence', turn: rig.turn.id })
  return rig.settle()
}
const MESSAGE = 'Linden Clinic called, by an automated assistant. Please call us back.'
const listeners = (rig: Rig): readonly string[] => rig.of('listener').map(({ listener }) => listener)

describe('a voicemail', () => {
  test('is waited out: the message comes when the greeting has fallen silent', () => {
    const rig = detected(begin(), 'voicemail')
    expect(rig.said).toBe('')
    rig.says('this is a long greeting of somebody')
    expect(rig.said).toBe('')
    expect(nothing(rig).said).toBe(MESSAGE)
    expect(listeners(rig)).toEqual(['voicemail'])
  })

  test('hears the message at once when its tone was heard, and a breath after the detector says that it is over', () => {
    expect(detected(detected(begin(), 'voicemail'), 'beep').said).toBe(MESSAGE)
    const rig = detected(detected(begin(), 'voicemail'), 'stopped')
    expect(rig.said).toBe('')
    expect(rig.turn.listen.silenceMs).toBeLessThan(2_000)
    expect(nothing(rig).said).toBe(MESSAGE)
  })

  test('hears it once more, and no third time, when the tone came into it', () => {
    const rig = nothing(begin().says('leave a message after the tone'))
    expect(rig.said).toBe(MESSAGE)
    const turns = rig.turns.length
    detected(rig, 'beep')
    expect(rig.turns.length).toBe(turns + 1)
    expect(rig.said).toBe(MESSAGE)
    detected(rig, 'beep')
    expect(rig.turns.length).toBe(turns + 1)
    expect(rig.silent().result?.outcome).toBe('no_answer')
  })

  test('whose greeting never ends hears it after twenty seconds', () => {
    const rig = detected(begin(), 'voicemail')
    rig.clock.advanceTo(rig.clock.now() + 21_000)
    expect(rig.said).toBe(MESSAGE)
  })

  test('that is a person after all is asked the question again: by the detector, by a word, by a key', () => {
    for (const flip of [(rig: Rig) => detected(rig, 'human'), (rig: Rig) => rig.says('hello'), (rig: Rig) => rig.presses('1')]) {
      const rig = flip(detected(begin(), 'voicemail'))
      expect(rig.said).toBe('Am I speaking to [object Object]?')
      expect(rig.played().says('yes').said).toContain('2026-05-05')
    }
  })

  test('is waited out in the turn in which somebody speaks: a person whose first words are long loses none of them', () => {
    const speaking = (): Rig => {
      const rig = begin()
      rig.call.receive({ kind: 'partial', turn: rig.turn.id, text: 'well hello there who is it and what do you want' })
      rig.clock.advanceTo(rig.clock.now() + 500)
      return detected(rig, 'voicemail')
    }
    const rig = speaking()
    expect(rig.turns).toHaveLength(1)
    expect(rig.says('well hello there who is it and what do you want of me').said).toBe('Am I speaking to [object Object]?')
    const machine = speaking().says('we are not at home now')
    expect(machine.said).toBe('')
    expect(nothing(machine).said).toBe(MESSAGE)
    expect(nothing(speaking()).said).toBe(MESSAGE)
  })

  test('that its words have told is none the less one when the detector takes a short greeting for a person', () => {
    const rig = detected(begin().says('leave a message after the tone'), 'human')
    expect(rig.said).toBe('')
    expect(nothing(rig).said).toBe(MESSAGE)
    expect(detected(rig, 'human').said).toBe(MESSAGE)
    expect(listeners(rig)).toEqual(['voicemail'])
  })

  test('is not taken for a person by the end of its greeting', () => {
    const meaning = { meaning: 'voicemail', confidence: 0.7, start: 0, end: 8, because: 'sounds like it' }
    const unsure = { hear: (): Heard => ({ text: 'the tone', meanings: [meaning], values: [], noise: false }) }
    const rig = detected(new Rig(scenario, undefined, undefined, unsure).played(), 'voicemail').says('the tone')
    expect(rig.said).toBe('')
    expect(nothing(rig).said).toBe(MESSAGE)
  })

  test('that is a person after all is asked again also from the message', () => {
    const rig = detected(detected(begin(), 'voicemail'), 'beep')
    expect(detected(rig, 'human').said).toBe('Am I speaking to [object Object]?')
    expect(listeners(rig)).toEqual(['voicemail', 'unverified'])
  })

  test('that cries for help is helped, whatever the detector took it for', () => {
    const rig = detected(begin(), 'voicemail').says('i cannot breathe')
    expect(rig.said).toBe('Please call one one two now.')
    const waiting = begin().says('yes').played().says('here is my mother').says('i cannot breathe')
    expect(waiting.said).toBe('Please call one one two now.')
  })

  test('is not believed in once the person is known, or somebody answers', () => {
    const rig = begin().says('yes')
    const turns = rig.turns.length
    detected(rig, 'voicemail')
    expect(rig.turns.length).toBe(turns)
    expect(listeners(rig)).toEqual(['verified'])
    expect(rig.of('ignored').at(-1)).toMatchObject({ event: 'answered_by.voicemail' })
  })
})

test('a greeting in pieces that gave the name first is a greeting all the same, until something was answered', () => {
  const rig = begin().says('yes').played().says('leave a message after the tone')
  expect(rig.said).toBe('')
  expect(nothing(rig).said).toBe(MESSAGE)
  expect(listeners(rig)).toEqual(['verified', 'voicemail'])
  const person = begin().says('yes').played().says('yes').played().says('leave a message after the tone')
  expect(listeners(person)).toEqual(['verified'])
  const back = begin().says('yes').played().says('leave a message after the tone').says('hello')
  expect(back.said).toContain('Am I speaking to')
  expect(back.played().says('yes').said).toContain('2026-05-05')
})

test('a call screening hears who calls, three times at most, and then the person is asked for', () => {
  const rig = begin()
  for (let round = 0; round < 3; round += 1) {
    rig.says('state your name and purpose')
    expect(rig.said).toBe('Linden Clinic, an automated assistant.')
    rig.silent()
    expect(rig.said).toBe('Am I speaking to [object Object]?')
    rig.played()
  }
  rig.says('state your name and purpose')
  expect(rig.said).not.toContain('Linden')
})

test('a menu is what the policy says', () => {
  expect(begin().says('press one for sales').result?.outcome).toBe('no_answer')
})

describe('another person at the telephone', () => {
  test('is asked who it is, and hears nothing before', () => {
    const rig = begin().says('yes').played().says('here is my mother')
    expect(rig.said).toBe('')
    nothing(rig)
    expect(rig.said).toContain('Am I speaking to')
    expect(listeners(rig)).toEqual(['verified', 'another_person'])
    expect(rig.played().says('no').result?.outcome).toBe('wrong_person')
  })

  test('who speaks at once is asked at once', () => {
    const rig = begin().says('yes').played().says('here is my mother').says('hello')
    expect(rig.said).toContain('Am I speaking to')
  })

  test('fetched with a word of waiting is waited for, and asked when the wait is over', () => {
    const rig = begin().says('yes').played().says('hold on here is my mother')
    expect(rig.of('anytime')).toMatchObject([{ name: 'hold_on' }])
    rig.says('hello')
    expect(rig.said).toContain('Am I speaking to')
  })

  test('is not taken for granted where the question takes such words for its answer', () => {
    const rig = begin().says('yes').played().says('yes says her daughter')
    expect(rig.said).toContain('From zero to ten')
  })
})

test('a yes that began before the question was asked makes nobody the person asked for', () => {
  const rig = new Rig(scenario, undefined, undefined, hearing)
  rig.call.receive({ kind: 'prompt', turn: rig.turn.id, state: 'started' })
  const early = rig.clock.now() + 300
  rig.clock.advanceTo(early)
  rig.call.receive({ kind: 'partial', turn: rig.turn.id, text: 'yes' })
  rig.clock.advanceTo(early + 500)
  rig.says('yes', early)
  expect(rig.said).toBe('Am I speaking to [object Object]?')
  expect(listeners(rig)).toEqual([])
  expect(rig.played().says('yes').said).toContain('2026-05-05')
})

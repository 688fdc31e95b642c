import { describe, expect, test } from 'vitest'
import type { Heard, HearingContext, Hypothesis, Understanding } from '../../../src/engine/call/index.ts'
import { compileSmallClinic } from './small-clinic.ts'
import { Rig, understanding } from './rig.ts'

const scenario = compileSmallClinic()
const atVisit = (rig = new Rig(scenario)): Rig => rig.silent().played()
const fails = (rig: Rig): Rig => {
  rig.call.receive({ kind: 'speech_failed', turn: rig.turn.id, reason: 'vendor' })
  return rig.settle()
}
const waits = (rig: Rig, ms: number): Rig => {
  rig.clock.advanceTo(rig.clock.now() + ms)
  return rig
}

/** Understands what begins with "hm" when the test lets it, or never. */
class SlowUnderstanding implements Understanding {
  #answer: (() => void) | undefined

  hear(hypotheses: readonly Hypothesis[], context: HearingContext): Heard | Promise<Heard> {
    const heard = understanding.hear(hypotheses, context) as Heard
    if (!heard.text.startsWith('hm')) return heard
    return new Promise(resolve => {
      this.#answer = () => resolve(heard)
    })
  }

  async answer(rig: Rig): Promise<void> {
    this.#answer?.()
    await Promise.resolve()
    await Promise.resolve()
    rig.settle()
  }
}

describe('a recogniser that fails', () => {
  test('is asked once more, then keys are offered and only they are heard, then a person is called', () => {
    const rig = fails(atVisit())
    expect(rig.said).toBe('Will you come?')
    expect(rig.turn.listen.speech).toBeUndefined()
    fails(rig.played())
    expect(rig.said).toBe('Press one for yes, two for no.')
    expect(rig.turn.listen.speech).toBe(false)
    rig.silent().silent()
    expect(rig.transfers.map(({ to }) => to)).toEqual(['reception'])
  })

  test('does not keep a key from answering', () => {
    const rig = fails(fails(atVisit())).played().presses('1')
    expect(rig.said).toContain('From zero to ten')
  })

  test('is trusted again once it has understood something', () => {
    const rig = fails(atVisit()).played().says('yes')
    expect(rig.said).toContain('From zero to ten')
    expect(fails(rig.played()).turn.listen.speech).toBeUndefined()
  })

  test('calls a person at once where no key would answer', () => {
    const rig = fails(fails(atVisit().says('no').played().says('none of these')))
    expect(rig.result).toBeUndefined()
    const talkative = compileSmallClinic({
      'visit/scenario.yaml': text =>
        text.replace('    keys: { 1: agree, 2: decline }\n    offer_keys: "Press one for yes, two for no."\n', ''),
    })
    expect(fails(fails(atVisit(new Rig(talkative)))).transfers).toHaveLength(1)
  })

  test('costs a statement nothing: the rest of it is spoken', () => {
    const rig = new Rig(scenario)
    fails(rig)
    expect(rig.said).toContain('Good day')
    expect(rig.turn.listen.speech).toBe(false)
    expect(rig.silent().said).toContain('Your visit')
  })

  test('does not end a service that runs', () => {
    const rig = atVisit(
      new Rig(scenario, request =>
        request.contract.name === 'free_times' ? new Promise(() => {}) : { result: 'done', values: {} },
      ),
    )
    waits(rig.says('no'), 1_000)
    expect(rig.said).toBe('One moment, I am looking.')
    for (let times = 0; times < 6; times += 1) fails(rig)
    expect(rig.result).toBeUndefined()
    waits(rig, 10_000)
    expect(rig.said).toBe('There is nothing, sorry.')
  })
})

describe('an understanding that is slow', () => {
  const slowCall = (): { rig: Rig; slow: SlowUnderstanding } => {
    const slow = new SlowUnderstanding()
    return { rig: atVisit(new Rig(scenario, undefined, undefined, slow)), slow }
  }

  test('is filled with a word, and what it makes of the words still answers the question', async () => {
    const { rig, slow } = slowCall()
    waits(rig.says('hm yes'), 600)
    expect(rig.said).not.toBe('One moment.')
    waits(rig, 200)
    expect(rig.said).toBe('One moment.')
    await slow.answer(rig)
    expect(rig.said).toContain('From zero to ten')
  })

  test('is filled again when that was played out', () => {
    const { rig } = slowCall()
    waits(rig.says('hm yes'), 1_000)
    const turns = rig.turns.length
    rig.silent()
    expect(rig.turns.length).toBe(turns + 1)
    expect(rig.said).toBe('One moment.')
    expect(rig.of('rung')).toEqual([])
  })

  test('is given up after a while: the question is asked again', () => {
    const { rig } = slowCall()
    waits(rig.says('hm yes'), 9_000)
    expect(rig.said).toContain('Will you come?')
    expect(rig.of('rung')).toMatchObject([{ ladder: 'not_understood' }])
  })
})

test('a service without words of its own for the wait is filled with some', () => {
  const wordless = compileSmallClinic({
    'visit/scenario.yaml': text => text.replace('    filler: "One moment, I am looking."\n', ''),
  })
  const rig = atVisit(new Rig(wordless, () => new Promise(() => {})))
  waits(rig.says('no'), 1_000)
  expect(rig.said).toBe('One moment.')
})

test('the budget is a setting, and what was heard of it stands in the journal', () => {
  const rig = atVisit(
    new Rig(
      scenario,
      () => new Promise(() => {}),
      undefined,
      undefined,
      () => ({ speakWithinMs: 2_000 }),
    ),
  )
  waits(rig.says('no'), 1_500)
  expect(rig.said).not.toContain('One moment')
  waits(rig, 600)
  expect(rig.said).toContain('One moment')
  rig.call.receive({ kind: 'prompt', turn: rig.turn.id, state: 'started' })
  expect(rig.of('reply').at(-1)?.ms).toBeGreaterThanOrEqual(2_000)
  expect(rig.of('reply').at(-1)?.ms).toBeLessThan(2_200)
})

import { describe, expect, test } from 'vitest'
import type { Heard, HearingContext, Hypothesis, Understanding } from '../../../src/engine/call/index.ts'
import { Rig, understanding } from './rig.ts'
import { compileSmallClinic } from './small-clinic.ts'

const scenario = compileSmallClinic()

/** Understands as the others do, but what begins with "hm" only when the test lets it. */
class SlowUnderstanding implements Understanding {
  readonly contexts: HearingContext[] = []
  readonly #waiting: (() => void)[] = []

  hear(hypotheses: readonly Hypothesis[], context: HearingContext): Heard | Promise<Heard> {
    this.contexts.push(context)
    const text = hypotheses[0]?.text ?? ''
    const heard = understanding.hear(hypotheses, context) as Heard
    if (!text.startsWith('hm')) return heard
    const use = { model: 'small', ms: 300, tokensIn: 40, tokensOut: 5, cached: false, outcome: 'answered', meaning: 'x' } as const
    return new Promise(resolve => this.#waiting.push(() => resolve({ ...heard, model: use })))
  }

  async answer(rig: Rig): Promise<void> {
    this.#waiting.shift()?.()
    await Promise.resolve()
    await Promise.resolve()
    rig.settle()
  }
}

const atVisit = (): { rig: Rig; slow: SlowUnderstanding } => {
  const slow = new SlowUnderstanding()
  const rig = new Rig(scenario, undefined, undefined, slow)
  rig.silent().played()
  return { rig, slow }
}

describe('an understanding that takes its time', () => {
  test('answers the question that was asked, and its use is in the journal', async () => {
    const { rig, slow } = atVisit()
    const turns = rig.turns.length
    rig.says('hm yes')
    expect(rig.turns.length).toBe(turns)
    await slow.answer(rig)
    expect(rig.said).toBe('From zero to ten, how do you like us?')
    expect(rig.of('model')).toMatchObject([{ node: 'visit', model: 'small', outcome: 'answered', tokensIn: 40, cached: false }])
  })

  test('is told which texts were said last and what the call knows, and nothing of them as they were spoken', async () => {
    const { rig, slow } = atVisit()
    rig.says('hm yes')
    await slow.answer(rig)
    const [context] = slow.contexts
    expect(context?.question).toEqual(['visit:visit'])
    expect(context?.data?.['']).toMatchObject({ patient: { name: { name: 'Anna Nowak' } } })
  })

  test('a caller who hangs up meanwhile has hung up: no answer comes of the words, and they are in the journal', async () => {
    const { rig, slow } = atVisit()
    rig.says('hm no').hangsUp()
    expect(rig.result?.outcome).toBe('hung_up_early')
    const { length } = rig.journal
    await slow.answer(rig)
    expect(rig.journal.length).toBe(length)
    expect(rig.of('utterance').map(({ text }) => text)).toEqual(['hm no'])
    expect(rig.of('ignored').at(-1)?.because).toBe('the caller hung up before it was understood')
    expect(rig.asked).toEqual([])
  })

  test('silence reported meanwhile is none', async () => {
    const { rig, slow } = atVisit()
    rig.says('hm yes')
    rig.call.receive({ kind: 'silence', turn: rig.turn.id })
    rig.settle()
    expect(rig.of('rung')).toEqual([])
    await slow.answer(rig)
    expect(rig.said).toBe('From zero to ten, how do you like us?')
  })

  test('a second final waits for the first, and does not answer the next question', async () => {
    const { rig, slow } = atVisit()
    rig.says('hm yes').says('9')
    expect(rig.said).toContain('Will you come?')
    await slow.answer(rig)
    expect(rig.of('utterance').map(({ text }) => text)).toEqual(['hm yes', '9'])
    expect(rig.said).toBe('From zero to ten, how do you like us?')
    expect(rig.result).toBeUndefined()
    expect(rig.of('kept')).toEqual([])
  })

  test('a key pressed meanwhile answers; the words belong to the turn before', async () => {
    const { rig, slow } = atVisit()
    rig.says('hm no').presses('1')
    expect(rig.said).toBe('From zero to ten, how do you like us?')
    await slow.answer(rig)
    expect(rig.said).toBe('From zero to ten, how do you like us?')
    expect(rig.of('ignored').at(-1)).toMatchObject({ because: 'it began before this question was asked' })
    expect(rig.asked).toEqual([])
  })

  test('the call that reached its limit meanwhile stays over', async () => {
    const { rig, slow } = atVisit()
    rig.says('hm yes')
    rig.clock.advanceTo(rig.clock.now() + 6 * 60_000)
    expect(rig.result?.outcome).toBe('no_answer')
    await slow.answer(rig)
    expect(rig.of('ended')).toHaveLength(1)
  })
})

import { describe, expect, it } from 'vitest'
import { createUtteranceTimer } from '../../../src/engine/jambonz/began-at.ts'
import { createVirtualClock } from '../../../src/simulation/virtual-clock.ts'

const setUp = (): {
  readonly clock: ReturnType<typeof createVirtualClock>
  readonly timer: ReturnType<typeof createUtteranceTimer>
} => {
  const clock = createVirtualClock(100_000)
  return { clock, timer: createUtteranceTimer(clock) }
}

describe('when an utterance began', () => {
  it('without partials: by its words', () => {
    const { timer } = setUp()
    expect(timer.hearFinal('  nie dam  rady ')).toBe(100_000 - 300 - 3 * 280)
  })

  it('with partials: 200 ms before the first', () => {
    const { clock, timer } = setUp()
    timer.hearPartial()
    clock.advanceTo(101_000)
    timer.hearPartial()
    clock.advanceTo(101_500)
    expect(timer.hearFinal('nie dam rady')).toBe(99_800)
  })

  it('a pause between partials begins a new utterance', () => {
    const { clock, timer } = setUp()
    timer.hearPartial()
    clock.advanceTo(104_000)
    timer.hearPartial()
    clock.advanceTo(104_500)
    expect(timer.hearFinal('tak')).toBe(103_800)
  })

  it('partials long ago say nothing', () => {
    const { clock, timer } = setUp()
    timer.hearPartial()
    clock.advanceTo(110_000)
    expect(timer.hearFinal('tak')).toBe(110_000 - 300 - 280)
  })

  it('a final that comes twice began before the turn that it comes in, but not before the first', () => {
    const { clock, timer } = setUp()
    timer.hearFinal('tak poproszę o termin')
    clock.advanceTo(100_300)
    expect(timer.hearFinal('tak poproszę o termin')).toBe(100_000)
  })

  it('a new turn forgets the partials of the last', () => {
    const { clock, timer } = setUp()
    timer.hearPartial()
    timer.reset()
    clock.advanceTo(100_500)
    expect(timer.hearFinal('tak')).toBe(100_500 - 300 - 280)
  })
})

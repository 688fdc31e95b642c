import { describe, expect, it } from 'vitest'
import { repeat } from '../../../src/server/repeat.ts'
import { createVirtualClock } from '../../../src/simulation/index.ts'

const settle = () => new Promise(resolve => setImmediate(resolve))

describe('what is done again and again', () => {
  it('is done now when somebody asks for it, and once more after one that is under way', async () => {
    const clock = createVirtualClock(0)
    const begun: number[] = []
    let end: () => void = () => undefined
    const loop = repeat({ clock, everyMs: 60_000, failed: () => undefined }, async () => {
      begun.push(clock.now())
      await new Promise<void>(resolve => (end = resolve))
    })
    const pass = async (to: number): Promise<void> => {
      end()
      await settle()
      clock.advanceTo(to)
      await settle()
    }
    await pass(30_000)
    loop.soon()
    await settle()
    loop.soon()
    loop.soon()
    await pass(31_000)
    await pass(90_000)
    await pass(91_000)
    expect(begun).toEqual([0, 30_000, 31_000, 91_000])
    loop.close()
    loop.soon()
    await pass(200_000)
    expect(begun).toHaveLength(4)
  })
})

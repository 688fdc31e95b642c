import { expect, test } from 'vitest'
import { createVirtualClock } from '../../../src/simulation/virtual-clock.ts'

test('fires timers by due time, and those of one time in the order they were set', () => {
  const clock = createVirtualClock(1000)
  const fired: string[] = []
  clock.setTimeout(() => fired.push(`late ${clock.now()}`), 50)
  clock.setTimeout(() => fired.push(`first ${clock.now()}`), 10)
  clock.setTimeout(() => fired.push(`second ${clock.now()}`), 10)
  clock.advanceTo(2000)
  expect(fired).toEqual(['first 1010', 'second 1010', 'late 1050'])
  expect(clock.now()).toBe(2000)
})

test('a timer set by a timer fires in its turn, and a cancelled one never', () => {
  const clock = createVirtualClock()
  const fired: string[] = []
  const doomed = clock.setTimeout(() => fired.push('doomed'), 20)
  clock.setTimeout(() => {
    clock.clearTimeout(doomed)
    clock.setTimeout(() => fired.push('nested'), 5)
  }, 10)
  clock.setTimeout(() => fired.push('last'), 15)
  clock.advanceTo(100)
  expect(fired).toEqual(['last', 'nested'])
  expect(clock.waiting).toBe(0)
})

test('keeps the order of a thousand timers set in disorder', () => {
  const clock = createVirtualClock()
  const fired: number[] = []
  for (let i = 0; i < 1000; i++) {
    const due = (i * 7919) % 1000
    clock.setTimeout(() => fired.push(due), due)
  }
  clock.advanceTo(1000)
  expect(fired).toEqual([...fired].sort((a, b) => a - b))
  expect(fired.length).toBe(1000)
})

test('runUntil stops at the condition, at the limit, and when nothing waits', async () => {
  const clock = createVirtualClock()
  let count = 0
  const tick = (): void => {
    count += 1
    clock.setTimeout(tick, 10)
  }
  tick()
  expect(await clock.runUntil(() => count === 5)).toBe(true)
  expect(clock.now()).toBe(40)
  expect(await clock.runUntil(() => false, 95)).toBe(false)
  expect(clock.now()).toBe(90)
  expect(await createVirtualClock().runUntil(() => false)).toBe(false)
})

test('what waits for a settled promise runs before the next timer', async () => {
  const clock = createVirtualClock()
  const seen: string[] = []
  const work = async (): Promise<void> => {
    await new Promise<void>(resolve => clock.setTimeout(resolve, 10))
    for (let i = 0; i < 30; i++) await Promise.resolve()
    seen.push(`worked at ${clock.now()}`)
  }
  clock.settle(work())
  clock.setTimeout(() => seen.push(`timer at ${clock.now()}`), 20)
  await clock.runUntil(() => false)
  expect(seen).toEqual(['worked at 10', 'timer at 20'])
})

test('time stands while a promise from outside is held', async () => {
  const clock = createVirtualClock()
  const seen: string[] = []
  const outside = new Promise<void>(resolve => setTimeout(resolve, 15)).then(() => void seen.push('outside'))
  clock.hold(outside)
  clock.setTimeout(() => seen.push('timer'), 1)
  await clock.runUntil(() => false)
  expect(seen).toEqual(['outside', 'timer'])
})

import { describe, expect, it } from 'vitest'
import { createRealClock } from '../../../src/server/real-clock.ts'

const clock = createRealClock()
const pass = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

describe('the real clock', () => {
  it('runs what takes no time after what is being done now, and waits for no timer', async () => {
    const ran: string[] = []
    clock.setTimeout(() => ran.push('no time'), 0)
    clock.setTimeout(() => ran.push('a while'), 20)
    ran.push('now')
    await new Promise(resolve => setImmediate(resolve))
    expect(ran).toEqual(['now', 'no time'])
    await pass(40)
    expect(ran).toEqual(['now', 'no time', 'a while'])
  })

  it('clears both kinds of timers, also when they have run', async () => {
    const ran: string[] = []
    const run = clock.setTimeout(() => ran.push('run'), 0)
    await pass(1)
    for (const ms of [0, 1]) clock.clearTimeout(clock.setTimeout(() => ran.push(`cleared, ${ms} ms`), ms))
    clock.clearTimeout(run)
    clock.clearTimeout(undefined)
    await pass(10)
    expect(ran).toEqual(['run'])
  })
})

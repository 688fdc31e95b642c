import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTurnstile } from '../../../src/server/api/turnstile.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => void vi.useRealTimers())

describe('requests beside calls', () => {
  it('come in one at a time, and the next after a rest as long as the one before worked', () => {
    const turnstile = createTurnstile()
    const began: number[] = []
    const leaves: (() => void)[] = []
    for (let index = 0; index < 4; index++)
      turnstile.enter(leave => {
        began.push(index)
        leaves.push(leave)
      })
    expect(began).toEqual([0])
    vi.advanceTimersByTime(20)
    leaves[0]?.()
    leaves[0]?.()
    vi.advanceTimersByTime(19)
    expect(began).toEqual([0])
    vi.advanceTimersByTime(1)
    expect(began).toEqual([0, 1])
  })
  it('give their place up when they wait for something else', () => {
    const turnstile = createTurnstile()
    let began = 0
    for (let index = 0; index < 6; index++) turnstile.enter(() => void (began += 1))
    vi.advanceTimersByTime(160)
    expect(began).toBe(2)
  })
  it('are turned away when a hundred wait', () => {
    const turnstile = createTurnstile()
    const taken = Array.from({ length: 110 }, () => turnstile.enter(() => undefined))
    expect(taken.filter(Boolean)).toHaveLength(101)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRequestLimit } from '../../../../src/engine/jambonz/rest/request-limit.ts'

describe('the limit of requests', () => {
  it('lets no more through in any window, wherever that begins', () => {
    const waits = fc.array(fc.nat(400), { minLength: 1, maxLength: 300 })
    fc.assert(
      fc.property(waits, fc.integer({ min: 1, max: 20 }), (gaps, most) => {
        let now = 0
        const limit = createRequestLimit({ most, windowMs: 1000 }, { now: () => now })
        const taken: number[] = []
        for (const gap of gaps) {
          now += gap
          const waitMs = limit.take()
          // Whoever comes back when told so is let in, if nobody else came.
          now += waitMs
          expect(waitMs === 0 || limit.take() === 0).toBe(true)
          taken.push(now)
        }
        for (const at of taken) expect(taken.filter(one => one > at - 1000 && one <= at).length).toBeLessThanOrEqual(most)
      }),
      { numRuns: 200 },
    )
  })
  it('leaves some for those who must', () => {
    const limit = createRequestLimit({ most: 10, windowMs: 1000 }, { now: () => 5 })
    for (let count = 0; count < 8; count++) expect(limit.take(2)).toBe(0)
    expect(limit.take(2)).toBe(1000)
    expect([limit.take(), limit.take()]).toEqual([0, 0])
    expect(limit.take()).toBe(1000)
  })
  it('stays closed as long as the server says', () => {
    let now = 0
    const limit = createRequestLimit({ most: 10, windowMs: 1000 }, { now: () => now })
    limit.closeFor(700)
    expect(limit.take()).toBe(700)
    now = 700
    expect(limit.take()).toBe(0)
  })
})

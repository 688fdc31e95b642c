import { expect, it } from 'vitest'
import { measureLoad } from '../../../bench/load-figures.ts'
import { serveOurs } from '../../../bench/servers.ts'

// `npm run bench:load` in small: 1,000 calls take minutes.
it('holds calls at once over real sockets to their ends, and answers each hook', async () => {
  const served = await serveOurs()
  try {
    const figures = await measureLoad(served, { calls: 20, turnsPerSecond: 40, warmUpRounds: 0 })
    expect(figures.turnsPerSecond).toBeGreaterThan(10)
    expect(figures.p50Ms).toBeGreaterThan(0)
    expect(figures.p50Ms).toBeLessThan(1000)
    expect(figures.cpuUs).toBeGreaterThan(0)
  } finally {
    served.child.kill()
  }
}, 30_000)

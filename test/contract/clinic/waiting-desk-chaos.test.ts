import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runWaitingDesk } from '../../../bench/waiting-desk/run-waiting-desk.ts'

/** The small form of `npm run chaos:waiting-desk`. */
it('times that go down the waiting list in a process that dies have one winner each, and everyone else is told', {
  timeout: 120_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'trucada-waiting-desk-'))
  try {
    const place = join(folder, 'store.db')
    const report = await runWaitingDesk({ place, slots: 20, contenders: 25, processes: 1, kills: 2, seed: 7 })
    expect(report.kills).toBe(2)
    expect(report.filled).toBeGreaterThan(5)
    expect(report.tooLate).toBeGreaterThan(0)
    expect(Object.values(report.faults)).toEqual(Array(8).fill(0))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

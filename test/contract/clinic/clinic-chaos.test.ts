import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runClinic } from '../../../bench/chaos-clinic/run-clinic.ts'

/** The small form of `npm run chaos:clinic`: real processes, killed between an attempt's outcome and its telling. */
describe.concurrent('what the clinic hears from processes that die', { timeout: 120_000 }, () => {
  it.each(['embedded', 'webhook'] as const)('is each outcome, once and in order: %s', async kind => {
    const folder = mkdtempSync(join(tmpdir(), 'trucada-chaos-'))
    const run = await runClinic({ kind, place: join(folder, 'store.db'), kills: 2, processes: 1, seed: 3 })
    rmSync(folder, { recursive: true, force: true })
    const { unended, lost, doubled, unconfirmed, undelivered, outOfOrder, leadNowhere, tasks, crashes } = run
    expect([unended, lost, doubled, unconfirmed, undelivered, outOfOrder, leadNowhere, tasks, crashes]).toEqual(Array(9).fill(0))
    expect(run.kills).toBe(2)
    expect(run.outcomes).toBeGreaterThan(50)
  })
})

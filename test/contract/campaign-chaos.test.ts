import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type ChaosReport, runChaos } from '../../bench/campaigns/chaos/run-chaos.ts'
import { startPrivatePostgres } from './private-postgres.ts'

/** What is wrong with a run, all of which is to be 0. */
const faultsOf = ({ calledTwice, overlapping, calledAfterwards, stuck, unexplained, crashes }: ChaosReport) => ({
  calledTwice,
  overlapping,
  calledAfterwards,
  stuck,
  unexplained,
  crashes,
})
const NO_FAULTS = { calledTwice: 0, overlapping: 0, calledAfterwards: 0, stuck: 0, unexplained: 0, crashes: 0 }
const countContacts = ({ contacts }: ChaosReport): number => Object.values(contacts).reduce((sum, count) => sum + count, 0)

/** The small form of `npm run chaos:campaign`: real processes, killed while they call. */
describe.concurrent('a campaign whose processes are killed, over a jambonz that goes wrong', { timeout: 180_000 }, () => {
  it('on SQLite with one process', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'trucada-chaos-'))
    const place = join(folder, 'store.db')
    const run = await runChaos({ place, contacts: 24, workers: 1, kills: 2, killEveryMs: 1500, pace: 15 })
    expect(faultsOf(run)).toEqual(NO_FAULTS)
    expect(countContacts(run)).toBe(24)
    expect(run.calls).toBeGreaterThan(12)
    rmSync(folder, { recursive: true, force: true })
  })
  it('on PostgreSQL with two processes and a restart of the database', async () => {
    const postgres = await startPrivatePostgres()
    if (postgres === undefined) return
    const restartDatabase = (): void => postgres.restart()
    const about = { contacts: 30, workers: 2, kills: 3, killEveryMs: 1000, restartDatabase, pace: 15 }
    const run = await runChaos({ ...about, place: postgres.url }).finally(() => postgres.stop())
    expect(faultsOf(run)).toEqual(NO_FAULTS)
    expect(countContacts(run)).toBe(30)
    expect(run.restarts).toBe(1)
  })
})

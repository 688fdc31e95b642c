// Ten thousand freed or offered times of the embedded clinic go down the waiting list, fifty contenders under way at once, in processes that
// are killed at random: nobody is booked over somebody else, nobody is left without a visit, each time has one winner, everyone else is told.
// Over a PostgreSQL of its own; --sqlite: over a file, which belongs to one process at a time.
// Run: npm run chaos:waiting-desk [-- --slots N --kills N --seed N --sqlite]
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startPrivatePostgres } from '../test/contract/private-postgres.ts'
import { createProgress, reportFaults } from './mortals/report-run.ts'
import { runWaitingDesk } from './waiting-desk/run-waiting-desk.ts'

const { values } = parseArgs({
  options: {
    slots: { type: 'string', default: '10000' },
    kills: { type: 'string', default: '200' },
    contenders: { type: 'string', default: '50' },
    processes: { type: 'string', default: '4' },
    seed: { type: 'string', default: '1' },
    sqlite: { type: 'boolean', default: false },
  },
})
const folder = mkdtempSync(join(tmpdir(), 'trucada-waiting-desk-'))
const postgres = values.sqlite ? undefined : await startPrivatePostgres({ isDurable: true })
try {
  const run = await runWaitingDesk({
    place: postgres?.url ?? join(folder, 'store.db'),
    slots: Number(values.slots),
    kills: Number(values.kills),
    contenders: Number(values.contenders),
    processes: postgres === undefined ? 1 : Number(values.processes),
    seed: Number(values.seed),
    onProgress: createProgress(),
  })
  const { faults } = run
  console.log(
    `${values.slots} times, ${run.asked} offers, ${run.filled} filled from the list, ${run.tooLate} too late, ${run.kills} kill -9, ${run.seconds} s`,
  )
  const isSound = reportFaults([
    ['times with two visits', faults.doubleBookings],
    ['patients left without a visit', faults.patientsWithoutVisit],
    ['patients told otherwise than it is', faults.wrongAnswers],
    ['times with two winners', faults.doubleWinners],
    ['people asked and never told', faults.untold],
    ['times that nobody has and nobody can have', faults.lostTimes],
    ['deeds refused', faults.refused],
    ['bugs', faults.bugs],
  ])
  process.exitCode = isSound ? 0 : 1
} finally {
  postgres?.stop()
  rmSync(folder, { recursive: true, force: true })
}

// What the clinic hears of calls, told by processes that are killed between an attempt's outcome and its telling, at each of the systems that
// a clinic may have: nothing is lost, doubled or told out of order. Run: npm run chaos:clinic [-- --kills N --only embedded|webhook|fhir --seed N]
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { CLINICS } from './chaos-clinic/clinics.ts'
import { type ClinicReport, runClinic } from './chaos-clinic/run-clinic.ts'
import { createProgress, reportFaults } from './mortals/report-run.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    processes: { type: 'string', default: '2' },
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
})
const onProgress = createProgress()
let isSound = true
for (const kind of CLINICS.filter(one => values.only === undefined || values.only === one)) {
  const folder = mkdtempSync(join(tmpdir(), 'trucada-chaos-'))
  try {
    const about = { kills: Number(values.kills), processes: Number(values.processes), seed: Number(values.seed), onProgress }
    if (!report(kind, await runClinic({ ...about, kind, place: join(folder, 'store.db') }))) isSound = false
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
process.exitCode = isSound ? 0 : 1

/** Prints a run; false when something happened that must not. */
function report(kind: string, run: ClinicReport): boolean {
  const { outcomes, kills, between, seconds } = run
  console.log(
    `\n${kind}: ${outcomes} outcomes, ${kills} kill -9, at ${between} of them the clinic had still to be told, ${seconds} s`,
  )
  return reportFaults([
    ['visits without an outcome', run.unended],
    ['outcomes lost', run.lost],
    ['outcomes told twice', run.doubled],
    ['visits not confirmed', run.unconfirmed],
    ['letters that wait or were given up', run.undelivered],
    ['letters out of their patient’s order', run.outOfOrder],
    ['letters that lead to no record', run.leadNowhere],
    ['tasks for staff', run.tasks],
    ['processes that ended by themselves', run.crashes],
  ])
}

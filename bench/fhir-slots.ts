// Ten thousand freed or offered times of a FHIR server, fifty contenders in processes that are killed at random: nobody is booked over
// somebody else, nobody is left without a visit, no time is lost. Run: npm run chaos:fhir-slots [-- --slots N --kills N --seed N]
import { parseArgs } from 'node:util'
import { createProgress, reportFaults } from './mortals/report-run.ts'
import { runSlots } from './fhir-slots/run-slots.ts'

const { values } = parseArgs({
  options: {
    slots: { type: 'string', default: '10000' },
    kills: { type: 'string', default: '200' },
    contenders: { type: 'string', default: '50' },
    processes: { type: 'string', default: '4' },
    seed: { type: 'string', default: '1' },
  },
})

const run = await runSlots({
  slots: Number(values.slots),
  kills: Number(values.kills),
  contenders: Number(values.contenders),
  processes: Number(values.processes),
  seed: Number(values.seed),
  onProgress: createProgress(),
})
console.log(
  `${values.slots} slots, ${run.deeds} deeds: ${run.done} done, ${run.taken} taken, ${run.kills} kill -9, ${run.seconds} s`,
)
const isSound = reportFaults([
  ['times with two visits', run.doubleBookings],
  ['patients left without a visit', run.patientsWithoutVisit],
  ['patients told otherwise than it is', run.wrongAnswers],
  ['times that nobody has and nobody can have', run.lostSlots],
  ['deeds refused', run.refused],
  ['bugs', run.bugs],
])
process.exitCode = isSound ? 0 : 1

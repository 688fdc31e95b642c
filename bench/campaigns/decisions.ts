// One million random decisions of the plan over every zone, two years, changes of clock and days off. Run: npm run bench:decisions
import { runRandomDecisions } from './random-decisions.ts'

const count = Number(process.argv[2] ?? 1_000_000)
const { decisions, calls, waits, zones, outside, microseconds } = runRandomDecisions(count, 20_261_128)
console.log(
  `${decisions.toLocaleString('en')} decisions over ${zones} zones: ${calls.toLocaleString('en')} calls, ${waits.toLocaleString('en')} planned`,
)
console.log(`outside the allowed hours: ${outside.length}`)
for (const one of outside.slice(0, 20)) console.log(`  ${one}`)
console.log(`CPU of a decision: ${microseconds.toFixed(2)} µs (at most 20)`)
process.exitCode = outside.length > 0 || microseconds > 20 ? 1 : 0

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFreePort, hasRedis, startRedis } from '../test/contract/redis-server.ts'
import { holdCalls } from './chaos/hold-calls.ts'
import { judgeRound, type RoundReport } from './chaos/judge.ts'
import { type CallProcess, startCallProcess } from './chaos/processes.ts'
import { createRandom } from '../src/simulation/random.ts'
import { startReceiver } from './chaos/services.ts'

/**
 * `npm run chaos:calls`: two processes hold calls and share a Redis; in each round one of them is killed (SIGKILL) at a random instant, and
 * every call must come to what it would have come to. Options: `--rounds 10`, `--calls 200`, `--seed 1`. Ends with 1 if one does not.
 */
const readOption = (name: string, fallback: number): number => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? fallback : Number(process.argv[at + 1])
}
const rounds = readOption('rounds', 10)
const count = readOption('calls', 200)
const { next: random } = createRandom(readOption('seed', 1))
/** Calls begin within this time. Then, when the robot has spoken in all of them, one process is killed within the next. */
const BEGUN_WITHIN_MS = 1500
const KILLED_WITHIN_MS = 5000
const PATIENCE_MS = 120_000
/** The balancer sends calls to a process that is gone for so long. */
const NOTICED_AFTER_MS = 1000

if (!hasRedis()) {
  console.error('redis-server is not installed: without it calls end with their process, and there is nothing to test here.')
  process.exit(1)
}
const data = mkdtempSync(join(tmpdir(), 'trucada-chaos-'))
const redis = await startRedis()
const receiver = await startReceiver(() => 50 + random() * 900)
const ports = [await findFreePort(), await findFreePort()] as const
let resumed = 0
const onResumed = (): void => {
  resumed += 1
}
const start = (port: number): Promise<CallProcess> => startCallProcess({ port, redisUrl: redis.url, receiver, data, onResumed })
const processes = await Promise.all(ports.map(start))
/** A balancer that looks after its servers: which of the two take calls, as far as it knows. */
const isUp = [true, true]
const url = (): string => {
  const chosen = random() < 0.5 ? 0 : 1
  return `ws://127.0.0.1:${ports[isUp[chosen] === true ? chosen : 1 - chosen]}/calls`
}

let total = 0
let kills = 0
let isGood = true
/** Holds the calls of a round; `kill` is called when it is time. */
async function runRound(name: string, kill?: () => Promise<string>): Promise<void> {
  resumed = 0
  const { calls, live, begun } = holdCalls({ name, count, withinMs: BEGUN_WITHIN_MS, url, patienceMs: PATIENCE_MS })
  let killed = 'nobody killed'
  const state = { isOver: false }
  void calls.then(() => (state.isOver = true))
  if (kill !== undefined) {
    // A call in which the robot never speaks is given up in the end; then nothing is left to be disturbed.
    while (begun() < count && !state.isOver) await new Promise(resolve => setTimeout(resolve, 50))
    if (state.isOver) killed = `nobody killed, for the robot spoke in ${begun()} of ${count} calls only`
  }
  if (kill !== undefined && !state.isOver) {
    const atMs = random() * KILLED_WITHIN_MS
    await new Promise(resolve => setTimeout(resolve, atMs))
    const underWay = live()
    kills += 1
    killed = `${await kill()} killed with ${underWay} calls under way, ${(atMs / 1000).toFixed(1)} s after the last had begun`
  }
  const report = judgeRound(await calls, receiver, data)
  total += report.calls
  isGood &&= report.same === report.calls && report.twice === 0 && report.lost === 0
  print(name, killed, report)
}
function print(name: string, killed: string, report: RoundReport): void {
  console.log(`${name}: ${killed}`)
  console.log(
    `  ${report.same} of ${report.calls} calls ended as undisturbed ones do; ${resumed} went on in another process, ${report.sorry} heard an apology`,
  )
  console.log(
    `  ${report.twice} services ran twice; ${report.lost} of ${report.acked} acknowledged inputs lost; longest silence ${(report.longestSilenceMs / 1000).toFixed(1)} s`,
  )
  for (const fault of report.faults.slice(0, 10)) console.log(`  ✗ ${fault}`)
}

try {
  await runRound('undisturbed')
  for (let round = 1; round <= rounds; round += 1) {
    await runRound(`round-${round}`, async () => {
      const victim = random() < 0.5 ? 0 : 1
      const port = ports[victim]
      processes[victim]?.kill()
      // Its place is taken by a new one, as a service manager would do.
      setTimeout(() => void start(port).then(back), 2000)
      setTimeout(() => (isUp[victim] = false), NOTICED_AFTER_MS)
      const back = (process: CallProcess): void => {
        processes[victim] = process
        isUp[victim] = true
      }
      return `process ${victim + 1}`
    })
  }
  const errors = processes.flatMap(process => process.errors)
  for (const error of errors.slice(0, 5)) console.log(`  ✗ ${error}`)
  console.log(`${isGood ? 'PASSED' : 'FAILED'}: ${total} calls, ${kills} kills`)
} finally {
  for (const process of processes) process.kill()
  receiver.close()
  redis.stop()
  if (isGood) rmSync(data, { recursive: true, force: true })
  else console.log(`journals and logs: ${data}`)
}
process.exit(isGood ? 0 : 1)

// Many calls at once over real sockets, beside an application written by hand. Run: npm run bench:load (about five minutes; Linux).
import { cpus } from 'node:os'
import { type LoadFigures, measureLoad } from './load-figures.ts'
import { hasRedis, startRedis } from '../test/contract/redis-server.ts'
import { serveByHand, type Served, serveOurs } from './servers.ts'

const LOAD = { calls: 1000, turnsPerSecond: 200, warmUpRounds: 4 }

const print = (line: string): void => void process.stdout.write(`${line}\n`)
const ms = (value: number): string => `${value.toFixed(1)} ms`.padStart(9)

function printFigures(name: string, figures: LoadFigures): void {
  const { p50Ms, p99Ms, longestMs, turnsPerSecond, cpuUs, memoryKb } = figures
  print(
    `${name.padEnd(26)}${ms(p50Ms)} ${ms(p99Ms)} ${ms(longestMs)} ${turnsPerSecond.toFixed(0).padStart(8)} ${`${cpuUs.toFixed(0)} µs`.padStart(11)} ${`${memoryKb.toFixed(0)} kB`.padStart(13)}`,
  )
}

async function measure(name: string, served: Served): Promise<void> {
  try {
    printFigures(name, await measureLoad(served, LOAD))
  } finally {
    served.child.kill()
  }
}

print(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}`)
print(
  `${LOAD.calls} calls at once, each answering at random times, ${LOAD.turnsPerSecond} turns a second in all; target: p99 50 ms`,
)
print('')
print(`${'from hook to command'.padEnd(26)}      p50       p99   longest  turns/s  CPU a turn  memory a call`)
const ours = await serveOurs()
const byHand = await serveByHand(ours)
await measure('trucada', ours)
if (hasRedis()) {
  const redis = await startRedis()
  await measure('trucada, calls in Redis', await serveOurs({ REDIS_URL: redis.url }))
  redis.stop()
} else print('redis-server is not installed: calls kept in Redis were not measured')
await measure('hand-written', byHand)

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFreePort } from '../test/contract/redis-server.ts'
import { type HeldCall, holdCalls } from './chaos/hold-calls.ts'
import { judgeRound } from './chaos/judge.ts'
import { startCallProcess } from './chaos/processes.ts'
import { startReceiver } from './chaos/services.ts'
import { fuzzSocket } from './fuzz/fuzz-socket.ts'
import { createRandom } from '../src/simulation/random.ts'

/**
 * `npm run fuzz:frames`: sends 200,000 malformed and mutated frames over many sockets, before and after `session:new`, to a server that holds 50
 * calls meanwhile; the server must live, each call come to what it would have come to word for word, and memory be back where it was. Options:
 * `--frames 200000`, `--calls 50`, `--seed 1`. Ends with 1 if it is not so.
 */
const readOption = (name: string, fallback: number): number => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? fallback : Number(process.argv[at + 1])
}
const frames = readOption('frames', 200_000)
const count = readOption('calls', 50)
const random = createRandom(readOption('seed', 1))
const SOCKETS_AT_ONCE = 40
/** What may be kept for good: caches that fill, journals' names. */
const TOLERATED_BYTES = 8 * 1024 * 1024

const data = mkdtempSync(join(tmpdir(), 'trucada-fuzz-'))
const receiver = await startReceiver(() => 200)
const port = await findFreePort()
const server = await startCallProcess({ port, receiver, data, onResumed: () => undefined })
const url = `ws://127.0.0.1:${port}/calls`
let rounds = 0
const hold = (): Promise<readonly HeldCall[]> => {
  rounds += 1
  return holdCalls({ name: `round-${rounds}`, count, withinMs: 1000, url: () => url, patienceMs: 60_000 }).calls
}
const wordsOf = (calls: readonly HeldCall[]): readonly string[] => calls.map(({ said }) => said.join(' | '))
/** The server is left in peace until it holds nothing: a call that was begun under a mutated id, and whose socket then broke, is given up after five minutes. */
async function measure(): Promise<number> {
  for (let second = 0; second < 360; second += 1) {
    const { calls, heapBytes } = await server.measure()
    if (calls === 0) return heapBytes
    if (second === 30) console.log(`${calls} calls that nobody ended are waited for`)
    await new Promise(resolve => setTimeout(resolve, 1000))
  }
  return Number.POSITIVE_INFINITY
}
const show = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MiB`

let isGood = true
try {
  const undisturbed = wordsOf(await hold())
  // Caches that fill once are filled before the first measure.
  const progress = { sent: 0, sockets: 0 }
  const fuzz = async (until: number): Promise<void> => {
    while (progress.sent < until && !server.isGone) {
      progress.sockets += 1
      const more = await fuzzSocket(url, `fuzz-${progress.sockets}`, random)
      progress.sent += more
    }
  }
  await fuzz(2000)
  const before = await measure()
  const began = performance.now()
  progress.sent = 0
  const fuzzing = Promise.all(Array.from({ length: SOCKETS_AT_ONCE }, () => fuzz(frames)))
  let [held, disturbed] = [0, 0]
  while (progress.sent < frames && !server.isGone) {
    const calls = await hold()
    const report = judgeRound(calls, receiver, data)
    const words = wordsOf(calls)
    held += calls.length
    disturbed += Math.max(report.calls - report.same, words.filter((said, index) => said !== undisturbed[index]).length)
    for (const fault of report.faults.slice(0, 5)) console.log(`✗ ${fault}`)
    for (const [index, said] of words.entries())
      if (said !== undisturbed[index]) console.log(`✗ call ${index}: ${said}\n  undisturbed: ${undisturbed[index]}`)
  }
  await fuzzing
  const seconds = (performance.now() - began) / 1000
  const after = server.isGone ? Number.NaN : await measure()
  isGood = !server.isGone && disturbed === 0 && after - before < TOLERATED_BYTES && progress.sent >= frames
  console.log(`${progress.sent} wrong frames over ${progress.sockets} sockets in ${seconds.toFixed(0)} s`)
  console.log(`${server.isGone ? 1 : 0} crashes; ${disturbed} of ${held} calls disturbed, ${count} held at once`)
  console.log(`memory: ${show(before)} before, ${show(after)} after`)
  console.log(isGood ? 'PASSED' : 'FAILED')
} finally {
  server.kill()
  receiver.close()
  rmSync(data, { recursive: true, force: true })
}
process.exit(isGood ? 0 : 1)

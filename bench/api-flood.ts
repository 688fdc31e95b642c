// What a flood of requests to the HTTP API does to calls in the same process. Run: npm run bench:api (about four minutes; Linux).
// Options: --calls 200, --rounds 3.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../src/engine/store/index.ts'
import { hashApiKey, makeApiKey } from '../src/server/api/api-key.ts'
import { fillStore } from './campaigns/fill-store.ts'
import type { Flood } from './flood/flood.ts'
import { measureLoad } from './load-figures.ts'
import { quantile, serveOurs } from './servers.ts'

const readOption = (name: string, fallback: number): number => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? fallback : Number(process.argv[at + 1])
}
const CALLS = readOption('calls', 200)
const LOAD = { calls: CALLS, turnsPerSecond: CALLS / 2 }
const CONTACTS = 20_000
const PER_SECOND = 500
/** Quiet and flooded in turn, so that whatever else the machine does is in both. */
const ROUNDS = readOption('rounds', 3)

const print = (line: string): void => void process.stdout.write(`${line}\n`)
const key = makeApiKey()

async function prepare(data: string): Promise<void> {
  const store = await openStore(join(data, 'trucada.db'))
  await store.apiKeys.add({ id: 'bench', name: 'bench', role: 'operator', hash: hashApiKey(key), createdAt: Date.now() })
  await fillStore(store, CONTACTS, Date.now())
  await store.close()
}

async function startFlood(flood: Flood): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['bench/flood/flood.ts', JSON.stringify(flood)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const isGone = once(child, 'exit').then(([code]) => Promise.reject(new Error(`the flood ended with ${String(code)}`)))
  await Promise.race([once(child.stdout, 'data'), isGone])
  isGone.catch(() => undefined)
  return child
}

async function stopFlood(child: ChildProcess): Promise<{ seconds: number; counts: Record<string, number> }> {
  let printed = ''
  child.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  child.kill('SIGTERM')
  await once(child, 'close')
  return JSON.parse(printed) as { seconds: number; counts: Record<string, number> }
}

const note = (what: string): void => void process.stderr.write(`${(performance.now() / 1000).toFixed(0)} s: ${what}\n`)
const served = await serveOurs({ TRUCADA_API_REQUESTS: '100000' }, prepare)
const url = served.url.replace('ws:', 'http:').replace('/calls', '')
const quiet: number[][] = []
const flooded: number[][] = []
const answered: Record<string, number> = {}
let seconds = 0
let flood: ChildProcess | undefined
note('the server is ready')
try {
  await measureLoad(served, { ...LOAD, warmUpRounds: readOption('warm', 3), name: 'warm' })
  for (let round = 0; round < ROUNDS; round += 1) {
    const without = await measureLoad(served, { ...LOAD, warmUpRounds: 0, name: `quiet-${round}` })
    note(`round ${round + 1}, calls alone`)
    quiet.push([without.p50Ms, without.p99Ms])
    flood = await startFlood({ url, key, perSecond: PER_SECOND })
    const within = await measureLoad(served, { ...LOAD, warmUpRounds: 0, name: `flooded-${round}` })
    note(`round ${round + 1}, with the flood`)
    flooded.push([within.p50Ms, within.p99Ms])
    const { counts, seconds: took } = await stopFlood(flood)
    seconds += took
    for (const [status, count] of Object.entries(counts)) answered[status] = (answered[status] ?? 0) + count
  }
} finally {
  flood?.kill('SIGKILL')
  served.child.kill('SIGKILL')
}

const median = (rounds: readonly (readonly number[])[], at: number): number =>
  quantile(
    rounds.map(figures => figures[at] ?? 0),
    0.5,
  )
print(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}`)
print(
  `${LOAD.calls} calls at once, ${LOAD.turnsPerSecond} turns a second; ${PER_SECOND} requests a second to the API over ${CONTACTS} contacts`,
)
print('')
print(`${'from hook to command'.padEnd(24)}      p50       p99   (median of ${ROUNDS} rounds)`)
const show = (name: string, rounds: readonly (readonly number[])[]): void =>
  print(`${name.padEnd(24)}${[0, 1].map(at => `${median(rounds, at).toFixed(1)} ms`.padStart(9)).join(' ')}`)
show('calls alone', quiet)
show('with the flood', flooded)
print(`${'times'.padEnd(24)}${[0, 1].map(at => (median(flooded, at) / median(quiet, at)).toFixed(2).padStart(9)).join(' ')}`)
print('')
for (const [status, count] of Object.entries(answered).toSorted())
  print(`answered ${status}: ${(count / seconds).toFixed(0)} a second`)

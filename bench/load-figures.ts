import { runLine } from './load-line.ts'
import { quantile, readCpuUs, readMemoryKb, type Served, TAG, TURNS } from './servers.ts'

/** So many calls at once, and the questions that they answer in a second, all together. */
export interface Load {
  readonly calls: number
  readonly turnsPerSecond: number
  /** Rounds of 200 quick calls that go before: a server that runs for days is measured warm. */
  readonly warmUpRounds: number
  /** What its calls are called; of several loads of one server each has its own. Default `load`. */
  readonly name?: string
}

/** What a server did while all calls were on. */
export interface LoadFigures {
  /** From the hook with the answer to the command with the next question. */
  readonly p50Ms: number
  readonly p99Ms: number
  readonly longestMs: number
  readonly turnsPerSecond: number
  readonly cpuUs: number
  /** RAM by calls, at most: what the server's process has more than before it held any, code made warm and garbage with it. */
  readonly memoryKb: number
}

const WARM_UP_CALLS = 200

/**
 * Holds the calls of ten questions, begun one after another and answered at random times, and measures from when the last one has begun
 * until the first one ends. Rejects when a call does not come to its end.
 */
export async function measureLoad(
  served: Served,
  { calls, turnsPerSecond, warmUpRounds, name = 'load' }: Load,
): Promise<LoadFigures> {
  const memoryBefore = readMemoryKb(served)
  for (let round = 0; round < warmUpRounds; round += 1) await holdCalls(served, `${name}-warm-${round}`, WARM_UP_CALLS, 0)
  const paceMs = (calls / turnsPerSecond) * 1000
  let firstEnd: Snapshot | undefined
  const lines = holdCalls(served, name, calls, paceMs, () => (firstEnd ??= look(served)))
  await wait(paceMs)
  const allBegun = look(served)
  const delays = (await lines).flatMap(line => line.delays)
  if (firstEnd === undefined || firstEnd.at <= allBegun.at) throw new Error('a call had ended before the last one began')
  const { at: until, cpuUs, memoryKb } = firstEnd
  const measured = delays.filter(({ at }) => at >= allBegun.at && at < until).map(({ ms }) => ms)
  return {
    p50Ms: quantile(measured, 0.5),
    p99Ms: quantile(measured, 0.99),
    longestMs: Math.max(...measured),
    turnsPerSecond: measured.length / ((until - allBegun.at) / 1000),
    cpuUs: (cpuUs - allBegun.cpuUs) / measured.length,
    memoryKb: (memoryKb - memoryBefore) / calls,
  }
}

interface Snapshot {
  readonly at: number
  readonly cpuUs: number
  readonly memoryKb: number
}
const look = (served: Served): Snapshot => ({ at: performance.now(), cpuUs: readCpuUs(served), memoryKb: readMemoryKb(served) })

const wait = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

/** Begins the calls evenly within `paceMs`; each answers after `paceMs` in the mean, from a fifth of it to nine. */
async function holdCalls(
  served: Served,
  name: string,
  calls: number,
  paceMs: number,
  onEnd?: () => void,
): Promise<readonly Awaited<ReturnType<typeof runLine>>[]> {
  const holdCall = async (index: number): Promise<Awaited<ReturnType<typeof runLine>>> => {
    await wait((index / calls) * paceMs)
    const random = seedRandom(index + 1)
    const callSid = `${name}-${index}`
    const thinkMs = paceMs === 0 ? {} : { thinkMs: () => paceMs * (0.2 + 1.6 * random()) }
    const line = await runLine({ url: served.url, callSid, tag: TAG, ...thinkMs })
    if (line.turns !== TURNS) throw new Error(`${callSid}: ${line.turns} turns instead of ${TURNS}`)
    onEnd?.()
    return line
  }
  return Promise.all(Array.from({ length: calls }, (_, index) => holdCall(index)))
}

/** The same numbers from 0 to 1 in every run. */
function seedRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 0x1_0000_0000
  }
}

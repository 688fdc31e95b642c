import { type LineResult, runLine } from './load-line.ts'
import { quantile, readCpuUs, serveByHand, type Served, serveOurs, TAG, TURNS } from './servers.ts'

/** Calls held at once, and rounds of them: a server that runs for days is measured warm, when its code is compiled for good. */
const AT_ONCE = 200
const WARM_UP = 20
const ROUNDS = 4

/** CPU time a turn of each server, µs, and the delay from an answer to the next verb. */
export interface ServerFigures {
  readonly ours: { readonly cpuUs: number; readonly p50Ms: number; readonly p99Ms: number }
  readonly byHand: { readonly cpuUs: number; readonly p50Ms: number; readonly p99Ms: number }
}

/**
 * The same ten questions over real sockets, 200 calls at once, asked by Trucada and by a hand-written application on
 * @jambonz/node-client-ws: CPU time of the server's process (from /proc, so on Linux only), in turn, round by round.
 */
export async function measureServerTurns(): Promise<ServerFigures> {
  const ours = await serveOurs()
  let hand: Served | undefined
  try {
    hand = await serveByHand(ours)
    for (let round = 0; round < WARM_UP; round += 1)
      await Promise.all([runRound(ours, `ours-warm-${round}`), runRound(hand, `hand-warm-${round}`)])
    const [our, byHand]: [Round[], Round[]] = [[], []]
    for (let round = 0; round < ROUNDS; round += 1) {
      our.push(await runRound(ours, `ours-${round}`))
      byHand.push(await runRound(hand, `hand-${round}`))
    }
    return { ours: sumUp(our), byHand: sumUp(byHand) }
  } finally {
    ours.child.kill()
    hand?.child.kill()
  }
}

interface Round {
  readonly cpuUs: number
  readonly turns: number
  readonly delaysMs: readonly number[]
}

async function runRound(served: Served, name: string): Promise<Round> {
  const before = readCpuUs(served)
  const lines = await Promise.all(
    Array.from({ length: AT_ONCE }, (_, index) => runLine({ url: served.url, callSid: `${name}-${index}`, tag: TAG })),
  )
  const turns = lines.reduce((sum, line: LineResult) => sum + line.turns, 0)
  if (turns !== AT_ONCE * TURNS) throw new Error(`${name}: ${turns} turns instead of ${AT_ONCE * TURNS}`)
  return { cpuUs: readCpuUs(served) - before, turns, delaysMs: lines.flatMap(line => line.delays.map(({ ms }) => ms)) }
}

function sumUp(rounds: readonly Round[]): ServerFigures['ours'] {
  const delays = rounds.flatMap(round => round.delaysMs)
  const sum = (pick: (round: Round) => number): number => rounds.reduce((total, round) => total + pick(round), 0)
  return {
    cpuUs: sum(round => round.cpuUs) / sum(round => round.turns),
    p50Ms: quantile(delays, 0.5),
    p99Ms: quantile(delays, 0.99),
  }
}

import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { type LineResult, runLine } from './load-line.ts'

/** Calls held at once, and rounds of them: a server that runs for days is measured warm. */
const AT_ONCE = 200
const WARM_UP = 4
const ROUNDS = 4
const TAG = { scenario: 'ten-questions', language: 'en', contact: { patient: { name: 'Anna Nowak' } } }
const TICKS_PER_SECOND = 100

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
  const [ourPort, handPort] = [await findFreePort(), await findFreePort()]
  const ours = await startChild(
    [
      'bin/trucada.mjs',
      'serve',
      '--port',
      String(ourPort),
      '--scenarios',
      'bench/workspace',
      '--data',
      `${process.env['TMPDIR'] ?? '/tmp'}/trucada-bench-${process.pid}`,
    ],
    /ten-questions/,
  )
  let hand: ChildProcess | undefined
  try {
    const sample = await runLine(`ws://127.0.0.1:${ourPort}/calls`, 'sample', TAG)
    const turns = sample.asked.map(({ prompt, hints }) => ({ prompt, hints }))
    hand = await startChild(['bench/peer/hand-written.mjs', JSON.stringify({ port: handPort, turns })], /READY/)
    const [our, byHand]: [Round[], Round[]] = [[], []]
    for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
      our.push(await runRound(ours, ourPort, `ours-${round}`))
      byHand.push(await runRound(hand, handPort, `hand-${round}`))
    }
    return { ours: sumUp(our.slice(WARM_UP)), byHand: sumUp(byHand.slice(WARM_UP)) }
  } finally {
    ours.kill()
    hand?.kill()
  }
}

interface Round {
  readonly cpuUs: number
  readonly turns: number
  readonly delaysMs: readonly number[]
}

async function runRound(child: ChildProcess, port: number, name: string): Promise<Round> {
  const before = cpuTicksOf(child)
  const lines = await Promise.all(
    Array.from({ length: AT_ONCE }, (_, index) => runLine(`ws://127.0.0.1:${port}/calls`, `${name}-${index}`, TAG)),
  )
  const turns = lines.reduce((sum, line: LineResult) => sum + line.turns, 0)
  if (turns !== AT_ONCE * 10) throw new Error(`${name}: ${turns} turns instead of ${AT_ONCE * 10}`)
  return { cpuUs: ((cpuTicksOf(child) - before) / TICKS_PER_SECOND) * 1e6, turns, delaysMs: lines.flatMap(line => line.delaysMs) }
}

function sumUp(rounds: readonly Round[]): ServerFigures['ours'] {
  const delays = rounds.flatMap(round => round.delaysMs).sort((a, b) => a - b)
  const at = (share: number): number => delays[Math.floor(delays.length * share)] ?? 0
  const sum = (pick: (round: Round) => number): number => rounds.reduce((total, round) => total + pick(round), 0)
  return { cpuUs: sum(round => round.cpuUs) / sum(round => round.turns), p50Ms: at(0.5), p99Ms: at(0.99) }
}

/** User and system time of a process, in clock ticks: fields 14 and 15 of /proc/PID/stat. */
function cpuTicksOf(child: ChildProcess): number {
  const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return Number(fields[11]) + Number(fields[12])
}

function startChild(args: readonly string[], ready: RegExp): Promise<ChildProcess> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise((resolve, reject) => {
    let printed = ''
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      if (ready.test(printed)) resolve(child)
    })
    child.on('exit', code => reject(new Error(`${args[0]} ended with ${code} before it was ready:\n${printed}`)))
  })
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

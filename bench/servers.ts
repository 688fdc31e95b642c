import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runLine } from './load-line.ts'

/** The call that both sides hold: ten questions. */
export const TAG = { scenario: 'ten-questions', language: 'en', contact: { patient: { name: 'Anna Nowak' } } }
export const TURNS = 10
const TICKS_PER_SECOND = 100

/** A server under load. */
export interface Served {
  readonly url: string
  readonly child: ChildProcess
}

/** Starts `trucada serve` with the script of ten questions, the data in a folder of its own, that `prepare` may fill before. */
export async function serveOurs(
  env: Readonly<Record<string, string>> = {},
  prepare?: (data: string) => Promise<void>,
): Promise<Served> {
  const port = await findFreePort()
  const data = mkdtempSync(join(tmpdir(), 'trucada-bench-'))
  // Of its own, as at a clinic: the server watches it, and would see each journal.
  const campaigns = mkdtempSync(join(tmpdir(), 'trucada-bench-'))
  await prepare?.(data)
  const args = [
    'serve',
    '--port',
    String(port),
    '--scenarios',
    'bench/workspace',
    '--campaigns',
    campaigns,
    '--data',
    data,
    '--demonstration',
    'off',
  ]
  const child = await startChild(['bin/trucada.mjs', ...args], /ten-questions/, env)
  child.on('exit', () => {
    for (const folder of [data, campaigns]) rmSync(folder, { recursive: true, force: true })
  })
  return { url: toUrl(port), child }
}

/** Starts the application written by hand; it asks what ours asks. */
export async function serveByHand(ours: Served): Promise<Served> {
  const { asked } = await runLine({ url: ours.url, callSid: 'sample', tag: TAG })
  const turns = asked.map(({ prompt, hints }) => ({ prompt, hints }))
  const port = await findFreePort()
  return { url: toUrl(port), child: await startChild(['bench/peer/hand-written.mjs', JSON.stringify({ port, turns })], /READY/) }
}

/** User and system time that a server has used, µs: fields 14 and 15 of /proc/PID/stat. */
export function readCpuUs({ child }: Served): number {
  const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return ((Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND) * 1e6
}

/** Memory that a server has in RAM, kB. */
export function readMemoryKb({ child }: Served): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1])
}

/** The value below which a share of all is; 0 where there is none. */
export function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0
}

/** Starts a process of this Node and waits until it prints that it is ready. */
export function startChild(
  args: readonly string[],
  ready: RegExp,
  env: Readonly<Record<string, string>> = {},
): Promise<ChildProcess> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } })
  return new Promise((resolve, reject) => {
    let printed = ''
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
      if (ready.test(printed)) resolve(child)
      if (printed.length > 10_000) printed = ''
    })
    child.on('exit', code => reject(new Error(`${args[0]} ended with ${code} before it was ready:\n${printed}`)))
  })
}

const toUrl = (port: number): string => `ws://127.0.0.1:${port}/calls`

/** A port that nobody listens on. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

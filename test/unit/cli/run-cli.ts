import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { expect, vi } from 'vitest'
import type { CliWorld } from '../../../src/cli/cli.ts'
import { main } from '../../../src/cli/main.ts'
import { LEARNED } from '../../learned.ts'

/** What a command line printed and how it ended. */
export interface CliRun {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** The project, whose scenarios the commands are tried on. */
export const PROJECT = new URL('../../..', import.meta.url).pathname.replace(/\/$/, '')

/** A folder of files, deleted by the system some day. Its data folder has what other tests have learned and checked. */
export function createFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'trucada-cli-'))
  mkdirSync(join(folder, '.trucada'), { mode: 0o700 })
  for (const part of ['understanding', 'scenarios']) {
    mkdirSync(join(LEARNED, part), { recursive: true })
    symlinkSync(join(LEARNED, part), join(folder, '.trucada', part))
  }
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  return folder
}

/** A command line that goes on: what it has printed so far, and the way to stop it. */
export interface RunningCli {
  readonly ended: Promise<CliRun>
  out(): string
  err(): string
  /** As SIGINT or SIGTERM. */
  stop(): void
}

/** Starts a command line in this process, in a world of its own. Each line of `input` is a line of standard input. */
export function startCli(
  args: readonly string[],
  options: { folder?: string; env?: Record<string, string>; input?: readonly string[]; columns?: number } = {},
): RunningCli {
  const printed = { out: '', err: '' }
  const collect = (into: 'out' | 'err'): PassThrough => {
    const stream = new PassThrough()
    stream.on('data', (data: Buffer) => {
      printed[into] += data.toString()
    })
    return stream
  }
  const stops = new Set<() => void>()
  const world: CliWorld = {
    stdin: Readable.from((options.input ?? []).map(line => `${line}\n`)),
    stdout: Object.assign(collect('out'), options.columns === undefined ? {} : { columns: options.columns }),
    stderr: collect('err'),
    // A minute of invented calls is what few tests are about.
    env: { TRUCADA_DEMONSTRATION: 'off', TRUCADA_FACTS_OLD_AFTER: '36500', ...options.env },
    folder: options.folder ?? PROJECT,
    onStop(run) {
      const once = (): void => {
        stops.delete(once)
        run()
      }
      stops.add(once)
      return () => stops.delete(once)
    },
    onUnread: () => undefined,
  }
  const ended = main(args, world).then(async code => {
    await new Promise(resolve => setImmediate(resolve))
    return { code, out: printed.out, err: printed.err }
  })
  return {
    ended,
    out: () => printed.out,
    err: () => printed.err,
    stop: () => {
      for (const run of Array.from(stops)) run()
    },
  }
}

/** Runs a command line to its end. */
export function runCli(args: readonly string[], options: Parameters<typeof startCli>[1] = {}): Promise<CliRun> {
  return startCli(args, options).ended
}

/** Learns all languages, once for all tests: servers that begin at once would else each learn them, on the same processors. */
export async function learnLanguages(): Promise<void> {
  const serving = startCli(['serve', '--port', '0'], { folder: createFolder() })
  await vi.waitFor(() => expect(serving.out()).toContain('Try one here'), { timeout: 50_000 })
  serving.stop()
  await serving.ended
}

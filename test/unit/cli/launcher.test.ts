import { execFile, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { createFolder, learnLanguages, PROJECT, runCli } from './run-cli.ts'

const run = promisify(execFile)
const LAUNCHER = join(PROJECT, 'bin/trucada.mjs')
/** Makes a Node say that it is an older one, or on another machine; what it starts is not told so. */
const pretend = (change: string): string[] => ['--import', `data:text/javascript,${encodeURIComponent(change)}`]
const OLDER = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.1.0' } })"

/** Starts a server, and waits until it answers calls. */
async function startServing(command: string, args: readonly string[], env: NodeJS.ProcessEnv = QUIET) {
  const serving = spawn(command, args, { cwd: createFolder(), env, stdio: ['ignore', 'pipe', 'inherit'] })
  let out = ''
  serving.stdout.on('data', (data: Buffer) => {
    out += data.toString()
  })
  await vi.waitFor(() => expect(out).toContain('Try one here'), { timeout: 30_000 })
  // The pipe closes when the last one that holds it has ended: the server.
  return { serving, out, closed: new Promise<void>(resolve => serving.stdout.on('close', () => resolve())) }
}
/** A minute of invented calls is no matter of the launcher. */
const QUIET = { ...process.env, TRUCADA_DEMONSTRATION: 'off' }
const SERVE_ON_OLDER = [...pretend(OLDER), LAUNCHER, 'serve', '--port', '0']

beforeAll(learnLanguages)

describe.concurrent('the launcher', { timeout: 60_000 }, () => {
  it('runs itself on the bundled Node when this one is older', async () => {
    const { stdout } = await run(process.execPath, [...pretend(OLDER), LAUNCHER, '--version'])
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
  it('hands on the exit code', async () => {
    const failed = await run(process.execPath, [...pretend(OLDER), LAUNCHER, 'nothing']).catch(
      (error: { code: number; stderr: string }) => error,
    )
    expect(failed).toMatchObject({ code: 2, stderr: expect.stringContaining("unknown command 'nothing'") as string })
  })
  it('says what to do where no Node came with the package', async () => {
    const elsewhere = `${OLDER}; Object.defineProperty(process, 'platform', { value: 'sunos' })`
    const failed = await run(process.execPath, [...pretend(elsewhere), LAUNCHER, '--version']).catch(
      (error: { code: number; stderr: string }) => error,
    )
    expect(failed).toMatchObject({ code: 70, stderr: expect.stringContaining('trucada needs Node 24 or newer') as string })
  })
  it('ends quietly when nobody reads on, as before "| head"', async () => {
    const unread = `"$0" "$1" config --json 2>&1 | true; echo "\${PIPESTATUS[0]}"`
    const { stdout, stderr } = await run('bash', ['-c', unread, process.execPath, LAUNCHER])
    expect([stdout, stderr]).toEqual(['0\n', ''])
    const shown = await run('bash', [
      '-c',
      `"$0" "$1" config --json | true; echo "\${PIPESTATUS[0]}"`,
      process.execPath,
      LAUNCHER,
    ])
    expect([shown.stdout, shown.stderr]).toEqual(['0\n', ''])
  })
  it('goes on answering calls when nobody reads the log', async () => {
    const serving = spawn(process.execPath, [LAUNCHER, 'serve', '--port', '0'], {
      cwd: createFolder(),
      env: QUIET,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const out = await new Promise<string>(resolve => {
      let text = ''
      serving.stdout.on('data', (data: Buffer) => {
        text += data.toString()
        if (text.includes('Try one here')) resolve(text)
      })
    })
    serving.stdout.destroy()
    const url = /ws:\/\/\S+/.exec(out)?.[0] ?? ''
    for (const _ of [1, 2]) {
      const call = await runCli(['talk', 'satisfaction-survey', '--url', url], { folder: createFolder(), input: ['/hangup'] })
      expect([call.code, call.out]).toEqual([0, expect.stringContaining('Robot')])
    }
    const ended = new Promise<number | null>(resolve => serving.on('exit', resolve))
    serving.kill('SIGTERM')
    expect(await ended).toBe(0)
  })
  it('stops politely when the shell of npm was told to stop, which hands nothing on', async () => {
    const { serving, closed } = await startServing('sh', ['-c', '"$0" "$1" serve --port 0; true', process.execPath, LAUNCHER], {
      ...QUIET,
      npm_execpath: 'npm',
    })
    serving.kill('SIGTERM')
    await expect(closed).resolves.toBeUndefined()
  })
  it('leaves nothing behind when it is killed: what it started gives the port back', async () => {
    const { serving, closed } = await startServing(process.execPath, SERVE_ON_OLDER)
    serving.kill('SIGKILL')
    await expect(closed).resolves.toBeUndefined()
  })
  it('hands on the signal to stop, and what it started ends politely', async () => {
    const { serving, out } = await startServing(process.execPath, SERVE_ON_OLDER)
    const ended = new Promise<number | null>(resolve => serving.on('exit', resolve))
    serving.kill('SIGTERM')
    expect(await ended).toBe(0)
    const port = Number(/:(\d+)\/calls/.exec(out)?.[1])
    const again = createServer()
    await new Promise<void>((resolve, reject) => again.once('error', reject).listen(port, '127.0.0.1', resolve))
    again.close()
  })
})

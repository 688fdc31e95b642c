import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiServer, startApiServer } from './api-server.ts'

const guide = readFileSync('docs/guides/http-api.md', 'utf8')
const blocks = [...guide.matchAll(/```sh\n(.*?)```/gs)].map(([, text = '']) => text)
const commands = blocks
  .flatMap(text => text.replaceAll('\\\n', ' ').split('\n'))
  .filter(line => line !== '' && !/^(URL|KEY)=/.test(line))

let server: ApiServer
let folder: string
beforeAll(async () => {
  server = await startApiServer()
  // The patient whom the guide puts on the waiting list.
  const patient = { id: '77', name: 'Anna Nowak', born: '1980-02-03', gender: 'female', language: 'pl', address: null }
  await server.store.clinic.patients.save({ ...patient, phones: ['+48600000877'] }, 1)
  folder = mkdtempSync(join(tmpdir(), 'trucada-guide-'))
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Runs a command of the guide as it stands, with the status line of curl before the body; what never ends is ended at its first words. */
function run(command: string): Promise<string> {
  const env = { PATH: process.env['PATH'], URL: server.url, KEY: server.keys.operator }
  const shown = command.replace(/^curl /, 'curl -s -S -i ')
  const shell = spawn('bash', ['-c', shown], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  return new Promise(resolve => {
    for (const stream of [shell.stdout, shell.stderr])
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString()
        if (text.includes('text/event-stream') && text.includes(': events')) shell.kill()
      })
    shell.on('close', () => resolve(text))
  })
}

describe('the guide to the HTTP API', () => {
  it('has commands that do what it says, one after the other', async () => {
    const answers: [string, string][] = []
    for (const command of commands) answers.push([command, await run(command)])
    const failed = answers.filter(([command, text]) => command.startsWith('curl') && !/^HTTP\/1\.1 20[012] /.test(text))
    expect(failed).toEqual([])
    expect(answers.filter(([command]) => command.startsWith('curl')).length).toBeGreaterThan(10)
    const imported = answers.find(([command]) => command.includes('/imports?'))?.[1]
    expect(imported).toContain('"rows":1,"imported":1')
  })
  it('names figures that there are, and every one of ours', async () => {
    const metrics = await (await server.ask('viewer', 'GET', '/metrics')).text()
    const known = new Set([...metrics.matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name))
    const named = [...guide.matchAll(/\b((?:trucada|nodejs)_[a-z0-9_]+)/g)].map(([, name = '']) => name.replace(/_bucket$/, ''))
    expect(named.filter(name => !known.has(name) && name !== 'nodejs_')).toEqual([])
    expect([...known].filter(name => name.startsWith('trucada_') && !named.includes(name))).toEqual([])
  })
})

import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createFolder, PROJECT, type RunningCli, runCli, startCli } from './run-cli.ts'

const createWorkspace = (): string => {
  const folder = createFolder()
  for (const name of ['scenarios-yaml', 'campaigns-yaml']) cpSync(join(PROJECT, name), join(folder, name), { recursive: true })
  return folder
}
const SCENARIO = 'scenarios-yaml/satisfaction-survey/scenario.yaml'
const WAIT = { timeout: 20_000 }
const waitFor = async (serving: RunningCli, text: string): Promise<void> => {
  await expect.poll(() => serving.out() + serving.err(), WAIT).toContain(text)
}
const urlOf = (serving: RunningCli): string => /ws:\/\/\S+/.exec(serving.out())?.[0] ?? ''

describe('trucada serve', { timeout: 90_000 }, () => {
  it('says what to enter in jambonz and what is loaded, answers a call, records it, and stops when told to', async () => {
    const folder = createWorkspace()
    const serving = startCli(['serve', '--port', '0', '--log-level', 'info'], { folder })
    await waitFor(serving, 'Try one here')
    expect(serving.out()).toMatch(/calling webhook: {2}ws:\/\/127\.0\.0\.1:\d+\/calls/)
    expect(serving.out()).toMatch(/✓ home-visit-request +answers \+48600000100/)

    const call = await runCli(['talk', 'satisfaction-survey', '--url', urlOf(serving)], { folder, input: ['/hangup'] })
    expect(call.code, call.err).toBe(0)
    await waitFor(serving, 'call ended')
    const log = serving
      .out()
      .split('\n')
      .filter(line => line.startsWith('{'))
    expect(log.join('\n')).not.toMatch(/Wiśniewska|600000203/)
    const [journal = ''] = readdirSync(join(folder, '.trucada/calls'))
    await expect.poll(() => readFileSync(join(folder, '.trucada/calls', journal), 'utf8'), WAIT).toContain('"kind":"ended"')

    serving.stop()
    expect((await serving.ended).code).toBe(0)
  })
  it('loads changes without a restart; a faulty file keeps the last good version and says so', async () => {
    const folder = createWorkspace()
    const serving = startCli(['serve', '--port', '0'], { folder })
    await waitFor(serving, 'Try one here')
    const path = join(folder, SCENARIO)
    const good = readFileSync(path, 'utf8')

    writeFileSync(path, good.replace('title:', 'titel:'))
    await waitFor(serving, 'satisfaction-survey has errors; calls go on with its last good version')
    expect(serving.err()).toMatch(/satisfaction-survey\/scenario\.yaml:\d+:1 error/)
    const call = await runCli(['talk', 'satisfaction-survey', '--url', urlOf(serving)], {
      folder: createFolder(),
      input: ['/hangup'],
    })
    expect(call.out).toContain('Robot')

    writeFileSync(path, good)
    await waitFor(serving, 'satisfaction-survey is good again')
    rmSync(join(folder, 'scenarios-yaml/satisfaction-survey'), { recursive: true })
    await waitFor(serving, 'satisfaction-survey is gone')
    serving.stop()
    await serving.ended
  })
  it('begins with what is good when something is faulty', async () => {
    const folder = createWorkspace()
    writeFileSync(join(folder, SCENARIO), 'scenario: satisfaction-survey\n')
    const serving = startCli(['serve', '--port', '0'], { folder })
    await waitFor(serving, 'Try one here')
    expect(serving.out()).toContain('✗ satisfaction-survey  has errors')
    expect(serving.out()).toContain('✓ appointment-confirmation')
    serving.stop()
    await serving.ended
  })
  it('says that the port is taken, and what to do', async () => {
    const other = createServer()
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    const run = await runCli(['serve', '--port', String(port)], { folder: createWorkspace() })
    other.close()
    expect(run.code).toBe(3)
    expect(run.err).toContain(`error: Port ${port} is taken: another program listens on 127.0.0.1:${port}.`)
    expect(run.err).toContain(`--port ${port + 1}`)
  })
  it('says that the machine has no such address', async () => {
    const run = await runCli(['serve', '--port', '0', '--host', '192.0.2.1'], { folder: createWorkspace() })
    expect([run.code, run.err]).toEqual([3, expect.stringContaining('This machine has no address "192.0.2.1".')])
  })
  it('lets in nobody without the password, where one is set', async () => {
    const folder = createWorkspace()
    const env = { TRUCADA_JAMBONZ_USER: 'jambonz', TRUCADA_JAMBONZ_PASSWORD: 'sesame' }
    const serving = startCli(['serve', '--port', '0'], { folder, env })
    await waitFor(serving, 'Try one here')
    const stranger = await runCli(['talk', 'satisfaction-survey', '--url', urlOf(serving)], { folder })
    expect([stranger.code, stranger.err]).toEqual([3, expect.stringContaining('401')])
    const friend = await runCli(['talk', 'satisfaction-survey', '--url', urlOf(serving)], { folder, env, input: ['/hangup'] })
    expect(friend.out).toContain('Robot')
    serving.stop()
    await serving.ended
  })
})

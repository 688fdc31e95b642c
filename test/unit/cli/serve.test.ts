import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { meaning, startFakeApi } from '../understanding/cascade/fake-api.ts'
import { createFolder, learnLanguages, PROJECT, type RunningCli, runCli, startCli } from './run-cli.ts'

const createWorkspace = (): string => {
  const folder = createFolder()
  for (const name of ['scenarios-yaml', 'campaigns-yaml']) cpSync(join(PROJECT, name), join(folder, name), { recursive: true })
  return folder
}
const SCENARIO = 'scenarios-yaml/satisfaction-survey/scenario.yaml'
const WAIT = { timeout: 20_000 }
const waitFor = async (serving: RunningCli, text: string): Promise<void> => {
  await vi.waitFor(() => expect(serving.out() + serving.err()).toContain(text), WAIT)
}
const urlOf = (serving: RunningCli): string => /ws:\/\/\S+/.exec(serving.out())?.[0] ?? ''

beforeAll(learnLanguages)

// At once, since most of the time is a robot's that speaks.
describe.concurrent('trucada serve', { timeout: 90_000 }, () => {
  it('says what to enter in jambonz and what is loaded, answers a call, records it, and stops when told to', async () => {
    const folder = createWorkspace()
    const serving = startCli(['serve', '--port', '0', '--log-level', 'info'], { folder, env: { npm_command: 'start' } })
    await waitFor(serving, 'Try one here: npx trucada talk after-hours')
    expect(serving.out()).toMatch(/calling webhook: {2}ws:\/\/127\.0\.0\.1:\d+\/calls/)
    expect(serving.out()).toMatch(/✓ home-visit-request +answers \+48600000100/)
    expect(serving.out()).toContain('Callers are understood on this machine alone.')

    const call = await runCli(['talk', 'satisfaction-survey', '--url', urlOf(serving)], { folder, input: ['/hangup'] })
    expect(call.code, call.err).toBe(0)
    await waitFor(serving, 'call ended')
    const log = serving
      .out()
      .split('\n')
      .filter(line => line.startsWith('{'))
    expect(log.join('\n')).not.toMatch(/Wiśniewska|600000203/)
    const [journal = ''] = readdirSync(join(folder, '.trucada/calls'))
    const path = join(folder, '.trucada/calls', journal)
    await vi.waitFor(() => expect(readFileSync(path, 'utf8')).toContain('"kind":"ended"'), WAIT)

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
    expect(serving.err()).toMatch(/^scenarios-yaml\/satisfaction-survey\/scenario\.yaml:\d+:1 error/m)
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
  it('tells what a change of lines and voices brought; a faulty file takes nothing away', async () => {
    const folder = createWorkspace()
    const serving = startCli(['serve', '--port', '0'], { folder })
    await waitFor(serving, 'Try one here')
    const path = join(folder, 'campaigns-yaml/lines.yaml')
    const good = readFileSync(path, 'utf8')
    const call = () => runCli(['talk', 'home-visit-request', '--url', urlOf(serving)], { folder: PROJECT, input: ['/hangup'] })

    writeFileSync(path, good.replace('scenario: home', 'scenari: home'))
    await waitFor(serving, '✗ campaigns-yaml/lines.yaml has errors; calls go on with what was loaded before')
    expect(serving.err()).toMatch(/^campaigns-yaml\/lines\.yaml:\d+:\d+ error shape\/unknown-key$/m)
    expect((await call()).out).toContain('Robot')
    expect(serving.out()).not.toContain('call refused')

    writeFileSync(path, good.replace('+48600000100', '+48600000109'))
    await waitFor(serving, '↻ campaigns-yaml/lines.yaml is loaded; the next call uses it')
    await call()
    await waitFor(serving, 'call refused: the number is not in lines.yaml')

    writeFileSync(path, good.replace('scenario: home-visit', 'scenario: home-visits'))
    await waitFor(serving, 'error lines/unknown-scenario')

    writeFileSync(join(folder, 'scenarios-yaml/voices.yaml'), 'voices: {}\n')
    await waitFor(serving, '↻ scenarios-yaml/voices.yaml is loaded')
    expect(serving.out()).not.toContain('↻ loaded')
    rmSync(path)
    await waitFor(serving, '- campaigns-yaml/lines.yaml is gone')
    writeFileSync(join(folder, 'scenarios-yaml/clinic-fixture.yaml'), 'patients: []\nvisits: []\nschedule: []\n')
    await waitFor(serving, '! scenarios-yaml/clinic-fixture.yaml is read at the start only')
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
    await waitFor(serving, 'A connection was refused')
    expect(serving.out()).toContain('"status":"401 Unauthorized"')
    expect(serving.out()).not.toMatch(/sesame|authorization/i)
    const friend = await runCli(['talk', 'satisfaction-survey', '--url', urlOf(serving)], { folder, env, input: ['/hangup'] })
    expect(friend.out).toContain('Robot')
    serving.stop()
    await serving.ended
  })
  it('needs user and password together, and so does a talk with it; other commands need neither', async () => {
    const folder = createWorkspace()
    writeFileSync(join(folder, 'trucada.yaml'), 'jambonz_user: jambonz\n')
    const refused = { code: 2, err: expect.stringContaining('TRUCADA_JAMBONZ_PASSWORD: error: user and password') as string }
    expect(await runCli(['serve', '--port', '0'], { folder })).toMatchObject(refused)
    expect(await runCli(['talk', 'satisfaction-survey', '--url', 'ws://127.0.0.1:9/calls'], { folder })).toMatchObject(refused)
    expect((await runCli(['config'], { folder })).code).toBe(0)
    const own = await runCli(['talk', 'satisfaction-survey', '--fast'], { folder, input: ['/hangup'] })
    expect([own.code, own.out]).toEqual([0, expect.stringContaining('Robot')])
  })
  it('logs once that a call is refused', async () => {
    const folder = createWorkspace()
    const serving = startCli(['serve', '--port', '0'], { folder })
    await waitFor(serving, 'Try one here')
    const wider = join(createFolder(), 'campaigns-yaml')
    cpSync(join(folder, 'campaigns-yaml'), wider, { recursive: true })
    writeFileSync(join(wider, 'lines.yaml'), 'lines: { "+48600000109": { scenario: satisfaction-survey } }\n')
    await runCli(['talk', 'satisfaction-survey', '--url', urlOf(serving), '--campaigns', wider], { folder, input: ['/hangup'] })
    await waitFor(serving, 'call refused: the number is not in lines.yaml')
    serving.stop()
    const log = (await serving.ended).out.split('\n').filter(line => line.startsWith('{'))
    expect(log).toEqual([expect.stringContaining('call refused'), expect.stringContaining('whoever called is to be called back')])
  })
})

describe('trucada serve with a language model', { timeout: 90_000 }, () => {
  const data = createFolder()
  it('says which one is asked, and where', async () => {
    const env = { OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' }
    const serving = startCli(['serve', '--port', '0', '--llm-model', 'small-1', '--data', data], { folder: createFolder(), env })
    await waitFor(serving, 'Try one here')
    expect(serving.out()).toContain('small-1 at 127.0.0.1:9 is asked what callers mean')
    serving.stop()
    expect((await serving.ended).code).toBe(0)
  })
  it('asks it in a call, and writes down the use, without words of the caller', async () => {
    const api = await startFakeApi()
    api.answer = () => meaning('thanks_bye')
    const folder = createWorkspace()
    const env = { OPENAI_BASE_URL: api.url, OPENAI_API_KEY: 'k' }
    const serving = startCli(['serve', '--port', '0', '--llm-budget', '5000', '--data', data], { folder, env })
    await waitFor(serving, 'Try one here')
    const input = ['no cóż jakby to ująć gruszki na wierzbie', '/hangup']
    const call = await runCli(['talk', 'appointment-confirmation', '--url', urlOf(serving)], { folder, input })
    expect(call.code, call.err).toBe(0)
    await waitFor(serving, 'call ended')
    const [journal = ''] = readdirSync(join(data, 'calls'))
    const read = (): string => readFileSync(join(data, 'calls', journal), 'utf8')
    await vi.waitFor(() => expect(read()).toContain('"kind":"ended"'), WAIT)
    const uses = read()
      .split('\n')
      .filter(line => line.includes('"kind":"model"'))
    expect(uses.map(line => JSON.parse(line) as unknown)).toMatchObject([
      { outcome: 'answered', meaning: 'thanks_bye', cached: false, tokensIn: 100 },
    ])
    expect(uses.join('')).not.toContain('gruszki')
    expect(api.arrived[0]?.raw).toContain('gruszki')
    serving.stop()
    await serving.ended
    await api.close()
  })
  it('does not start on terms that cannot be kept', async () => {
    const run = await runCli(['serve', '--llm', 'on', '--llm-price', 'cheap'], { folder: createFolder() })
    expect(run.code).toBe(2)
    expect(run.err).toContain('OPENAI_API_KEY')
    expect(run.err).toContain('llm_price: error: "cheap" is no price')
  })
  it('calls invented patients where nothing is set, answers a real call meanwhile, and stops at once when told to', async () => {
    const folder = createWorkspace()
    const serving = startCli(['serve', '--port', '0'], { folder, env: { TRUCADA_DEMONSTRATION: 'on' } })
    await waitFor(serving, '200 invented patients')
    const call = await runCli(['talk', 'satisfaction-survey', '--url', urlOf(serving)], { folder, input: ['/hangup'] })
    expect([call.code, call.out]).toEqual([0, expect.stringContaining('Robot')])
    const told = performance.now()
    serving.stop()
    expect(await serving.ended).toMatchObject({ code: 0 })
    expect(performance.now() - told).toBeLessThan(5000)
    expect(readdirSync(join(folder, '.trucada'))).toContain('demonstration')
  })
  it('calls nobody who is invented once a jambonz can reach it', async () => {
    const env = { TRUCADA_DEMONSTRATION: 'on' }
    const serving = startCli(['serve', '--port', '0', '--public-url', 'wss://calls.example.org'], {
      folder: createWorkspace(),
      env,
    })
    await waitFor(serving, 'Try one here')
    serving.stop()
    expect((await serving.ended).out).not.toContain('invented')
  })
})

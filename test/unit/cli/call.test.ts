import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createRealClock } from '../../../src/server/real-clock.ts'
import {
  type CalledSide,
  createJambonzServer,
  type FaultRates,
  type JambonzServer,
} from '../../../src/simulation/jambonz-server/index.ts'
import { createFolder, PROJECT, runCli, startCli } from './run-cli.ts'

const SHIPPED = ['--scenarios', join(PROJECT, 'scenarios-yaml'), '--campaigns', join(PROJECT, 'campaigns-yaml')]
const NUMBERS = ['--to', '+48 600 000 201', '--caller-number', '+48600000100']
let server: JambonzServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

async function start(side: CalledSide, faults: FaultRates = {}): Promise<Record<string, string>> {
  const access = { accountSid: 'acc', apiKey: 'secret-key', applicationSid: 'app' }
  server = await createJambonzServer({ ...access, clock: createRealClock(), answer: () => side, faults })
  return {
    JAMBONZ_API_URL: `${server.url}/v1/`,
    JAMBONZ_ACCOUNT_SID: 'acc',
    JAMBONZ_API_KEY: 'secret-key',
    JAMBONZ_APPLICATION_SID: 'app',
  }
}
const linesOf = (out: string): readonly Record<string, unknown>[] =>
  out
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>)

describe('a call from the command line', { timeout: 30_000 }, () => {
  it('is made with the contact and followed to its end', async () => {
    const env = await start({ kind: 'refuses', sipStatus: 486, afterMs: 300 })
    const run = await runCli(['call', 'satisfaction-survey', ...NUMBERS, ...SHIPPED], { folder: createFolder(), env })
    expect(run.code, run.err).toBe(0)
    expect(run.out).toMatch(/^call stand-in-1\n/)
    expect(run.out).toMatch(/Call {4}busy\n$/)
    const [created] = [...(server?.calls.values() ?? [])].map(call => call.created)
    expect(created).toMatchObject({ from: '+48600000100', to: '+48600000201', ringMs: 30_000 })
    expect(created?.tag).toMatchObject({ scenario: 'satisfaction-survey', language: 'pl', attempt: expect.any(String) })
  })
  it('shows the conversation where its journal is on this machine, and what came of it', async () => {
    const env = await start({ kind: 'answers', afterMs: 200, talkMs: 1100 })
    const folder = createFolder()
    const journal = join(folder, '.trucada/calls/stand-in-1.jsonl')
    mkdirSync(dirname(journal), { recursive: true })
    const entries = [
      { at: 1, kind: 'prompt', turn: 't', node: 'a', form: 'full', key: 'k', text: 'Dzień dobry, tu przychodnia.' },
      { at: 2, kind: 'utterance', turn: 't', node: 'a', text: 'słucham' },
      { at: 3, kind: 'ended', result: { outcome: 'completed', values: { score: 5 } } },
    ]
    writeFileSync(journal, entries.map(entry => `${JSON.stringify(entry)}\n`).join(''))
    const args = ['call', 'satisfaction-survey', ...NUMBERS, '--json', ...SHIPPED]
    const run = await runCli(args, { folder, env })
    const lines = linesOf(run.out)
    expect(lines[0]).toEqual({ kind: 'created', call: 'stand-in-1' })
    expect(lines.filter(line => line['kind'] === 'journal')).toHaveLength(3)
    expect(lines.at(-1)).toEqual({
      kind: 'ended',
      network: 'answered',
      status: 'completed',
      durationS: 1,
      result: { outcome: 'completed', values: { score: 5 } },
    })
    const shown = await runCli(['call', 'satisfaction-survey', ...NUMBERS, ...SHIPPED], { folder, env })
    expect(shown.out).toMatch(/taken up\n[^]*Call {4}answered, 1 s\n/)
  })
  it('finds the call whose answer was lost, and does not dial again', async () => {
    const env = await start({ kind: 'answers', afterMs: 100, talkMs: 1500 }, { answerLost: 1 })
    const run = await runCli(['call', 'satisfaction-survey', ...NUMBERS, ...SHIPPED], { folder: createFolder(), env })
    expect(run.out).toMatch(/^call stand-in-1\n[^]*Call {4}answered/)
    expect(server?.calls.size).toBe(1)
  })
  it('hangs up when it is told to stop', async () => {
    const env = await start({ kind: 'rings' })
    const running = startCli(['call', 'satisfaction-survey', ...NUMBERS, ...SHIPPED], { folder: createFolder(), env })
    await expect.poll(() => running.out(), { timeout: 15_000 }).toContain('it rings')
    running.stop()
    const run = await running.ended
    expect(run.err).toContain('hanging up')
    expect(run.out).toMatch(/Call {4}nobody answered\n$/)
    expect(server?.calls.get('stand-in-1')?.last.status).toBe('no-answer')
  })
})

describe('a call that cannot be made says why', () => {
  it.each([
    [{ to: '600000201' }, 2, '--to wants a number with its country'],
    [{ ring: '1' }, 2, '--ring takes seconds from 5 to 120'],
    [
      { env: { JAMBONZ_API_KEY: '' } },
      2,
      'JAMBONZ_API_KEY: error: calls are to be made through jambonz, and this one is missing',
    ],
    [{ env: { JAMBONZ_API_URL: 'jambonz' } }, 2, 'the address of the REST API is none'],
    [{ env: { JAMBONZ_API_KEY: 'wrong' } }, 3, 'jambonz made no call: bad key'],
    [{ env: { JAMBONZ_APPLICATION_SID: 'wrong' } }, 3, 'jambonz made no call: bad request'],
  ])('%j', async (change: { to?: string; ring?: string; env?: Record<string, string> }, code, message) => {
    const env = { ...(await start({ kind: 'rings' })), ...change.env }
    const args = ['call', 'satisfaction-survey', '--to', change.to ?? '+48600000201', '--ring', change.ring ?? '30']
    const run = await runCli([...args, '--caller-number', '+48600000100', ...SHIPPED], { folder: createFolder(), env })
    expect(run.err).toContain(message)
    expect(run.err).not.toContain('secret-key')
    expect(run.code).toBe(code)
    expect(server?.calls.size).toBe(0)
  })
  it('without any access', async () => {
    const run = await runCli(['call', 'satisfaction-survey', ...NUMBERS, ...SHIPPED], { folder: createFolder() })
    expect(run.err).toContain('Give JAMBONZ_API_URL')
  })
})

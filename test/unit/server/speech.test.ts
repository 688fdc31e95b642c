import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { NO_KNOWLEDGE } from '../../../src/engine/clinic/index.ts'
import { createLines, createVoices } from '../../../src/engine/jambonz/index.ts'
import { makeWavHeader } from '../../../src/engine/speech/audio/wav.ts'
import { connectByWebSocket, createVirtualTelephone } from '../../../src/simulation/index.ts'
import { createLog } from '../../../src/server/log.ts'
import { createRealClock } from '../../../src/server/real-clock.ts'
import { readSettings, readSpeechProviders, readSpeechToken, SettingsError } from '../../../src/server/settings/index.ts'
import { openSpeech } from '../../../src/server/speech/open-speech.ts'
import { type RunningServer, startServer } from '../../../src/server/start-server.ts'
import { compileFolder } from '../../../src/server/workspace/compile-folder.ts'
import { listFinals, openEar, postText, TOKEN } from '../../contract/speech/custom-vendor.ts'
import { createModemProvider, modulate } from '../../contract/speech/modem.ts'

const SILENT = createLog('silent', { write: () => undefined }, false)
const settingsOf = (env: Record<string, string> = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'trucada-speech-'))
  return readSettings({ flags: { port: '0', data: join(folder, 'data') }, env, folder }).settings
}
const problemsOf = (run: () => unknown): readonly string[] => {
  try {
    run()
  } catch (error) {
    if (error instanceof SettingsError) return error.problems.map(({ place, message }) => `${place}: ${message}`)
    throw error
  }
  return []
}

describe('the settings of speech', () => {
  it('ask all that have a key, then espeak', () => {
    expect(readSpeechProviders(settingsOf()).order).toEqual(['espeak'])
    const keys = { AZURE_SPEECH_KEY: 'k', AZURE_SPEECH_REGION: 'westeurope', OPENAI_API_KEY: 'k' }
    expect(readSpeechProviders(settingsOf(keys)).order).toEqual(['azure', 'openai', 'espeak'])
    expect(readSpeechProviders(settingsOf(keys), ['home']).order).toEqual(['home', 'azure', 'openai', 'espeak'])
    expect(readSpeechProviders(settingsOf({ ...keys, TRUCADA_SPEECH_PROVIDERS: 'espeak, azure' })).order).toEqual([
      'espeak',
      'azure',
    ])
  })
  it("do not take a language model of one's own for one that listens, unless it is named", () => {
    const local = { OPENAI_BASE_URL: 'http://127.0.0.1:8000/v1' }
    expect(readSpeechProviders(settingsOf(local)).order).toEqual(['espeak'])
    expect(readSpeechProviders(settingsOf({ ...local, TRUCADA_SPEECH_PROVIDERS: 'openai' })).order).toEqual(['openai'])
  })
  it.each([
    ['a provider that there is not', { TRUCADA_SPEECH_PROVIDERS: 'azzure' }, 'speech_providers: there is no provider "azzure"'],
    ['a provider without a key', { TRUCADA_SPEECH_PROVIDERS: 'openai' }, 'speech_providers: "openai" has no key'],
    [
      'a key without a region',
      { AZURE_SPEECH_KEY: 'k' },
      'AZURE_SPEECH_REGION: the key of Azure needs the region of its resource',
    ],
    ['an address that is none', { AZURE_SPEECH_KEY: 'k', AZURE_SPEECH_HOST: 'speech' }, 'AZURE_SPEECH_HOST: the address is none'],
  ])('refuse %s', (_name, env, problem) => {
    expect(problemsOf(() => readSpeechProviders(settingsOf(env)))).toEqual([problem])
  })
  it('serve speech once there is a token, and demand one where it is wanted', () => {
    expect(readSpeechToken(settingsOf())).toBeUndefined()
    expect(readSpeechToken(settingsOf({ TRUCADA_SPEECH_TOKEN: 't' }))).toBe('t')
    expect(readSpeechToken(settingsOf({ TRUCADA_SPEECH_TOKEN: 't', TRUCADA_SPEECH: 'off' }))).toBeUndefined()
    expect(problemsOf(() => readSpeechToken(settingsOf({ TRUCADA_SPEECH: 'on' })))[0]).toContain('TRUCADA_SPEECH_TOKEN: ')
  })
  it('know who listens and who speaks', () => {
    const speech = openSpeech(settingsOf(), createRealClock(), SILENT, [createModemProvider('home')])
    expect([speech.recognisers, speech.synthesisers]).toEqual([['home'], ['home', 'espeak']])
  })
})

describe('speech on the port of calls', () => {
  let server: RunningServer | undefined
  afterEach(() => server?.close())
  const start = async (env: Record<string, string>): Promise<RunningServer> =>
    (server = await startServer({
      settings: settingsOf({ TRUCADA_JAMBONZ_USER: 'u', TRUCADA_JAMBONZ_PASSWORD: 'p', ...env }),
      clock: createRealClock(),
      log: SILENT,
      scenarios: () => new Map(),
      surroundings: () => ({
        voices: createVoices({}),
        lines: createLines([], []),
        knowledge: NO_KNOWLEDGE,
        fixture: { patients: [], visits: [], schedule: [] },
        findings: [],
        music: [],
        files: new Map(),
      }),
      speechProviders: [createModemProvider()],
    }))
  const statusOf = (port: number, path: string, authorization: string): Promise<number> =>
    new Promise(resolve => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, 'ws.jambonz.org', { headers: { authorization } })
      socket.on('open', () => {
        socket.terminate()
        resolve(101)
      })
      socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0))
      socket.on('error', () => undefined)
    })

  it('listens and speaks beside the calls, each with its own credentials', async () => {
    const { port } = await start({ TRUCADA_SPEECH_TOKEN: TOKEN })
    const ear = await openEar(port)
    ear.start()
    ear.send(modulate('tak'))
    ear.stop()
    await ear.closed
    expect(listFinals(ear.messages)).toEqual(['tak'])
    expect((await postText(port, { voice: 'modem', text: 'tak' })).status).toBe(200)
    const login = `Basic ${btoa('u:p')}`
    expect(await statusOf(port, '/calls', login)).toBe(101)
    expect(await statusOf(port, '/calls', `Bearer ${TOKEN}`)).toBe(401)
    expect(await statusOf(port, '/speech/recognition', login)).toBe(401)
  })
  it('is not there without a token', async () => {
    const { port, speech } = await start({})
    expect(speech).toBeUndefined()
    expect((await postText(port, { text: 'tak' })).status).toBe(404)
    expect(await statusOf(port, '/speech/recognition', `Basic ${btoa('u:p')}`)).toBe(404)
  })
})

it('a call plays what a person recorded, and a telephone that shows it reads the words', async () => {
  const settings = settingsOf({ TRUCADA_PROMPTS: 'on' })
  const recordings = mkdtempSync(join(tmpdir(), 'trucada-recordings-'))
  mkdirSync(join(recordings, 'pl/short-call'), { recursive: true })
  writeFileSync(join(recordings, 'pl/short-call/mark+1.wav'), makeWavHeader(8000, 0))
  const { scenarios } = await compileFolder('test/fixtures/bilingual')
  const server = await startServer({
    settings: { ...settings, recordings },
    clock: createRealClock(),
    log: SILENT,
    scenarios: () => scenarios,
    surroundings: () => ({
      voices: createVoices({}),
      lines: createLines([], []),
      knowledge: NO_KNOWLEDGE,
      fixture: { patients: [], visits: [], schedule: [] },
      findings: [],
      music: [],
      files: new Map(),
    }),
  })
  try {
    const heard: string[] = []
    const telephone = createVirtualTelephone({
      clock: createRealClock(),
      callSid: 'a-call',
      direction: 'outbound',
      from: '+48600000100',
      to: '+48600000201',
      customerData: { scenario: 'short-call', language: 'pl', contact: { patient: { name: 'Anna Nowak' } } },
      connect: connectByWebSocket({ url: server.url, onFailure: error => heard.push(error.message) }),
      onSound: sound => void heard.push(sound.text),
    })
    telephone.ring()
    await expect.poll(() => heard[0], { timeout: 10_000 }).toBe('Dzień dobry, tu automatyczny asystent przychodni.')
    telephone.caller.hangUp()
    expect(server.prompts).toEqual({ recorded: 1, ready: 0, spoken: 1 })
  } finally {
    await server.close()
  }
})

import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createPacedClock } from '../../../src/cli/talk/paced-clock.ts'
import { readVoices } from '../../../src/engine/jambonz/index.ts'
import { measureMs } from '../../../src/engine/speech/audio/pcm.ts'
import { resample } from '../../../src/engine/speech/audio/resample.ts'
import { createEspeakProvider } from '../../../src/engine/speech/espeak/index.ts'
import type { CallResult } from '../../../src/engine/call/index.ts'
import type { SpeechProvider } from '../../../src/engine/speech/index.ts'
import {
  compileWorkspace,
  createLog,
  createRealClock,
  createUnderstanding,
  createVirtualTelephone,
  readSettings,
  readSurroundings,
  readWorkspaceFolder,
  startServer,
  startSpeechServer,
} from '../../../src/index.ts'
import { connectByWebSocket } from '../../../src/simulation/index.ts'
import { listFinals, openEar, postText, TOKEN } from './custom-vendor.ts'
import { collect, createModemProvider } from './modem.ts'
import { createTemplateRecogniser, type Template } from './template-recogniser.ts'

const hasEspeak = spawnSync('espeak-ng', ['--version'], { stdio: 'ignore' }).status === 0
if (!hasEspeak)
  console.warn('espeak-ng is not installed: tones stand for the voices of these calls, and an ear for tones listens')
const PHRASES: Readonly<Record<string, readonly string[]>> = {
  pl: ['tak', 'nie', 'dwa', 'pięć', 'siedem', 'dziewięć', 'dziesięć', 'kto mówi'],
  uk: ['так', 'ні', 'два', 'п’ять', 'сім', 'дев’ять', 'десять', 'хто це'],
}
const TAGS: Readonly<Record<string, string>> = { pl: 'pl-PL', uk: 'uk-UA' }
const CLOCK_PACE = 8

const speakBy = async (provider: SpeechProvider, text: string, language: string): Promise<Uint8Array> => {
  const spoken = await provider.synthesise?.({ text, kind: 'text', language, sampleRate: 8000 }, new AbortController().signal)
  if (spoken === undefined) throw new Error('no voice')
  return collect(resample(spoken.audio, spoken.sampleRate, 8000))
}
const silence = (ms: number): Uint8Array => new Uint8Array(ms * 16)
const closers: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const close of closers.reverse()) await close()
})

/** Everything that an installation has: the server of calls, and the speech service that jambonz knows as a custom vendor. */
async function install(language: string) {
  const data = mkdtempSync(join(tmpdir(), 'trucada-whole-call-'))
  const { settings: read } = readSettings({
    flags: { data, scenarios: 'test/fixtures/bilingual' },
    env: {},
    folder: process.cwd(),
  })
  const settings = { ...read, port: 0, speech_port: 0, speech_token: TOKEN, keep_calls: 0 }
  const teacher = hasEspeak ? createEspeakProvider({ wordsPerMinute: 145 }) : createModemProvider()
  const templates: Template[] = []
  for (const text of PHRASES[language] ?? []) templates.push({ text, audio: await speakBy(teacher, text, TAGS[language] ?? '') })
  const providers = hasEspeak ? [createTemplateRecogniser(templates)] : [createModemProvider()]
  const log = createLog('silent', { write: () => undefined }, false)
  const speech = await startSpeechServer({ settings, clock: createRealClock(), log, providers })
  closers.push(() => speech.close())
  const { scenarios } = compileWorkspace(await readWorkspaceFolder(settings.scenarios))
  // A call waits for nobody to learn.
  const understanding = createUnderstanding()
  const scenario = scenarios.get('short-call')
  if (scenario !== undefined) await understanding.prepare(scenario)
  const around = await readSurroundings(settings)
  const voice = hasEspeak ? 'espeak' : 'modem'
  const { voices } = readVoices(
    `voices: { ${language}: { recognizer: { vendor: "custom:trucada" }, synthesizer: { vendor: "custom:trucada", voice: ${voice} } } }`,
  )
  const clock = createPacedClock(CLOCK_PACE)
  const results: CallResult[] = []
  const server = await startServer({
    settings: { ...settings, speech: 'off', prompts: 'off' },
    clock,
    log,
    understanding,
    scenarios: () => scenarios,
    surroundings: () => ({ ...around, voices }),
    onEntry: (_, entry) => entry.kind === 'ended' && results.push(entry.result),
  })
  closers.push(() => server.close())
  return { speech, server, clock, results, voice }
}

describe('a whole call in real audio, both ways through the sockets of the custom vendor', () => {
  it.each([
    ['pl', ['dziewięć', 'tak'], 9],
    ['uk', ['сім', 'так'], 7],
  ])('%s', async (language, answers, mark) => {
    const { speech, server, clock, results, voice } = await install(language)
    const tag = TAGS[language] ?? ''
    // The caller speaks otherwise than whoever taught the ear: faster, and higher.
    const caller = hasEspeak ? createEspeakProvider({ wordsPerMinute: 170 }) : createModemProvider()
    const contact = { patient: { name: 'Anna Nowak' } }
    const left = [...answers]
    const heard: string[] = []
    const spoken: Promise<number>[] = []
    let question = false
    const telephone = createVirtualTelephone({
      clock,
      callSid: `call-${language}`,
      direction: 'outbound',
      from: '+48600000100',
      to: '+48600000201',
      customerData: { scenario: 'short-call', language, contact },
      connect: connectByWebSocket({ url: server.url, onFailure: error => expect.unreachable(error.message) }),
      onSound(sound) {
        if (sound.who !== 'bot' || sound.kind !== 'speech') return
        question = sound.text.endsWith('?')
        const audio = postText(speech.port, { language: tag, voice, type: 'text', text: sound.text })
        spoken.push(audio.then(async response => measureMs((await response.arrayBuffer()).byteLength, 8000)))
      },
    })
    /** What the media server does with one gather: a socket, the caller's audio in frames, the final. */
    const answer = async (text: string): Promise<void> => {
      const ear = await openEar(speech.port)
      ear.start({ language: tag })
      ear.send(Buffer.concat([silence(600), await speakBy(caller, text, tag), silence(900)]))
      const final = await ear.next(message => message.is_final === true || message.type === 'error')
      ear.stop()
      await ear.closed
      heard.push(...listFinals(ear.messages))
      telephone.caller.speak({ text: final.alternatives?.[0]?.transcript ?? '' })
    }
    telephone.ring()
    for (let n = 0; n < 1500 && results.length === 0; n++) {
      await new Promise(resolve => setTimeout(resolve, 10))
      if (!telephone.isWaitingForCaller || !question) continue
      question = false
      const next = left.shift()
      if (next !== undefined) await answer(next)
    }
    expect(heard).toEqual(answers)
    expect(results).toEqual([{ outcome: 'done', values: { mark } }])
    const lengths = await Promise.all(spoken)
    expect(lengths.length).toBeGreaterThan(3)
    expect(Math.min(...lengths)).toBeGreaterThan(200)
    const used = Object.values(speech.speech.usedToday().providers)
    expect(used.reduce((sum, one) => sum + one.heardSeconds, 0)).toBeGreaterThan(3)
    expect(used.reduce((sum, one) => sum + one.spokenCharacters, 0)).toBeGreaterThan(60)
  })
})

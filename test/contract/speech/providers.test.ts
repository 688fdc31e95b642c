import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { createAzureProvider } from '../../../src/engine/speech/azure/index.ts'
import { createEspeakProvider } from '../../../src/engine/speech/espeak/index.ts'
import { createOpenAiSpeechProvider } from '../../../src/engine/speech/openai/index.ts'
import { resample } from '../../../src/engine/speech/audio/resample.ts'
import { SpeechError } from '../../../src/engine/speech/index.ts'
import { openAzureServer } from './azure-server.ts'
import { collect, createModemProvider, cut, Demodulator, modulate } from './modem.ts'
import { openOpenAiServer } from './openai-server.ts'
import { describeProvider, type OpenedProvider } from './provider-contract.ts'

const hasEspeak = spawnSync('espeak-ng', ['--version'], { stdio: 'ignore' }).status === 0
const STATUSES = { refused: 401, over_quota: 429, failed: 503 }
const understand = async (audio: Uint8Array, rate: number): Promise<string> =>
  new Demodulator().hear(await collect(resample(cut(audio), rate, 8000))).finals[0] ?? 'nothing'
const nothing = (): Promise<void> => Promise.resolve()

describeProvider({
  name: 'modem, the fake of these tests',
  open: () => Promise.resolve({ provider: createModemProvider(), close: nothing }),
  openFailing: fault =>
    Promise.resolve({
      provider: createModemProvider('modem', () => ({ failAtOnce: () => new SpeechError(fault, 'modem') })),
      close: nothing,
    }),
  utter: modulate,
  isExact: true,
  hasPartials: true,
  understand,
  voice: 'any',
})

const openAzure = async (prepare: (server: Awaited<ReturnType<typeof openAzureServer>>) => void): Promise<OpenedProvider> => {
  const server = await openAzureServer('key-of-a-test')
  prepare(server)
  return {
    provider: createAzureProvider({ key: 'key-of-a-test', host: server.host }),
    sent: () => JSON.stringify(server.texts),
    close: () => server.close(),
  }
}
describeProvider({
  name: 'azure, before a server that speaks its protocol',
  open: () => openAzure(() => undefined),
  openFailing: fault => openAzure(server => server.refuse(STATUSES[fault])),
  utter: modulate,
  isExact: true,
  hasPartials: true,
  identifiesLanguage: true,
  takesHints: true,
  understand,
  voice: 'pl-PL-ZofiaNeural',
  unknownVoice: 'nobody',
})

const openOpenAi = async (
  prepare: (server: Awaited<ReturnType<typeof openOpenAiServer>>) => void,
  transcriptionModel?: string,
): Promise<OpenedProvider> => {
  const server = await openOpenAiServer('key-of-a-test')
  prepare(server)
  return {
    provider: createOpenAiSpeechProvider({
      apiKey: 'key-of-a-test',
      baseUrl: server.url,
      ...(transcriptionModel === undefined ? {} : { transcriptionModel }),
    }),
    sent: () => JSON.stringify(server.requests),
    close: () => server.close(),
  }
}
describeProvider({
  name: 'openai, before a server that speaks its API',
  open: () => openOpenAi(() => undefined),
  openFailing: fault => openOpenAi(server => server.refuse(STATUSES[fault])),
  // It cuts at pauses.
  utter: text => modulate(text, 800),
  isExact: true,
  hasPartials: true,
  takesHints: true,
  understand,
  voice: 'nova',
  unknownVoice: 'nobody',
})

const LIVE = 'gpt-live-transcribe'
describeProvider({
  name: 'openai, live',
  open: () => openOpenAi(() => undefined, LIVE),
  openFailing: fault => openOpenAi(server => server.refuse(STATUSES[fault]), LIVE),
  utter: text => modulate(text, 800),
  isExact: true,
  hasPartials: true,
  takesHints: true,
})

describe('openai, live', () => {
  it('tells what it has heard before the caller has finished', async () => {
    const { provider, close } = await openOpenAi(() => undefined, LIVE)
    const spoken = modulate('proszę przełożyć wizytę na piątek', 0)
    const request = { language: 'pl-PL', otherLanguages: [], sampleRate: 8000, hints: [], interim: true, options: {} }
    const isTold = Promise.withResolvers<void>()
    let hasFinished = false
    /** The end is said only when something was understood of the beginning. */
    const audio = (async function* () {
      yield* cut(spoken.subarray(0, spoken.length / 2), 320)
      await isTold.promise
      hasFinished = true
      yield* cut(spoken.subarray(spoken.length / 2), 320)
      yield new Uint8Array(12_800)
    })()
    const [early, finals]: [string[], string[]] = [[], []]
    for await (const one of provider.recognise?.(request, audio, AbortSignal.timeout(5000)) ?? []) {
      if (one.kind === 'final') finals.push(one.alternatives[0]?.text ?? '')
      else if (!hasFinished) early.push(one.text)
      isTold.resolve()
    }
    expect(early.at(0)).toBeTruthy()
    expect('proszę przełożyć wizytę na piątek').toContain(early.at(0))
    expect(finals).toEqual(['proszę przełożyć wizytę na piątek'])
    await close()
  }, 10_000)

  it('fails when the vendor closes the session, so that the chain goes on', async () => {
    const { provider, close } = await openOpenAi(() => undefined, LIVE)
    const request = { language: 'pl-PL', otherLanguages: [], sampleRate: 8000, hints: [], interim: true, options: {} }
    const audio = (async function* () {
      yield* cut(modulate('tak', 0), 320)
      await close()
      yield new Uint8Array(320)
      await new Promise(resolve => setTimeout(resolve, 2000))
    })()
    const listen = async (): Promise<void> => {
      for await (const _ of provider.recognise?.(request, audio, AbortSignal.timeout(5000)) ?? []) continue
    }
    await expect(listen()).rejects.toMatchObject({ fault: 'failed' })
  })
})

describeProvider({
  name: 'espeak',
  ...(hasEspeak ? {} : { skip: 'espeak-ng is not installed' }),
  open: () => Promise.resolve({ provider: createEspeakProvider(), close: nothing }),
  voice: 'pl',
  unknownVoice: 'nobody',
})

const {
  AZURE_SPEECH_KEY: azureKey,
  AZURE_SPEECH_REGION: azureRegion,
  OPENAI_API_KEY: openaiKey,
  OPENAI_BASE_URL: openaiUrl,
} = process.env
const utterByEspeak = async (text: string): Promise<Uint8Array> => {
  const spoken = await createEspeakProvider().synthesise?.(
    { text, kind: 'text', language: 'pl-PL', sampleRate: 8000 },
    new AbortController().signal,
  )
  const speech = await collect(spoken === undefined ? cut(new Uint8Array()) : resample(spoken.audio, spoken.sampleRate, 8000))
  return Buffer.concat([new Uint8Array(16_000), speech, new Uint8Array(24_000)])
}

describeProvider({
  name: 'azure itself',
  ...(azureKey === undefined || azureRegion === undefined
    ? { skip: 'AZURE_SPEECH_KEY and AZURE_SPEECH_REGION are not set' }
    : hasEspeak
      ? {}
      : { skip: 'espeak-ng, which speaks to it, is not installed' }),
  open: () =>
    Promise.resolve({ provider: createAzureProvider({ key: azureKey ?? '', region: azureRegion ?? '' }), close: nothing }),
  utter: utterByEspeak,
  hasPartials: true,
  voice: 'pl-PL-ZofiaNeural',
  unknownVoice: 'pl-PL-NobodyNeural',
})

describeProvider({
  name: 'openai itself',
  ...(openaiKey === undefined || openaiUrl !== undefined
    ? { skip: 'OPENAI_API_KEY is not set, or OPENAI_BASE_URL leads elsewhere' }
    : hasEspeak
      ? {}
      : { skip: 'espeak-ng, which speaks to it, is not installed' }),
  open: () => Promise.resolve({ provider: createOpenAiSpeechProvider({ apiKey: openaiKey ?? '' }), close: nothing }),
  utter: utterByEspeak,
  hasPartials: true,
  voice: 'nova',
  unknownVoice: 'nobody',
})

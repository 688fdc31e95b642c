import { afterEach, describe, expect, it } from 'vitest'
import {
  SpeechError,
  type RecognitionRequest,
  type Recognised,
  type SpeechProvider,
  type SpeechFault,
} from '../../../src/engine/speech/index.ts'
import { measureMs, readSamples } from '../../../src/engine/speech/audio/pcm.ts'
import { collect, cut } from './modem.ts'

/** A provider that is open, and the world behind it. */
export interface OpenedProvider {
  readonly provider: SpeechProvider
  /** Whatever of a request went to the vendor, as text: where hints are looked for. */
  sent?(): string
  close(): Promise<void>
}

/** What the suite needs to know of a provider. */
export interface Subject {
  readonly name: string
  /** `undefined` beside a reason: the suite is skipped, loudly. */
  readonly skip?: string
  open(): Promise<OpenedProvider>
  /** The provider behind a vendor that refuses, has enough, or is broken; absent where there is none. */
  openFailing?(fault: 'refused' | 'over_quota' | 'failed'): Promise<OpenedProvider>
  /** Audio at 8 kHz of a text that the recogniser can understand; absent: it does not listen. */
  readonly utter?: (text: string) => Promise<Uint8Array> | Uint8Array
  /** How close the words come: exact where the world behind is a test's. */
  readonly isExact?: boolean
  /** Partials come while somebody speaks. */
  readonly hasPartials?: boolean
  readonly identifiesLanguage?: boolean
  readonly takesHints?: boolean
  /** Says which text the audio is, where the world behind is a test's. */
  readonly understand?: (audio: Uint8Array, sampleRate: number) => Promise<string>
  /** A voice to speak Polish with, and one that there is not. */
  readonly voice?: string
  readonly unknownVoice?: string
}

const REQUEST: RecognitionRequest = {
  language: 'pl-PL',
  otherLanguages: [],
  sampleRate: 8000,
  hints: [],
  interim: true,
  options: {},
}

/** One contract for all providers, real ones and those of tests. */
export function describeProvider(subject: Subject): void {
  if (subject.skip !== undefined) console.warn(`speech: ${subject.name} is skipped: ${subject.skip}`)
  describe.skipIf(subject.skip !== undefined)(`the provider ${subject.name}`, () => {
    let opened: OpenedProvider | undefined
    afterEach(async () => {
      await opened?.close()
      opened = undefined
    })
    const open = async (): Promise<SpeechProvider> => (opened = await subject.open()).provider
    if (subject.utter !== undefined)
      describeRecognition(
        subject,
        subject.utter,
        open,
        one => (opened = one),
        () => opened,
      )
    else
      it('does not pretend to listen', async () => {
        expect((await open()).recognise).toBeUndefined()
      })
    if (subject.voice !== undefined) describeSynthesis(subject, subject.voice, open, one => (opened = one))
  })
}

function describeRecognition(
  subject: Subject,
  utter: NonNullable<Subject['utter']>,
  open: () => Promise<SpeechProvider>,
  keep: (opened: OpenedProvider) => void,
  opened: () => OpenedProvider | undefined,
): void {
  const recognise = async (provider: SpeechProvider, texts: readonly string[], more: Partial<RecognitionRequest> = {}) => {
    const heard: Recognised[] = []
    const audio = Buffer.concat(await Promise.all(texts.map(async text => utter(text))))
    const stream = provider.recognise?.({ ...REQUEST, ...more }, cut(audio, 641), new AbortController().signal)
    if (stream === undefined) throw new Error('it does not listen')
    for await (const one of stream) heard.push(one)
    return heard
  }
  const listFinals = (heard: readonly Recognised[]): readonly string[] =>
    heard.flatMap(one => (one.kind === 'final' ? [one.alternatives[0]?.text ?? ''] : []))
  const plain = (text: string): string =>
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()

  it('hears each utterance of a stream as one final, best alternative first, confidence from 0 to 1', async () => {
    const heard = await recognise(await open(), ['dzień dobry', 'tak'])
    expect(listFinals(heard).map(plain).join(' ')).toContain('dzień dobry')
    expect(listFinals(heard).map(plain).join(' ')).toMatch(/tak$/)
    if (subject.isExact === true) expect(listFinals(heard)).toEqual(['dzień dobry', 'tak'])
    for (const one of heard) {
      if (one.kind !== 'final') continue
      expect(one.alternatives.length).toBeGreaterThan(0)
      for (const { confidence = 0.5 } of one.alternatives) expect(confidence >= 0 && confidence <= 1).toBe(true)
    }
  })
  it.runIf(subject.hasPartials)('tells what it has heard so far, before the final', async () => {
    const heard = await recognise(await open(), ['proszę przełożyć wizytę na piątek'])
    const final = heard.findIndex(one => one.kind === 'final')
    expect(heard.slice(0, final).some(one => one.kind === 'partial' && one.text !== '')).toBe(true)
  })
  it('tells no partials where nobody wants them', async () => {
    const heard = await recognise(await open(), ['dzień dobry'], { interim: false })
    expect(heard.filter(one => one.kind === 'partial')).toEqual([])
    expect(listFinals(heard)).toHaveLength(1)
  })
  it('hears nothing in silence, and ends', async () => {
    const provider = await open()
    const silence = cut(new Uint8Array(16_000), 320)
    const heard: Recognised[] = []
    for await (const one of provider.recognise?.(REQUEST, silence, new AbortController().signal) ?? []) heard.push(one)
    expect(heard).toEqual([])
  })
  it.runIf(subject.takesHints)('passes the words on that are to be expected', async () => {
    const provider = await open()
    await recognise(provider, ['tak'], { hints: [{ phrase: 'Zielińska', boost: 3 }, { phrase: 'kardiolog' }] })
    expect(opened()?.sent?.()).toContain('Zielińska')
    expect(opened()?.sent?.()).toContain('kardiolog')
  })
  it.runIf(subject.identifiesLanguage)('names the language that was spoken, where several may be', async () => {
    const heard = await recognise(await open(), ['добрий день'], { otherLanguages: ['uk-UA'] })
    expect(heard.find(one => one.kind === 'final')?.language).toBe('uk-UA')
  })
  it('ends soon after it is told to', async () => {
    const provider = await open()
    const stop = new AbortController()
    const endless = (async function* () {
      for (;;) {
        await new Promise(resolve => setTimeout(resolve, 10))
        yield new Uint8Array(160)
      }
    })()
    const reading = (async () => {
      for await (const _ of provider.recognise?.(REQUEST, endless, stop.signal) ?? []) expect.unreachable()
    })()
    setTimeout(() => stop.abort(new Error('told to')), 200)
    const began = performance.now()
    await reading.catch((error: unknown) => expect(error).toMatchObject({ message: 'told to' }))
    expect(performance.now() - began).toBeLessThan(3000)
  })
  it.runIf(subject.openFailing !== undefined).each(['refused', 'over_quota', 'failed'] as const)(
    'says that the vendor has %s, without what was said',
    async fault => {
      const failing = await subject.openFailing?.(fault)
      if (failing === undefined) return expect.unreachable()
      keep(failing)
      await expectFault(recognise(failing.provider, ['moje tajne słowa']), fault)
    },
    20_000,
  )
}

function describeSynthesis(
  subject: Subject,
  voice: string,
  open: () => Promise<SpeechProvider>,
  keep: (opened: OpenedProvider) => void,
): void {
  const speak = async (provider: SpeechProvider, text: string, more: object = {}) => {
    const request = { text, kind: 'text' as const, language: 'pl-PL', voice, sampleRate: 8000, ...more }
    const spoken = await provider.synthesise?.(request, new AbortController().signal)
    if (spoken === undefined) throw new Error('it does not speak')
    const audio = await collect(spoken.audio)
    return { audio, sampleRate: spoken.sampleRate, ms: measureMs(audio.length, spoken.sampleRate) }
  }

  it('speaks: whole samples, loud enough, longer for more words', async () => {
    const provider = await open()
    const short = await speak(provider, 'Dzień dobry.')
    const long = await speak(provider, 'Dzień dobry, tu automatyczny asystent Przychodni Lipowej, dzwonię w sprawie wizyty.')
    expect(short.audio.length % 2).toBe(0)
    expect(short.ms).toBeGreaterThan(400)
    expect(long.ms).toBeGreaterThan(short.ms * 2)
    expect(Math.max(...readSamples(short.audio))).toBeGreaterThan(1000)
    if (subject.understand !== undefined) expect(await subject.understand(short.audio, short.sampleRate)).toBe('Dzień dobry.')
  })
  it('has a voice for each language, named or not', async () => {
    const provider = await open()
    for (const [language, text] of Object.entries({
      'pl-PL': 'tak',
      'uk-UA': 'так',
      'ru-RU': 'да',
      'ca-ES': 'sí',
      'en-GB': 'yes',
    })) {
      const spoken = await provider.synthesise?.({ text, kind: 'text', language, sampleRate: 8000 }, new AbortController().signal)
      expect((await collect(spoken?.audio ?? cut(new Uint8Array()))).length, language).toBeGreaterThan(1000)
    }
  })
  it('speaks SSML, and no sign of it', async () => {
    const provider = await open()
    const slow = await speak(provider, '<speak><prosody rate="50%">Tak &amp; nie.</prosody></speak>', { kind: 'ssml' })
    if (subject.understand !== undefined) expect(await subject.understand(slow.audio, slow.sampleRate)).toBe('Tak & nie.')
    else expect(slow.ms).toBeGreaterThan((await speak(provider, 'Tak & nie.')).ms * 1.3)
  })
  it('speaks what looks like SSML, an option or a command as the text that it is', async () => {
    const provider = await open()
    const { audio, sampleRate } = await speak(provider, '--version <b> & "x"')
    expect(audio.length).toBeGreaterThan(1000)
    if (subject.understand !== undefined) expect(await subject.understand(audio, sampleRate)).toBe('--version <b> & "x"')
  })
  it('speaks several texts at once', async () => {
    const provider = await open()
    const texts = [
      'raz',
      'dwa',
      'trzy',
      'cztery',
      'pięć',
      'sześć',
      'siedem',
      'osiem',
      'dziewięć',
      'dziesięć',
      'jedenaście',
      'dwanaście',
    ]
    const all = await Promise.all(texts.map(text => speak(provider, text)))
    for (const [at, { audio, sampleRate }] of all.entries()) {
      expect(audio.length).toBeGreaterThan(1000)
      if (subject.understand !== undefined) expect(await subject.understand(audio, sampleRate)).toBe(texts[at])
    }
  })
  it.runIf(subject.unknownVoice !== undefined)('says that there is no such voice', async () => {
    const failure = speak(await open(), 'tak', { voice: subject.unknownVoice })
    await expect(failure).rejects.toBeInstanceOf(SpeechError)
  })
  it('stops soon after nobody wants the rest', async () => {
    const provider = await open()
    const stop = new AbortController()
    const text = 'Bardzo długi tekst, którego nikt nie wysłucha. '.repeat(60)
    const spoken = await provider.synthesise?.({ text, kind: 'text', language: 'pl-PL', voice, sampleRate: 8000 }, stop.signal)
    if (spoken === undefined) return expect.unreachable()
    const iterator = spoken.audio[Symbol.asyncIterator]()
    await iterator.next()
    stop.abort(new Error('told to'))
    const began = performance.now()
    await Promise.resolve(iterator.return?.()).catch((error: unknown) => expect(error).toMatchObject({ message: 'told to' }))
    expect(performance.now() - began).toBeLessThan(2000)
  })
  it.runIf(subject.openFailing !== undefined).each(['refused', 'over_quota', 'failed'] as const)(
    'says that the vendor has %s, without what was to be said',
    async fault => {
      const failing = await subject.openFailing?.(fault)
      if (failing === undefined) return expect.unreachable()
      keep(failing)
      await expectFault(speak(failing.provider, 'moje tajne słowa'), fault)
    },
    20_000,
  )
}

async function expectFault(failure: Promise<unknown>, fault: SpeechFault): Promise<void> {
  const error: unknown = await failure.then(
    () => undefined,
    (cause: unknown) => cause,
  )
  expect(error).toBeInstanceOf(SpeechError)
  expect(error).toMatchObject({ fault })
  const { message, facts } = error as SpeechError
  expect(JSON.stringify([message, facts])).not.toMatch(/tajne|key-of/)
}

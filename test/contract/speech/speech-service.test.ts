import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { SpeechError } from '../../../src/engine/speech/index.ts'
import { readWavHead } from '../../../src/engine/speech/audio/wav.ts'
import { listFinals, openEar, openService, postText, type TestService, TOKEN } from './custom-vendor.ts'
import { createModemProvider, Demodulator, type ModemFaults, modulate } from './modem.ts'

let open: TestService | undefined
afterEach(() => open?.close())
const start = async (...args: Parameters<typeof openService>): Promise<TestService> => (open = await openService(...args))

const isFinal = (message: { readonly is_final?: boolean }): boolean => message.is_final === true
const demodulate = (audio: Uint8Array): readonly string[] => new Demodulator().hear(audio).finals

describe('the custom vendor: recognition', () => {
  it('hears partials and finals of many utterances, and closes after the final that follows stop', async () => {
    const { port } = await start({ providers: [createModemProvider()] })
    const ear = await openEar(port)
    ear.start()
    ear.send(modulate('dzień dobry'))
    await ear.next(isFinal)
    ear.send(modulate('tak, słucham'))
    ear.stop()
    expect(await ear.closed).toBe(1000)
    expect(listFinals(ear.messages)).toEqual(['dzień dobry', 'tak, słucham'])
    expect(ear.messages.find(isFinal)).toEqual({
      type: 'transcription',
      is_final: true,
      alternatives: [{ transcript: 'dzień dobry', confidence: 0.9 }],
      language: 'pl-PL',
      channel: 1,
    })
    const firstPartial = ear.messages.findIndex(message => message.is_final === false)
    expect(firstPartial).toBe(0)
  })

  it('gives the provider language, rate, hints as a list or as JSON, other languages and the rest of the options', async () => {
    const requests: object[] = []
    const { port } = await start({
      providers: [
        createModemProvider(
          'modem',
          () => ({}),
          request => requests.push(request),
        ),
      ],
    })
    const ear = await openEar(port)
    const hints = JSON.stringify([{ phrase: 'Zielińska', boost: 12 }, 'kardiolog', 7])
    ear.start({
      options: { hints, hintsBoost: 3, languages: 'uk-UA|pl-PL', callSid: 'a-call', flavour: 'plain' },
      interimResults: false,
    })
    ear.stop()
    await ear.closed
    const second = await openEar(port)
    second.start({ options: { hints: ['tak', ''] }, sampleRateHz: 16_000 })
    second.stop()
    await second.closed
    expect(requests).toEqual([
      {
        language: 'pl-PL',
        otherLanguages: ['uk-UA'],
        sampleRate: 8000,
        hints: [
          { phrase: 'Zielińska', boost: 12 },
          { phrase: 'kardiolog', boost: 3 },
        ],
        interim: false,
        options: { flavour: 'plain' },
      },
      { language: 'pl-PL', otherLanguages: [], sampleRate: 16_000, hints: [{ phrase: 'tak' }], interim: true, options: {} },
    ])
  })

  it.each([
    ['no token', ''],
    ['a wrong token', `${TOKEN}x`],
    ['a shorter token', TOKEN.slice(1)],
  ])('lets nobody in with %s', async (_name, token) => {
    const { port } = await start({ providers: [createModemProvider()] })
    await expect(openEar(port, token)).rejects.toThrow('401')
    await expect(postText(port, { text: 'a' }, '', token)).resolves.toMatchObject({ status: 401 })
  })

  it('turns streams away when there are too many, and nobody else notices', async () => {
    const { port } = await start({ providers: [createModemProvider()], maxConnections: 1 })
    const ear = await openEar(port)
    await expect(openEar(port)).rejects.toThrow('503')
    ear.start()
    ear.send(modulate('tak'))
    expect((await ear.next(isFinal)).alternatives?.[0]?.transcript).toBe('tak')
  })

  it.each([
    ['audio before start', (socket: WebSocket) => socket.send(new Uint8Array(320)), 'audio came before start'],
    ['no JSON', (socket: WebSocket) => socket.send('start'), 'a message is no JSON'],
    ['an unknown message', (socket: WebSocket) => socket.send('{"type":"begin"}'), 'a message is neither start nor stop'],
    [
      'a start without a language',
      (socket: WebSocket) => socket.send('{"type":"start"}'),
      'start: language is not as it must be',
    ],
    [
      'a rate that is none',
      (socket: WebSocket) => socket.send('{"type":"start","language":"pl-PL","sampleRateHz":7}'),
      'sampleRateHz',
    ],
    ['null', (socket: WebSocket) => socket.send('null'), 'a message is neither start nor stop'],
  ])('answers %s with an error, and closes', async (_name, act, words) => {
    const { port } = await start({ providers: [createModemProvider()] })
    const ear = await openEar(port)
    act(ear.socket)
    await ear.closed
    expect(ear.messages).toMatchObject([{ type: 'error', error: expect.stringContaining(words) }])
  })

  it('says honestly that nobody listens where only voices are set up', async () => {
    const { recognise: _, ...mouth } = createModemProvider()
    const { port } = await start({ providers: [mouth] })
    const ear = await openEar(port)
    ear.start()
    await ear.closed
    expect(ear.messages).toMatchObject([{ type: 'error', error: expect.stringContaining('speech/unsupported') }])
  })

  it('goes on with the next recogniser in the middle of a call, which hears again what was not final', async () => {
    const { port, warnings } = await start({
      providers: [createModemProvider('first', () => ({ finalsBeforeFailure: 1 })), createModemProvider('second')],
    })
    const ear = await openEar(port)
    ear.start()
    ear.send(modulate('jeden'))
    await ear.next(isFinal)
    ear.send(modulate('dwa'))
    ear.send(modulate('trzy'))
    ear.stop()
    await ear.closed
    expect(listFinals(ear.messages)).toEqual(['jeden', 'dwa', 'trzy'])
    expect(warnings).toEqual([])
    expect(open?.speech.usedToday().providers).toMatchObject({
      first: { requests: 1, failures: 1 },
      second: { requests: 1, failures: 0 },
    })
  })

  it('leaves a recogniser alone that refused, and asks it first again after a while', async () => {
    const fault: ModemFaults = { failAtOnce: () => new SpeechError('refused', 'first') }
    let asked = 0
    const first = createModemProvider('first', () => {
      asked += 1
      return fault
    })
    const { port } = await start({ providers: [first, createModemProvider('second')] })
    for (const text of ['raz', 'dwa', 'trzy']) {
      const ear = await openEar(port)
      ear.start()
      ear.send(modulate(text))
      ear.stop()
      await ear.closed
      expect(listFinals(ear.messages)).toEqual([text])
    }
    expect(asked).toBe(1)
  })

  it('takes the recognisers that voices.yaml names rather than the usual ones', async () => {
    const { port, speech } = await start({ providers: [createModemProvider('first'), createModemProvider('second')] })
    const ear = await openEar(port)
    ear.start({ options: { providers: 'second|first' } })
    ear.send(modulate('tak'))
    ear.stop()
    await ear.closed
    expect(Object.keys(speech.usedToday().providers)).toEqual(['second'])
  })

  it('holds a stream back that nobody reads, rather than keep it all', async () => {
    const { port } = await start({ providers: [createModemProvider('slow', () => ({ hangs: true }))] })
    const ear = await openEar(port)
    ear.start()
    const tenMinutes = new Uint8Array(8000 * 2 * 600)
    ear.send(tenMinutes)
    await new Promise(resolve => setTimeout(resolve, 300))
    // What the service did not take is still here, in the sender's socket.
    expect(ear.socket.bufferedAmount).toBeGreaterThan(tenMinutes.length / 2)
    ear.socket.terminate()
  })

  it('counts the seconds that were heard', async () => {
    const { port, speech } = await start({ providers: [createModemProvider()] })
    const ear = await openEar(port)
    ear.start()
    ear.send(new Uint8Array(16_000 * 3))
    ear.stop()
    await ear.closed
    expect(speech.usedToday().providers['modem']?.heardSeconds).toBeCloseTo(3, 5)
  })
})

describe('the custom vendor: synthesis over HTTP', () => {
  it('answers with the audio of the text at the rate that the address asks for', async () => {
    const { port, speech } = await start({ providers: [createModemProvider()] })
    const response = await postText(port, { language: 'pl-PL', voice: 'modem:any', type: 'text', text: 'dzień dobry' })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('audio/l16;rate=8000')
    const audio = new Uint8Array(await response.arrayBuffer())
    expect(demodulate(audio)).toEqual(['dzień dobry'])
    const wide = await postText(port, { voice: 'modem', text: 'dzień dobry' }, '?rate=16000')
    expect(wide.headers.get('content-type')).toBe('audio/l16;rate=16000')
    expect((await wide.arrayBuffer()).byteLength).toBe(audio.length * 2)
    expect(speech.usedToday().providers['modem']).toMatchObject({ requests: 2, spokenCharacters: 22 })
  })

  it('gives a WAV file where the address asks for one', async () => {
    const { port } = await start({ providers: [createModemProvider()] })
    const response = await postText(port, { text: 'tak' }, '?format=wav')
    expect(response.headers.get('content-type')).toBe('audio/wav')
    const file = new Uint8Array(await response.arrayBuffer())
    const head = readWavHead(file)
    expect(head).toMatchObject({ sampleRate: 8000, channels: 1, bitsPerSample: 16 })
    expect(demodulate(file.subarray(typeof head === 'object' ? head.dataAt : 0))).toEqual(['tak'])
  })

  it('takes the next voice of the chain when the first fails, and counts no letter of SSML as text', async () => {
    const broken = createModemProvider('first', () => ({ failAtOnce: () => new SpeechError('failed', 'first') }))
    const { port, speech } = await start({ providers: [broken, createModemProvider('second')] })
    const text = '<speak><prosody rate="80%">tak</prosody></speak>'
    const response = await postText(port, { voice: 'first:one|second:two', type: 'ssml', text })
    expect(demodulate(new Uint8Array(await response.arrayBuffer()))).toEqual(['tak'])
    expect(speech.usedToday().providers).toMatchObject({
      first: { failures: 1, spokenCharacters: 3 },
      second: { failures: 0, spokenCharacters: 3 },
    })
  })

  it.each([
    ['no JSON', 'hello', '', 400],
    ['no text', { voice: 'modem' }, '', 400],
    ['a rate that jambonz does not know', { text: 'a' }, '?rate=11025', 400],
    ['a voice that nobody has', { text: 'a', voice: 'nobody:x' }, '', 400],
    ['a voice that is written otherwise', { text: 'a', voice: 'Zofia, please' }, '', 400],
    ['more than it takes', { text: 'a', padding: 'x'.repeat(70_000) }, '', 413],
  ])('answers %s with a status and words', async (_name, body, query, status) => {
    const { port } = await start({ providers: [createModemProvider()] })
    const response = await postText(port, body, query)
    expect(response.status).toBe(status)
    expect(await response.json()).toEqual({ error: expect.any(String) })
  })

  it.each([
    ['refused', 502],
    ['over_quota', 503],
    ['failed', 502],
  ] as const)('says by the status when every voice has %s', async (fault, status) => {
    const { port } = await start({
      providers: [createModemProvider('modem', () => ({ failAtOnce: () => new SpeechError(fault, 'modem') }))],
    })
    expect((await postText(port, { text: 'a' })).status).toBe(status)
  })
})

describe('the custom vendor: streaming synthesis', () => {
  const openMouth = async (port: number) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/speech/synthesis?voice=modem:any&language=pl-PL&sampleRate=8000`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    })
    const texts: unknown[] = []
    const ear = new Demodulator()
    const heard: string[] = []
    socket.on('message', (data, isBinary) => {
      if (isBinary) heard.push(...ear.hear(data as Buffer).finals)
      else texts.push(JSON.parse((data as Buffer).toString()))
    })
    await new Promise<void>((resolve, reject) => socket.on('open', resolve).on('error', reject))
    const send = (message: object): void => socket.send(JSON.stringify(message))
    const until = async (isDone: () => boolean): Promise<void> => {
      for (let n = 0; n < 300 && !isDone(); n++) await new Promise(resolve => setTimeout(resolve, 10))
      expect(isDone()).toBe(true)
    }
    return { socket, texts, heard, send, until, closed: new Promise<number>(resolve => socket.on('close', resolve)) }
  }

  it('connects first, speaks whole sentences at once and the rest on flush, and closes on stop', async () => {
    const { port } = await start({ providers: [createModemProvider()] })
    const mouth = await openMouth(port)
    mouth.send({ type: 'stream', text: 'Dzień do' })
    mouth.send({ type: 'stream', text: 'bry. Tu przy' })
    await mouth.until(() => mouth.heard.length === 1)
    expect(mouth.heard).toEqual(['Dzień dobry.'])
    mouth.send({ type: 'stream', text: 'chodnia' })
    mouth.send({ type: 'flush' })
    await mouth.until(() => mouth.heard.length === 2)
    expect(mouth.heard[1]).toBe('Tu przychodnia')
    expect(mouth.texts).toEqual([{ type: 'connect', data: { sample_rate: 8000, base64_encoding: false } }])
    mouth.send({ type: 'stop' })
    expect(await mouth.closed).toBe(1000)
  })

  it('says when it cannot speak', async () => {
    const { port } = await start({
      providers: [createModemProvider('modem', () => ({ failAtOnce: () => new SpeechError('failed', 'modem') }))],
    })
    const mouth = await openMouth(port)
    mouth.send({ type: 'stream', text: 'tak' })
    mouth.send({ type: 'flush' })
    await mouth.closed
    expect(mouth.texts[1]).toEqual({ type: 'error', error: expect.stringContaining('speech/failed') })
  })

  it('keeps no more text than can be spoken', async () => {
    const { port } = await start({ providers: [createModemProvider('modem', () => ({ hangs: true }))] })
    const mouth = await openMouth(port)
    for (let n = 0; n < 30; n++) mouth.send({ type: 'stream', text: 'a'.repeat(1000) })
    await mouth.closed
    expect(mouth.texts[1]).toMatchObject({ type: 'error' })
  })
})

import { createServer, type Server } from 'node:http'
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { readVoices } from '../../../src/engine/jambonz/index.ts'
import { makeSay } from '../../../src/engine/jambonz/verbs.ts'
import { createSpeaking } from '../../../src/engine/speaking/index.ts'
import { createSpeech, SpeechError, type SpeechProvider } from '../../../src/engine/speech/index.ts'
import { buildPrompts } from '../../../src/server/prompts/build-prompts.ts'
import { listPrompts } from '../../../src/server/prompts/list-prompts.ts'
import { createPromptBook, type PromptBook } from '../../../src/server/prompts/prompt-book.ts'
import { openPromptFiles } from '../../../src/server/prompts/prompt-files.ts'
import { readRecordings, type Recordings } from '../../../src/server/prompts/recordings.ts'
import { createRealClock } from '../../../src/server/real-clock.ts'
import { compileFolder } from '../../../src/server/workspace/compile-folder.ts'
import { collect, createModemProvider, cut, Demodulator } from '../../contract/speech/modem.ts'
import { resample } from '../../../src/engine/speech/audio/resample.ts'

const { scenarios } = await compileFolder('scenarios-yaml')
const LIST = listPrompts(scenarios.values(), createSpeaking())
const NONE: Recordings = { files: new Map(), unknown: [] }
const SILENT = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }
const VOICES = 'voices: { pl: { synthesizer: { vendor: "custom:trucada", voice: "modem:a|other:b" } } }'
const FIXED = 'W takim razie przepraszam za kłopot.'
const PERSONAL = 'Czy przy telefonie jest Anna Nowak?'

const makeFiles = (provider: SpeechProvider = createModemProvider()) => {
  const data = mkdtempSync(join(tmpdir(), 'trucada-prompts-'))
  return openPromptFiles(data, createSpeech({ providers: [provider, createModemProvider('other')], clock: createRealClock() }))
}
const makeBook = (files: ReturnType<typeof makeFiles>, recordings = NONE): PromptBook =>
  createPromptBook({ address: 'http://127.0.0.1:1', list: () => LIST, recordings: () => recordings, files, log: SILENT })
/** What a say of the book's voices holds. */
const say = (book: PromptBook, texts: readonly string[], pace: 'normal' | 'slow' = 'normal'): readonly string[] => {
  const voice = book.withPrompts(readVoices(VOICES).voices).voiceOf('pl')
  return makeSay('t', texts, pace, { voice, base: voice }).text as readonly string[]
}
const until = async (isDone: () => boolean): Promise<void> => {
  for (let n = 0; n < 200 && !isDone(); n++) await new Promise(resolve => setTimeout(resolve, 10))
  expect(isDone()).toBe(true)
}

describe('sentences that are the same in every call', () => {
  it('are those without values, what stands around values, and what the policy says of the clinic', () => {
    const polish = LIST.prompts.filter(({ language }) => language === 'pl')
    const texts = polish.map(({ text }) => text)
    expect(texts).toContain(FIXED)
    expect(texts).toContain('W razie pytań prosimy o telefon: sześćset, zero zero zero, sto.')
    expect(polish.find(({ text }) => text === FIXED)).toMatchObject({
      scenarios: expect.arrayContaining(['appointment-confirmation', 'satisfaction-survey']),
      names: expect.arrayContaining(['appointment-confirmation/sorry+1', 'satisfaction-survey/sorry+1']),
    })
    expect(texts.filter(text => /[{}]|undefined/.test(text) || text.includes('\u0001'))).toEqual([])
    expect(LIST.changing.pl).toBeGreaterThan(10)
  })
  it('have names that no two sentences of a language share', () => {
    const names = LIST.prompts.flatMap(({ language, names: all }) => all.map(name => `${language}/${name}`))
    expect(new Set(names).size).toBe(names.length)
  })
})

describe('a call with prompts', () => {
  it('speaks a sentence once, and plays its file from then on', async () => {
    const files = makeFiles()
    const book = makeBook(files)
    expect(say(book, [FIXED])).toEqual([FIXED])
    await until(() => readdirSync(files.folder).some(name => /^[0-9a-f]{32}\.wav$/.test(name)))
    expect(say(book, [FIXED, PERSONAL])).toEqual([
      expect.stringMatching(/^http:\/\/127\.0\.0\.1:1\/prompts\/[0-9a-f]{32}\.wav$/),
      PERSONAL,
    ])
    expect(book.counts()).toEqual({ recorded: 0, ready: 1, spoken: 2 })
  })
  it('never keeps what is said of a caller', async () => {
    const files = makeFiles()
    const book = makeBook(files)
    say(book, [PERSONAL, FIXED])
    await until(() => readdirSync(files.folder).length === 1)
    await new Promise(resolve => setTimeout(resolve, 50))
    expect(readdirSync(files.folder)).toHaveLength(1)
  })
  it('has other files for another pace', async () => {
    const files = makeFiles()
    const book = makeBook(files)
    say(book, [FIXED])
    await until(() => readdirSync(files.folder).length === 1)
    expect(say(book, [FIXED], 'slow')).toEqual([`<speak><prosody rate="80%">${FIXED}</prosody></speak>`])
  })
  it('keeps no file of the voice that stood in', async () => {
    const failing = createModemProvider('modem', () => ({ failAtOnce: () => new SpeechError('failed', 'modem') }))
    const files = makeFiles(failing)
    const book = makeBook(files)
    say(book, [FIXED])
    await new Promise(resolve => setTimeout(resolve, 50))
    expect(readdirSync(files.folder)).toEqual([])
    expect(say(book, [FIXED])).toEqual([FIXED])
  })
  it('plays what a person recorded, by the name of the text, whatever vendor speaks the rest', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'trucada-recordings-'))
    mkdirSync(join(folder, 'pl/appointment-confirmation'), { recursive: true })
    writeFileSync(join(folder, 'pl/appointment-confirmation/sorry+1.mp3'), 'recorded')
    writeFileSync(join(folder, 'pl/appointment-confirmation/sory+1.mp3'), 'of no text')
    const recordings = await readRecordings(folder, LIST.prompts)
    expect(recordings.unknown).toEqual(['pl/appointment-confirmation/sory+1.mp3'])
    const book = makeBook(makeFiles(), recordings)
    const voice = book.withPrompts(readVoices('voices: {}').voices).voiceOf('pl')
    const [file] = makeSay('t', [FIXED], 'normal', { voice, base: voice }).text
    expect(file).toMatch(/\/prompts\/[0-9a-f]{32}\.mp3$/)
    expect(book.counts()).toEqual({ recorded: 1, ready: 0, spoken: 0 })
    const { status, type, body } = await request(book, new URL(file ?? '').pathname)
    expect([status, type, body.toString()]).toEqual([200, 'audio/mpeg', 'recorded'])
  })
})

let server: Server | undefined
afterEach(() => server?.close())
async function request(book: PromptBook, path: string) {
  server = createServer((asked, response) => book.answer(asked, response))
  await new Promise<void>(resolve => server?.listen(0, '127.0.0.1', resolve))
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`)
  return { status: response.status, type: response.headers.get('content-type'), body: Buffer.from(await response.arrayBuffer()) }
}

describe('the files, served', () => {
  it('are the sentences themselves, as WAV', async () => {
    const files = makeFiles()
    const book = makeBook(files)
    say(book, [FIXED])
    // The file lies there a moment before the book knows of it.
    let address = ''
    await until(() => {
      address = say(book, [FIXED])[0] ?? ''
      return URL.canParse(address)
    })
    const { status, type, body } = await request(book, new URL(address).pathname)
    expect([status, type]).toEqual([200, 'audio/wav'])
    const narrow = await collect(resample(cut(body.subarray(44)), 16_000, 8000))
    expect(new Demodulator().hear(narrow).finals).toEqual([FIXED])
  })
  it.each([
    '/prompts/',
    '/prompts/..%2f..%2fetc%2fpasswd',
    '/prompts/../../package.json',
    `/prompts/${'0'.repeat(32)}.wav`,
    '/prompts/x.wav',
  ])('are nothing else: %s', async path => {
    expect(await request(makeBook(makeFiles()), path)).toMatchObject({ status: 404 })
  })
})

describe('building ahead', () => {
  it('makes what is missing, says what share that is, and does nothing the second time', async () => {
    const files = makeFiles()
    const list = { ...LIST, prompts: LIST.prompts.filter(({ language }) => language === 'pl').slice(0, 20) }
    const { voices } = readVoices(VOICES)
    const progress: number[] = []
    const options = { list, recordings: NONE, voices, files, signal: new AbortController().signal }
    const first = await buildPrompts({ ...options, onProgress: (_, done) => progress.push(done) })
    expect(first).toEqual([{ language: 'pl', fixed: 20, recorded: 0, ready: 0, made: 20, elsewhere: 0 }])
    expect(progress.at(-1)).toBe(20)
    const second = await buildPrompts({ ...options, onProgress: () => undefined })
    expect(second).toMatchObject([{ ready: 20, made: 0 }])
  })
  it('stops at a voice that fails, and says why', async () => {
    const files = makeFiles(createModemProvider('modem', () => ({ failAtOnce: () => new SpeechError('refused', 'modem') })))
    const list = { ...LIST, prompts: LIST.prompts.filter(({ language }) => language === 'pl').slice(0, 20) }
    const { voices } = readVoices(VOICES)
    const [report] = await buildPrompts({
      list,
      recordings: NONE,
      voices,
      files,
      signal: new AbortController().signal,
      onProgress: () => undefined,
    })
    expect(report).toMatchObject({ made: 0, failure: { fault: 'refused' } })
  })
  it('leaves voices of jambonz to jambonz', async () => {
    const { voices } = readVoices('voices: { pl: { synthesizer: { vendor: google, voice: x } } }')
    const list = { ...LIST, prompts: LIST.prompts.filter(({ language }) => language === 'pl').slice(0, 3) }
    const reports = await buildPrompts({
      list,
      recordings: NONE,
      voices,
      files: makeFiles(),
      signal: new AbortController().signal,
      onProgress: () => undefined,
    })
    expect(reports).toMatchObject([{ elsewhere: 3, made: 0 }])
  })
})

// Listens and speaks on machines of your own: whisper.cpp's server recognises, Piper's speaks. Run: TRUCADA_SPEECH_TOKEN=… node examples/own-speech.ts
// In a project of yours, import from 'trucada'. `startServer` takes the same list as `speechProviders`.
import { makeWavHeader, readWavStream, SpeechError, type SpeechProvider, splitUtterances } from '../src/index.ts'
import { createLog, createRealClock, readSettings, startSpeechServer } from '../src/index.ts'

const { WHISPER_URL = 'http://127.0.0.1:8080/inference', PIPER_URL = 'http://127.0.0.1:5000/' } = process.env

const ask = async (url: string, init: RequestInit): Promise<Response> => {
  const response = await fetch(url, { method: 'POST', ...init })
  if (!response.ok) throw new SpeechError('failed', 'home', { detail: `status ${response.status}` })
  return response
}
const home: SpeechProvider = {
  name: 'home',
  async *recognise({ language, sampleRate }, audio, signal) {
    for await (const utterance of splitUtterances(audio, sampleRate)) {
      const body = new FormData()
      body.set('file', new File([Buffer.concat([makeWavHeader(sampleRate, utterance.length), utterance])], 'utterance.wav'))
      body.set('language', language.slice(0, 2))
      const { text } = (await (await ask(WHISPER_URL, { body, signal })).json()) as { text: string }
      if (text.trim() !== '') yield { kind: 'final', alternatives: [{ text: text.trim() }] }
    }
  },
  async synthesise({ text }, signal) {
    const body = JSON.stringify({ text: text.replaceAll(/<[^>]*>/g, '') })
    const { body: file } = await ask(PIPER_URL, { body, headers: { 'content-type': 'application/json' }, signal })
    if (file === null) throw new SpeechError('failed', 'home', { detail: 'an answer without audio' })
    return readWavStream(file)
  },
}

const { settings } = readSettings({ flags: {}, env: process.env, folder: process.cwd() })
const log = createLog('info', process.stdout, true)
const server = await startSpeechServer({ settings, clock: createRealClock(), log, providers: [home] })
console.log(`Listening and speaking on port ${server.port}; in voices.yaml: vendor: custom:trucada, voice: home|espeak`)

import type { RawData, WebSocket } from 'ws'
import type { Clock } from '../../call/ports.ts'
import { AudioBuffer } from '../audio/audio-buffer.ts'
import type { Recognised } from '../provider.ts'
import type { Speech } from '../speech.ts'
import { asSpeechError } from '../speech-error.ts'
import type { ServiceLog } from './service-log.ts'
import { readStart, type Start } from './read-start.ts'

/** jambonz sends `start` at once. */
const START_MS = 5000
/** A telephone sends audio all the time, silence too. */
const SILENT_MS = 30_000
/** No call listens for so long at a time. */
const LONGEST_MS = 2 * 60 * 60_000

/**
 * One stream of a caller's speech, as jambonz's custom vendors have it: `start`, binary audio, `stop` come in; transcriptions and errors go
 * out. After `stop` the last final is sent and the socket closed from here; jambonz goes on listening after a final, so does this.
 */
export function serveRecognition(socket: WebSocket, speech: Speech, clock: Clock, log: ServiceLog): void {
  const gone = new AbortController()
  let buffer: AudioBuffer | undefined
  let odd: Buffer | undefined
  let timer: unknown
  const longest = clock.setTimeout(() => fail('the stream is too long'), LONGEST_MS)
  const wait = (ms: number, words: string): void => {
    clock.clearTimeout(timer)
    timer = clock.setTimeout(() => fail(words), ms)
  }
  const send = (message: object): void => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message))
  }
  const finish = (): void => {
    clock.clearTimeout(timer)
    clock.clearTimeout(longest)
    gone.abort(new Error('the socket is closed'))
  }
  const fail = (words: string): void => {
    send({ type: 'error', error: words })
    socket.resume()
    socket.close(1000)
    finish()
  }
  const recognise = async ({ request, providers }: Start): Promise<void> => {
    const audio = new AudioBuffer(request.sampleRate, clock)
    // What nobody can take yet is left with jambonz.
    audio.onDrain = () => socket.resume()
    buffer = audio
    try {
      for await (const heard of speech.recognise(request, audio, gone.signal, providers)) send(describe(heard, request.language))
      if (socket.readyState === socket.OPEN) socket.close(1000)
    } catch (cause) {
      if (gone.signal.aborted) return
      const error = asSpeechError(cause, 'all')
      log.warn({ code: error.code, ...error.facts }, 'a caller could not be heard')
      fail(`${error.code}: ${error.message}`)
    } finally {
      if (audio.lostMs > 0) log.warn({ ms: Math.round(audio.lostMs) }, "a caller's audio was lost: nobody took it in time")
      finish()
    }
  }
  const hear = (chunk: Buffer): void => {
    if (buffer === undefined) return fail('audio came before start')
    wait(SILENT_MS, 'no audio came')
    const whole = odd === undefined ? chunk : Buffer.concat([odd, chunk])
    odd = whole.length % 2 === 1 ? Buffer.from(whole.subarray(-1)) : undefined
    if (!buffer.write(odd === undefined ? whole : whole.subarray(0, -1))) socket.pause()
  }
  const read = (text: string): void => {
    let message: unknown
    try {
      message = JSON.parse(text)
    } catch {
      return fail('a message is no JSON')
    }
    const type = typeof message === 'object' && message !== null && 'type' in message ? message.type : undefined
    if (type === 'stop') {
      clock.clearTimeout(timer)
      if (buffer === undefined) return fail('stop came before start')
      return buffer.end()
    }
    if (type !== 'start') return fail('a message is neither start nor stop')
    if (buffer !== undefined) return fail('start came twice')
    const start = readStart(message)
    if (typeof start === 'string') return fail(start)
    wait(SILENT_MS, 'no audio came')
    void recognise(start)
  }
  wait(START_MS, 'no start came')
  socket.on('message', (data: RawData, isBinary) => {
    if (gone.signal.aborted) return
    const bytes = Buffer.isBuffer(data) ? data : Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data)
    if (isBinary) hear(bytes)
    else read(bytes.toString())
  })
  socket.on('error', error => log.warn({ error: error.name }, 'a socket of the speech service failed'))
  socket.on('close', finish)
}

function describe(heard: Recognised, language: string): object {
  const isFinal = heard.kind === 'final'
  const alternatives = isFinal
    ? heard.alternatives.map(({ text, confidence }) => ({
        transcript: text,
        ...(confidence === undefined ? {} : { confidence }),
      }))
    : [{ transcript: heard.text }]
  return { type: 'transcription', is_final: isFinal, alternatives, language: heard.language ?? language, channel: 1 }
}

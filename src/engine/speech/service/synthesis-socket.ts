import type { IncomingMessage } from 'node:http'
import type { RawData, WebSocket } from 'ws'
import type { Clock } from '../../call/ports.ts'
import type { Speech } from '../speech.ts'
import { asSpeechError } from '../speech-error.ts'
import type { ServiceLog } from './service-log.ts'

/** Text that waits to be spoken; jambonz itself holds 1000 characters. */
const MOST_WAITING = 20_000
/** Audio that waits in the socket: then the voice waits too. */
const MOST_UNSENT_BYTES = 256 * 1024
const LOOK_MS = 20
const IDLE_MS = 5 * 60_000
const SENTENCE_END = /[.!?…]["»”')\]]*\s+/g

/**
 * Speaks text as it is written, as jambonz's streaming custom vendors have it: `connect` goes out first; `stream`, `flush`, `stop` come in;
 * binary audio goes out. Whole sentences are spoken at once, what is left on `flush`; `stop` ends everything.
 */
export function serveSynthesis(socket: WebSocket, request: IncomingMessage, speech: Speech, clock: Clock, log: ServiceLog): void {
  const query = new URL(request.url ?? '', 'http://localhost').searchParams
  const asked = Number(query.get('sampleRate') ?? 8000)
  const sampleRate = Number.isInteger(asked) && asked >= 8000 && asked <= 48_000 ? asked : 8000
  const voice = query.get('voice') ?? ''
  const language = query.get('language') ?? ''
  const gone = new AbortController()
  let text = ''
  const waiting: string[] = []
  let isSpeaking = false
  let timer: unknown

  const send = (message: object): void => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message))
  }
  const end = (): void => {
    clock.clearTimeout(timer)
    gone.abort(new Error('the socket is closed'))
  }
  const fail = (words: string): void => {
    send({ type: 'error', error: words })
    socket.close(1000)
    end()
  }
  const stayAwake = (): void => {
    clock.clearTimeout(timer)
    timer = clock.setTimeout(() => fail('nothing came for long'), IDLE_MS)
  }
  const speakAll = async (): Promise<void> => {
    if (isSpeaking) return
    isSpeaking = true
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const named = { ...(voice === '' ? {} : { voice }), ...(language === '' ? {} : { language }) }
        const { audio } = await speech.synthesise({ text: next, kind: 'text', sampleRate, ...named }, gone.signal)
        for await (const chunk of audio) {
          socket.send(chunk)
          while (socket.bufferedAmount > MOST_UNSENT_BYTES && !gone.signal.aborted)
            await new Promise<void>(resolve => clock.setTimeout(resolve, LOOK_MS))
        }
      }
    } catch (cause) {
      if (gone.signal.aborted) return
      const error = asSpeechError(cause, 'all')
      log.warn({ code: error.code, ...error.facts }, 'a text could not be spoken')
      fail(`${error.code}: ${error.message}`)
    } finally {
      isSpeaking = false
    }
  }
  /** Moves what can be spoken from `text` to `waiting`. */
  const takeSpoken = (isAll: boolean): void => {
    const ends = isAll ? text.length : ([...text.matchAll(SENTENCE_END)].map(match => match.index + match[0].length).at(-1) ?? 0)
    const spoken = text.slice(0, ends).trim()
    text = text.slice(ends)
    if (spoken !== '') waiting.push(spoken)
    void speakAll()
  }
  const read = (frame: string): void => {
    let message: unknown
    try {
      message = JSON.parse(frame)
    } catch {
      return fail('a message is no JSON')
    }
    const { type, text: more } = (message ?? {}) as { readonly type?: unknown; readonly text?: unknown }
    stayAwake()
    if (type === 'stop') {
      socket.close(1000)
      return end()
    }
    if (type === 'flush') return takeSpoken(true)
    if (type !== 'stream' || typeof more !== 'string') return fail('a message is none of stream, flush and stop')
    text += more
    if (text.length + waiting.join('').length > MOST_WAITING) return fail('more text waits than can be spoken')
    takeSpoken(false)
  }
  socket.on('message', (data: RawData, isBinary) => {
    if (gone.signal.aborted) return
    if (isBinary) return fail('a message is binary')
    read(Buffer.isBuffer(data) ? data.toString() : Buffer.from(data as ArrayBuffer).toString())
  })
  socket.on('error', error => log.warn({ error: error.name }, 'a socket of the speech service failed'))
  socket.on('close', end)
  stayAwake()
  send({ type: 'connect', data: { sample_rate: sampleRate, base64_encoding: false } })
}

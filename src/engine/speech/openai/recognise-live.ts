import type { RealtimeClientEvent, RealtimeServerEvent } from 'openai/resources/realtime/realtime'
import { WebSocket } from 'ws'
import { resample } from '../audio/resample.ts'
import { followUtterances } from '../audio/utterances.ts'
import { EventQueue } from '../event-queue.ts'
import type { AudioChunk, RecognitionRequest, Recognised } from '../provider.ts'
import { SpeechError } from '../speech-error.ts'
import { untilAborted } from '../until-aborted.ts'
import { readFault } from './fault.ts'
import { readRules } from './read-rules.ts'

/** Where the live API is, and the key that it wants. */
export interface LiveAccess {
  readonly apiKey: string
  /** `https://…/v1`. */
  readonly baseUrl: string
}

/** The only rate that it takes. */
const SAMPLE_RATE = 24_000
const CONNECT_MS = 5000
const MOST_FRAME_BYTES = 1024 * 1024
/** So much may wait in the socket before it is given more, bytes. */
const MOST_BUFFERED = 256 * 1024
const LOOK_MS = 20
const MOST_KEYWORDS = 100

/** Whether a model hears while somebody speaks, over a socket; all others take whole recordings. */
export const isLiveModel = (model: string): boolean => /^gpt-(live-transcribe|realtime-whisper)/.test(model)

/**
 * Recognises while the caller speaks, over OpenAI's realtime transcription (developers.openai.com, "Realtime transcription"): audio goes out as it
 * comes, what is understood so far comes back, and a pause commits the utterance, whose whole text follows. The pauses are found here, since these
 * models find none. The library's own socket is passed by: it takes no address without TLS, which servers of one's own often have.
 */
export async function* recogniseLive(
  { apiKey, baseUrl }: LiveAccess,
  model: string,
  request: RecognitionRequest,
  audio: AsyncIterable<AudioChunk>,
  signal: AbortSignal,
): AsyncIterable<Recognised> {
  const heard = new EventQueue<Recognised>()
  const socket = new WebSocket(`${baseUrl.replace(/^http/, 'ws').replace(/\/+$/, '')}/realtime?intent=transcription`, {
    headers: { authorization: `Bearer ${apiKey}` },
    handshakeTimeout: CONNECT_MS,
    maxPayload: MOST_FRAME_BYTES,
    perMessageDeflate: false,
  })
  const send = (event: RealtimeClientEvent): void => socket.send(JSON.stringify(event))
  const texts = new Map<string, string>()
  /** Utterances whose whole text is still to come. */
  let open = 0
  let isOut = false
  const settle = (): void => {
    open -= 1
    if (isOut && open <= 0) heard.end()
  }
  const hear = (event: RealtimeServerEvent): void => {
    switch (event.type) {
      case 'conversation.item.input_audio_transcription.delta': {
        const text = `${texts.get(event.item_id) ?? ''}${event.delta ?? ''}`
        texts.set(event.item_id, text)
        if (request.interim && text.trim() !== '') heard.push({ kind: 'partial', text: text.trim() })
        return
      }
      case 'conversation.item.input_audio_transcription.completed':
        texts.delete(event.item_id)
        if (event.transcript.trim() !== '') heard.push({ kind: 'final', alternatives: [{ text: event.transcript.trim() }] })
        return settle()
      case 'conversation.item.input_audio_transcription.failed':
        return heard.fail(new SpeechError('failed', 'openai', { detail: 'an utterance could not be transcribed' }))
      case 'error':
        return heard.fail(readEventFault(event.error))
      default:
    }
  }
  socket.on('message', data => {
    try {
      hear(JSON.parse((data as Buffer).toString()) as RealtimeServerEvent)
    } catch {
      heard.fail(new SpeechError('failed', 'openai', { detail: 'an event that is none' }))
    }
  })
  socket.on('unexpected-response', (_request, { statusCode, headers }) => {
    heard.fail(readFault({ status: statusCode, headers: new Headers(headers as Record<string, string>) }))
    socket.terminate()
  })
  socket.on('error', () => heard.fail(new SpeechError('failed', 'openai', { detail: 'the server cannot be reached' })))
  socket.on('close', () => heard.fail(new SpeechError('failed', 'openai', { detail: 'the server has closed the connection' })))

  const speak = async (): Promise<void> => {
    await new Promise<void>(resolve => socket.once('open', () => resolve()))
    send({ type: 'session.update', session: makeSession(model, request) })
    const at24k = resample(untilAborted(audio, signal), request.sampleRate, SAMPLE_RATE)
    for await (const part of followUtterances(at24k, SAMPLE_RATE, readRules(request))) {
      if (part.kind === 'audio') {
        send({ type: 'input_audio_buffer.append', audio: Buffer.from(part.audio).toString('base64') })
      } else if (part.isSpeech) {
        open += 1
        send({ type: 'input_audio_buffer.commit' })
      } else send({ type: 'input_audio_buffer.clear' })
      while (socket.bufferedAmount > MOST_BUFFERED) await new Promise(resolve => setTimeout(resolve, LOOK_MS))
    }
    isOut = true
    if (open <= 0) heard.end()
  }
  speak().catch((error: unknown) => heard.fail(signal.aborted ? signal.reason : error))
  try {
    yield* untilAborted(heard, signal)
  } finally {
    // Whatever comes from here on is heard by nobody.
    socket.terminate()
  }
}

function makeSession(model: string, { language, otherLanguages, hints }: RecognitionRequest): LiveSession {
  const languages = [language, ...otherLanguages].map(one => one.slice(0, 2).toLowerCase())
  const takesMore = model.startsWith('gpt-live-transcribe')
  const keywords = hints.slice(0, MOST_KEYWORDS).map(({ phrase }) => phrase)
  return {
    type: 'transcription',
    audio: {
      input: {
        format: { type: 'audio/pcm', rate: SAMPLE_RATE },
        turn_detection: null,
        transcription: {
          model,
          // Told one language, it hears that one in whatever is said.
          ...(otherLanguages.length === 0 ? { language: languages[0] ?? '' } : takesMore ? { languages } : {}),
          ...(takesMore && keywords.length > 0 ? { keywords } : {}),
        },
      },
    },
  }
}

type LiveSession = Extract<Extract<RealtimeClientEvent, { type: 'session.update' }>['session'], { type: 'transcription' }>

/** Its words may repeat what was said: only type and code are read. */
function readEventFault({ type, code }: { readonly type: string; readonly code?: string | null }): SpeechError {
  if (code === 'rate_limit_exceeded' || code === 'insufficient_quota')
    return new SpeechError('over_quota', 'openai', { detail: code })
  const isRefused = type === 'invalid_request_error' || code === 'invalid_api_key'
  return new SpeechError(isRefused ? 'refused' : 'failed', 'openai', { detail: isRefused ? 'the session is refused' : type })
}

import type { OpenAI } from 'openai'
import type { SpokenAudio, SynthesisRequest } from '../provider.ts'
import { SpeechError } from '../speech-error.ts'
import { readRate, readWords } from '../ssml.ts'
import { readFault } from './fault.ts'

/** The rate of the `pcm` format. */
const SAMPLE_RATE = 24_000
const VOICE = 'nova'
/** A rate so low is asked for in words, too: the newer models know no number. */
const SLOW = 0.95
const NAMES: Readonly<Record<string, string>> = { pl: 'Polish', uk: 'Ukrainian', ru: 'Russian', ca: 'Catalan', en: 'English' }

/** Speaks one text. The API knows no SSML: of it the words and the rate are taken. */
export async function synthesise(
  client: OpenAI,
  model: string,
  request: SynthesisRequest,
  signal: AbortSignal,
): Promise<SpokenAudio> {
  const rate = readRate(request)
  const language = NAMES[request.language?.slice(0, 2).toLowerCase() ?? '']
  const instructions = [
    ...(language === undefined ? [] : [`Read this in ${language}, as a calm and friendly receptionist on the telephone.`]),
    ...(rate < SLOW ? ['Speak slowly and clearly.'] : []),
  ].join(' ')
  try {
    const response = await client.audio.speech.create(
      {
        model,
        voice: request.voice ?? VOICE,
        input: readWords(request),
        response_format: 'pcm',
        ...(rate === 1 ? {} : { speed: Math.max(0.25, Math.min(4, rate)) }),
        ...(instructions === '' ? {} : { instructions }),
      },
      { signal },
    )
    if (response.body === null) throw new SpeechError('failed', 'openai', { detail: 'an answer without audio' })
    return { sampleRate: SAMPLE_RATE, audio: readBody(response.body, signal) }
  } catch (cause) {
    if (signal.aborted) throw signal.reason
    throw readFault(cause)
  }
}

async function* readBody(body: ReadableStream<Uint8Array>, signal: AbortSignal): AsyncIterable<Uint8Array> {
  try {
    yield* body as unknown as AsyncIterable<Uint8Array>
  } catch (cause) {
    if (signal.aborted) throw signal.reason
    throw readFault(cause)
  }
}

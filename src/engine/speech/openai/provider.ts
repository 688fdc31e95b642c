import type { OpenAI } from 'openai'
import type { SpeechProvider } from '../provider.ts'
import { recognise } from './recognise.ts'
import { isLiveModel, recogniseLive } from './recognise-live.ts'
import { synthesise } from './synthesise.ts'

/** How OpenAI's speech is reached. */
export interface OpenAiSpeechOptions {
  readonly apiKey: string
  /** `https://…/v1` of a compatible server; absent: OpenAI's own. */
  readonly baseUrl?: string
  /** Default `gpt-4o-mini-transcribe`. `gpt-live-transcribe` and `gpt-realtime-whisper` hear while somebody speaks. */
  readonly transcriptionModel?: string
  /** Default `gpt-4o-mini-tts`. */
  readonly speechModel?: string
}

/** Whoever asks gives up before; this only keeps a forgotten request from living on. */
const BACKSTOP_MS = 30_000

/**
 * OpenAI's transcription and speech, and whatever speaks the same API. What the caller says is cut at pauses here. Most models take whole
 * utterances, and their partials come only after the caller has finished; a live one hears as the caller speaks. A voice is a name of OpenAI's: `nova`.
 *
 * `request.options` of a recogniser: `segmentationSilenceMs`, how long a pause ends an utterance (700).
 */
export function createOpenAiSpeechProvider(options: OpenAiSpeechOptions): SpeechProvider {
  const model = options.transcriptionModel ?? 'gpt-4o-mini-transcribe'
  let loading: Promise<OpenAI> | undefined
  const load = (): Promise<OpenAI> => (loading ??= openClient(options))
  return {
    name: 'openai',
    async *recognise(request, audio, signal) {
      const client = await load()
      if (isLiveModel(model))
        yield* recogniseLive({ apiKey: options.apiKey, baseUrl: client.baseURL }, model, request, audio, signal)
      else yield* recognise(client, model, request, audio, signal)
    },
    async synthesise(request, signal) {
      return synthesise(await load(), options.speechModel ?? 'gpt-4o-mini-tts', request, signal)
    },
    async prepare() {
      await load()
    },
  }
}

async function openClient({ apiKey, baseUrl }: OpenAiSpeechOptions): Promise<OpenAI> {
  const { OpenAI } = await import('openai')
  // The chain tries again, elsewhere; and logs of the library would hold what was said.
  return new OpenAI({ apiKey, baseURL: baseUrl ?? null, maxRetries: 0, timeout: BACKSTOP_MS, logLevel: 'off' })
}

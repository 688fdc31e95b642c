import { EventQueue } from '../event-queue.ts'
import type { SpeechProvider, SpokenAudio, SynthesisRequest } from '../provider.ts'
import { SpeechError } from '../speech-error.ts'
import { escapeXml, readSpeakContent } from '../ssml.ts'
import { type AzureOptions, makeConfig, readFault, type Sdk } from './sdk.ts'

/** The voice of each language where none is named. */
const VOICES: Readonly<Record<string, string>> = {
  pl: 'pl-PL-ZofiaNeural',
  uk: 'uk-UA-PolinaNeural',
  ru: 'ru-RU-SvetlanaNeural',
  ca: 'ca-ES-JoanaNeural',
  en: 'en-GB-SoniaNeural',
}
/** Rates that Azure gives as plain samples; others are made of 24 kHz. */
const FORMATS = {
  8000: 'Raw8Khz16BitMonoPcm',
  16000: 'Raw16Khz16BitMonoPcm',
  24000: 'Raw24Khz16BitMonoPcm',
  48000: 'Raw48Khz16BitMonoPcm',
} as const
type Rate = keyof typeof FORMATS

/** The speaking half of the provider. */
export function createSynthesiser(load: () => Promise<Sdk>, options: AzureOptions): NonNullable<SpeechProvider['synthesise']> {
  return async (request, signal): Promise<SpokenAudio> => {
    const sdk = await load()
    const sampleRate: Rate = request.sampleRate in FORMATS ? (request.sampleRate as Rate) : 24_000
    const config = makeConfig(sdk, options)
    config.speechSynthesisOutputFormat = sdk.SpeechSynthesisOutputFormat[FORMATS[sampleRate]]
    const ssml = makeSsml(request)
    // Without an output: what comes is read from the events.
    const synthesizer = new sdk.SpeechSynthesizer(config, null as never)
    const audio = new EventQueue<Uint8Array>()
    const abort = (): void => audio.fail(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    const close = (): void => {
      signal.removeEventListener('abort', abort)
      synthesizer.close()
    }
    synthesizer.synthesizing = (_, { result }) => audio.push(new Uint8Array(result.audioData))
    synthesizer.speakSsmlAsync(
      ssml,
      result => {
        if (result.reason === sdk.ResultReason.SynthesizingAudioCompleted) audio.end()
        else {
          const { ErrorCode: code } = sdk.CancellationDetails.fromResult(result)
          audio.fail(readFault(sdk, code, result.errorDetails))
        }
      },
      words => audio.fail(readFault(sdk, undefined, words)),
    )
    return { sampleRate, audio: closeAfter(audio, close) }
  }
}

async function* closeAfter(audio: AsyncIterable<Uint8Array>, close: () => void): AsyncIterable<Uint8Array> {
  try {
    yield* audio
  } finally {
    close()
  }
}

/** The document that Azure wants: a voice is named in it, and the language by the voice. */
function makeSsml(request: SynthesisRequest): string {
  const voice = request.voice ?? VOICES[request.language?.slice(0, 2).toLowerCase() ?? '']
  if (voice === undefined)
    throw new SpeechError('unsupported', 'azure', { detail: 'no voice was named, and there is none for the language' })
  const language = request.language ?? /^[a-z]{2,3}-[A-Z]{2}/.exec(voice)?.[0] ?? 'en-GB'
  return `<speak version="1.0" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="${escapeXml(language)}"><voice name="${escapeXml(voice)}">${readSpeakContent(request)}</voice></speak>`
}

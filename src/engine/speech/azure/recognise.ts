import type { SpeechRecognitionResult, SpeechRecognizer } from 'microsoft-cognitiveservices-speech-sdk'
import { countBytes } from '../audio/pcm.ts'
import { EventQueue } from '../event-queue.ts'
import type { AudioChunk, RecognitionRequest, Recognised } from '../provider.ts'
import { type AzureOptions, makeConfig, readFault, type Sdk } from './sdk.ts'

/** The SDK keeps whatever it is given; no more than this may wait in it to be sent. */
const MOST_UNSENT_MS = 3000
const LOOK_MS = 50
/** Languages that Azure tells apart at most, in one stream. */
const MOST_LANGUAGES = 10

/** Recognises until the audio ends. */
export async function* recognise(
  sdk: Sdk,
  options: AzureOptions,
  request: RecognitionRequest,
  audio: AsyncIterable<AudioChunk>,
  signal: AbortSignal,
): AsyncIterable<Recognised> {
  const stream = sdk.AudioInputStream.createPushStream(sdk.AudioStreamFormat.getWaveFormatPCM(request.sampleRate, 16, 1))
  const recognizer = makeRecognizer(sdk, options, request, sdk.AudioConfig.fromStreamInput(stream))
  const heard = new EventQueue<Recognised>()
  const isSeveral = request.otherLanguages.length > 0
  if (request.interim)
    recognizer.recognizing = (_, { result }) => {
      if (result.text !== '') heard.push({ kind: 'partial', text: result.text, ...nameLanguage(isSeveral, result.language) })
    }
  recognizer.recognized = (_, { result }) => {
    if (result.reason !== sdk.ResultReason.RecognizedSpeech || result.text === '') return
    heard.push({ kind: 'final', alternatives: readAlternatives(sdk, result), ...nameLanguage(isSeveral, result.language) })
  }
  recognizer.canceled = (_, { reason, errorCode, errorDetails }) => {
    if (reason === sdk.CancellationReason.EndOfStream) heard.end()
    else heard.fail(readFault(sdk, errorCode, errorDetails))
  }
  recognizer.sessionStopped = () => heard.end()
  const abort = (): void => heard.fail(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  try {
    recognizer.startContinuousRecognitionAsync(undefined, words => heard.fail(readFault(sdk, undefined, words)))
    const sent = countSent(sdk, recognizer)
    send(audio, stream, countBytes(MOST_UNSENT_MS, request.sampleRate), sent, signal).catch((cause: unknown) => heard.fail(cause))
    yield* heard
  } finally {
    signal.removeEventListener('abort', abort)
    heard.end()
    stream.close()
    recognizer.close(undefined, () => undefined)
  }
}

function makeRecognizer(
  sdk: Sdk,
  options: AzureOptions,
  request: RecognitionRequest,
  audioConfig: InstanceType<Sdk['AudioConfig']>,
): SpeechRecognizer {
  const config = makeConfig(sdk, options)
  config.outputFormat = sdk.OutputFormat.Detailed
  const pause = request.options['segmentationSilenceMs']
  if (typeof pause === 'number') config.setProperty(sdk.PropertyId.Speech_SegmentationSilenceTimeoutMs, String(Math.round(pause)))
  const languages = [request.language, ...request.otherLanguages].slice(0, MOST_LANGUAGES)
  let recognizer: SpeechRecognizer
  if (languages.length > 1) {
    const detecting = sdk.AutoDetectSourceLanguageConfig.fromLanguages(languages)
    detecting.mode = sdk.LanguageIdMode.Continuous
    recognizer = sdk.SpeechRecognizer.FromConfig(config, detecting, audioConfig)
  } else {
    config.speechRecognitionLanguage = request.language
    recognizer = new sdk.SpeechRecognizer(config, audioConfig)
  }
  if (request.hints.length > 0) {
    const phrases = sdk.PhraseListGrammar.fromRecognizer(recognizer)
    for (const { phrase } of request.hints) phrases.addPhrase(phrase)
  }
  return recognizer
}

/** Counts the bytes of audio that have left the SDK. */
function countSent(sdk: Sdk, recognizer: SpeechRecognizer): () => number {
  let sent = 0
  sdk.Connection.fromRecognizer(recognizer).messageSent = ({ message }) => {
    // The end of the audio is a message without any; whatever is thrown here would keep it from being sent.
    const audio: ArrayBuffer | null = message.isBinaryMessage ? message.binaryMessage : null
    sent += audio?.byteLength ?? 0
  }
  return () => sent
}

async function send(
  audio: AsyncIterable<AudioChunk>,
  stream: { write(chunk: ArrayBuffer): void; close(): void },
  most: number,
  sent: () => number,
  signal: AbortSignal,
): Promise<void> {
  let written = 0
  for await (const chunk of audio) {
    while (written - sent() > most && !signal.aborted) await new Promise(resolve => setTimeout(resolve, LOOK_MS))
    if (signal.aborted) return
    stream.write(Uint8Array.from(chunk).buffer)
    written += chunk.length
  }
  stream.close()
}

function nameLanguage(isSeveral: boolean, language: string | undefined): { readonly language?: string } {
  return isSeveral && language !== undefined ? { language } : {}
}

interface Detailed {
  readonly NBest?: readonly { readonly Display?: string; readonly Lexical?: string; readonly Confidence?: number }[]
}

/** Every alternative of Azure's detailed form, as it would be written. */
function readAlternatives(sdk: Sdk, result: SpeechRecognitionResult): Extract<Recognised, { kind: 'final' }>['alternatives'] {
  const json: string | undefined = result.properties.getProperty(sdk.PropertyId.SpeechServiceResponse_JsonResult)
  const { NBest: best = [] } = json === undefined ? {} : (JSON.parse(json) as Detailed)
  const seen = new Set<string>()
  const alternatives = best.flatMap(({ Display: display, Lexical: lexical, Confidence: confidence }) => {
    const text = display ?? lexical ?? ''
    if (text === '' || seen.has(text)) return []
    seen.add(text)
    return [confidence === undefined ? { text } : { text, confidence: Math.max(0, Math.min(1, confidence)) }]
  })
  return alternatives.length === 0 ? [{ text: result.text }] : alternatives
}

import type { SpeechProvider } from '../provider.ts'
import { recognise } from './recognise.ts'
import type { AzureOptions, Sdk } from './sdk.ts'
import { createSynthesiser } from './synthesise.ts'

/**
 * Azure AI Speech: streaming recognition with partials, alternatives and phrase lists, language identification where several languages
 * are named; neural voices with SSML. A voice is a name of Azure's: `pl-PL-ZofiaNeural`. The SDK is loaded with the first use.
 *
 * `request.options` of a recogniser: `segmentationSilenceMs`, how long a pause ends an utterance.
 */
export function createAzureProvider(options: AzureOptions): SpeechProvider {
  let loading: Promise<Sdk> | undefined
  const load = (): Promise<Sdk> => (loading ??= loadSdk())
  const synthesise = createSynthesiser(load, options)
  return {
    name: 'azure',
    async *recognise(request, audio, signal) {
      yield* recognise(await load(), options, request, audio, signal)
    },
    synthesise,
    async prepare() {
      await load()
    },
  }
}

async function loadSdk(): Promise<Sdk> {
  const [sdk, { WebsocketMessageAdapter: adapter }] = await Promise.all([
    import('microsoft-cognitiveservices-speech-sdk'),
    import('microsoft-cognitiveservices-speech-sdk/distrib/lib/src/common.browser/WebsocketMessageAdapter.js'),
  ])
  // Node's own WebSocket, which it takes for a browser's, sends no headers and hides why a connection was refused.
  adapter.forceNpmWebSocket = true
  // It would tell Microsoft how the SDK is used.
  sdk.Recognizer.enableTelemetry(false)
  return sdk
}

/**
 * Listening and speaking. In: a caller's audio, texts. Out: what was said, audio. Providers stand behind one interface (`provider.ts`), one
 * folder a provider; `createSpeech` joins them into one that falls back from each to the next, leaves failing ones alone and counts what
 * vendors bill by; `service/` is how jambonz reaches it.
 * Must not know: scenarios, calls, settings, files. Only `azure/` imports Microsoft's SDK, only `openai/` here imports openai.
 */
export { AudioBuffer } from './audio/audio-buffer.ts'
export type {
  AudioChunk,
  PhraseHint,
  RecognitionRequest,
  Recognised,
  SpeechProvider,
  SpokenAudio,
  SynthesisRequest,
} from './provider.ts'
export { createSpeech, type Speech, type SpeechOptions } from './speech.ts'
export { asSpeechError, SpeechError, type SpeechFault } from './speech-error.ts'
export type { ChainedAudio } from './synthesise-by-chain.ts'
export type { DayOfSpeech, ProviderUse, SpeechUsageStore } from './usage.ts'

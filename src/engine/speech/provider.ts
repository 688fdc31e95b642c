import type { Hypothesis } from '../call/ports.ts'

/**
 * Audio everywhere in this folder is linear PCM: signed, 16 bits, little-endian, one channel, at the rate that stands beside it. Chunks
 * may be of any length and cut anywhere.
 */
export type AudioChunk = Uint8Array

/** A word or phrase to expect, and how much more than others: 1 is neutral. */
export interface PhraseHint {
  readonly phrase: string
  readonly boost?: number
}

/** One stream of a caller's speech to recognise. */
export interface RecognitionRequest {
  /** BCP 47: `pl-PL`. */
  readonly language: string
  /** Languages that the caller may speak instead; a provider without language identification ignores them. */
  readonly otherLanguages: readonly string[]
  /** Samples a second of the audio that will come: 8000 from a telephone. */
  readonly sampleRate: number
  readonly hints: readonly PhraseHint[]
  /** Whether partials are of use. */
  readonly interim: boolean
  /** What `customOptions.options` of voices.yaml says besides; a provider takes what it knows. */
  readonly options: Readonly<Record<string, unknown>>
}

/** What a recogniser makes of the audio. A stream may hold many utterances, each with one `final`; empty ones are not reported. */
export type Recognised =
  | { readonly kind: 'partial'; readonly text: string; readonly language?: string }
  /** Best alternative first; at least one. `language` where it was identified. */
  | { readonly kind: 'final'; readonly alternatives: readonly Hypothesis[]; readonly language?: string }

/** One text to speak. */
export interface SynthesisRequest {
  readonly text: string
  /** `ssml`: a `<speak>` element without a namespace or a voice, as jambonz sends it. */
  readonly kind: 'text' | 'ssml'
  /** BCP 47; absent when only the voice was named. */
  readonly language?: string
  /** The provider's own name of a voice; absent: its usual one for the language. */
  readonly voice?: string
  /** Samples a second wished for; what comes may have another rate. */
  readonly sampleRate: number
}

/** Speech as it arises. The first chunk should come as soon as it is there. */
export interface SpokenAudio {
  readonly sampleRate: number
  readonly audio: AsyncIterable<AudioChunk>
}

/**
 * Somebody who can listen, or speak, or both. Own providers implement this; see examples/own-voice.ts.
 *
 * `recognise` reads `audio` until it ends, reports what it hears, and returns when the last final is out. It reads no faster than it can
 * send on: what it leaves unread holds the caller's stream back. Both end soon after `signal` aborts. Both fail by throwing, best a
 * `SpeechError`; then the next provider of the chain takes over.
 */
export interface SpeechProvider {
  /** Short and in lower case, as voices.yaml names it: `azure`. */
  readonly name: string
  /** Absent: it cannot listen. */
  recognise?(request: RecognitionRequest, audio: AsyncIterable<AudioChunk>, signal: AbortSignal): AsyncIterable<Recognised>
  /** Absent: it cannot speak. */
  synthesise?(request: SynthesisRequest, signal: AbortSignal): Promise<SpokenAudio> | SpokenAudio
  /** Loads what the first call would otherwise wait for. */
  prepare?(): Promise<void>
}

import type { Clock } from '../call/ports.ts'
import type { AudioBuffer } from './audio/audio-buffer.ts'
import { type GuardedProvider, guardProvider } from './guarded-provider.ts'
import type { RecognitionRequest, Recognised, SpeechProvider, SynthesisRequest } from './provider.ts'
import { recogniseByChain } from './recognise-by-chain.ts'
import { asSpeechError, SpeechError } from './speech-error.ts'
import { type ChainedAudio, type ChainedVoice, synthesiseByChain } from './synthesise-by-chain.ts'
import { type DayOfSpeech, SpeechUsage, type SpeechUsageStore } from './usage.ts'
import { readProviderNames, readVoiceChain } from './voice-chain.ts'

/** What speech is made of. */
export interface SpeechOptions {
  readonly providers: readonly SpeechProvider[]
  readonly clock: Clock
  /** Providers that listen when nobody says who shall, first choice first. Default: all that can, as in `providers`. */
  readonly recognisers?: readonly string[]
  /** Providers that speak when no voice is named. Default: all that can, as in `providers`. */
  readonly synthesisers?: readonly string[]
  readonly usage?: SpeechUsageStore
  /** Told of every failure of a provider. Holds nothing of what was said. */
  onFailure?(error: SpeechError): void
}

/** Listening and speaking by whichever provider can. */
export interface Speech {
  /**
   * Recognises what comes through the buffer. `providers`: who shall listen, as in `azure|openai`; absent: the usual ones. Throws a
   * `SpeechError`, `unsupported` where nobody can listen.
   */
  recognise(request: RecognitionRequest, buffer: AudioBuffer, signal: AbortSignal, providers?: string): AsyncIterable<Recognised>
  /** Speaks a text. `request.voice` is a chain as voices.yaml has it, `azure:pl-PL-ZofiaNeural|espeak`; absent: the usual voices. */
  synthesise(request: SynthesisRequest, signal: AbortSignal): Promise<ChainedAudio>
  /** Names of those who can listen, and of those who can speak. */
  readonly recognisers: readonly string[]
  readonly synthesisers: readonly string[]
  /** What today was used. */
  usedToday(): DayOfSpeech
  /** Loads what the first call would otherwise wait for. A provider that cannot is told of by `onFailure`. */
  prepare(): Promise<void>
}

/** Joins providers into one that falls back from each to the next. Two providers of one name are an `Error`. */
export function createSpeech(options: SpeechOptions): Speech {
  const { clock } = options
  const usage = new SpeechUsage(clock, options.usage)
  const report = (error: SpeechError): void => options.onFailure?.(error)
  const ears = new Map<string, GuardedProvider>()
  const mouths = new Map<string, GuardedProvider>()
  const names = new Set<string>()
  for (const provider of options.providers) {
    if (names.has(provider.name)) throw new Error(`two providers of speech are called "${provider.name}"`)
    names.add(provider.name)
    if (provider.recognise !== undefined) ears.set(provider.name, guardProvider(provider, clock, usage, report))
    if (provider.synthesise !== undefined) mouths.set(provider.name, guardProvider(provider, clock, usage, report))
  }
  const usualEars = options.recognisers ?? [...ears.keys()]
  const usualMouths = options.synthesisers ?? [...mouths.keys()]

  const chooseEars = (providers: string | undefined): readonly GuardedProvider[] => {
    const asked = providers === undefined ? usualEars : readProviderNames(providers)
    const chain = asked.flatMap(name => ears.get(name) ?? [])
    if (chain.length > 0) return chain
    throw new SpeechError('unsupported', asked.join('|') || 'none', {
      detail: 'nobody who can listen is set up',
      remedy: `Set one up that can: see docs/guides/speech.md.`,
    })
  }
  const chooseVoices = (voice: string | undefined): readonly ChainedVoice[] => {
    const isNamed = voice !== undefined && voice !== '' && voice !== 'default'
    const asked = isNamed ? readVoiceChain(voice) : usualMouths.map(provider => ({ provider, voice: undefined }))
    const chain = (asked ?? []).flatMap(one => {
      const guarded = mouths.get(one.provider)
      return guarded === undefined ? [] : [{ guarded, voice: one.voice }]
    })
    if (chain.length > 0) return chain
    throw new SpeechError('unsupported', asked?.map(one => one.provider).join('|') || 'none', {
      detail: asked === undefined ? 'the voice is not written as provider:voice' : 'nobody who can speak is set up',
      remedy: 'Name a voice as in azure:pl-PL-ZofiaNeural|espeak: see docs/guides/speech.md.',
    })
  }
  return {
    async *recognise(request, buffer, signal, providers) {
      yield* recogniseByChain(chooseEars(providers), request, buffer, clock, signal)
    },
    async synthesise(request, signal) {
      return synthesiseByChain(chooseVoices(request.voice), request, clock, signal)
    },
    recognisers: [...ears.keys()],
    synthesisers: [...mouths.keys()],
    usedToday: () => usage.today(),
    async prepare() {
      for (const provider of options.providers) {
        try {
          await provider.prepare?.()
        } catch (cause) {
          report(asSpeechError(cause, provider.name))
        }
      }
    },
  }
}

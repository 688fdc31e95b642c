import type { Clock } from '../call/ports.ts'
import { resample } from './audio/resample.ts'
import { choosePause, type GuardedProvider } from './guarded-provider.ts'
import type { AudioChunk, SpeechProvider, SpokenAudio, SynthesisRequest } from './provider.ts'
import { asSpeechError, SpeechError } from './speech-error.ts'
import { joinSignals, untilAborted } from './until-aborted.ts'

/** The caller hears nothing until the first audio comes. */
const FIRST_AUDIO_MS = 3000
/** Between two pieces of audio. */
const NEXT_AUDIO_MS = 5000

/** One voice to try. */
export interface ChainedVoice {
  readonly guarded: GuardedProvider
  readonly voice: string | undefined
}

/** Speech at the rate that was asked for, and who speaks. */
export interface ChainedAudio extends SpokenAudio {
  readonly provider: string
}

/**
 * Speaks by the first voice of the chain that begins in time. Once audio has gone out the voice is not changed any more: what would follow
 * is another voice from the beginning. Throws a `SpeechError` when all have failed.
 */
export async function synthesiseByChain(
  chain: readonly ChainedVoice[],
  request: SynthesisRequest,
  clock: Clock,
  signal: AbortSignal,
): Promise<ChainedAudio> {
  let last: SpeechError | undefined
  for (const { guarded, voice } of chain) {
    if (guarded.breaker.isPaused) continue
    const { voice: _, ...rest } = request
    try {
      return await synthesiseByOne(guarded, voice === undefined ? rest : { ...rest, voice }, clock, signal)
    } catch (cause) {
      if (signal.aborted) throw signal.reason
      last = asSpeechError(cause, guarded.provider.name)
      guarded.report(last)
    }
  }
  throw last ?? new SpeechError('failed', 'all', { detail: 'all are left alone for a while after failures' })
}

async function synthesiseByOne(
  { provider, breaker, usage, report }: GuardedProvider,
  request: SynthesisRequest,
  clock: Clock,
  signal: AbortSignal,
): Promise<ChainedAudio> {
  const stop = joinSignals(signal)
  const synthesise = provider.synthesise as NonNullable<SpeechProvider['synthesise']>
  let timer: unknown
  const wait = (ms: number): void => {
    clock.clearTimeout(timer)
    timer = clock.setTimeout(() => stop.abort(new SpeechError('timeout', provider.name)), ms)
  }
  const finish = (cause?: unknown): void => {
    clock.clearTimeout(timer)
    stop.free()
    if (cause === undefined) return breaker.succeed()
    if (signal.aborted) return breaker.forget()
    breaker.fail(choosePause(asSpeechError(cause, provider.name)))
    usage.add(provider.name, { failures: 1 })
  }
  breaker.begin()
  usage.add(provider.name, { requests: 1, spokenCharacters: countSpoken(request) })
  wait(FIRST_AUDIO_MS)
  try {
    const spoken = await firstOf(Promise.resolve(synthesise.call(provider, request, stop.signal)), stop.signal)
    const audio = untilAborted(resample(spoken.audio, spoken.sampleRate, request.sampleRate), stop.signal)
    const iterator = audio[Symbol.asyncIterator]()
    const first = await iterator.next()
    if (first.done === true) throw new SpeechError('failed', provider.name, { detail: 'no audio came' })
    return { provider: provider.name, sampleRate: request.sampleRate, audio: goOn(first.value, iterator) }
  } catch (cause) {
    finish(cause)
    stop.abort(cause)
    throw cause
  }

  async function* goOn(first: AudioChunk, rest: AsyncIterator<AudioChunk>): AsyncIterable<AudioChunk> {
    let isOver = false
    try {
      clock.clearTimeout(timer)
      yield first
      for (;;) {
        wait(NEXT_AUDIO_MS)
        const next = await rest.next()
        // Whoever listens may take as long as they like.
        clock.clearTimeout(timer)
        if (next.done === true) break
        yield next.value
      }
      isOver = true
      finish()
    } catch (cause) {
      isOver = true
      const error = asSpeechError(cause, provider.name)
      finish(error)
      if (!signal.aborted) report(error)
      throw error
    } finally {
      // Nobody wants the rest.
      if (!isOver) {
        finish()
        stop.abort(new SpeechError('failed', provider.name, { detail: 'nobody listens any more' }))
      }
    }
  }
}

/** What a vendor bills: the characters without the marks of SSML. */
function countSpoken({ kind, text }: SynthesisRequest): number {
  return kind === 'text' ? text.length : text.replaceAll(/<[^>]*>/g, '').length
}

function firstOf<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason)
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

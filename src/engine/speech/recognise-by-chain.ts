import type { Clock } from '../call/ports.ts'
import type { AudioBuffer } from './audio/audio-buffer.ts'
import { measureMs } from './audio/pcm.ts'
import type { AudioChunk, RecognitionRequest, Recognised, SpeechProvider } from './provider.ts'
import { choosePause, type GuardedProvider } from './guarded-provider.ts'
import { asSpeechError, SpeechError } from './speech-error.ts'
import { joinSignals, untilAborted } from './until-aborted.ts'

/** A recogniser that leaves audio, or the end of it, waiting so long has stalled. */
const STALL_MS = 5000
const LOOK_MS = 250
/** A recogniser that gave up after so long worked: the chain may begin with it anew. */
const WORKED_MS = 10_000

/**
 * Recognises by the first provider of the chain that can, and goes on with the next when one fails or stalls: that one hears again what was
 * said since the last final. Throws a `SpeechError` when all have failed, and the signal's reason when it aborts.
 */
export async function* recogniseByChain(
  chain: readonly GuardedProvider[],
  request: RecognitionRequest,
  buffer: AudioBuffer,
  clock: Clock,
  signal: AbortSignal,
): AsyncIterable<Recognised> {
  let last: SpeechError | undefined
  for (let at = 0; at < chain.length; at++) {
    const guarded = chain[at] as GuardedProvider
    if (guarded.breaker.isPaused) continue
    const began = clock.now()
    try {
      yield* recogniseByOne(guarded, request, buffer, clock, signal)
      return
    } catch (cause) {
      if (signal.aborted) throw signal.reason
      last = asSpeechError(cause, guarded.provider.name)
      guarded.report(last)
      // A session that the vendor ends after a while is no reason to be deaf from then on.
      if (at === chain.length - 1 && clock.now() - began >= WORKED_MS) at = -1
    }
  }
  throw last ?? new SpeechError('failed', 'all', { detail: 'all are left alone for a while after failures' })
}

async function* recogniseByOne(
  { provider, breaker, usage }: GuardedProvider,
  request: RecognitionRequest,
  buffer: AudioBuffer,
  clock: Clock,
  signal: AbortSignal,
): AsyncIterable<Recognised> {
  const stop = joinSignals(signal)
  const recognise = provider.recognise as NonNullable<SpeechProvider['recognise']>
  let sent = 0
  let isEnded = false
  const look = (): void => {
    if (buffer.stalledMs > STALL_MS) return stop.abort(new SpeechError('timeout', provider.name))
    watching = clock.setTimeout(look, LOOK_MS)
  }
  let watching = clock.setTimeout(look, LOOK_MS)
  breaker.begin()
  try {
    const audio = countAudio(untilAborted(buffer.read(), stop.signal), bytes => (sent += bytes))
    for await (const heard of untilAborted(recognise.call(provider, request, audio, stop.signal), stop.signal)) {
      if (heard.kind === 'final') {
        buffer.commit()
        breaker.succeed()
      }
      yield heard
    }
    if (!buffer.isEnded) throw new SpeechError('failed', provider.name, { detail: 'it stopped listening' })
    isEnded = true
    breaker.succeed()
  } catch (cause) {
    if (signal.aborted) breaker.forget()
    else breaker.fail(choosePause(asSpeechError(cause, provider.name)))
    throw cause
  } finally {
    clock.clearTimeout(watching)
    usage.add(provider.name, {
      heardSeconds: measureMs(sent, request.sampleRate) / 1000,
      requests: 1,
      failures: isEnded || signal.aborted ? 0 : 1,
    })
    stop.abort(new SpeechError('failed', provider.name, { detail: 'nobody listens any more' }))
    stop.free()
  }
}

async function* countAudio(audio: AsyncIterable<AudioChunk>, count: (bytes: number) => void): AsyncIterable<AudioChunk> {
  for await (const chunk of audio) {
    count(chunk.length)
    yield chunk
  }
}

import type { AudioChunk } from '../provider.ts'
import { alignSamples, countBytes, readSamples } from './pcm.ts'

/** How utterances are told from silence; all in ms. */
export interface UtteranceRules {
  /** A pause so long ends an utterance. Default 700. */
  readonly pauseMs?: number
  /** Sounds shorter than this are no speech. Default 120. */
  readonly shortestMs?: number
  /** Longer ones are cut. Default 30 s. */
  readonly longestMs?: number
}

const FRAME_MS = 20
/** What is kept from before the first loud frame: quiet consonants. */
const LEAD_MS = 240
/** Nothing below this loudness (root mean square of samples) is speech, however quiet the line. */
const LEAST_LOUD = 250
/** Speech is so much louder than the line's own noise. */
const ABOVE_NOISE = 3

/**
 * Cuts a telephone's audio into utterances, by loudness against the noise of the line: for recognisers that take whole recordings. Each is
 * given as soon as the pause after it is over. Also the last one, when the audio ends in the middle.
 */
export async function* splitUtterances(
  audio: AsyncIterable<AudioChunk>,
  sampleRate: number,
  rules: UtteranceRules = {},
): AsyncIterable<Uint8Array> {
  const { pauseMs = 700, shortestMs = 120, longestMs = 30_000 } = rules
  const frameBytes = countBytes(FRAME_MS, sampleRate)
  let rest: Uint8Array = new Uint8Array()
  let frames: Uint8Array[] = []
  let noise = LEAST_LOUD / ABOVE_NOISE
  let loudMs = 0
  let quietMs = 0

  const take = (): Uint8Array | undefined => {
    const utterance = loudMs >= shortestMs ? Buffer.concat(frames) : undefined
    frames = []
    loudMs = 0
    quietMs = 0
    return utterance
  }
  for await (const chunk of alignSamples(audio)) {
    rest = Buffer.concat([rest, chunk])
    for (; rest.length >= frameBytes; rest = rest.subarray(frameBytes)) {
      const frame = rest.subarray(0, frameBytes)
      const loudness = measureLoudness(frame)
      const isLoud = loudness > Math.max(LEAST_LOUD, noise * ABOVE_NOISE)
      // The floor falls fast and rises slowly, and not with speech.
      if (!isLoud) noise += (loudness - noise) * (loudness < noise ? 0.2 : 0.02)
      frames.push(Uint8Array.from(frame))
      if (isLoud) {
        loudMs += FRAME_MS
        quietMs = 0
      } else quietMs += FRAME_MS
      if (loudMs === 0) {
        if (frames.length > LEAD_MS / FRAME_MS) frames.shift()
      } else if (quietMs >= pauseMs || frames.length * FRAME_MS >= longestMs) {
        const utterance = take()
        if (utterance !== undefined) yield utterance
      }
    }
  }
  const last = take()
  if (last !== undefined) yield last
}

function measureLoudness(frame: Uint8Array): number {
  const samples = readSamples(frame)
  let sum = 0
  for (const sample of samples) sum += sample * sample
  return Math.sqrt(sum / Math.max(1, samples.length))
}

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

/** What there is of an utterance: its audio as it comes, then its end. `isSpeech`: it was long enough to be speech, and no click. */
export type UtterancePart =
  | { readonly kind: 'audio'; readonly audio: Uint8Array }
  | { readonly kind: 'end'; readonly isSpeech: boolean }

/**
 * Follows utterances in a telephone's audio, by loudness against the noise of the line. Silence between them is left out; an utterance ends when
 * the pause after it is over, or the audio ends.
 */
export async function* followUtterances(
  audio: AsyncIterable<AudioChunk>,
  sampleRate: number,
  rules: UtteranceRules = {},
): AsyncIterable<UtterancePart> {
  const { pauseMs = 700, shortestMs = 120, longestMs = 30_000 } = rules
  const frameBytes = countBytes(FRAME_MS, sampleRate)
  let rest: Uint8Array = new Uint8Array()
  let lead: Uint8Array[] = []
  let noise = LEAST_LOUD / ABOVE_NOISE
  let loudMs = 0
  let quietMs = 0
  let allMs = 0

  const end = (): UtterancePart => {
    const isSpeech = loudMs >= shortestMs
    loudMs = 0
    quietMs = 0
    allMs = 0
    return { kind: 'end', isSpeech }
  }
  for await (const chunk of alignSamples(audio)) {
    rest = Buffer.concat([rest, chunk])
    for (; rest.length >= frameBytes; rest = rest.subarray(frameBytes)) {
      const frame = Uint8Array.from(rest.subarray(0, frameBytes))
      const loudness = measureLoudness(frame)
      const isLoud = loudness > Math.max(LEAST_LOUD, noise * ABOVE_NOISE)
      // The floor falls fast and rises slowly, and not with speech.
      if (!isLoud) noise += (loudness - noise) * (loudness < noise ? 0.2 : 0.02)
      lead.push(frame)
      if (!isLoud && loudMs === 0) {
        if (lead.length > LEAD_MS / FRAME_MS) lead.shift()
        continue
      }
      if (isLoud) loudMs += FRAME_MS
      quietMs = isLoud ? 0 : quietMs + FRAME_MS
      allMs += lead.length * FRAME_MS
      yield { kind: 'audio', audio: Buffer.concat(lead) }
      lead = []
      if (quietMs >= pauseMs || allMs >= longestMs) yield end()
    }
  }
  if (loudMs > 0) yield end()
}

/** The same for recognisers that take whole recordings: each utterance as soon as it has ended; also the last one, when the audio ends in the middle. */
export async function* splitUtterances(
  audio: AsyncIterable<AudioChunk>,
  sampleRate: number,
  rules: UtteranceRules = {},
): AsyncIterable<Uint8Array> {
  let parts: Uint8Array[] = []
  for await (const part of followUtterances(audio, sampleRate, rules)) {
    if (part.kind === 'audio') parts.push(part.audio)
    else {
      if (part.isSpeech) yield Buffer.concat(parts)
      parts = []
    }
  }
}

function measureLoudness(frame: Uint8Array): number {
  const samples = readSamples(frame)
  let sum = 0
  for (const sample of samples) sum += sample * sample
  return Math.sqrt(sum / Math.max(1, samples.length))
}

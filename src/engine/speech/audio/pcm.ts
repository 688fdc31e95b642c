import type { AudioChunk } from '../provider.ts'

/** Bytes of one sample: 16 bits, one channel. */
const SAMPLE_BYTES = 2

/** How long so many bytes last, in ms. */
export function measureMs(bytes: number, sampleRate: number): number {
  return (bytes / SAMPLE_BYTES / sampleRate) * 1000
}

/** How many bytes last so long; whole samples. */
export function countBytes(ms: number, sampleRate: number): number {
  return Math.round((ms / 1000) * sampleRate) * SAMPLE_BYTES
}

/** The samples of a chunk that begins and ends between samples. Copies, because a chunk may lie at an odd address. */
export function readSamples(chunk: AudioChunk): Int16Array {
  const samples = new Int16Array(Math.floor(chunk.length / SAMPLE_BYTES))
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength)
  for (let at = 0; at < samples.length; at++) samples[at] = view.getInt16(at * SAMPLE_BYTES, true)
  return samples
}

/** Samples as bytes, little-endian on every machine. */
export function writeSamples(samples: Int16Array): Uint8Array {
  const bytes = new Uint8Array(samples.length * SAMPLE_BYTES)
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < samples.length; at++) view.setInt16(at * SAMPLE_BYTES, samples[at] ?? 0, true)
  return bytes
}

/** Chunks that end between samples: an odd byte waits for its other half, and is dropped at the end. */
export async function* alignSamples(audio: AsyncIterable<AudioChunk>): AsyncIterable<AudioChunk> {
  let odd: Uint8Array | undefined
  for await (const chunk of audio) {
    const whole: Uint8Array = odd === undefined ? chunk : Buffer.concat([odd, chunk])
    const even = whole.length - (whole.length % SAMPLE_BYTES)
    odd = even === whole.length ? undefined : whole.slice(even)
    if (even > 0) yield whole.subarray(0, even)
  }
}

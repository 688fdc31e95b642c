import { alignSamples, readSamples } from '../../../src/engine/speech/audio/pcm.ts'
import { splitUtterances } from '../../../src/engine/speech/audio/utterances.ts'
import type { SpeechProvider } from '../../../src/engine/speech/index.ts'

/** A phrase, and how it sounds at 8 kHz. */
export interface Template {
  readonly text: string
  readonly audio: Uint8Array
}

const RATE = 8000
const WINDOW = 200
const HOP = 80
const BANDS = 18
const FLOOR = 1e3

/**
 * An ear for a handful of phrases: the loudness of bands over time, and the template that it can be bent into with the least effort
 * (dynamic time warping; Sakoe and Chiba, 1978). It really listens, so a voice, a speed or a line may be another than the templates'.
 */
export function createTemplateRecogniser(templates: readonly Template[]): SpeechProvider {
  const known = templates.map(({ text, audio }) => ({ text, sound: describe(audio) }))
  return {
    name: 'templates',
    async *recognise(request, audio) {
      if (request.sampleRate !== RATE) throw new Error('templates are at 8 kHz')
      for await (const utterance of splitUtterances(alignSamples(audio), RATE)) {
        const sound = describe(utterance)
        const ranked = known
          .map(({ text, sound: other }) => ({ text, effort: bend(sound, other) }))
          .sort((one, another) => one.effort - another.effort)
        const [best, second] = ranked
        if (best === undefined) continue
        const confidence = second === undefined ? 0.5 : Math.min(0.99, 1 - best.effort / (best.effort + second.effort))
        if (request.interim) yield { kind: 'partial', text: best.text }
        yield { kind: 'final', alternatives: [{ text: best.text, confidence }] }
      }
    },
  }
}

/** Loudness of bands in each window of the part that sounds, without the line's colour. */
function describe(audio: Uint8Array): readonly Float64Array[] {
  const samples = readSamples(audio)
  const frames: Float64Array[] = []
  for (let at = 0; at + WINDOW <= samples.length; at += HOP) frames.push(measureBands(samples.subarray(at, at + WINDOW)))
  const loudness = frames.map(frame => frame.reduce((sum, one) => sum + one, 0) / BANDS)
  const limit = Math.max(...loudness) - 7
  const from = loudness.findIndex(one => one > limit)
  const to = loudness.findLastIndex(one => one > limit)
  const sounding = frames.slice(from, to + 1)
  const mean = new Float64Array(BANDS)
  for (const frame of sounding) frame.forEach((value, band) => (mean[band] = (mean[band] ?? 0) + value / sounding.length))
  return sounding.map(frame => frame.map((value, band) => value - (mean[band] ?? 0)))
}

/** Goertzel's filter at frequencies spaced as the ear hears them. */
function measureBands(samples: Int16Array): Float64Array {
  return Float64Array.from({ length: BANDS }, (_, band) => {
    const mel = 250 + (band * (2000 - 250)) / (BANDS - 1)
    const frequency = 700 * (10 ** (mel / 2595) - 1)
    const factor = 2 * Math.cos((2 * Math.PI * frequency) / RATE)
    let [before, last] = [0, 0]
    samples.forEach((sample, n) => {
      const windowed = sample * (0.5 - 0.5 * Math.cos((2 * Math.PI * n) / WINDOW))
      ;[before, last] = [last, windowed + factor * last - before]
    })
    return Math.log(before * before + last * last - factor * before * last + FLOOR)
  })
}

function bend(one: readonly Float64Array[], other: readonly Float64Array[]): number {
  let row = new Float64Array(other.length + 1).fill(Infinity)
  row[0] = 0
  for (const frame of one) {
    const next = new Float64Array(other.length + 1).fill(Infinity)
    for (let at = 1; at <= other.length; at++) {
      const cheapest = Math.min(row[at] ?? Infinity, row[at - 1] ?? Infinity, next[at - 1] ?? Infinity)
      next[at] = cheapest + distance(frame, other[at - 1] as Float64Array)
    }
    row = next
  }
  return (row[other.length] ?? Infinity) / (one.length + other.length)
}

function distance(one: Float64Array, other: Float64Array): number {
  let sum = 0
  for (let band = 0; band < BANDS; band++) sum += ((one[band] ?? 0) - (other[band] ?? 0)) ** 2
  return Math.sqrt(sum)
}

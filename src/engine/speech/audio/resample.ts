import type { AudioChunk } from '../provider.ts'
import { alignSamples, readSamples, writeSamples } from './pcm.ts'

/** Samples of the lower rate on each side that a new sample is made of. */
const REACH = 12

/**
 * Brings audio to another rate, as it comes: a low-pass (Hann-windowed sinc) below half of the lower rate, so that nothing folds back.
 * Equal rates pass untouched.
 */
export async function* resample(audio: AsyncIterable<AudioChunk>, from: number, to: number): AsyncIterable<AudioChunk> {
  if (from === to) {
    yield* alignSamples(audio)
    return
  }
  const resampler = new Resampler(from, to)
  for await (const chunk of alignSamples(audio)) {
    const made = resampler.push(readSamples(chunk))
    if (made.length > 0) yield writeSamples(made)
  }
  const rest = resampler.end()
  if (rest.length > 0) yield writeSamples(rest)
}

class Resampler {
  /** The rates without their common factor: sample `n` of the new audio lies at `n * from / to` of the old. */
  readonly #from: number
  readonly #to: number
  readonly #kernel: Kernel
  /** Samples that are still needed; the first has the number `#first`. Before the beginning there is silence. */
  #kept: Float64Array
  #first: number
  #made = 0
  #seen = 0

  constructor(from: number, to: number) {
    const factor = findCommonFactor(from, to)
    this.#from = from / factor
    this.#to = to / factor
    this.#kernel = takeKernel(this.#from, this.#to)
    this.#kept = new Float64Array(this.#kernel.reach)
    this.#first = -this.#kernel.reach
  }

  push(samples: Int16Array): Int16Array {
    this.#append(samples)
    this.#seen += samples.length
    return this.#make(this.#seen - this.#kernel.reach)
  }

  end(): Int16Array {
    this.#append(new Int16Array(this.#kernel.reach + 1))
    return this.#make(this.#seen)
  }

  #append(samples: Int16Array): void {
    const joined = new Float64Array(this.#kept.length + samples.length)
    joined.set(this.#kept)
    joined.set(samples, this.#kept.length)
    this.#kept = joined
  }

  /** Makes every sample whose middle lies before the sample number `until` of the source. */
  #make(until: number): Int16Array {
    const count = Math.max(0, Math.ceil((until * this.#to) / this.#from) - this.#made)
    const made = new Int16Array(count)
    const { reach } = this.#kernel
    for (let at = 0; at < count; at++) {
      const position = (this.#made + at) * this.#from
      const before = Math.floor(position / this.#to)
      const weights = this.#kernel.weightsAt(position % this.#to)
      let sum = 0
      const from = before - reach - this.#first
      for (let n = 0; n < weights.length; n++) sum += (weights[n] ?? 0) * (this.#kept[from + n] ?? 0)
      made[at] = Math.max(-32_768, Math.min(32_767, Math.round(sum)))
    }
    this.#made += count
    const needed = Math.floor((this.#made * this.#from) / this.#to) - reach
    if (needed > this.#first) {
      this.#kept = this.#kept.slice(needed - this.#first)
      this.#first = needed
    }
    return made
  }
}

/** Weights of the samples around a new one. There are only as many different places between two samples as `to` has parts. */
interface Kernel {
  /** Samples before the place; one more lies after it. */
  readonly reach: number
  /** Weights of the `2 * reach + 1` samples around the place `phase / to` after a sample. */
  weightsAt(phase: number): Float64Array
}

const kernels = new Map<string, Kernel>()

function takeKernel(from: number, to: number): Kernel {
  const key = `${from}/${to}`
  const known = kernels.get(key)
  if (known !== undefined) return known
  const scale = Math.min(1, to / from)
  const reach = Math.ceil(REACH / scale)
  const phases = new Map<number, Float64Array>()
  const kernel: Kernel = {
    reach,
    weightsAt(phase) {
      let weights = phases.get(phase)
      if (weights === undefined) phases.set(phase, (weights = makeWeights(phase / to, scale, reach)))
      return weights
    },
  }
  kernels.set(key, kernel)
  return kernel
}

function makeWeights(place: number, scale: number, reach: number): Float64Array {
  const weights = Float64Array.from({ length: 2 * reach + 1 }, (_, n) => {
    const distance = n - reach - place
    return Math.abs(distance) > reach ? 0 : sinc(distance * scale) * (0.5 + 0.5 * Math.cos((Math.PI * distance) / reach))
  })
  const sum = weights.reduce((all, one) => all + one, 0)
  return weights.map(weight => weight / sum)
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
}

function findCommonFactor(one: number, other: number): number {
  return other === 0 ? one : findCommonFactor(other, one % other)
}

import type { Recognised, SpeechProvider } from '../../../src/engine/speech/index.ts'
import { alignSamples, readSamples, writeSamples } from '../../../src/engine/speech/audio/pcm.ts'
import { readWords } from '../../../src/engine/speech/ssml.ts'
import { untilAborted } from '../../../src/engine/speech/until-aborted.ts'
import { SpeechError } from '../../../src/engine/speech/index.ts'

/**
 * A voice and an ear for tests that are certain of each other: text as tones, 16 of them for half a byte each. What is heard is what the
 * samples say; audio that is cut, shifted, resampled badly or lost on the way is not understood. Tones outlive a telephone's 8 kHz.
 */
const MODEM_RATE = 8000
const SYMBOL_MS = 20
const SYMBOL = (MODEM_RATE * SYMBOL_MS) / 1000
const FREQUENCIES = Array.from({ length: 16 }, (_, at) => 500 + at * 150)
/** Before and after the text; not among the sixteen. */
const MARK = 3200
const LOUD = 9000
const QUIET = 300

/** A text as tones, with silence around it. */
export function modulate(text: string, silenceMs = 200): Uint8Array {
  const nibbles = [...Buffer.from(text)].flatMap(byte => [byte >> 4, byte & 15])
  const tones = [MARK, ...nibbles.map(nibble => FREQUENCIES[nibble] ?? MARK), MARK]
  const silence = (silenceMs / 1000) * MODEM_RATE
  const samples = new Int16Array(silence * 2 + tones.length * SYMBOL)
  tones.forEach((frequency, at) => {
    for (let n = 0; n < SYMBOL; n++)
      samples[silence + at * SYMBOL + n] = Math.round(LOUD * Math.sin((2 * Math.PI * frequency * n) / MODEM_RATE))
  })
  return writeSamples(samples)
}

/** Hears tones as they come. `hear` gives whole texts, in order. */
export class Demodulator {
  #samples: number[] = []
  #nibbles: number[] = []
  #isInside = false

  /** Takes audio at MODEM_RATE; gives the texts that ended in it, and what of the running one is known. */
  hear(chunk: Uint8Array): { readonly finals: readonly string[]; readonly partial: string } {
    for (const sample of readSamples(chunk)) this.#samples.push(sample)
    const finals: string[] = []
    for (;;) {
      if (!this.#isInside && !this.#findBeginning()) break
      if (this.#samples.length < SYMBOL) break
      const symbol = this.#samples.splice(0, SYMBOL)
      const tone = findTone(symbol)
      if (tone === 'mark' || tone === 'none') {
        if (tone === 'mark') finals.push(this.#text())
        this.#nibbles = []
        this.#isInside = false
      } else this.#nibbles.push(tone)
    }
    return { finals, partial: this.#text() }
  }

  /** Drops the silence; true when the first mark was taken. */
  #findBeginning(): boolean {
    const at = this.#samples.findIndex(sample => Math.abs(sample) > QUIET)
    if (at < 0) {
      this.#samples = []
      return false
    }
    // The first sample of a sine is zero.
    this.#samples.splice(0, Math.max(0, at - 1))
    if (this.#samples.length < SYMBOL) return false
    const symbol = this.#samples.splice(0, SYMBOL)
    if (findTone(symbol) !== 'mark') return false
    this.#isInside = true
    return true
  }

  #text(): string {
    const bytes = Buffer.alloc(Math.floor(this.#nibbles.length / 2))
    for (let at = 0; at < bytes.length; at++) bytes[at] = ((this.#nibbles[at * 2] ?? 0) << 4) | (this.#nibbles[at * 2 + 1] ?? 0)
    return new TextDecoder().decode(bytes).replace(/\uFFFD+$/, '')
  }
}

/** Goertzel's filter over every tone that can be there. */
function findTone(symbol: readonly number[]): number | 'mark' | 'none' {
  const powers = [...FREQUENCIES, MARK].map(frequency => {
    const factor = 2 * Math.cos((2 * Math.PI * frequency) / MODEM_RATE)
    let [before, last] = [0, 0]
    for (const sample of symbol) [before, last] = [last, sample + factor * last - before]
    return before * before + last * last - factor * before * last
  })
  const best = powers.indexOf(Math.max(...powers))
  if ((powers[best] ?? 0) < 1e9) return 'none'
  return best === FREQUENCIES.length ? 'mark' : best
}

/** What a modem provider does otherwise than well. */
export interface ModemFaults {
  /** Throws before it hears or speaks anything. */
  readonly failAtOnce?: () => SpeechError
  /** Hears so many finals, then fails. */
  readonly finalsBeforeFailure?: number
  /** Reads nothing and says nothing. */
  readonly hangs?: boolean
}

/** The provider made of it. `seen` is told of each request. */
export function createModemProvider(
  name = 'modem',
  faults: () => ModemFaults = () => ({}),
  seen: (request: object) => void = () => undefined,
): SpeechProvider {
  const hang = (signal: AbortSignal): Promise<never> =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
  return {
    name,
    async *recognise(request, audio, signal): AsyncIterable<Recognised> {
      seen(request)
      const { failAtOnce, finalsBeforeFailure, hangs } = faults()
      if (failAtOnce !== undefined) throw failAtOnce()
      if (hangs === true) return void (await hang(signal))
      const ear = new Demodulator()
      let told = ''
      let count = 0
      for await (const chunk of untilAborted(alignSamples(audio), signal)) {
        const { finals, partial } = ear.hear(chunk)
        for (const text of finals) {
          if (count === finalsBeforeFailure) throw new SpeechError('failed', name)
          count += 1
          yield { kind: 'final', alternatives: [{ text, confidence: 0.9 }] }
        }
        if (request.interim && partial !== '' && partial !== told) yield { kind: 'partial', text: partial }
        told = partial
      }
    },
    async synthesise(request, signal) {
      seen(request)
      const { failAtOnce, hangs } = faults()
      if (failAtOnce !== undefined) throw failAtOnce()
      if (hangs === true) await hang(signal)
      return { sampleRate: MODEM_RATE, audio: cut(modulate(readWords(request))) }
    },
  }
}

/** Pieces of odd lengths: nobody may count on whole samples or frames. */
export async function* cut(bytes: Uint8Array, length = 333): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}

/** All of it. */
export async function collect(audio: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of audio) chunks.push(chunk)
  return Buffer.concat(chunks)
}

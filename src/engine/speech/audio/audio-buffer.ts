import type { Clock } from '../../call/ports.ts'
import type { AudioChunk } from '../provider.ts'
import { countBytes, measureMs } from './pcm.ts'

/** From so much unread audio on, whoever writes should wait. */
const FULL_MS = 3000
/** Nobody keeps more unread audio than this: then the oldest is lost. */
const MOST_UNREAD_MS = 10_000
/** So much of what was read is kept for another recogniser to hear again. */
const MOST_KEPT_MS = 30_000

/**
 * A caller's audio on its way to a recogniser: bounded, and readable again from the last final on, so that another recogniser can take
 * over in the middle of an utterance. One reader at a time: a new `read` ends the one before.
 */
export class AudioBuffer {
  readonly sampleRate: number
  readonly #clock: Clock
  readonly #chunks: AudioChunk[] = []
  /** Index in `#chunks` of the next chunk to be read. */
  #next = 0
  #readBytes = 0
  #unreadBytes = 0
  #lostBytes = 0
  #isEnded = false
  #movedAt: number
  #reader = 0
  #wake: (() => void) | undefined
  #onDrain: (() => void) | undefined

  constructor(sampleRate: number, clock: Clock) {
    this.sampleRate = sampleRate
    this.#clock = clock
    this.#movedAt = clock.now()
  }

  /** Adds audio. False: it is full, wait for `onDrain`; the audio was taken all the same. */
  write(chunk: AudioChunk): boolean {
    if (this.#isEnded || chunk.length === 0) return true
    if (this.#unreadBytes === 0) this.#movedAt = this.#clock.now()
    this.#chunks.push(chunk)
    this.#unreadBytes += chunk.length
    while (this.#unreadBytes > countBytes(MOST_UNREAD_MS, this.sampleRate)) this.#loseOldest()
    this.#wake?.()
    return !this.isFull
  }

  /** No more audio will come. */
  end(): void {
    this.#isEnded = true
    this.#movedAt = this.#clock.now()
    this.#wake?.()
  }

  get isFull(): boolean {
    return this.#unreadBytes > countBytes(FULL_MS, this.sampleRate)
  }

  /** Called each time that it is no longer full. */
  set onDrain(run: () => void) {
    this.#onDrain = run
  }

  /** Whether no more will be written. */
  get isEnded(): boolean {
    return this.#isEnded
  }

  /** How long the reader has left audio, or the end, waiting. */
  get stalledMs(): number {
    return this.#unreadBytes > 0 || this.#isEnded ? this.#clock.now() - this.#movedAt : 0
  }

  /** Audio that nobody could read in time. */
  get lostMs(): number {
    return measureMs(this.#lostBytes, this.sampleRate)
  }

  /** What was read so far is dealt with: nobody needs to hear it again. */
  commit(): void {
    this.#chunks.splice(0, this.#next)
    this.#next = 0
    this.#readBytes = 0
  }

  /** Reads from the oldest audio that is not dealt with, until the end. */
  async *read(): AsyncIterable<AudioChunk> {
    this.#reader += 1
    const reader = this.#reader
    this.#unreadBytes += this.#readBytes
    this.#readBytes = 0
    this.#next = 0
    this.#movedAt = this.#clock.now()
    this.#wake?.()
    while (this.#reader === reader) {
      const chunk = this.#chunks[this.#next]
      if (chunk !== undefined) {
        this.#take(chunk)
        yield chunk
      } else if (this.#isEnded) return
      else await new Promise<void>(resolve => (this.#wake = resolve))
    }
  }

  #take(chunk: AudioChunk): void {
    const wasFull = this.isFull
    this.#next += 1
    this.#readBytes += chunk.length
    this.#unreadBytes -= chunk.length
    this.#movedAt = this.#clock.now()
    while (this.#readBytes > countBytes(MOST_KEPT_MS, this.sampleRate)) this.#forgetOldest()
    if (wasFull && !this.isFull) this.#onDrain?.()
  }

  #forgetOldest(): void {
    this.#readBytes -= this.#chunks.shift()?.length ?? 0
    this.#next -= 1
  }

  #loseOldest(): void {
    const [lost] = this.#chunks.splice(this.#next, 1)
    this.#unreadBytes -= lost?.length ?? 0
    this.#lostBytes += lost?.length ?? 0
  }
}

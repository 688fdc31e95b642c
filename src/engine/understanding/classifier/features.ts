// What the learner sees of a text: hashes of its words, their stems, pairs of stems, and pieces of words.
import { hashNext as step, WORD_START as WORD_SEED } from '../word-table.ts'

/** Lengths of the pieces of a word, its edges counted as a character each. */
const SHORTEST_PIECE = 2
const LONGEST_PIECE = 4
/** Words that begin alike are often one word in two forms: this many letters stand for them in pairs. */
const STEM_LENGTH = 4

const SPACE = 0x20
/** Stands for the stem before the first word and after the last. */
export const EDGE = 0x01
const STEM_SEED = 0x5bd1e995 | 0
const PAIR_SEED = 0x3c6ef372 | 0
const APART_SEED = 0x27d4eb2f | 0
const PIECE_SEED = 0x1b873593 | 0

/** Spreads what the running hash has gathered over all 32 bits. */
function finish(hash: number): number {
  let h = hash ^ (hash >>> 16)
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** The stem of a word, to be paired with others; no feature yet. */
export function hashStem(word: string): number {
  let stem = STEM_SEED
  for (let at = 0; at < word.length && at < STEM_LENGTH; at++) stem = step(stem, word.charCodeAt(at))
  return stem
}

/** The feature of two stems that are neighbours. */
export function hashPair(one: number, next: number): number {
  return finish(step(step(PAIR_SEED, one), next))
}

/** The feature of two stems with a word between them. */
export function hashApart(one: number, next: number): number {
  return finish(step(step(APART_SEED, one), next))
}

/** A growing list of feature hashes, used again for every text: no strings, no garbage. */
export class FeatureList {
  hashes = new Uint32Array(1024)
  /** How many there are. */
  size = 0
  /** Those before this place are of whole words, stems and pairs; the rest of pieces. */
  wordsEnd = 0
  #word = new Uint16Array(64)

  /** Replaces the list by the features of a normalised text, with repetitions. */
  read(text: string): void {
    this.size = 0
    this.#readWords(text)
    this.wordsEnd = this.size
    this.#readPieces(text)
  }

  #push(hash: number): void {
    if (this.size === this.hashes.length) {
      const wider = new Uint32Array(this.size * 2)
      wider.set(this.hashes)
      this.hashes = wider
    }
    this.hashes[this.size++] = hash
  }

  /** Each word, its stem, and stems in pairs: neighbours, and those with one word between. The text's edges count as stems. */
  #readWords(text: string): void {
    if (text.length === 0) return
    let beforeLast = 0
    let last = EDGE
    let word = WORD_SEED
    let stem = STEM_SEED
    let length = 0
    for (let at = 0; at <= text.length; at++) {
      const code = at < text.length ? text.charCodeAt(at) : SPACE
      if (code !== SPACE) {
        word = step(word, code)
        if (length < STEM_LENGTH) stem = step(stem, code)
        length += 1
        continue
      }
      this.#push(finish(word))
      this.#push(finish(stem))
      this.#push(hashPair(last, stem))
      if (beforeLast !== 0) this.#push(hashApart(beforeLast, stem))
      beforeLast = last
      last = stem
      word = WORD_SEED
      stem = STEM_SEED
      length = 0
    }
    this.#push(hashPair(last, EDGE))
    if (beforeLast !== 0) this.#push(hashApart(beforeLast, EDGE))
  }

  #readPieces(text: string): void {
    let size = 0
    for (let at = 0; at <= text.length; at++) {
      const code = at < text.length ? text.charCodeAt(at) : SPACE
      if (code !== SPACE) {
        if (size + 3 > this.#word.length) {
          const wider = new Uint16Array(this.#word.length * 2)
          wider.set(this.#word)
          this.#word = wider
        }
        if (size === 0) this.#word[size++] = EDGE
        this.#word[size++] = code
      } else if (size > 0) {
        this.#word[size++] = EDGE
        this.#readWordPieces(size)
        size = 0
      }
    }
  }

  #readWordPieces(size: number): void {
    for (let from = 0; from + SHORTEST_PIECE <= size; from++) {
      let hash = step(PIECE_SEED, this.#word[from] as number)
      const end = Math.min(size, from + LONGEST_PIECE)
      for (let at = from + 1; at < end; at++) {
        hash = step(hash, this.#word[at] as number)
        this.#push(finish(hash))
      }
    }
  }
}

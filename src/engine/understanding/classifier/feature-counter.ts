import { hashNext, WORD_START, WordTable } from '../word-table.ts'
import { EDGE, hashApart, hashBeginning, hashPair, hashPieces, hashStem, hashWord } from './features.ts'
import { normaliseText } from './normalise-text.ts'

/** A word met before, with the numbers of its features; those without a number are only counted. */
interface KnownWord {
  readonly raw: string
  readonly stem: number
  /** Of the word itself and of what it begins with, or -1. */
  readonly own: number
  readonly beginning: number
  readonly pieces: Uint32Array
  readonly strangePieces: number
}

const SPACE = 0x20
const MOST_WORDS = 5000

/** Counts the features of a text: first those of words, stems and pairs of stems, then those of pieces. The same for learning and for hearing; used again for every text. */
export class FeatureCounter {
  /** Numbers of the features that were counted last, each once: the first `size`. */
  features = new Uint32Array(1024)
  size = 0
  /** How often each of these stands in the text, by its number. */
  counts: Uint32Array
  /** How many further ones have no number. */
  unseen = 0
  readonly #numberOf: (hash: number) => number
  readonly #known = new WordTable(raw => this.#readWord(raw), MOST_WORDS)
  readonly #words: KnownWord[] = []

  /** `numberOf` gives a feature's number, or -1; `expected` is how many there may be, which may grow. */
  constructor(numberOf: (hash: number) => number, expected: number) {
    this.#numberOf = numberOf
    this.counts = new Uint32Array(expected)
  }

  /** Takes a text to be counted. */
  open(text: string): void {
    const plain = normaliseText(text)
    this.#words.length = 0
    let start = 0
    let hash = WORD_START
    for (let at = 0; at < plain.length; at++) {
      const code = plain.charCodeAt(at)
      if (code !== SPACE) hash = hashNext(hash, code)
      else {
        this.#words.push(this.#known.find(plain, start, at, hash))
        start = at + 1
        hash = WORD_START
      }
    }
    if (start < plain.length) this.#words.push(this.#known.find(plain, start, plain.length, hash))
  }

  /** Each word, its stem, and stems in pairs: neighbours, and those with one word between. The text's edges count as stems. */
  countWords(): void {
    this.#clear()
    if (this.#words.length === 0) return
    let beforeLast = 0
    let last = EDGE
    for (const { own, beginning, stem } of this.#words) {
      this.#count(own)
      this.#count(beginning)
      this.#countPairs(beforeLast, last, stem)
      beforeLast = last
      last = stem
    }
    this.#countPairs(beforeLast, last, EDGE)
  }

  /** The pieces of all words. */
  countPieces(): void {
    this.#clear()
    for (const { pieces, strangePieces } of this.#words) {
      for (let at = 0; at < pieces.length; at++) this.#count(pieces[at] as number)
      this.unseen += strangePieces
    }
  }

  #clear(): void {
    for (let at = 0; at < this.size; at++) this.counts[this.features[at] as number] = 0
    this.size = 0
    this.unseen = 0
  }

  #readWord(raw: string): KnownWord {
    const stem = hashStem(raw)
    const pieces = hashPieces(raw).map(hash => this.#numberOf(hash))
    const seen = pieces.filter(number => number >= 0)
    return {
      raw,
      stem,
      own: this.#numberOf(hashWord(raw)),
      beginning: this.#numberOf(hashBeginning(stem)),
      pieces: Uint32Array.from(seen),
      strangePieces: pieces.length - seen.length,
    }
  }

  #countPairs(beforeLast: number, last: number, stem: number): void {
    this.#count(this.#numberOf(hashPair(last, stem)))
    if (beforeLast !== 0) this.#count(this.#numberOf(hashApart(beforeLast, stem)))
  }

  #count(feature: number): void {
    if (feature < 0) {
      this.unseen += 1
      return
    }
    if (feature >= this.counts.length) this.counts = widen(this.counts)
    const count = (this.counts[feature] as number) + 1
    this.counts[feature] = count
    if (count > 1) return
    if (this.size === this.features.length) this.features = widen(this.features)
    this.features[this.size++] = feature
  }
}

function widen(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const wider = new Uint32Array(array.length * 2)
  wider.set(array)
  return wider
}

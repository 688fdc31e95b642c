import { hashNext, WORD_START, WordTable } from '../word-table.ts'
import { EDGE, FeatureList, hashApart, hashPair, hashStem } from './features.ts'
import { HashTable } from './hash-table.ts'
import { normaliseText } from './normalise-text.ts'
import { dampen, type Vocabulary } from './vocabulary.ts'

/** A sparse vector over rows; used again for every text. */
export interface RowVector {
  readonly rows: Uint32Array
  readonly values: Float32Array
  size: number
}

/** A word met before, with the numbers of its features; those that training has not seen have none. */
interface KnownWord {
  readonly raw: string
  readonly stem: number
  /** Of the word itself and of its stem, or -1. */
  readonly own: readonly [number, number]
  readonly pieces: Uint32Array
  /** How many pieces training has not seen. */
  readonly strangePieces: number
}

const SPACE = 0x20
const MOST_WORDS = 5000

/** Turns texts into vectors. What was never seen in training keeps its part of the norm, so strange texts have short vectors. */
export class Vectoriser {
  readonly #vocabulary: Vocabulary
  readonly #table: HashTable
  readonly #features = new FeatureList()
  readonly #known = new WordTable(raw => this.#readWord(raw), MOST_WORDS)
  readonly #words: KnownWord[] = []
  readonly #counts: Uint32Array
  readonly #places: Int32Array
  /** Features of the group that is being read, each once; how many, and how many more training has not seen. */
  #touched = new Uint32Array(1024)
  #seen = 0
  #unseen = 0
  readonly #vector: RowVector

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary
    this.#table = new HashTable(vocabulary.hashes.length)
    for (const hash of vocabulary.hashes) this.#table.add(hash)
    this.#counts = new Uint32Array(vocabulary.hashes.length)
    this.#places = new Int32Array(vocabulary.rowCount).fill(-1)
    this.#vector = { rows: new Uint32Array(vocabulary.rowCount), values: new Float32Array(vocabulary.rowCount), size: 0 }
  }

  /** The vector of a text, valid until the next call. */
  vectorise(text: string): RowVector {
    const vector = this.#vector
    const { wordShare } = this.#vocabulary
    this.#splitText(normaliseText(text))
    vector.size = 0
    this.#countWords()
    this.#addGroup(Math.sqrt(wordShare))
    for (const { pieces, strangePieces } of this.#words) {
      for (let at = 0; at < pieces.length; at++) this.#count(pieces[at] as number)
      this.#unseen += strangePieces
    }
    this.#addGroup(Math.sqrt(1 - wordShare))
    for (let at = 0; at < vector.size; at++) this.#places[vector.rows[at] as number] = -1
    return vector
  }

  #splitText(text: string): void {
    this.#words.length = 0
    let start = 0
    let hash = WORD_START
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code !== SPACE) hash = hashNext(hash, code)
      else {
        this.#words.push(this.#known.find(text, start, at, hash))
        start = at + 1
        hash = WORD_START
      }
    }
    if (start < text.length) this.#words.push(this.#known.find(text, start, text.length, hash))
  }

  #readWord(raw: string): KnownWord {
    const features = this.#features
    features.read(raw)
    const numbers = Array.from(features.hashes.subarray(0, features.size), hash => this.#table.find(hash))
    const pieces = numbers.slice(features.wordsEnd)
    const seen = pieces.filter(number => number >= 0)
    return {
      raw,
      stem: hashStem(raw),
      own: [numbers[0] as number, numbers[1] as number],
      pieces: Uint32Array.from(seen),
      strangePieces: pieces.length - seen.length,
    }
  }

  /** Words, stems and pairs of stems, in the order that training reads them in. */
  #countWords(): void {
    if (this.#words.length === 0) return
    let beforeLast = 0
    let last = EDGE
    for (const { own, stem } of this.#words) {
      this.#count(own[0])
      this.#count(own[1])
      this.#countPairs(beforeLast, last, stem)
      beforeLast = last
      last = stem
    }
    this.#countPairs(beforeLast, last, EDGE)
  }

  #countPairs(beforeLast: number, last: number, stem: number): void {
    this.#count(this.#table.find(hashPair(last, stem)))
    if (beforeLast !== 0) this.#count(this.#table.find(hashApart(beforeLast, stem)))
  }

  #count(feature: number): void {
    if (feature < 0) {
      this.#unseen += 1
      return
    }
    const count = (this.#counts[feature] as number) + 1
    this.#counts[feature] = count
    if (count > 1) return
    if (this.#seen === this.#touched.length) {
      const wider = new Uint32Array(this.#seen * 2)
      wider.set(this.#touched)
      this.#touched = wider
    }
    this.#touched[this.#seen++] = feature
  }

  /** Adds what was counted to the vector, at `share` of its length, and counts anew. */
  #addGroup(share: number): void {
    const { idf, rowOf, unseenIdf } = this.#vocabulary
    const counts = this.#counts
    const touched = this.#touched
    const vector = this.#vector
    const seen = this.#seen
    let square = this.#unseen * unseenIdf * unseenIdf
    for (let at = 0; at < seen; at++) {
      const feature = touched[at] as number
      const value = dampen(counts[feature] as number) * (idf[feature] as number)
      square += value * value
    }
    const scale = square > 0 ? share / Math.sqrt(square) : 0
    for (let at = 0; at < seen; at++) {
      const feature = touched[at] as number
      const row = rowOf[feature] as number
      const value = dampen(counts[feature] as number) * (idf[feature] as number) * scale
      counts[feature] = 0
      let place = this.#places[row] as number
      if (place < 0) {
        place = vector.size++
        this.#places[row] = place
        vector.rows[place] = row
        vector.values[place] = value
      } else vector.values[place] = (vector.values[place] as number) + value
    }
    this.#seen = 0
    this.#unseen = 0
  }
}

import { FeatureCounter } from './feature-counter.ts'
import { HashTable } from './hash-table.ts'
import { dampen, type Vocabulary } from './vocabulary.ts'

/** A sparse vector over rows; used again for every text. */
export interface RowVector {
  readonly rows: Uint32Array
  readonly values: Float32Array
  size: number
}

/** Turns texts into vectors. What was never seen in training keeps its part of the norm, so strange texts have short vectors. */
export class Vectoriser {
  readonly #vocabulary: Vocabulary
  readonly #counter: FeatureCounter
  /** By row: its place in the vector, or -1. */
  readonly #places: Int32Array
  readonly #vector: RowVector

  constructor(vocabulary: Vocabulary) {
    const { hashes, rowCount } = vocabulary
    this.#vocabulary = vocabulary
    const table = new HashTable(hashes.length)
    for (const hash of hashes) table.add(hash)
    this.#counter = new FeatureCounter(hash => table.find(hash), hashes.length)
    this.#places = new Int32Array(rowCount).fill(-1)
    this.#vector = { rows: new Uint32Array(rowCount), values: new Float32Array(rowCount), size: 0 }
  }

  /** The vector of a text, valid until the next call. */
  vectorise(text: string): RowVector {
    const vector = this.#vector
    const { wordShare } = this.#vocabulary
    vector.size = 0
    this.#counter.open(text)
    this.#counter.countWords()
    this.#addGroup(Math.sqrt(wordShare))
    this.#counter.countPieces()
    this.#addGroup(Math.sqrt(1 - wordShare))
    for (let at = 0; at < vector.size; at++) this.#places[vector.rows[at] as number] = -1
    return vector
  }

  /** Adds what was counted to the vector, at `share` of its length. */
  #addGroup(share: number): void {
    const { idf, rowOf, unseenIdf } = this.#vocabulary
    const { features, counts, size, unseen } = this.#counter
    const vector = this.#vector
    let square = unseen * unseenIdf * unseenIdf
    for (let at = 0; at < size; at++) {
      const feature = features[at] as number
      const value = dampen(counts[feature] as number) * (idf[feature] as number)
      square += value * value
    }
    const scale = square > 0 ? share / Math.sqrt(square) : 0
    for (let at = 0; at < size; at++) {
      const feature = features[at] as number
      const row = rowOf[feature] as number
      const value = dampen(counts[feature] as number) * (idf[feature] as number) * scale
      let place = this.#places[row] as number
      if (place < 0) {
        place = vector.size++
        this.#places[row] = place
        vector.rows[place] = row
        vector.values[place] = value
      } else vector.values[place] = (vector.values[place] as number) + value
    }
  }
}

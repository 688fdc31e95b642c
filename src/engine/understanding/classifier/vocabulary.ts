import { FeatureCounter } from './feature-counter.ts'
import { HashTable } from './hash-table.ts'
import type { Tuning } from './tuning.ts'

/** Features that training has seen, and how much each says. Plain arrays, so that they can be saved as they are. */
export interface Vocabulary {
  /** Hashes by number. */
  readonly hashes: Uint32Array
  /** Rarity by number. */
  readonly idf: Float32Array
  /**
   * The row of weights by number. Features that stood in the same examples equally often have the same weights, so they share a row:
   * all pieces of a word that was said once, for instance.
   */
  readonly rowOf: Uint32Array
  readonly rowCount: number
  /** Rarity of what was never seen. */
  readonly unseenIdf: number
  /** How much of a vector is words; the rest is pieces of words. */
  readonly wordShare: number
}

const LOGS = Float64Array.from({ length: 256 }, (_, count) => (count === 0 ? 0 : 1 + Math.log(count)))

/** What a feature counts that stands in a text so often. */
export function dampen(count: number): number {
  return count < 256 ? (LOGS[count] as number) : 1 + Math.log(count)
}

/** Training examples as sparse vectors, scaled so that the plain dot product is that of the unshared features. */
export interface Matrix {
  /** Where each example begins; one more at the end. */
  readonly starts: Uint32Array
  readonly rows: Uint32Array
  readonly values: Float32Array
  /** By row: multiply a weight learned on the scaled vectors by this to get the weight of one feature of the row. */
  readonly rowScale: Float32Array
}

/** Reads the training texts once. The order of the texts settles every number. */
export function buildVocabulary(texts: readonly string[], tuning: Tuning): { vocabulary: Vocabulary; matrix: Matrix } {
  const counted = countFeatures(texts)
  const { table, starts, wordEnds, ids, counts } = counted
  const frequency = new Uint32Array(table.size)
  for (const id of ids) frequency[id] = (frequency[id] as number) + 1
  const rarity = (df: number): number => (Math.log((1 + texts.length) / (1 + df)) + tuning.idfFloor) ** tuning.idfPower
  const idf = Float32Array.from(frequency, rarity)
  const { rowOf, rowSizes, leaders } = shareRows(counted)

  const rows = new Uint32Array(ids.length)
  const values = new Float32Array(ids.length)
  const rowStarts = new Uint32Array(texts.length + 1)
  let size = 0
  const addGroup = (from: number, to: number, share: number): void => {
    let square = 0
    for (let at = from; at < to; at++) square += (dampen(counts[at] as number) * (idf[ids[at] as number] as number)) ** 2
    const scale = square > 0 ? share / Math.sqrt(square) : 0
    for (let at = from; at < to; at++) {
      const id = ids[at] as number
      const row = rowOf[id] as number
      if (leaders[row] !== id) continue
      rows[size] = row
      values[size++] = dampen(counts[at] as number) * (idf[id] as number) * scale * Math.sqrt(rowSizes[row] as number)
    }
  }
  for (let text = 0; text < texts.length; text++) {
    addGroup(starts[text] as number, wordEnds[text] as number, Math.sqrt(tuning.wordShare))
    addGroup(wordEnds[text] as number, starts[text + 1] as number, Math.sqrt(1 - tuning.wordShare))
    rowStarts[text + 1] = size
  }
  return {
    vocabulary: {
      hashes: table.list(),
      idf,
      rowOf,
      rowCount: rowSizes.length,
      unseenIdf: rarity(tuning.unseenFrequency),
      wordShare: tuning.wordShare,
    },
    matrix: {
      starts: rowStarts,
      rows: rows.slice(0, size),
      values: values.slice(0, size),
      rowScale: Float32Array.from(rowSizes, size => 1 / Math.sqrt(size)),
    },
  }
}

/** The features of texts, those of words first, then those of pieces. */
interface Counted {
  readonly table: HashTable
  /** By text: where its features begin in `ids`; one more at the end. */
  readonly starts: Uint32Array
  /** By text: where those of words end. */
  readonly wordEnds: Uint32Array
  readonly ids: Uint32Array
  /** How often each stands in its text. */
  readonly counts: Uint32Array
}

function countFeatures(texts: readonly string[]): Counted {
  const table = new HashTable(texts.length * 8)
  const counter = new FeatureCounter(hash => table.add(hash), texts.length * 8 + 16)
  const starts = new Uint32Array(texts.length + 1)
  const wordEnds = new Uint32Array(texts.length)
  let ids = new Uint32Array(texts.length * 64)
  let counts = new Uint32Array(ids.length)
  let size = 0
  const take = (): void => {
    if (size + counter.size > ids.length) {
      ids = widen(ids, size + counter.size)
      counts = widen(counts, size + counter.size)
    }
    for (let at = 0; at < counter.size; at++) {
      const id = counter.features[at] as number
      ids[size] = id
      counts[size++] = counter.counts[id] as number
    }
  }
  for (const [text, words] of texts.entries()) {
    counter.open(words)
    counter.countWords()
    take()
    wordEnds[text] = size
    counter.countPieces()
    take()
    starts[text + 1] = size
  }
  return { table, starts, wordEnds, ids: ids.subarray(0, size), counts: counts.subarray(0, size) }
}

/** At least `size` long. */
function widen(array: Uint32Array, size: number): Uint32Array<ArrayBuffer> {
  const wider = new Uint32Array(size * 2)
  wider.set(array)
  return wider
}

/** Gives one row to all features that stand in the same texts equally often. */
function shareRows(counted: Counted): { rowOf: Uint32Array; rowSizes: number[]; leaders: number[] } {
  const { table, starts, wordEnds, ids, counts } = counted
  const one = new Int32Array(table.size)
  const other = new Int32Array(table.size)
  for (let text = 0; text + 1 < starts.length; text++) {
    for (let at = starts[text] as number; at < (starts[text + 1] as number); at++) {
      const id = ids[at] as number
      const group = at < (wordEnds[text] as number) ? 1 : 2
      const mark = Math.imul(text + 1, 0x9e3779b1) ^ Math.imul((counts[at] as number) * 2 + group, 0x85ebca6b)
      one[id] = Math.imul((one[id] as number) ^ mark, 0x01000193) + (mark >>> 15)
      other[id] = Math.imul((other[id] as number) + mark, 0x2c1b3c6d) ^ (mark >>> 12)
    }
  }
  const known = new Map<number, number>()
  const rowOf = new Uint32Array(table.size)
  const rowSizes: number[] = []
  const leaders: number[] = []
  for (let id = 0; id < table.size; id++) {
    const key = ((one[id] as number) >>> 0) * 0x200000 + ((other[id] as number) & 0x1fffff)
    let row = known.get(key)
    if (row === undefined) {
      row = rowSizes.length
      known.set(key, row)
      rowSizes.push(0)
      leaders.push(id)
    }
    rowOf[id] = row
    rowSizes[row] = (rowSizes[row] as number) + 1
  }
  return { rowOf, rowSizes, leaders }
}

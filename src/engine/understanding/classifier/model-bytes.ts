import type { Model } from './model.ts'

/** Changes whenever what is written, or what a feature is, changes: bytes of another version are not read. */
const FORMAT = 'trucada-classifier-3'

interface Header {
  readonly format: string
  readonly labels: readonly string[]
  readonly hasOutside: boolean
  readonly features: number
  readonly rows: number
  readonly unseenIdf: number
  readonly wordShare: number
  readonly calibration: Model['calibration']
}

/** A line of JSON, padded to four bytes, then the arrays one after another, little-endian. */
export function writeModel(model: Model): Uint8Array {
  const { vocabulary, labels, calibration } = model
  const header: Header = {
    format: FORMAT,
    labels,
    hasOutside: model.hasOutside,
    features: vocabulary.hashes.length,
    rows: vocabulary.rowCount,
    unseenIdf: vocabulary.unseenIdf,
    wordShare: vocabulary.wordShare,
    calibration,
  }
  const line = new TextEncoder().encode(JSON.stringify(header))
  const start = Math.ceil((line.length + 1) / 4) * 4
  const arrays = [vocabulary.hashes, vocabulary.idf, vocabulary.rowOf, model.weights]
  const bytes = new Uint8Array(start + arrays.reduce((sum, array) => sum + array.byteLength, 0))
  bytes.fill(0x20, 0, start)
  bytes.set(line)
  bytes[start - 1] = 0x0a
  let at = start
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at)
    at += array.byteLength
  }
  return bytes
}

/** The model in bytes of `writeModel`, or undefined when they are of another format or cut off. */
export function readModel(given: Uint8Array): Model | undefined {
  // Arrays of four-byte numbers must stand on a multiple of four.
  const bytes = given.byteOffset % 4 === 0 ? given : Uint8Array.from(given)
  const end = bytes.indexOf(0x0a)
  const header = parseHeader(bytes.subarray(0, end < 0 ? 0 : end))
  if (header === undefined) return undefined
  const { features, rows, labels, hasOutside } = header
  const cells = rows * (labels.length + (hasOutside ? 1 : 0))
  const needed = end + 1 + 4 * (features * 3 + cells)
  if (bytes.length !== needed) return undefined
  let at = bytes.byteOffset + end + 1
  const take = <T>(make: new (buffer: ArrayBufferLike, offset: number, length: number) => T, length: number): T => {
    const array = new make(bytes.buffer, at, length)
    at += length * 4
    return array
  }
  const hashes = take(Uint32Array, features)
  const idf = take(Float32Array, features)
  const rowOf = take(Uint32Array, features)
  const weights = take(Float32Array, cells)
  if (rowOf.some(row => row >= rows)) return undefined
  const { unseenIdf, wordShare, calibration } = header
  return { labels, hasOutside, vocabulary: { hashes, idf, rowOf, rowCount: rows, unseenIdf, wordShare }, weights, calibration }
}

function parseHeader(line: Uint8Array): Header | undefined {
  try {
    const header: unknown = JSON.parse(new TextDecoder().decode(line))
    return isHeader(header) ? header : undefined
  } catch {
    return undefined
  }
}

/** Files on a disk are damaged now and then: a header that lacks something is none. */
function isHeader(given: unknown): given is Header {
  if (typeof given !== 'object' || given === null) return false
  const { format, labels, hasOutside, features, rows, unseenIdf, wordShare, calibration } = given as Partial<Header>
  const { sharpness, byTop, byOutside, offset } = calibration ?? {}
  return (
    format === FORMAT &&
    Array.isArray(labels) &&
    labels.every(label => typeof label === 'string') &&
    typeof hasOutside === 'boolean' &&
    [features, rows].every(count => Number.isSafeInteger(count) && (count ?? -1) >= 0) &&
    [unseenIdf, wordShare, sharpness, byTop, byOutside, offset].every(value => Number.isFinite(value))
  )
}

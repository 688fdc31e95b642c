import { createReadStream } from 'node:fs'

/** Encodings that lists come in, by their WHATWG names. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1250', 'windows-1251', 'windows-1252', 'iso-8859-2'] as const
/** One of them. */
export type Encoding = (typeof ENCODINGS)[number]

/**
 * Finds out how a file's text is encoded: by its mark, else by whether the whole of it is UTF-8, else by which letters its bytes would
 * be in the code pages of Central Europe, Cyrillic and Western Europe. Reads the file once, in pieces.
 */
export async function detectEncoding(path: string): Promise<Encoding> {
  const counts = new Uint32Array(256)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let [isUtf8, isFirst, pairs, mixed, high, last] = [true, true, 0, 0, 0, 0]
  let zeros: [number, number] = [0, 0]
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 18 })) {
    const bytes = piece as Buffer
    if (isFirst) {
      isFirst = false
      const mark = readMark(bytes)
      if (mark !== undefined) return mark
      zeros = countZeros(bytes.subarray(0, 4096))
    }
    if (isUtf8)
      try {
        decoder.decode(bytes, { stream: true })
      } catch {
        isUtf8 = false
      }
    // Counted through: an iterator would make an object for each byte.
    for (let index = 0; index < bytes.length; index++) {
      const byte = bytes[index] ?? 0
      if (byte >= 128) {
        counts[byte] = (counts[byte] ?? 0) + 1
        high++
        if (last >= 128) pairs++
        else if (isLetter(last)) mixed++
      } else if (last >= 128 && isLetter(byte)) mixed++
      last = byte
    }
  }
  // Every other byte of UTF-16 in Latin letters is zero.
  if (zeros[1] > 64 && zeros[0] === 0) return 'utf-16le'
  if (zeros[0] > 64 && zeros[1] === 0) return 'utf-16be'
  if (isUtf8 && isWhole(decoder)) return 'utf-8'
  return guessCodePage(counts, { high, pairs, mixed })
}

function readMark(bytes: Buffer): Encoding | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined
}

/** Zeros at even and at odd places. */
function countZeros(bytes: Buffer): [number, number] {
  const zeros: [number, number] = [0, 0]
  for (const [index, byte] of bytes.entries()) if (byte === 0) zeros[index % 2 === 0 ? 0 : 1]++
  return zeros
}

function isWhole(decoder: TextDecoder): boolean {
  try {
    decoder.decode()
    return true
  } catch {
    return false
  }
}

/** ą ć ę ł ś ź ż and their capitals; ó and ń are letters of the West too. */
const CENTRAL = [0xb9, 0xe6, 0xea, 0xb3, 0x9c, 0x9f, 0xbf, 0xa5, 0xc6, 0xca, 0xa3, 0x8c, 0x8f, 0xaf]
/** ą ś ź in ISO 8859-2, which are signs or nothing in the others. */
const ISO = [0xb1, 0xb6, 0xbc, 0xa1, 0xa6, 0xac]
/** à ç è é í ï ò ú ü and their capitals, and the point of l·l. */
const WESTERN = [0xe0, 0xe7, 0xe8, 0xe9, 0xed, 0xef, 0xf2, 0xfa, 0xfc, 0xc0, 0xc7, 0xc8, 0xc9, 0xcd, 0xd2, 0xda, 0xb7]

/** Of A–Z and a–z. */
function isLetter(byte: number): boolean {
  const small = byte | 0x20
  return small >= 0x61 && small <= 0x7a
}

/** `high`: bytes beyond ASCII; `pairs` of them side by side; `mixed`: such a byte beside an ASCII letter. */
function guessCodePage(
  counts: Uint32Array,
  { high, pairs, mixed }: { readonly high: number; readonly pairs: number; readonly mixed: number },
): Encoding {
  // Cyrillic words consist of high bytes alone; in Latin scripts they stand within words of other letters, though "Żółć" has four in a row.
  if (pairs > high / 2 && mixed < pairs / 8) return 'windows-1251'
  const sum = (bytes: readonly number[]): number => bytes.reduce((total, byte) => total + (counts[byte] ?? 0), 0)
  const [central, iso, western] = [sum(CENTRAL), sum(ISO), sum(WESTERN)]
  if (western > central && western > iso) return 'windows-1252'
  // ł, ę, ć and ż are the same in both; only ą, ś and ź tell them apart.
  return iso > (counts[0xb9] ?? 0) + (counts[0x9c] ?? 0) + (counts[0x9f] ?? 0) ? 'iso-8859-2' : 'windows-1250'
}

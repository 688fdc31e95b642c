import type { AudioChunk } from '../provider.ts'

const HEADER_BYTES = 44
/** The length of a file whose end is not known yet. */
const UNKNOWN_BYTES = 0x7fff_f000

/** The head of a WAV file of 16-bit mono; `bytes` of audio follow, or as many as come. Microsoft RIFF, format 1. */
export function makeWavHeader(sampleRate: number, bytes = UNKNOWN_BYTES): Uint8Array {
  const head = Buffer.alloc(HEADER_BYTES)
  head.write('RIFF', 0)
  head.writeUInt32LE(HEADER_BYTES - 8 + bytes, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(sampleRate, 24)
  head.writeUInt32LE(sampleRate * 2, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(bytes, 40)
  return head
}

/** What the head of a WAV file says, and where its audio begins. */
export interface WavHead {
  readonly sampleRate: number
  readonly channels: number
  readonly bitsPerSample: number
  /** 1 is PCM. */
  readonly format: number
  readonly dataAt: number
  /** As the head says; a stream says something very large. */
  readonly dataBytes: number
}

/** Reads the head of a WAV file: `undefined` while more bytes are needed, `'none'` when it is no WAV file. */
export function readWavHead(bytes: Uint8Array): WavHead | 'none' | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.length < 12) return undefined
  if (buffer.toString('latin1', 0, 4) !== 'RIFF' || buffer.toString('latin1', 8, 12) !== 'WAVE') return 'none'
  let format: Omit<WavHead, 'dataAt' | 'dataBytes'> | undefined
  for (let at = 12; at + 8 <= buffer.length; ) {
    const name = buffer.toString('latin1', at, at + 4)
    const length = buffer.readUInt32LE(at + 4)
    if (name === 'data') return format === undefined ? 'none' : { ...format, dataAt: at + 8, dataBytes: length }
    if (name === 'fmt ') {
      if (length < 16) return 'none'
      if (at + 24 > buffer.length) return undefined
      format = {
        format: buffer.readUInt16LE(at + 8),
        channels: buffer.readUInt16LE(at + 10),
        sampleRate: buffer.readUInt32LE(at + 12),
        bitsPerSample: buffer.readUInt16LE(at + 22),
      }
    }
    at += 8 + length + (length % 2)
  }
  return undefined
}

/** Takes the audio out of a stream that is a WAV file of 16-bit mono. Throws when it is none. */
export async function readWavStream(
  stream: AsyncIterable<AudioChunk>,
): Promise<{ readonly sampleRate: number; readonly audio: AsyncIterable<AudioChunk> }> {
  const iterator = stream[Symbol.asyncIterator]()
  let head: Uint8Array = new Uint8Array()
  for (;;) {
    const next = await iterator.next()
    if (next.done === true) throw new Error('a WAV file without audio')
    head = Buffer.concat([head, next.value])
    const read = readWavHead(head)
    if (read === undefined && head.length < 4096) continue
    if (read === undefined || read === 'none' || read.format !== 1 || read.channels !== 1 || read.bitsPerSample !== 16)
      throw new Error('no WAV file of 16-bit mono')
    return { sampleRate: read.sampleRate, audio: joinRest(head.subarray(read.dataAt), iterator) }
  }
}

async function* joinRest(first: AudioChunk, rest: AsyncIterator<AudioChunk>): AsyncIterable<AudioChunk> {
  try {
    if (first.length > 0) yield first
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value
  } finally {
    await rest.return?.()
  }
}

import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'

/** A file inside a ZIP archive. */
interface Entry {
  readonly method: number
  readonly size: number
  readonly offset: number
}

/** An archive whose files are read as streams. */
export interface ZipFile {
  readonly names: readonly string[]
  /** Unpacked bytes of a file; undefined when there is none of this name. */
  read(name: string): Promise<Readable | undefined>
}

/** Signatures of PKWARE's APPNOTE, 4.3. */
const END = 0x06054b50
const CENTRAL = 0x02014b50
const LONGEST_END = 65_557
const MOST_DIRECTORY = 32 * 1024 * 1024

/** Opens an archive; undefined when it is none, or is of a kind that workbooks are not (encrypted, over 4 GB). */
export async function openZip(path: string): Promise<ZipFile | undefined> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const tail = Buffer.alloc(Math.min(size, LONGEST_END))
    await file.read(tail, 0, tail.length, size - tail.length)
    const end = findEnd(tail)
    if (end === undefined) return undefined
    const directorySize = tail.readUInt32LE(end + 12)
    if (directorySize > MOST_DIRECTORY) return undefined
    const directory = Buffer.alloc(directorySize)
    await file.read(directory, 0, directorySize, tail.readUInt32LE(end + 16))
    const entries = listEntries(directory)
    return {
      names: [...entries.keys()],
      async read(name) {
        const entry = entries.get(name) ?? entries.get(name.replace(/^\//, ''))
        return entry === undefined ? undefined : unpack(path, entry)
      },
    }
  } finally {
    await file.close()
  }
}

function findEnd(tail: Buffer): number | undefined {
  for (let at = tail.length - 22; at >= 0; at--) if (tail.readUInt32LE(at) === END) return at
  return undefined
}

function listEntries(directory: Buffer): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>()
  let at = 0
  while (at + 46 <= directory.length && directory.readUInt32LE(at) === CENTRAL) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map(offset => directory.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ]
    const isEncrypted = (directory.readUInt16LE(at + 8) & 1) === 1
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength)
    if (!isEncrypted)
      entries.set(name, {
        method: directory.readUInt16LE(at + 10),
        size: directory.readUInt32LE(at + 20),
        offset: directory.readUInt32LE(at + 42),
      })
    at += 46 + nameLength + extraLength + commentLength
  }
  return entries
}

async function unpack(path: string, { method, size, offset }: Entry): Promise<Readable> {
  const file = await open(path)
  const header = Buffer.alloc(30)
  await file.read(header, 0, 30, offset)
  await file.close()
  const start = offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  const packed = createReadStream(path, { start, end: Math.max(start, start + size - 1) })
  if (method === 0) return packed
  const inflate = createInflateRaw()
  packed.on('error', error => inflate.destroy(error))
  return packed.pipe(inflate)
}

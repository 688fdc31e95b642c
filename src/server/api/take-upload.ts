import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Readable } from 'node:stream'
import { RequestProblem } from './request-problem.ts'

/** A file that was sent, as it lies in the data folder until its request is answered. */
export interface Upload {
  readonly path: string
  /** SHA-256 of what is in it, hexadecimal. */
  readonly hash: string
}

/** A list of a million rows has a quarter of it. */
const MOST_BYTES = 256 * 1024 * 1024
/** Files of refused rows are kept so long, and so is an upload whose process died. */
const KEPT_MS = 7 * 24 * 3_600_000

/**
 * Writes what comes to a file of the folder `imports` and removes what is too old there; memory does not grow with it.
 * @throws {RequestProblem} when it is too long
 */
export async function takeUpload(dataFolder: string, incoming: Readable, now: number): Promise<Upload> {
  const folder = join(dataFolder, 'imports')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await removeOld(folder, now)
  const path = join(folder, `${randomUUID()}.upload`)
  const hash = createHash('sha256')
  let bytes = 0
  const watch = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      hash.update(chunk)
      if (bytes > MOST_BYTES) done(new RequestProblem(413, 'too-long', 'The file is too long.', { remedy: 'Split it.' }))
      else done(null, chunk)
    },
  })
  try {
    await pipeline(incoming, watch, createWriteStream(path, { mode: 0o600 }))
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
  return { path, hash: hash.digest('hex') }
}

async function removeOld(folder: string, now: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const known = await stat(path).catch(() => undefined)
    if (known !== undefined && known.mtimeMs < now - KEPT_MS) await rm(path, { recursive: true, force: true })
  }
}

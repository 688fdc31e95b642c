import { createHash, randomBytes } from 'node:crypto'

/** What every key begins with, so that it is recognised where it has no business (logs, repositories). */
const PREFIX = 'trucada_'

/** A new key: 256 random bits. It is shown once and kept nowhere. */
export function makeApiKey(): string {
  return PREFIX + randomBytes(32).toString('base64url')
}

/**
 * What is kept of a key: its SHA-256. Nobody can guess 256 random bits, so that a slow hash would protect nothing more; it would only cost the
 * thread that holds calls some 50 ms a request.
 */
export function hashApiKey(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}

/** The key of an `Authorization` header, if it holds one. */
export function readApiKey(header: string | undefined): string | undefined {
  const [, key] = /^Bearer +(\S{1,200})$/i.exec(header ?? '') ?? []
  return key?.startsWith(PREFIX) === true ? key : undefined
}

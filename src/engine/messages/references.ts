import { createHash } from 'node:crypto'

/** Most that providers take. */
const MOST_CHARACTERS = 255

/** The key of a message as letters and digits, which every provider hands back as they were; of a key that is too long, a hash that leads nowhere. */
export function writeReference(key: string): string {
  const reference = Buffer.from(key).toString('hex')
  return reference.length <= MOST_CHARACTERS ? reference : createHash('sha256').update(key).digest('hex')
}

/** The key that a reference was written of; undefined when it is none. */
export function readReference(reference: string | undefined): string | undefined {
  return reference !== undefined && /^(?:[0-9a-f]{2})+$/.test(reference) ? Buffer.from(reference, 'hex').toString() : undefined
}

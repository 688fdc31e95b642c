import { createHash, timingSafeEqual } from 'node:crypto'

/** Whether an `Authorization` header holds the token as `Bearer`. Takes as long for a near miss as for nonsense of any length. */
export function isBearer(header: string | undefined, token: string): boolean {
  const given = /^Bearer +(\S+) *$/i.exec(header ?? '')?.[1] ?? ''
  return timingSafeEqual(digest(given), digest(token)) && given !== ''
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

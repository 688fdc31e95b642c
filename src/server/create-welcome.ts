import { createHash, timingSafeEqual } from 'node:crypto'
import type { Login } from './settings/index.ts'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Tells by an `Authorization` header (HTTP Basic) whether it is one of the logins. Takes as long for a near miss as for nonsense. */
export function createWelcome(logins: readonly Login[]): (header: string | undefined) => boolean {
  const wanted = logins.map(({ user, password }) => digest(`Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`))
  return header => {
    const given = digest(header ?? '')
    let isWelcome = false
    // All are compared, so that time does not tell which was nearly right.
    for (const one of wanted) isWelcome = timingSafeEqual(given, one) || isWelcome
    return isWelcome
  }
}

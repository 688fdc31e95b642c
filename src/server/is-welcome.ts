import { timingSafeEqual } from 'node:crypto'
import type { Login } from './settings/index.ts'

/** Whether a request's `Authorization` header is the login, by HTTP Basic. Takes as long for a near miss as for nonsense. */
export function isWelcome(header: string | undefined, login: Login): boolean {
  const given = Buffer.from(header ?? '')
  const wanted = Buffer.from(`Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

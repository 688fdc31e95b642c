import { createHmac, timingSafeEqual } from 'node:crypto'

/** A signature older or younger than this is not believed. */
const SLACK_MS = 5 * 60_000

/** Whether two secrets are the same, without telling by the time it takes how alike they are. An empty one is never right. */
export function isSameSecret(given: string, expected: string | undefined): boolean {
  if (expected === undefined || expected === '') return false
  const [left, right] = [given, expected].map(text => createHmac('sha256', 'compare').update(text).digest())
  return left !== undefined && right !== undefined && timingSafeEqual(left, right)
}

/** Whether `t=SECONDS,v1=HEX` signs a body: HEX is the HMAC-SHA256 by the secret over `SECONDS.BODY`. */
export function isSignedBy(header: string | undefined, body: string, secret: string | undefined, now: number): boolean {
  const [, seconds = '', hex = ''] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header ?? '') ?? []
  if (secret === undefined || seconds === '' || Math.abs(Number(seconds) * 1000 - now) > SLACK_MS) return false
  return isSameSecret(hex, createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex'))
}

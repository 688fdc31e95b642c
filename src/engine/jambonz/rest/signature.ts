import { createHmac, timingSafeEqual } from 'node:crypto'

/** Clocks of two machines may differ so much; older requests could be somebody's copies. */
const TOLERANCE_S = 300

/**
 * Whether a webhook comes from jambonz: `Jambonz-Signature: t=<seconds>,v1=<hex>`, hex the HMAC-SHA256 of `<t>.<body>` by the account's
 * webhook secret. Over the exact bytes of the body, which must not be parsed and written again. Several `v1` may stand there while a
 * secret is changed. Compared in constant time.
 * @param now epoch ms
 */
export function verifySignature(header: string | undefined, body: Buffer, secret: string, now: number): boolean {
  const parts = (header ?? '').split(',').map(part => part.trim())
  const time = parts.find(part => part.startsWith('t='))?.slice(2) ?? ''
  if (!/^\d{1,12}$/.test(time) || Math.abs(now / 1000 - Number(time)) > TOLERANCE_S) return false
  const wanted = createHmac('sha256', secret).update(`${time}.`).update(body).digest()
  return parts
    .filter(part => part.startsWith('v1='))
    .slice(0, 4)
    .map(part => Buffer.from(part.slice(3), 'hex'))
    .some(given => given.length === wanted.length && timingSafeEqual(given, wanted))
}

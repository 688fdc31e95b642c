import { createHmac } from 'node:crypto'

/** The headers of a request: its key, and the signature of its body as of `seconds` since 1970. */
export function signRequest(
  body: string,
  { key, secret, seconds }: { readonly key: string; readonly secret: string; readonly seconds: number },
): Readonly<Record<string, string>> {
  const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  return {
    'content-type': 'application/json',
    'idempotency-key': key,
    'trucada-signature': `t=${seconds},v1=${signature}`,
  }
}

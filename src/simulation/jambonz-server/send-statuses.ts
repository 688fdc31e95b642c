import { createHmac } from 'node:crypto'

/** Where statuses go, and the account's secret. */
export interface StatusTarget {
  readonly url: string
  readonly secret: string
  /** Epoch ms. */
  now(): number
}

/** Sends one status as jambonz does over HTTP: signed, not awaited by the call, not tried again unless the webhook says so. */
export async function sendStatus(target: StatusTarget, info: Readonly<Record<string, unknown>>): Promise<number | undefined> {
  const body = JSON.stringify(info)
  const time = Math.floor(target.now() / 1000)
  const signature = createHmac('sha256', target.secret).update(`${time}.${body}`).digest('hex')
  try {
    const response = await fetch(target.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'jambonz-signature': `t=${time},v1=${signature}` },
      body,
      signal: AbortSignal.timeout(10_000),
    })
    await response.arrayBuffer()
    return response.status
  } catch {
    return undefined
  }
}

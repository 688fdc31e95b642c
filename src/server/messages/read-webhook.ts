import type { IncomingMessage } from 'node:http'
import type { WebhookRequest } from '../../engine/messages/index.ts'

/** A message with many reports has a few KiB. */
const MOST_BODY_BYTES = 64 * 1024

/**
 * A request of a provider as its reading takes it: `/messages/statuses[/SECRET]`, `/messages/replies[/SECRET]`. Undefined for any other path.
 * `address`: where this server is reached from outside, since some providers sign the address that they called; absent: as the request says.
 */
export async function readWebhook(
  request: IncomingMessage,
  address: string | undefined,
  below: string,
): Promise<WebhookRequest | 'too large' | undefined> {
  const { url: target = '/', method = 'GET' } = request
  const [path = '/'] = target.split('?', 1)
  const [about, pathSecret = '', ...more] = path.slice(below.length).split('/')
  if ((about !== 'statuses' && about !== 'replies') || more.length > 0) return undefined
  const body = await readBody(request)
  if (body === undefined) return 'too large'
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]),
  )
  return {
    about,
    method,
    url: (address ?? `http://${request.headers.host ?? ''}`) + target,
    headers,
    body,
    pathSecret: decode(pathSecret),
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MOST_BODY_BYTES) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

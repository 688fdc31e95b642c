import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createExchange, type Exchange, type ExchangeOptions, type Reply } from './create-exchange.ts'

/** A jambonz REST API without telephones. */
export interface JambonzServer extends Pick<Exchange, 'calls' | 'asked'> {
  /** To be given as JAMBONZ_API_URL. */
  readonly url: string
  close(): Promise<void>
}

/** Opens a stand-in for jambonz's REST API on a free port of this machine. */
export async function createJambonzServer(options: ExchangeOptions): Promise<JambonzServer> {
  const { clock } = options
  const exchange = createExchange(options)
  const give = (response: ServerResponse, reply: Reply): void => {
    if (reply.kind === 'lost') return void response.socket?.destroy()
    if (reply.afterMs !== undefined) clock.setTimeout(() => write(response, reply), reply.afterMs)
    else write(response, reply)
  }
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readJson(request)
    const { method = 'GET', url = '/', headers } = request
    give(response, exchange.handle({ method, url, authorization: headers.authorization, body }))
  }
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: exchange.calls,
    asked: exchange.asked,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function write(response: ServerResponse, { status, body, retryAfterS }: Extract<Reply, { kind: 'answer' }>): void {
  if (response.destroyed || response.writableEnded) return
  const text = body === undefined ? '' : JSON.stringify(body)
  response.writeHead(status, {
    'content-type': body === undefined ? 'text/plain' : 'application/json',
    ...(retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS) }),
  })
  response.end(text)
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  try {
    return JSON.parse(Buffer.concat(chunks).toString()) as unknown
  } catch {
    return undefined
  }
}

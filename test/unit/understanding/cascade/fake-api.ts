import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** A request as it arrived. */
export interface Arrived {
  readonly path: string
  readonly authorization: string | undefined
  /** As it came over the wire. */
  readonly raw: string
  readonly body: Body
}
interface Body {
  readonly model: string
  readonly messages: readonly { readonly role: string; readonly content: string }[]
  readonly response_format?: {
    readonly json_schema: { readonly strict: boolean; readonly schema: { properties: { meaning: { enum: string[] } } } }
  }
  readonly temperature?: number
  readonly max_tokens?: number
  readonly max_completion_tokens?: number
}

/** What the server does with a request. */
export type Behaviour =
  | { readonly kind: 'content'; readonly content: string }
  | {
      readonly kind: 'status'
      readonly status: number
      readonly body?: unknown
      readonly headers?: Readonly<Record<string, string>>
    }
  | { readonly kind: 'raw'; readonly text: string }
  | { readonly kind: 'hang' }
  | { readonly kind: 'cut' }

/** A server on this machine that speaks the chat completions of the OpenAI API, as well or as badly as it is told. */
export interface FakeApi {
  readonly url: string
  readonly arrived: Arrived[]
  answer: (body: Body) => Behaviour | Promise<Behaviour>
  /** Requests whose client has gone away before an answer. */
  readonly aborted: () => number
  close(): Promise<void>
}

/** Answers with a meaning. */
export const meaning = (name: string): Behaviour => ({ kind: 'content', content: JSON.stringify({ meaning: name }) })

export async function startFakeApi(): Promise<FakeApi> {
  const arrived: Arrived[] = []
  const sockets = new Set<Socket>()
  let aborted = 0
  const api = { answer: ((): Behaviour => meaning('none')) as FakeApi['answer'] }
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let raw = ''
    for await (const chunk of request) raw += String(chunk)
    const body = JSON.parse(raw) as Body
    arrived.push({ path: request.url ?? '', authorization: request.headers.authorization, raw, body })
    response.on('close', () => {
      if (!response.writableEnded) aborted += 1
    })
    const behaviour = await api.answer(body)
    if (response.destroyed) return
    switch (behaviour.kind) {
      case 'content':
        response.writeHead(200, { 'content-type': 'application/json' }).end(
          JSON.stringify({
            id: 'x',
            object: 'chat.completion',
            created: 1,
            model: body.model,
            choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: behaviour.content } }],
            usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 },
          }),
        )
        return
      case 'status':
        response
          .writeHead(behaviour.status, { 'content-type': 'application/json', ...behaviour.headers })
          .end(JSON.stringify(behaviour.body ?? { error: { message: 'no' } }))
        return
      case 'raw':
        response.writeHead(200, { 'content-type': 'application/json' }).end(behaviour.text)
        return
      case 'hang':
        return
      case 'cut':
        request.socket.destroy()
        return
    }
  }
  const server = createServer((request, response) => void serve(request, response))
  server.on('connection', socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(api, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    arrived,
    aborted: () => aborted,
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise<void>(resolve => server.close(() => resolve()))
    },
  })
}

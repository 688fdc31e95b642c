import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocket } from 'ws'
import { createSpeechService, SPEECH_PATHS, type SpeechService } from '../../../src/engine/speech/service/index.ts'
import { createSpeech, type Speech, type SpeechOptions } from '../../../src/engine/speech/index.ts'
import { createRealClock } from '../../../src/server/real-clock.ts'

/** The token of every service in tests. */
export const TOKEN = 'token-of-a-test-0123456789'
const FRAME = 320

/** A speech service on a free port. */
export interface TestService {
  readonly port: number
  readonly speech: Speech
  readonly service: SpeechService
  readonly warnings: readonly object[]
  close(): Promise<void>
}

/** Opens a service over providers. */
export async function openService(
  options: Omit<SpeechOptions, 'clock'> & { readonly maxConnections?: number },
): Promise<TestService> {
  const clock = createRealClock()
  const warnings: object[] = []
  const speech = createSpeech({ ...options, clock })
  const log = { debug: () => undefined, info: () => undefined, warn: (facts: object) => void warnings.push(facts) }
  const { maxConnections } = options
  const service = createSpeechService({
    speech,
    token: TOKEN,
    clock,
    log,
    ...(maxConnections === undefined ? {} : { maxConnections }),
  })
  const server = createServer((request, response) => {
    const answer = service.routes[(request.url ?? '').split('?', 1)[0] ?? '']
    if (answer === undefined) response.writeHead(404).end()
    else answer(request, response)
  })
  server.on('upgrade', (request, socket, head) => {
    if (!service.upgrade(request, socket, head)) socket.destroy()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    speech,
    service,
    warnings,
    async close() {
      await service.close()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

/** A message of the service. */
export interface FromService {
  readonly type: string
  readonly is_final?: boolean
  readonly language?: string
  readonly channel?: number
  readonly alternatives?: readonly { readonly transcript: string; readonly confidence?: number }[]
  readonly error?: string
}

/** A recogniser's socket as the media server of jambonz opens it. */
export interface Ear {
  readonly messages: readonly FromService[]
  readonly socket: WebSocket
  start(more?: object): void
  /** In frames of 20 ms, as fast as they go. */
  send(audio: Uint8Array): void
  stop(): void
  /** Resolves with a message that fits, one that came already too. Rejects when the socket closes before. */
  next(fits: (message: FromService) => boolean): Promise<FromService>
  readonly closed: Promise<number>
}

/** Opens a recogniser's socket. */
export async function openEar(port: number, token: string | undefined = TOKEN): Promise<Ear> {
  const headers = token === '' ? {} : { authorization: `Bearer ${token}` }
  const socket = new WebSocket(`ws://127.0.0.1:${port}${SPEECH_PATHS.recognition}`, { headers })
  const messages: FromService[] = []
  const waiting = new Set<() => void>()
  const closed = new Promise<number>(resolve => socket.on('close', resolve))
  socket.on('message', data => {
    messages.push(JSON.parse((data as Buffer).toString()) as FromService)
    for (const look of waiting) look()
  })
  await new Promise<void>((resolve, reject) => socket.on('open', resolve).on('error', reject))
  return {
    messages,
    socket,
    closed,
    start: (more = {}) =>
      socket.send(
        JSON.stringify({
          type: 'start',
          language: 'pl-PL',
          format: 'raw',
          encoding: 'LINEAR16',
          interimResults: true,
          sampleRateHz: 8000,
          ...more,
        }),
      ),
    send(audio) {
      for (let at = 0; at < audio.length; at += FRAME) socket.send(audio.subarray(at, at + FRAME))
    },
    stop: () => socket.send(JSON.stringify({ type: 'stop' })),
    next: fits =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = messages.find(fits)
          if (found === undefined) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        void closed.then(code => reject(new Error(`closed with ${code}; ${JSON.stringify(messages)}`)))
        look()
      }),
  }
}

/** The finals that came, as texts. */
export function listFinals(messages: readonly FromService[]): readonly string[] {
  return messages.filter(one => one.is_final === true).map(one => one.alternatives?.[0]?.transcript ?? '')
}

/** Asks for speech as jambonz does. */
export function postText(port: number, body: object | string, query = '', token = TOKEN): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}${SPEECH_PATHS.synthesis}${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { Clock } from '../../call/ports.ts'
import type { Speech } from '../speech.ts'
import { answerSynthesis } from './answer-synthesis.ts'
import { isBearer } from './authorise.ts'
import { serveRecognition } from './recognition-socket.ts'
import type { ServiceLog } from './service-log.ts'
import { serveSynthesis } from './synthesis-socket.ts'

/** Where jambonz finds the service; part of what is entered there. */
export const SPEECH_PATHS = {
  /** WebSocket: a caller's audio in, transcriptions out. */
  recognition: '/speech/recognition',
  /** POST: a text in, audio out; WebSocket: text in as it is written, audio out. */
  synthesis: '/speech/synthesis',
} as const

/** What the service is made of. */
export interface SpeechServiceOptions {
  readonly speech: Speech
  /** What jambonz must give as `Bearer`: the credential's auth token. */
  readonly token: string
  readonly clock: Clock
  readonly log: ServiceLog
  /** Streams at once; more are refused with 503. Default 2000. */
  readonly maxConnections?: number
}

/** The service that jambonz uses as a custom speech vendor, to be hung on an HTTP server. */
export interface SpeechService {
  /** Answers HTTP requests, by path. */
  readonly routes: Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => void>>
  /** Takes an upgrade for one of the paths. False: it is for somebody else. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  /** Streams that are open. */
  readonly connections: number
  /** Ends every stream. */
  close(): Promise<void>
}

/** Audio of a second in one frame is more than jambonz ever sends. */
const MOST_FRAME_BYTES = 256 * 1024

/** Creates the service. A stream's or request's fault stays its own. */
export function createSpeechService(options: SpeechServiceOptions): SpeechService {
  const { speech, token, clock, log, maxConnections = 2000 } = options
  const wss = new WebSocketServer({ noServer: true, maxPayload: MOST_FRAME_BYTES, perMessageDeflate: false })
  const pathOf = (request: IncomingMessage): string => (request.url ?? '').split('?', 1)[0] ?? ''

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const refuse = (status: number, error: string, headers: Readonly<Record<string, string>> = {}): void => {
      log.warn({ status }, 'a request to the speech service was refused')
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify({ error }))
    }
    if (!isBearer(request.headers.authorization, token))
      return refuse(401, 'the auth token is required', { 'www-authenticate': 'Bearer' })
    if (request.method !== 'POST') return refuse(405, 'texts to speak are posted', { allow: 'POST' })
    answerSynthesis(request, response, speech, log).catch((error: unknown) => {
      log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'a request to the speech service failed')
      response.destroy()
    })
  }
  return {
    routes: { [SPEECH_PATHS.synthesis]: answer },
    upgrade(request, socket, head) {
      const path = pathOf(request)
      if (path !== SPEECH_PATHS.recognition && path !== SPEECH_PATHS.synthesis) return false
      const isStranger = !isBearer(request.headers.authorization, token)
      if (isStranger || wss.clients.size >= maxConnections) {
        const status = isStranger ? '401 Unauthorized' : '503 Service Unavailable'
        log.warn({ status }, 'a connection to the speech service was refused')
        socket.on('error', () => undefined)
        socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
        return true
      }
      wss.handleUpgrade(request, socket, head, webSocket => {
        if (path === SPEECH_PATHS.recognition) serveRecognition(webSocket, speech, clock, log)
        else serveSynthesis(webSocket, request, speech, clock, log)
      })
      return true
    },
    get connections() {
      return wss.clients.size
    },
    async close() {
      for (const socket of wss.clients) socket.close(1001)
      const patience = setTimeout(() => wss.clients.forEach(socket => socket.terminate()), 500)
      await new Promise<void>(resolve => wss.close(() => resolve()))
      clearTimeout(patience)
    },
  }
}

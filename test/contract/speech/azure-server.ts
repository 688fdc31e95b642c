import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'
import { readWords } from '../../../src/engine/speech/ssml.ts'
import { Demodulator, modulate } from './modem.ts'

const KEY_HEADER = 'ocp-apim-subscription-key'

/** A server that speaks the protocol of Azure's speech service, and hears and speaks tones. */
export interface AzureServer {
  /** For `AzureOptions.host`. */
  readonly host: string
  /** What came, by path: `speech.context` of recognisers, `ssml` of voices. */
  readonly texts: readonly { readonly path: string; readonly body: string; readonly url: string }[]
  /** Answers every connection with this HTTP status from now on. */
  refuse(status: number): void
  close(): Promise<void>
}

/** Opens it; `key` is the key that it lets in. */
export async function openAzureServer(key: string): Promise<AzureServer> {
  const texts: { readonly path: string; readonly body: string; readonly url: string }[] = []
  const wss = new WebSocketServer({ noServer: true })
  const server = createServer()
  let status: number | undefined
  server.on('upgrade', (request, socket, head) => {
    const refused = status ?? (request.headers[KEY_HEADER] === key ? undefined : 401)
    if (refused !== undefined)
      return void socket.end(`HTTP/1.1 ${refused} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
    wss.handleUpgrade(request, socket, head, webSocket => serve(webSocket, request))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))

  const serve = (socket: WebSocket, request: IncomingMessage): void => {
    const url = new URL(request.url ?? '', 'http://localhost')
    const ear = createEar(socket, url)
    let format = 'raw-8khz-16bit-mono-pcm'
    socket.on('message', (data, isBinary) => {
      const frame = data as Buffer
      if (isBinary) {
        const length = frame.readUInt16BE(0)
        const headers = readHeaders(frame.toString('utf8', 2, 2 + length))
        if (headers['path'] === 'audio') ear.hear(headers['x-requestid'] ?? '', frame.subarray(2 + length))
        return
      }
      const [head = '', ...rest] = frame.toString().split('\r\n\r\n')
      const headers = readHeaders(head)
      const body = rest.join('\r\n\r\n')
      const path = headers['path'] ?? ''
      texts.push({ path, body, url: request.url ?? '' })
      if (path === 'synthesis.context') format = readFormat(body)
      if (path === 'ssml') speak(socket, headers['x-requestid'] ?? '', body, format)
    })
  }
  return {
    host: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    texts,
    refuse: refused => (status = refused),
    async close() {
      for (const socket of wss.clients) socket.terminate()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

function createEar(socket: WebSocket, url: URL): { hear(id: string, audio: Buffer): void } {
  const isDetailed = url.searchParams.get('format') === 'detailed'
  const isIdentifying = url.searchParams.get('lidEnabled') === 'true'
  const language = isIdentifying ? { PrimaryLanguage: { Language: 'uk-UA', Confidence: 'High' } } : {}
  let ear: Demodulator | undefined
  let told = ''
  let ticks = 0
  const send = (path: string, id: string, body: object): void =>
    socket.send(
      `X-RequestId:${id}\r\nPath:${path}\r\nContent-Type:application/json; charset=utf-8\r\n\r\n${JSON.stringify(body)}`,
    )
  return {
    hear(id, audio) {
      if (ear === undefined) {
        ear = new Demodulator()
        send('turn.start', id, { context: { serviceTag: 'a-test' } })
        send('speech.startDetected', id, { Offset: 0 })
        // The first message of audio begins with the head of a WAV file.
        audio = audio.subarray(44)
      } else if (audio.length === 0) {
        send('speech.phrase', id, { RecognitionStatus: 'EndOfDictation', Offset: ticks, Duration: 0 })
        send('speech.endDetected', id, { Offset: ticks })
        return send('turn.end', id, {})
      }
      const { finals, partial } = ear.hear(audio)
      ticks += audio.length * 625
      for (const text of finals) {
        const best = [
          { Confidence: 0.91, Lexical: text.toLowerCase(), ITN: text, MaskedITN: text, Display: text },
          { Confidence: 0.4, Lexical: `${text} albo`, ITN: `${text} albo`, MaskedITN: `${text} albo`, Display: `${text} albo` },
        ]
        const simple = { RecognitionStatus: 'Success', Offset: ticks, Duration: 1000, DisplayText: text }
        send('speech.phrase', id, isDetailed ? { ...simple, NBest: best, ...language } : { ...simple, ...language })
      }
      if (partial !== '' && partial !== told)
        send('speech.hypothesis', id, { Text: partial, Offset: ticks, Duration: 1000, ...language })
      told = partial
    },
  }
}

function speak(socket: WebSocket, id: string, ssml: string, format: string): void {
  const stream = 'A0B1C2D3E4F5A6B7C8D9E0F1A2B3C4D5'
  const send = (path: string, body: object): void =>
    socket.send(
      `X-RequestId:${id}\r\nPath:${path}\r\nContent-Type:application/json; charset=utf-8\r\n\r\n${JSON.stringify(body)}`,
    )
  const voice = /<voice name="([^"]+)"/.exec(ssml)?.[1] ?? ''
  if (!/^[a-z]{2}-[A-Z]{2}-\w+Neural$/.test(voice)) return socket.close(1007, `Unsupported voice ${voice}.`)
  if (format !== 'raw-8khz-16bit-mono-pcm') return socket.close(1007, `this server speaks 8 kHz only`)
  send('turn.start', { context: { serviceTag: 'a-test' } })
  send('response', { context: { serviceTag: 'a-test' }, audio: { type: 'inline', streamId: stream } })
  const audio = modulate(readWords({ kind: 'ssml', text: ssml }))
  for (let at = 0; at < audio.length; at += 1600) {
    const head = Buffer.from(`X-RequestId:${id}\r\nContent-Type:audio/x-wav\r\nX-StreamId:${stream}\r\nPath:audio\r\n`)
    const length = Buffer.alloc(2)
    length.writeUInt16BE(head.length)
    socket.send(Buffer.concat([length, head, audio.subarray(at, at + 1600)]))
  }
  send('turn.end', {})
}

function readHeaders(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    text
      .split('\r\n')
      .filter(line => line.includes(':'))
      .map(line => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  )
}

function readFormat(body: string): string {
  const context = JSON.parse(body) as { readonly synthesis?: { readonly audio?: { readonly outputFormat?: string } } }
  return context.synthesis?.audio?.outputFormat ?? ''
}

import { createServer } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import type { AddressInfo } from 'node:net'
import { readWavHead } from '../../../src/engine/speech/audio/wav.ts'
import { resample } from '../../../src/engine/speech/audio/resample.ts'
import { collect, cut, Demodulator, modulate } from './modem.ts'

/** A server that speaks the audio part of OpenAI's API, and hears and speaks tones. */
export interface OpenAiServer {
  /** For `baseUrl`. */
  readonly url: string
  /** The fields of every request, as JSON. */
  readonly requests: readonly string[]
  refuse(status: number): void
  close(): Promise<void>
}

/** Opens it; `key` is the key that it lets in. */
export async function openOpenAiServer(key: string): Promise<OpenAiServer> {
  const requests: string[] = []
  let status: number | undefined
  const server = createServer((request, response) => {
    void (async () => {
      const body = await collect(request as AsyncIterable<Uint8Array>)
      const refused = status ?? (request.headers.authorization === `Bearer ${key}` ? undefined : 401)
      const fail = (code: number): void =>
        void response
          .writeHead(code, { 'content-type': 'application/json', 'retry-after': '7' })
          .end(JSON.stringify({ error: { message: `no: ${body.length} bytes`, type: 'test' } }))
      if (refused !== undefined) return fail(refused)
      if (request.url === '/v1/audio/transcriptions') {
        const form = await new Response(Buffer.from(body), {
          headers: { 'content-type': request.headers['content-type'] ?? '' },
        }).formData()
        const { file, ...fields } = Object.fromEntries(form.entries())
        requests.push(JSON.stringify(fields))
        const text = transcribe(new Uint8Array(await (file as File).arrayBuffer()))
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        const send = (event: object): void => void response.write(`data: ${JSON.stringify(event)}\n\n`)
        const logprobs = [{ token: text, logprob: -0.1, bytes: [] }]
        for (const delta of text.split(/(?<= )/)) send({ type: 'transcript.text.delta', delta, logprobs })
        send({ type: 'transcript.text.done', text, logprobs })
        response.end('data: [DONE]\n\n')
      } else if (request.url === '/v1/audio/speech') {
        const asked = JSON.parse(Buffer.from(body).toString()) as { readonly input: string; readonly voice: string }
        requests.push(JSON.stringify(asked))
        if (asked.voice === 'nobody') return fail(400)
        response.writeHead(200, { 'content-type': 'audio/pcm' })
        for await (const chunk of resample(cut(modulate(asked.input)), 8000, 24_000)) response.write(chunk)
        response.end()
      } else fail(404)
    })()
  })
  const sockets = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, socket, head) => {
    const refused = status ?? (request.headers.authorization === `Bearer ${key}` ? undefined : 401)
    if (refused !== undefined) return void socket.end(`HTTP/1.1 ${refused} No\r\nretry-after: 7\r\ncontent-length: 0\r\n\r\n`)
    if (request.url !== '/v1/realtime?intent=transcription') return void socket.end('HTTP/1.1 404 No\r\n\r\n')
    sockets.handleUpgrade(request, socket, head, opened => transcribeLive(opened, requests))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    refuse: refused => (status = refused),
    async close() {
      for (const socket of sockets.clients) socket.terminate()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

/** The realtime transcription: tells what it hears while the audio comes, and the whole text once the audio is committed. */
function transcribeLive(socket: WebSocket, requests: string[]): void {
  let items = 0
  let demodulator = new Demodulator()
  let [told, whole] = ['', '']
  const send = (event: object): void => socket.send(JSON.stringify(event))
  const fail = (code: string): void => send({ type: 'error', error: { type: 'invalid_request_error', code, message: 'no' } })
  let isConfigured = false
  socket.on('message', data => {
    const event = JSON.parse((data as Buffer).toString()) as {
      type: string
      audio: string
      session: { audio: { input: object } }
    }
    const item_id = `item-${items}`
    if (event.type === 'session.update') {
      requests.push(JSON.stringify(event.session))
      isConfigured =
        JSON.stringify(event.session.audio.input).includes('"rate":24000') && 'turn_detection' in event.session.audio.input
      send({ type: 'session.updated', session: event.session })
    } else if (!isConfigured) fail('no_session')
    else if (event.type === 'input_audio_buffer.append') {
      const { finals, partial } = demodulator.hear(everyThird(Buffer.from(event.audio, 'base64')))
      whole += finals.join(' ')
      const known = whole === '' ? partial : whole
      if (!known.startsWith(told) || known === told) return
      send({
        type: 'conversation.item.input_audio_transcription.delta',
        item_id,
        content_index: 0,
        delta: known.slice(told.length),
      })
      told = known
    } else if (event.type === 'input_audio_buffer.commit') {
      send({ type: 'input_audio_buffer.committed', item_id, previous_item_id: null })
      send({ type: 'conversation.item.input_audio_transcription.completed', item_id, content_index: 0, transcript: whole })
      items += 1
      ;[told, whole, demodulator] = ['', '', new Demodulator()]
    } else if (event.type === 'input_audio_buffer.clear') [told, whole, demodulator] = ['', '', new Demodulator()]
    else fail('unknown_event')
  })
}

/** What was brought from 8 to 24 kHz has nothing between. */
function everyThird(audio: Uint8Array): Uint8Array {
  const samples = new Int16Array(audio.buffer.slice(audio.byteOffset, audio.byteOffset + audio.length))
  return new Uint8Array(Int16Array.from({ length: Math.floor(samples.length / 3) }, (_, at) => samples[at * 3] ?? 0).buffer)
}

function transcribe(file: Uint8Array): string {
  const head = readWavHead(file)
  if (typeof head !== 'object' || head.dataBytes !== file.length - head.dataAt) return 'this is no WAV file'
  return new Demodulator().hear(file.subarray(head.dataAt)).finals.join(' ')
}

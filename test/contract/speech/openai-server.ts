import { createServer } from 'node:http'
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
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    refuse: refused => (status = refused),
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

function transcribe(file: Uint8Array): string {
  const head = readWavHead(file)
  if (typeof head !== 'object' || head.dataBytes !== file.length - head.dataAt) return 'this is no WAV file'
  return new Demodulator().hear(file.subarray(head.dataAt)).finals.join(' ')
}

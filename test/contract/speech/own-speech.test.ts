import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { makeWavHeader, readWavHead } from '../../../src/engine/speech/audio/wav.ts'
import { listFinals, openEar, postText, TOKEN } from './custom-vendor.ts'
import { collect, Demodulator, modulate } from './modem.ts'

const EXAMPLE = resolve(import.meta.dirname, '../../../examples/own-speech.ts')
const hear = (audio: Uint8Array): string => new Demodulator().hear(audio).finals.join(' ')

/** Stands in for a server of whisper.cpp and for one of Piper: the same requests and answers, with tones for speech. */
async function openHome(): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer((request, response) => {
    void (async () => {
      const body = Buffer.from(await collect(request as AsyncIterable<Uint8Array>))
      if (request.url === '/inference') {
        const form = await new Response(body, { headers: { 'content-type': request.headers['content-type'] ?? '' } }).formData()
        const file = new Uint8Array(await (form.get('file') as File).arrayBuffer())
        const head = readWavHead(file)
        const text = typeof head === 'object' ? hear(file.subarray(head.dataAt)) : 'no WAV file'
        response.end(JSON.stringify({ text: ` ${text}, ${String(form.get('language'))}\n` }))
      } else {
        const { text } = JSON.parse(body.toString()) as { readonly text: string }
        const audio = modulate(text)
        response.end(Buffer.concat([makeWavHeader(8000, audio.length), audio]))
      }
    })()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

it("the example of a provider of one's own listens and speaks, in under 40 lines", async () => {
  expect(readFileSync(EXAMPLE, 'utf8').split('\n').length).toBeLessThan(40)
  const home = await openHome()
  const child = spawn(process.execPath, [EXAMPLE], {
    cwd: mkdtempSync(join(tmpdir(), 'trucada-own-speech-')),
    env: {
      PATH: process.env['PATH'],
      TRUCADA_SPEECH_TOKEN: TOKEN,
      TRUCADA_SPEECH_PORT: '0',
      WHISPER_URL: `${home.url}/inference`,
      PIPER_URL: `${home.url}/`,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    let printed = ''
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      printed += chunk.toString()
      if (printed.includes('voices.yaml')) break
    }
    const port = Number(/port (\d+)/.exec(printed)?.[1])
    const ear = await openEar(port)
    ear.start()
    ear.send(modulate('dzień dobry', 800))
    ear.stop()
    expect(await ear.closed).toBe(1000)
    expect(listFinals(ear.messages)).toEqual(['dzień dobry, pl'])
    const spoken = await postText(port, { voice: 'home', text: 'tu przychodnia' })
    expect(hear(new Uint8Array(await spoken.arrayBuffer()))).toBe('tu przychodnia')
  } finally {
    child.kill()
    home.server.close()
  }
})

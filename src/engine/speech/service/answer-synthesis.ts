import type { IncomingMessage, ServerResponse } from 'node:http'
import { once } from 'node:events'
import * as z from 'zod'
import { makeWavHeader } from '../audio/wav.ts'
import type { Speech } from '../speech.ts'
import { asSpeechError, type SpeechFault } from '../speech-error.ts'
import type { SynthesisRequest } from '../provider.ts'
import type { ServiceLog } from './service-log.ts'

const MOST_BYTES = 64 * 1024
/** The rates that jambonz knows of `audio/l16`. */
const RATES = [8000, 16_000, 24_000, 32_000, 48_000]

const bodyShape = z.object({
  text: z.string().min(1).max(10_000),
  type: z.enum(['text', 'ssml']).optional(),
  language: z.string().max(35).nullish(),
  voice: z.string().max(200).nullish(),
})

const STATUSES: Readonly<Record<SpeechFault, number>> = {
  refused: 502,
  over_quota: 503,
  timeout: 504,
  unsupported: 400,
  failed: 502,
}

/**
 * Speaks one text for jambonz: a POST of `{ language?, voice, type, text }` is answered by `audio/l16;rate=8000` as it arises, or by
 * `audio/wav` where `?format=wav` asks for it; `?rate=16000` asks for another rate. Nothing is sent before there is audio: a failure is a
 * status and `{ error }`, and jambonz goes on to its fallback vendor.
 */
export async function answerSynthesis(
  request: IncomingMessage,
  response: ServerResponse,
  speech: Speech,
  log: ServiceLog,
): Promise<void> {
  const query = new URL(request.url ?? '', 'http://localhost').searchParams
  const gone = new AbortController()
  response.on('close', () => gone.abort(new Error('the request is over')))
  const refuse = (status: number, error: string): void => {
    if (response.destroyed || response.headersSent) return void response.destroy()
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ error }))
  }
  const body = await readBody(request)
  if (body === 'too long') return refuse(413, `a request has at most ${MOST_BYTES} bytes`)
  const asked = readRequest(body, Number(query.get('rate') ?? 8000))
  if (typeof asked === 'string') return refuse(400, asked)
  const isWav = query.get('format') === 'wav'
  try {
    const { sampleRate, audio } = await speech.synthesise(asked, gone.signal)
    response.writeHead(200, { 'content-type': isWav ? 'audio/wav' : `audio/l16;rate=${sampleRate}` })
    if (isWav) response.write(makeWavHeader(sampleRate))
    for await (const chunk of audio) if (!response.write(chunk)) await once(response, 'drain', { signal: gone.signal })
    response.end()
  } catch (cause) {
    if (gone.signal.aborted) return
    const error = asSpeechError(cause, 'all')
    log.warn({ code: error.code, ...error.facts }, 'a text could not be spoken')
    refuse(STATUSES[error.fault], `${error.code}: ${error.message}`)
  }
}

function readRequest(body: string, sampleRate: number): SynthesisRequest | string {
  if (!RATES.includes(sampleRate)) return `rate is one of ${RATES.join(', ')}`
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    return 'the request is no JSON'
  }
  const read = bodyShape.safeParse(json)
  if (!read.success) return `${read.error.issues[0]?.path.join('.') || 'the request'} is not as it must be`
  const { text, type, language, voice } = read.data
  return {
    text,
    kind: type ?? (text.startsWith('<speak') ? 'ssml' : 'text'),
    sampleRate,
    ...(typeof language === 'string' && language !== '' ? { language } : {}),
    ...(typeof voice === 'string' && voice !== '' ? { voice } : {}),
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MOST_BYTES) return 'too long'
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from '../../call/ports.ts'
import { type Log, SILENT_LOG } from '../log.ts'
import { readStatusBody, type StatusReport } from '../status-report.ts'
import { verifySignature } from './signature.ts'

/** What the endpoint of the call status webhook is made of. */
export interface StatusHookOptions {
  /** The account's webhook secret: without its signature nothing is believed. */
  readonly secret: string
  readonly clock: Pick<Clock, 'now'>
  /** Takes a report. jambonz is answered once this has resolved; rejecting answers 500, and jambonz tries again if its webhook says so. */
  hear(report: StatusReport): void | Promise<void>
  readonly log?: Log
}

/** A status with a long tag has a few KiB. */
const MOST_BODY_BYTES = 256 * 1024

/**
 * Answers jambonz's call status webhook over HTTP: 204 when a report was taken, or is one that nothing follows from; 401 without a good
 * signature; 413, 400 and 405 for what is no webhook. Requests of one call come in any order and are not awaited by jambonz.
 */
export function createStatusHook(
  options: StatusHookOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { log = SILENT_LOG } = options
  return async (request, response) => {
    const answer = (status: number): void => void response.writeHead(status, { 'content-length': 0 }).end()
    if (request.method !== 'POST') return answer(405)
    const body = await readBody(request)
    if (body === undefined) {
      response.setHeader('connection', 'close')
      return answer(413)
    }
    const header = request.headers['jambonz-signature']
    const signature = Array.isArray(header) ? header.join(',') : header
    if (!verifySignature(signature, body, options.secret, options.clock.now())) {
      log.warn({ isSigned: signature !== undefined }, 'A call status without a good signature was refused')
      return answer(401)
    }
    const parsed = parseBody(body)
    if (parsed === undefined) return answer(400)
    const report = readStatusBody(parsed)
    if (report === undefined) return answer(204)
    try {
      await options.hear(report)
      answer(204)
    } catch (error) {
      log.error(
        { call: report.callId, error: error instanceof Error ? error.name : 'unknown' },
        'A call status could not be taken',
      )
      answer(500)
    }
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > MOST_BODY_BYTES) return undefined
      chunks.push(chunk)
    }
  } catch {
    return undefined
  }
  return Buffer.concat(chunks)
}

function parseBody(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString()) as unknown
  } catch {
    return undefined
  }
}

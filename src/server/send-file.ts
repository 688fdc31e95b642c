import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** Types of the files that jambonz plays, by their extension. */
export const AUDIO_TYPES = { wav: 'audio/wav', mp3: 'audio/mpeg' } as const

/** Answers GET and HEAD with a file; 404 where there is none. */
export async function sendFile(
  path: string,
  headers: Readonly<Record<string, string>>,
  request: Pick<IncomingMessage, 'method'>,
  response: ServerResponse,
): Promise<void> {
  try {
    const { size } = await stat(path)
    response.writeHead(200, { ...headers, 'content-length': size })
    if (request.method === 'HEAD') response.end()
    else
      createReadStream(path)
        .on('error', () => response.destroy())
        .pipe(response)
  } catch {
    response.writeHead(404).end()
  }
}

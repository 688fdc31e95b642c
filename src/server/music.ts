import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { isAddress, type Lines, MUSIC_FILE, type TransferLine } from '../engine/jambonz/index.ts'
import { AUDIO_TYPES, sendFile } from './send-file.ts'

/** Path under which the music of queues is served; names of files follow. */
export const MUSIC_PATH = '/music/'
/** Folder of the files, beside lines.yaml. */
export const MUSIC_FOLDER = 'music'

/** The lines with an address in the place of each file of music. `address`: where jambonz finds this server, without a slash at the end. */
export function addressMusic(lines: Lines, address: string): Lines {
  const change = (line: TransferLine): TransferLine => {
    const { reach } = line
    if (reach.kind !== 'queue' || reach.queue.music === undefined || isAddress(reach.queue.music)) return line
    const music = `${address}${MUSIC_PATH}${encodeURIComponent(reach.queue.music)}`
    return { ...line, reach: { ...reach, queue: { ...reach.queue, music } } }
  }
  return {
    ...lines,
    findTransfer(name) {
      const line = lines.findTransfer(name)
      return line && change(line)
    },
  }
}

/** Answers requests under MUSIC_PATH. `campaigns`: the folder of lines.yaml. */
export function answerMusic(campaigns: string, request: IncomingMessage, response: ServerResponse): void {
  const name = readName((request.url ?? '').split('?', 1)[0]?.slice(MUSIC_PATH.length) ?? '')
  const isReading = request.method === 'GET' || request.method === 'HEAD'
  if (!isReading || !MUSIC_FILE.test(name)) return void response.writeHead(404).end()
  const type = name.toLowerCase().endsWith('.wav') ? AUDIO_TYPES.wav : AUDIO_TYPES.mp3
  void sendFile(
    join(campaigns, MUSIC_FOLDER, name),
    { 'content-type': type, 'cache-control': 'public, max-age=300' },
    request,
    response,
  )
}

function readName(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return ''
  }
}

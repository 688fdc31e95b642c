import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { Log } from './log.ts'

/** Long enough for the call's answer to a hook to join the hook's ack, too short for anybody to hear. */
export const GATHERING_MS = 2

/** Frames on their way out of one socket, in order. */
export interface Outbox {
  /** Sends a text of less than 64 KiB. */
  write(text: string): void
}

/**
 * Writes frames that arise at nearly the same time in one go: an ack and the verbs that follow it are then one system call instead of
 * two, which is the greatest single cost of a turn. `line` is the connection under the WebSocket.
 */
export function createOutbox(socket: WebSocket, line: Duplex, log: Log): Outbox {
  let waiting: string[] = []
  const note = (error?: Error | null): void => {
    if (error) log.debug({ error: error.name }, 'A frame could not be sent')
  }
  const flush = (): void => {
    const texts = waiting
    waiting = []
    if (socket.readyState === socket.OPEN) line.write(frameTexts(texts), note)
  }
  return {
    write(text) {
      waiting.push(text)
      if (waiting.length === 1) setTimeout(flush, GATHERING_MS)
    },
  }
}

const FINAL_TEXT = 0x81
const TWO_BYTES_OF_LENGTH = 126

/** Text frames as a server sends them (RFC 6455, 5.2), in one piece: the library would hand each to the connection in two. */
function frameTexts(texts: readonly string[]): Buffer {
  const lengths = texts.map(text => Buffer.byteLength(text))
  const frames = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + lengthOfHeader(length) + length, 0))
  let at = 0
  for (const [index, text] of texts.entries()) {
    const length = lengths[index] as number
    frames[at] = FINAL_TEXT
    if (length < TWO_BYTES_OF_LENGTH) frames[at + 1] = length
    else {
      frames[at + 1] = TWO_BYTES_OF_LENGTH
      frames.writeUInt16BE(length, at + 2)
    }
    at += lengthOfHeader(length)
    at += frames.write(text, at)
  }
  return frames
}

const lengthOfHeader = (length: number): number => (length < TWO_BYTES_OF_LENGTH ? 2 : 4)

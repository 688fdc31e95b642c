import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { Log } from './log.ts'

/** Long enough for the call's answer to a hook to join the hook's ack, too short for anybody to hear. */
export const GATHERING_MS = 2

/** Frames on their way out of one socket, in order. */
export interface Outbox {
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
    if (socket.readyState !== socket.OPEN) return
    line.cork()
    for (const text of texts) socket.send(text, note)
    line.uncork()
  }
  return {
    write(text) {
      waiting.push(text)
      if (waiting.length === 1) setTimeout(flush, GATHERING_MS)
    },
  }
}

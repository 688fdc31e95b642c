import { WebSocket } from 'ws'
import { SUBPROTOCOL } from '../../src/engine/jambonz/protocol.ts'
import { listGoodFrames, makeCompleted, makeSessionNew } from './good-frames.ts'
import { type BadFrame, mutateFrame } from './mutate.ts'
import type { Random } from '../../src/simulation/random.ts'

/** Frames of one socket. */
const MOST_FRAMES = 60
/** So much may wait in the socket before it is given more, bytes. */
const MOST_BUFFERED = 256 * 1024
const CLOSED_WITHIN_MS = 5000

/**
 * Sends up to 60 wrong frames over one socket, half of the time after a call has begun on it, until the server has enough; a call that was
 * begun is ended as jambonz ends it when the caller hangs up. Resolves to the number of frames sent.
 */
export async function fuzzSocket(url: string, callSid: string, random: Random): Promise<number> {
  const socket = await openSocket(url)
  if (socket === undefined) return 0
  const goods = [...listGoodFrames(callSid), makeSessionNew(callSid)]
  const isBegun = random.next() < 0.5
  if (isBegun) socket.send(JSON.stringify(makeSessionNew(callSid)))
  let sent = 0
  for (let count = 1 + random.below(MOST_FRAMES); count > 0 && socket.readyState === WebSocket.OPEN; count -= 1) {
    sendFrame(socket, mutateFrame(random, random.pick(goods)))
    sent += 1
    if (socket.bufferedAmount > MOST_BUFFERED) await new Promise(resolve => setTimeout(resolve, 5))
    // A few at a time, so that they meet what the server does meanwhile.
    else if (random.next() < 0.1) await new Promise(resolve => setImmediate(resolve))
  }
  await closeSocket(socket)
  // A mutated session:new may have begun it, too.
  await hangUp(url, callSid)
  return sent
}

function sendFrame(socket: WebSocket, frame: BadFrame): void {
  const { _socket: connection } = socket as unknown as { _socket: { write(bytes: Buffer): void } | null }
  if (frame.kind === 'text') socket.send(frame.text, ignore)
  else if (frame.kind === 'binary') socket.send(frame.bytes, ignore)
  else connection?.write(frame.bytes)
}

async function hangUp(url: string, callSid: string): Promise<void> {
  const socket = await openSocket(url)
  if (socket === undefined) return
  socket.send(JSON.stringify(makeSessionNew(callSid, 'session:reconnect')), ignore)
  socket.send(JSON.stringify(makeCompleted(callSid)), ignore)
  await closeSocket(socket)
}

const ignore = (): void => undefined

function openSocket(url: string): Promise<WebSocket | undefined> {
  return new Promise(resolve => {
    const socket = new WebSocket(url, SUBPROTOCOL, { handshakeTimeout: CLOSED_WITHIN_MS })
    socket.on('open', () => resolve(socket))
    socket.on('error', () => resolve(undefined))
    socket.on('close', () => resolve(undefined))
  })
}

function closeSocket(socket: WebSocket): Promise<void> {
  return new Promise(resolve => {
    if (socket.readyState === WebSocket.CLOSED) return resolve()
    const timer = setTimeout(() => socket.terminate(), CLOSED_WITHIN_MS)
    socket.on('close', () => {
      clearTimeout(timer)
      resolve()
    })
    socket.close(1000)
  })
}

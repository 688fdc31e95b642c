import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { SILENT_LOG } from '../../../src/engine/jambonz/log.ts'
import { createOutbox } from '../../../src/engine/jambonz/outbox.ts'
import { MAX_FRAME_BYTES } from '../../../src/engine/jambonz/protocol.ts'

it('sends texts of every length that a frame may have, in order and one by one', async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  const connected = once(server, 'connection')
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const heard: string[] = []
  client.on('message', data => heard.push(String(data)))
  const [socket] = (await connected) as [WebSocket & { readonly _socket: Duplex }]
  const outbox = createOutbox(socket, socket._socket, SILENT_LOG)
  const lengths = [0, 1, 125, 126, 127, 255, 256, 65_535, MAX_FRAME_BYTES - 1]
  const texts = [...lengths.map(length => 'a'.repeat(length)), 'Dzień dobry, мене звати Ганна 🙂', '{"type":"ack"}']
  for (const text of texts) outbox.write(text)
  await expect.poll(() => heard.length).toBe(texts.length)
  outbox.write('later')
  socket.ping()
  await expect.poll(() => heard.length).toBe(texts.length + 1)
  expect(heard).toEqual([...texts, 'later'])
  client.close()
  await once(client, 'close')
  outbox.write('to nobody')
  await new Promise<void>(resolve => server.close(() => resolve()))
})

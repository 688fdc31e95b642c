import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { WebSocketServer } from 'ws'
import { createRealClock } from '../../../src/server/real-clock.ts'
import { connectByWebSocket, createVirtualTelephone } from '../../../src/simulation/index.ts'

test('calls a server over a real socket, as jambonz does', async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const seen: string[] = []
  server.on('connection', (socket, request) => {
    seen.push(`${request.url} ${socket.protocol} ${request.headers.authorization ?? 'nobody'}`)
    socket.on('message', data => {
      const frame = JSON.parse((data as Buffer).toString()) as { type: string; msgid?: string }
      seen.push(frame.type)
      if (frame.type === 'session:new') {
        socket.send('no JSON')
        socket.send(
          JSON.stringify({ type: 'ack', msgid: frame.msgid, data: [{ verb: 'say', text: 'Halo' }, { verb: 'hangup' }] }),
        )
      }
    })
  })
  const sounds: string[] = []
  const by = await new Promise((resolve, reject) => {
    const telephone = createVirtualTelephone({
      clock: createRealClock(),
      connect: connectByWebSocket({
        url: `ws://127.0.0.1:${port}/calls`,
        login: { user: 'jambonz', password: 'secret' },
        onFailure: reject,
      }),
      callSid: 'call-1',
      direction: 'outbound',
      from: '+48600000100',
      to: '+48600000201',
      onSound: sound => sounds.push(sound.text),
      onEnd: resolve,
    })
    telephone.ring()
  })
  await new Promise(resolve => setTimeout(resolve, 100))
  server.close()
  expect(by).toBe('jambonz')
  expect(sounds).toEqual(['Halo'])
  expect(seen).toEqual([
    `/calls ws.jambonz.org Basic ${btoa('jambonz:secret')}`,
    'call:status',
    'call:status',
    'call:status',
    'session:new',
    'call:status',
  ])
})

test('a server that is not there is a failure, at once', async () => {
  const error = await new Promise<Error>(resolve => {
    const telephone = createVirtualTelephone({
      clock: createRealClock(),
      connect: connectByWebSocket({ url: 'ws://127.0.0.1:1/calls', onFailure: resolve }),
      callSid: 'call-1',
      direction: 'outbound',
      from: '+48600000100',
      to: '+48600000201',
    })
    telephone.ring()
    telephone.caller.hangUp()
  })
  expect(error.message).not.toBe('')
})

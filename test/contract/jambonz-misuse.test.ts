import { once } from 'node:events'
import { type AddressInfo, connect as connectTcp } from 'node:net'
import { describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { begin, connect, endpoint, open, speech, url, useEndpoint } from './endpoint-bench.ts'
import { connectPeer, inboundSession } from './jambonz-peer.ts'

useEndpoint()

describe('frames that are wrong', () => {
  const wrong: readonly (readonly [string, string | Buffer])[] = [
    ['no JSON', '{'],
    ['null', 'null'],
    ['a number', '1'],
    ['a list', '[]'],
    ['no type', '{"msgid":"a"}'],
    ['no msgid', '{"type":"session:new","data":{}}'],
    ['no data', '{"type":"session:new","msgid":"a"}'],
    ['no call', '{"type":"session:new","msgid":"a","data":{"direction":"inbound"}}'],
    ['a hook without data', '{"type":"verb:hook","msgid":"a","hook":"/turn"}'],
    ['a deep nest', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['binary', Buffer.from([0, 255, 1])],
    ['binary JSON', Buffer.from('{"type":"session:new"}')],
    ['a prototype', '{"type":"verb:hook","msgid":"a","data":{"__proto__":{"reason":"timeout"},"verb_id":"t1"}}'],
  ]
  it.each(wrong)('%s: before and in a call, nobody else is disturbed', async (_name, text) => {
    const other = await begin()
    const peer = await connect()
    peer.sendRaw(text)
    peer.send(inboundSession(peer))
    await peer.ack('new')
    peer.sendRaw(text)
    await peer.hook('/turn', { verb_id: 't1', reason: 'speechDetected', speech: speech('tak') })
    expect(await peer.nextGather()).toMatchObject({ id: 't2' })
    await other.hook('/turn', { verb_id: 't1', reason: 'speechDetected', speech: speech('tak') })
    expect(await other.nextGather()).toMatchObject({ id: 't2' })
  })

  it('a protocol error or a huge frame ends its own socket, never with 1000, and no other', async () => {
    const other = await begin()
    const broken = await connect()
    const huge = await connect()
    const codes = Promise.all([broken, huge].map(peer => once(peer.socket, 'close').then(([code]) => code as number)))
    // A frame with reserved bits set.
    ;(broken.socket as unknown as { _socket: { write(data: Buffer): void } })._socket.write(Buffer.from([0xf1, 0x80, 0, 0, 0, 0]))
    huge.sendRaw('x'.repeat(600 * 1024))
    for (const code of await codes) expect([1002, 1006, 1009]).toContain(code)
    expect(endpoint.counts).toMatchObject({ bad_protocol: 1, too_long: 1 })
    await other.hook('/turn', { verb_id: 't1', reason: 'timeout' })
  })

  it('text that is no UTF-8 ends its own socket', async () => {
    const peer = await begin()
    const closed = once(peer.socket, 'close')
    ;(peer.socket as unknown as { _socket: { write(data: Buffer): void } })._socket.write(
      Buffer.from([0x81, 0x83, 0, 0, 0, 0, 0xff, 0xfe, 0xfd]),
    )
    expect([1006, 1007]).toContain((await closed)[0])
    expect(endpoint.counts.bad_text).toBe(1)
  })

  it('each is counted by its kind, and the log does not grow with them', async () => {
    await endpoint.close()
    const lines: string[] = []
    const note = (_facts: object, message: string): void => void lines.push(message)
    await open({ log: { debug: () => undefined, info: note, warn: note, error: note } })
    const peer = await begin()
    for (let count = 0; count < 12; count++) {
      peer.sendRaw('{')
      peer.sendRaw(Buffer.from([1]))
      peer.sendRaw('{"type":"verb:hook"}')
      peer.send({ type: 'llm:event', data: {} })
    }
    await peer.hook('/turn', { verb_id: 't1', reason: 'timeout' })
    expect(endpoint.counts).toMatchObject({ not_json: 12, binary: 12, malformed: 12, unknown_type: 12 })
    expect(lines.length).toBeLessThanOrEqual(4 * 5 + 12)
  })

  it('a socket that sends nothing but nonsense is closed', async () => {
    const peer = await begin()
    for (let count = 0; count < 60; count++) peer.sendRaw('nonsense')
    expect((await once(peer.socket, 'close'))[0]).toBe(1008)
    expect(endpoint.counts).toMatchObject({ not_json: 51, flooded: 1 })
  })

  it('a socket on which no call begins is closed', async () => {
    await endpoint.close()
    await open({ firstFrameMs: 50 })
    const peer = await connect()
    expect((await once(peer.socket, 'close'))[0]).toBe(1008)
  })
})

describe('connections that are refused', () => {
  const refused = async (target: string, protocols: readonly string[] = ['ws.jambonz.org']): Promise<number> => {
    const socket = new WebSocket(target, [...protocols])
    socket.on('error', () => undefined)
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }]
    socket.terminate()
    return response.statusCode
  }

  it.each([
    ['another path', '/other', 404],
    ['a path beneath', '/calls/more', 404],
    ['a leg of its own', '/adulting', 404],
  ])('%s', async (_name, path, status) => {
    expect(await refused(path === '/adulting' ? `${url}/adulting` : url.replace('/calls', path))).toBe(status)
  })

  it('another subprotocol, or none', async () => {
    expect(await refused(url, ['chat'])).toBe(400)
    expect(await refused(url, [])).toBe(400)
  })

  it('too many are put off by a reset, which jambonz tries again after, and balancers elsewhere', async () => {
    await endpoint.close()
    await open({ maxConnections: 1 })
    await begin()
    const socket = new WebSocket(url, ['ws.jambonz.org'])
    const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException]
    expect(error.code).toBe('ECONNRESET')
    expect(endpoint.counts.full).toBe(1)
  })

  it('sockets on which no call begins make room for calls, the oldest first, and never one with a call', async () => {
    await endpoint.close()
    await open({ maxConnections: 10 })
    const held = await begin()
    const silent = [await connect(), await connect(), await connect()]
    await vi.waitFor(() => expect(silent[0]?.socket.readyState).toBe(WebSocket.CLOSED))
    await begin()
    expect(endpoint.counts.crowded_out).toBe(2)
    await held.hook('/turn', { verb_id: 't1', reason: 'speechDetected', speech: speech('tak') })
    expect(await held.nextGather()).toMatchObject({ id: 't2' })
  })

  it('strangers, and half-hearted handshakes', async () => {
    await endpoint.close()
    await open({ isWelcome: header => header === 'Basic good' })
    expect(await refused(url)).toBe(401)
    const { port } = endpoint.server.address() as AddressInfo
    const half = connectTcp(port, '127.0.0.1')
    half.write(
      'GET /calls HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nAuthorization: Basic good\r\nSec-WebSocket-Protocol: ws.jambonz.org\r\nSec-WebSocket-Key: short\r\nSec-WebSocket-Version: 13\r\n\r\n',
    )
    half.on('error', () => undefined)
    await once(half, 'close')
    expect(endpoint.counts).toMatchObject({ wrong_login: 1, bad_upgrade: 1 })
  })

  it('echoes the subprotocol and takes a query', async () => {
    const peer = await connectPeer(`${url}?clinic=1`, ['other', 'ws.jambonz.org'])
    expect(peer.socket.protocol).toBe('ws.jambonz.org')
    peer.socket.terminate()
  })
})

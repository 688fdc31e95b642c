import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiServer, startApiServer } from './api-server.ts'

const PAGE = 'https://www.example.org'

let server: ApiServer
beforeAll(async () => {
  server = await startApiServer({ 'api-requests': '5', 'api-origins': `${PAGE} https://other.example.org` })
}, 60_000)
afterAll(() => server.close())

describe('limits of the API', () => {
  it('refuse a key that asks too often, say when to come again, and disturb no other', async () => {
    const statuses: number[] = []
    for (let times = 0; times < 6; times++) statuses.push((await server.ask('viewer', 'GET', '/api/lines')).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
    const refused = await server.ask('viewer', 'GET', '/api/lines')
    // Five a minute: one every twelve seconds.
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(12)
    expect(await refused.json()).toMatchObject({ type: '/api/docs#too-many-requests', status: 429 })
    expect((await server.ask('admin', 'GET', '/api/lines')).status).toBe(200)
  })

  it('let pages of the named origins ask from a browser, and no other', async () => {
    const ask = (origin: string, method = 'GET') =>
      fetch(`${server.url}/api/lines`, { method, headers: { origin, 'access-control-request-method': 'GET' } })
    const preflight = await ask(PAGE, 'OPTIONS')
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-origin')).toBe(PAGE)
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization')
    expect((await ask('https://other.example.org')).headers.get('access-control-allow-origin')).toBe('https://other.example.org')
    for (const origin of ['https://www.example.org.evil.example', 'http://www.example.org', 'null', '']) {
      expect((await ask(origin)).headers.get('access-control-allow-origin'), origin).toBeNull()
      expect((await ask(origin, 'OPTIONS')).headers.get('access-control-allow-origin'), origin).toBeNull()
    }
  })

  it('allow no origin where the settings name none', async () => {
    const plain = await startApiServer()
    const headers = { origin: PAGE, 'access-control-request-method': 'GET' }
    for (const method of ['GET', 'OPTIONS']) {
      const answer = await fetch(`${plain.url}/api/lines`, { method, headers })
      expect(answer.headers.get('access-control-allow-origin')).toBeNull()
      expect(answer.ok).toBe(false)
    }
    await plain.close()
  })
})

/** Follows the events by a socket that can stop reading, as a browser on a bad line does. */
function follow(key: string, lastEventId?: string): { readonly socket: Socket; text(): string } {
  const { hostname, port } = new URL(server.url)
  const socket = connect({ host: hostname, port: Number(port) })
  let text = ''
  socket.on('data', chunk => (text += chunk.toString()))
  socket.on('error', () => undefined)
  const again = lastEventId === undefined ? '' : `last-event-id: ${lastEventId}\r\n`
  socket.write(`GET /api/events HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: Bearer ${key}\r\n${again}\r\n`)
  return { socket, text: () => text }
}

it('who reads events too slowly is let go with a word, holds up nobody, and gets the rest when it comes again', async () => {
  const slow = follow(server.keys.operator)
  const quick = follow(server.keys.author)
  await expect.poll(() => slow.text() + quick.text()).toMatch(/: events[^]*: events/)
  slow.socket.pause()
  const wasLetGo = (): boolean => server.log.some(line => line.includes('reads too slowly'))
  let told = 0
  const tell = async (): Promise<void> => {
    server.events.publish({ kind: 'task', at: 0, facts: { task: `task-${++told}`, state: 'x'.repeat(40_000) } })
    await expect.poll(() => quick.text().includes(`"task-${told}"`), { interval: 1 }).toBe(true)
  }
  // Until the buffers of both sides are full: megabytes.
  for (let count = 0; count < 900 && !wasLetGo(); count++) await tell()
  expect(wasLetGo()).toBe(true)
  await tell()
  expect(quick.text().includes('event: slow')).toBe(false)
  slow.socket.resume()
  await expect.poll(() => slow.text().includes('event: slow'), { timeout: 10_000 }).toBe(true)
  expect(slow.text().includes(`"task-${told}"`)).toBe(false)
  const again = follow(server.keys.operator, [...slow.text().matchAll(/^id: (\S+)$/gm)].at(-1)?.[1])
  await expect.poll(() => again.text().includes(`"task-${told}"`), { timeout: 10_000 }).toBe(true)
  const all = `${slow.text()}${again.text()}`
  expect(all.includes('event: reset')).toBe(false)
  // Each once, in order, none missing.
  const tasks = [...all.matchAll(/"task-(\d+)"/g)].map(([, number]) => Number(number))
  expect(tasks).toEqual(Array.from({ length: told }, (_, index) => index + 1))
  for (const { socket } of [slow, quick, again]) socket.destroy()
}, 60_000)

it('who comes again after a thousand events gets them all at once', async () => {
  const first = follow(server.keys.operator)
  await expect.poll(() => first.text().includes(': events')).toBe(true)
  server.events.publish({ kind: 'task', at: 0, facts: { task: 'first' } })
  await expect.poll(() => first.text().includes('"first"')).toBe(true)
  const id = /^id: (\S+)$/m.exec(first.text())?.[1]
  first.socket.destroy()
  for (let count = 0; count < 999; count++)
    server.events.publish({
      kind: 'task',
      at: 0,
      facts: { task: `00000000-0000-4000-8000-${count}`, state: 'taken', kind: 'worklist' },
    })
  const again = follow(server.keys.operator, id)
  await expect.poll(() => again.text().includes('-998"')).toBe(true)
  expect(again.text()).not.toMatch(/event: (slow|reset)/)
  again.socket.destroy()
})

it('who asks more than the server can answer beside calls is told to wait, with or without a key', async () => {
  const asked = await Promise.all(Array.from({ length: 320 }, () => fetch(`${server.url}/api/lines`)))
  const busy = asked.filter(({ status }) => status === 503)
  expect(asked.every(({ status }) => status === 401 || status === 503)).toBe(true)
  expect(busy.length).toBeGreaterThan(0)
  expect(busy[0]?.headers.get('retry-after')).toBe('1')
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
})

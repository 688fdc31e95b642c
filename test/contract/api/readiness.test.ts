import { afterEach, describe, expect, it } from 'vitest'
import { startPrivatePostgres } from '../private-postgres.ts'
import { reportMissing } from '../missing-server.ts'
import { hasRedis, startRedis } from '../redis-server.ts'
import { type ApiServer, readUntil, startApiServer } from './api-server.ts'

const opened: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of opened.splice(0).toReversed()) await one.close()
})
const start = async (flags: Readonly<Record<string, string>> = {}): Promise<ApiServer> => {
  const server = await startApiServer(flags)
  opened.push(server)
  return server
}
const askReady = async ({ url }: ApiServer): Promise<unknown> => {
  const answer = await fetch(`${url}/readyz`)
  return { status: answer.status, ...((await answer.json()) as object) }
}
const READY = { status: 200, ready: true, reasons: [] }

const postgres = await startPrivatePostgres()

describe.skipIf(postgres === undefined)('a server whose database goes away', () => {
  it('is not ready and says so, answers requests with 503, and lives on', async () => {
    const server = await start({ 'database-url': postgres?.url ?? '' })
    expect(await askReady(server)).toEqual(READY)
    expect((await server.ask('viewer', 'GET', '/api/lines')).status).toBe(200)
    postgres?.stop()
    expect(await askReady(server)).toEqual({ status: 503, ready: false, reasons: ['the database cannot be reached'] })
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    const refused = await server.ask('viewer', 'GET', '/api/lines')
    expect([refused.status, await refused.json()]).toMatchObject([503, { type: '/api/docs#store-away' }])
  }, 60_000)
})

if (!hasRedis()) reportMissing('redis-server', 'servers that share a Redis are')

describe.skipIf(!hasRedis())('servers that share a Redis', () => {
  it('tell the events of each other, also to who comes again at another', async () => {
    const redis = await startRedis()
    opened.push({ close: () => redis.stop() })
    const [first, second] = [await start({ 'redis-url': redis.url }), await start({ 'redis-url': redis.url })]
    const following = await second.ask('viewer', 'GET', '/api/events')
    const optOut = (number: string) => first.ask('operator', 'POST', '/api/leads', { body: { ...LEAD, number } })
    expect((await optOut('+48600000331')).status).toBe(202)
    const heard = await readUntil(following, 'event: lead')
    const id = /id: (\S+)\nevent: lead/.exec(heard)?.[1] ?? ''
    expect((await optOut('+48600000332')).status).toBe(202)
    const again = await second.ask('viewer', 'GET', '/api/events', { headers: { 'last-event-id': id } })
    const missed = await readUntil(again, 'event: lead')
    expect(missed).not.toContain('event: reset')
    expect(missed.match(/event: lead/g)).toHaveLength(1)
  }, 60_000)

  it('are not ready while it is away, and are again when it is back', async () => {
    const redis = await startRedis()
    const server = await start({ 'redis-url': redis.url })
    expect(await askReady(server)).toEqual(READY)
    redis.stop()
    await expect
      .poll(() => askReady(server), { timeout: 10_000 })
      .toEqual({ status: 503, ready: false, reasons: ['Redis cannot be reached'] })
    const back = await startRedis(Number(new URL(redis.url).port))
    opened.push({ close: () => back.stop() })
    await expect.poll(() => askReady(server), { timeout: 15_000 }).toEqual(READY)
  }, 60_000)
})

const LEAD = { consent: { given: true, text: 'I agree to be called.' } }

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiServer, startApiServer } from './api-server.ts'

const PAGE = 'https://www.example.org'

let server: ApiServer
beforeAll(async () => {
  // Thirty a minute of one key: the tests share it.
  server = await startApiServer({ 'api-origins': PAGE })
}, 60_000)
afterAll(() => server.close())

let numbers = 500
const ask = (role: 'form' | 'operator', { number = `+48600000${++numbers}`, headers = {} as Record<string, string> } = {}) =>
  server.ask(role, 'POST', '/api/leads', {
    body: { number, consent: { given: true, text: 'I agree to be called.' } },
    headers,
  })

describe('POST /api/leads', () => {
  it('takes the key of a form from its own pages alone', async () => {
    expect((await ask('form', { headers: { origin: PAGE } })).status).toBe(202)
    const foreign = await ask('form', { headers: { origin: 'https://evil.example' } })
    expect([foreign.status, await foreign.json()]).toMatchObject([403, { type: '/api/docs#foreign-page' }])
    expect((await ask('operator', { headers: { origin: 'https://evil.example' } })).status).toBe(202)
  })

  it('takes ten at once from one address, whatever it claims to be, and does not hold up others', async () => {
    // What the proxy adds is at the end; what stands before it the visitor has sent.
    const from = (address: string, claimed: number) => ({ headers: { 'x-forwarded-for': `198.51.100.${claimed}, ${address}` } })
    const statuses: number[] = []
    for (let times = 0; times < 12; times++) statuses.push((await ask('form', from('203.0.113.7', times))).status)
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 202), 429, 429])
    const refused = await ask('form', from('203.0.113.7', 0))
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60)
    expect((await ask('form', from('203.0.113.8', 0))).status).toBe(202)
    // A network of version 6 belongs to one subscriber.
    for (let times = 0; times < 10; times++) await ask('form', from(`2001:db8:1:2::${times}`, 0))
    expect((await ask('form', from('2001:db8:1:2:3:4:5:6', 0))).status).toBe(429)
    // A program of the clinic's own passes on the wishes of all visitors from one address.
    for (let times = 0; times < 12; times++) expect((await ask('operator', from('203.0.113.7', 0))).status).toBe(202)
  })

  it('lets nobody have a number called all day long, however it is written', async () => {
    const written = ['+48600000499', '600 000 499', '0048600000499', '600-000-499']
    const answers: Response[] = []
    for (const number of written) answers.push(await ask('operator', { number }))
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 429])
    const seconds = Number(answers[3]?.headers.get('retry-after'))
    expect(seconds).toBeGreaterThan(86_000)
    expect(seconds).toBeLessThanOrEqual(86_400)
    const consents = await server.store.ledger.listOf('number', '+48600000499')
    expect(consents).toHaveLength(3)
  })

  it('believes no proxy where the settings name none', async () => {
    const plain = await startApiServer({ 'trusted-proxies': 'none' })
    const statuses: number[] = []
    for (let times = 0; times < 11; times++) {
      const headers = { 'x-forwarded-for': `203.0.113.${times}` }
      const body = { number: `+4860000060${times}`, consent: { given: true, text: 'I agree to be called.' } }
      statuses.push((await plain.ask('form', 'POST', '/api/leads', { body, headers })).status)
    }
    expect(statuses.filter(status => status === 429)).toHaveLength(1)
    await plain.close()
  })
})

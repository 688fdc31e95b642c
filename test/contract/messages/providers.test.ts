import { afterEach, describe, expect, it } from 'vitest'
import { createProviders, type MessageProvider, MessageError, readMessagesFile } from '../../../src/engine/messages/index.ts'
import { json, startVendor, type VendorAnswer } from './vendor-server.ts'

const message = { to: '+48600000201', text: 'Wizyta jutro o 10:30, czekamy.', key: 'contact-1 sms reminder' }
const opened: { close(): void }[] = []
afterEach(() => {
  for (const vendor of opened.splice(0)) vendor.close()
})

type Vendor = Awaited<ReturnType<typeof startVendor>>
const FILES: Readonly<Record<string, (url: string) => string>> = {
  smsapi: url => `sms: { smsapi: { from: Klinika, url: "${url}", timeout: 300ms } }`,
  twilio: url => `sms: { twilio: { account: AC1, from: "+48221234567", url: "${url}", timeout: 300ms } }`,
  http: url =>
    `sms: { http: { url: "${url}/send/{to}", headers: { authorization: "Bearer {secret}" }, json: { to: "{to}", text: "{text}", ref: "{id}" }, answer: { id: data.id, cost: data.price, error: error.code }, permanent: [bad_number], timeout: 300ms } }`,
}
async function open(kind: string, ...answers: readonly VendorAnswer[]): Promise<{ provider: MessageProvider; vendor: Vendor }> {
  const vendor = await startVendor(...answers)
  opened.push(vendor)
  const { settings, findings } = readMessagesFile('messages.yaml', FILES[kind]?.(vendor.url) ?? '')
  expect(findings).toEqual([])
  const { sms } = createProviders(settings, {
    secrets: { sms: 'token', webhook: 'hook' },
    statusUrl: 'https://robot.example.org/messages/statuses',
    append: () => undefined,
    now: () => 0,
  })
  return { provider: sms, vendor }
}
const failureOf = async (provider: MessageProvider): Promise<string> => {
  const error: unknown = await provider.send(message).catch((caught: unknown) => caught)
  return error instanceof MessageError ? `${error.code}${error.retryable ? ', again' : ', for ever'}` : 'taken'
}

describe('SMSAPI', () => {
  it('gets the form it wants, each key once, and tells its id and price', async () => {
    const { provider, vendor } = await open(
      'smsapi',
      json(200, { count: 1, list: [{ id: 'S1', points: 0.16, status: 'QUEUE' }] }),
    )
    expect(await provider.send(message)).toEqual({ providerId: 'S1', cost: 0.16 })
    const [request] = vendor.requests
    expect([request?.method, request?.path, request?.headers.authorization]).toEqual(['POST', '/sms.do', 'Bearer token'])
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      to: '48600000201',
      message: message.text,
      from: 'Klinika',
      encoding: 'utf-8',
      format: 'json',
      idx: Buffer.from(message.key).toString('hex'),
      check_idx: '1',
    })
  })
  it('has taken a message that it knows already', async () => {
    const { provider } = await open('smsapi', json(200, { error: 53, message: 'Not unique idx parameter' }))
    expect(await provider.send(message)).toEqual({})
  })
  it.each([
    [13, 'messages/bad-address, for ever'],
    [57, 'messages/bad-address, for ever'],
    [59, 'messages/bad-address, for ever'],
    [301, 'messages/refused, for ever'],
    [11, 'messages/refused, for ever'],
    [103, 'messages/account, again'],
    [101, 'messages/account, again'],
    [112, 'messages/account, again'],
    [401, 'messages/account, again'],
    [52, 'messages/over-quota, again'],
    [203, 'messages/over-quota, again'],
    [8, 'messages/server-error, again'],
    [201, 'messages/server-error, again'],
  ])('means by error %i: %s', async (error, meaning) => {
    const { provider } = await open('smsapi', json(200, { error, message: 'no' }))
    expect(await failureOf(provider)).toBe(meaning)
  })
})

describe('Twilio', () => {
  it('gets the form it wants, with where to report', async () => {
    const { provider, vendor } = await open('twilio', json(201, { sid: 'SM1', status: 'queued', price: null }))
    expect(await provider.send(message)).toEqual({ providerId: 'SM1' })
    const [request] = vendor.requests
    expect(request?.path).toBe('/2010-04-01/Accounts/AC1/Messages.json')
    expect(request?.headers.authorization).toBe(`Basic ${Buffer.from('AC1:token').toString('base64')}`)
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      To: message.to,
      From: '+48221234567',
      Body: message.text,
      StatusCallback: `https://robot.example.org/messages/statuses?message=${Buffer.from(message.key).toString('hex')}`,
    })
  })
  it('finds a message of which no answer came back', async () => {
    const listed = { sid: 'SM7', body: message.text, date_created: 'Mon, 04 May 2026 12:00:01 +0000' }
    const { provider, vendor } = await open('twilio', json(200, { messages: [{ ...listed, sid: 'SM6', body: 'other' }, listed] }))
    expect(await provider.find?.(message, Date.UTC(2026, 4, 4, 12))).toEqual({ providerId: 'SM7' })
    expect(new URLSearchParams(vendor.requests[0]?.path.split('?')[1]).get('DateSent>')).toBe('2026-05-04')
    expect(await provider.find?.(message, Date.UTC(2026, 4, 4, 13))).toBeUndefined()
  })
  it.each([
    [400, 21211, 'messages/bad-address, for ever'],
    [400, 21610, 'messages/bad-address, for ever'],
    [400, 21617, 'messages/refused, for ever'],
    [401, 20003, 'messages/account, again'],
    [400, 21611, 'messages/over-quota, again'],
    [429, 20429, 'messages/over-quota, again'],
    [500, 20500, 'messages/server-error, again'],
  ])('means by %i with code %i: %s', async (status, code, meaning) => {
    const { provider } = await open('twilio', json(status, { code, message: 'no', status }))
    expect(await failureOf(provider)).toBe(meaning)
  })
})

describe('any HTTP API', () => {
  it('gets what the templates say, safely encoded', async () => {
    const { provider, vendor } = await open('http', json(200, { data: { id: 7, price: '0.09' } }))
    expect(await provider.send({ ...message, text: 'a "quoted" {to} & ü' })).toEqual({ providerId: '7', cost: 0.09 })
    const [request] = vendor.requests
    expect(request?.path).toBe('/send/%2B48600000201')
    expect(request?.headers.authorization).toBe('Bearer token')
    expect(request?.headers['idempotency-key']).toBe(message.key)
    expect(JSON.parse(request?.body ?? '')).toEqual({ to: message.to, text: 'a "quoted" {to} & ü', ref: message.key })
  })
  it.each([
    [json(200, { error: { code: 'bad_number' } }), 'messages/refused, for ever'],
    [json(200, { error: { code: 'busy' } }), 'messages/server-error, again'],
    [json(422, { error: { code: 'x' } }), 'messages/refused, for ever'],
    [json(503, {}), 'messages/server-error, again'],
    [json(403, {}), 'messages/account, again'],
    [json(200, { data: {} }), 'messages/malformed, again'],
    [{ status: 200, body: '<html>' } as const, 'messages/malformed, again'],
  ])('tells permanent failures from others: %j', async (answer, meaning) => {
    const { provider } = await open('http', answer)
    expect(await failureOf(provider)).toBe(meaning)
  })
})

describe.each(['smsapi', 'twilio', 'http'])('%s', kind => {
  it('gives up on an answer that does not come, and on a line that breaks', async () => {
    const { provider } = await open(kind, 'hangs', 'breaks')
    expect(await failureOf(provider)).toBe('messages/timeout, again')
    expect(await failureOf(provider)).toBe('messages/unreachable, again')
  })
  it('passes on how long it is to wait', async () => {
    const { provider } = await open(kind, json(429, {}, { 'retry-after': '90' }))
    await expect(provider.send(message)).rejects.toMatchObject({ code: 'messages/over-quota', waitMs: 90_000 })
  })
  it('says nothing of the person in an error', async () => {
    const { provider } = await open(kind, json(500, { error: message.text, message: message.to }))
    const error: unknown = await provider.send(message).catch((caught: unknown) => caught)
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toMatch(/600000201|Wizyta/)
  })
})

import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createProviders,
  hearWebhook,
  type IncomingText,
  readMessagesFile,
  type WebhookRequest,
} from '../../../src/engine/messages/index.ts'
import { openStore } from '../../../src/engine/store/index.ts'

const NOON = Date.UTC(2026, 4, 4, 12)
const FILES = {
  smsapi: 'sms: { smsapi: {} }',
  twilio: 'sms: { twilio: { account: AC1, from: "+48221234567" } }',
  http: 'sms: { http: { url: "https://sms.example.org", statuses: { id: ref, key: ours, status: state, delivered: [ok], failed: [lost] }, replies: { id: id, from: from, text: text } } }',
  file: 'sms: { file: {} }',
} as const

async function open(kind: keyof typeof FILES) {
  const store = await openStore(':memory:')
  const { settings } = readMessagesFile('messages.yaml', FILES[kind])
  const around = { secrets: { sms: 'token', webhook: 'hook' }, append: () => undefined, now: () => NOON }
  const texts: IncomingText[] = []
  const options = {
    provider: createProviders(settings, around).sms,
    store,
    now: () => NOON,
    takeText: async (text: IncomingText) => void texts.push(text),
    log: { warn: () => undefined, error: () => undefined },
  }
  await store.messages.add({
    id: 'm1',
    direction: 'out',
    channel: 'sms',
    template: 'reminder',
    contact: 'c',
    campaign: 'visits',
    person: 'p',
    address: '+48600000201',
    body: '…',
    state: 'sent',
    providerId: 'P1',
    meaning: null,
    error: null,
    createdAt: NOON,
    changedAt: NOON,
  })
  const hear = (request: Partial<WebhookRequest>) =>
    hearWebhook(options, {
      about: 'statuses',
      method: 'POST',
      url: `https://robot.example.org/messages/${request.about ?? 'statuses'}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: '',
      pathSecret: '',
      ...request,
    })
  return { store, texts, hear, state: async () => (await store.messages.find('m1'))?.state }
}
const form = (fields: Readonly<Record<string, string>>): string => new URLSearchParams(fields).toString()

describe('a report that comes before the answer with the id of the provider', () => {
  const early = async (kind: keyof typeof FILES) => {
    const world = await open(kind)
    const message = await world.store.messages.find('m1')
    if (message === undefined) throw new Error('no message')
    const key = 'contact-2 sms reminder'
    await world.store.messages.add({ ...message, id: key, state: 'queued', providerId: null })
    return { ...world, key, reference: Buffer.from(key).toString('hex') }
  }
  it('finds its message by the key that went along with it: SMSAPI', async () => {
    const { hear, store, key, reference } = await early('smsapi')
    await hear({ body: form({ MsgId: 'P0,P2', status: '404,404', idx: `,${reference}`, points: '0.1,0.2' }), pathSecret: 'hook' })
    expect(await store.messages.find(key)).toMatchObject({ state: 'delivered', providerId: 'P2', cost: 0.2 })
    expect((await store.messages.find('m1'))?.state).toBe('sent')
  })
  it('finds its message by the key that went along with it: Twilio', async () => {
    const { hear, store, key, reference } = await early('twilio')
    const url = `https://robot.example.org/messages/statuses?message=${reference}`
    const fields = { MessageSid: 'SM2', MessageStatus: 'delivered' }
    await hear({ url, headers: { 'x-twilio-signature': signAsTwilio(url, fields) }, body: form(fields) })
    expect(await store.messages.find(key)).toMatchObject({ state: 'delivered', providerId: 'SM2' })
  })
  it('finds its message by the key that went along with it: any HTTP API', async () => {
    const { hear, store, key } = await early('http')
    const headers = { 'content-type': 'application/json' }
    await hear({ headers, body: JSON.stringify({ ref: 'H2', ours: key, state: 'ok' }), pathSecret: 'hook' })
    expect(await store.messages.find(key)).toMatchObject({ state: 'delivered', providerId: 'H2' })
  })
  it('changes nothing of what people wrote, whose keys are names as well', async () => {
    const { hear, store, key } = await early('smsapi')
    const message = await store.messages.find(key)
    if (message !== undefined) await store.messages.add({ ...message, id: 'smsapi in', direction: 'in', state: 'received' })
    const reference = Buffer.from('smsapi in').toString('hex')
    await hear({ body: form({ MsgId: 'P3', status: '404', idx: reference, points: '0.1' }), pathSecret: 'hook' })
    expect(await store.messages.find('smsapi in')).toMatchObject({ state: 'received', providerId: null, cost: null })
  })
})

describe('webhooks of SMSAPI', () => {
  it('are believed by the secret in their path alone', async () => {
    const { hear, state } = await open('smsapi')
    const body = form({ MsgId: 'P1', status: '404' })
    for (const pathSecret of ['', 'wrong', 'hoo', 'hookk']) expect((await hear({ body, pathSecret })).status).toBe(401)
    expect(await state()).toBe('sent')
    expect(await hear({ body, pathSecret: 'hook' })).toMatchObject({ status: 200, body: 'OK' })
    expect(await state()).toBe('delivered')
  })
  it('tell of several messages at once, in a query too', async () => {
    const { hear, state, store } = await open('smsapi')
    const url = `https://robot.example.org/messages/statuses/hook?${form({ MsgId: 'P0,P1', status: '404,406', points: '0.1,0.2' })}`
    expect((await hear({ method: 'GET', url, pathSecret: 'hook' })).status).toBe(200)
    expect(await state()).toBe('failed')
    expect(await store.messages.find('m1')).toMatchObject({ cost: 0.2, error: 'smsapi 406' })
  })
  it.each([
    // NOT_FOUND, EXPIRED, SENT, DELIVERED, UNDELIVERED, FAILED, REJECTED, UNKNOWN, QUEUE, ACCEPTED (by the operator), RENEWAL, STOP
    ['401', 'sent'],
    ['402', 'failed'],
    ['403', 'sent'],
    ['404', 'delivered'],
    ['405', 'failed'],
    ['406', 'failed'],
    ['407', 'failed'],
    ['408', 'sent'],
    ['409', 'sent'],
    ['410', 'sent'],
    ['411', 'sent'],
    ['412', 'failed'],
  ])('mean by %s: %s', async (status, expected) => {
    const { hear, state } = await open('smsapi')
    await hear({ body: form({ MsgId: 'P1', status }), pathSecret: 'hook' })
    expect(await state()).toBe(expected)
  })
  it('bring what people write, the same one under the same id', async () => {
    const { hear, texts } = await open('smsapi')
    const body = form({ sms_from: '48600000201', sms_to: '48600000100', sms_text: 'Tak, będę', sms_date: '1777896000' })
    for (let times = 0; times < 2; times++) await hear({ about: 'replies', body, pathSecret: 'hook' })
    expect(texts).toHaveLength(2)
    expect(texts[0]).toMatchObject({ from: '+48600000201', text: 'Tak, będę' })
    expect(texts[1]?.id).toBe(texts[0]?.id)
  })
})

const signAsTwilio = (url: string, fields: Readonly<Record<string, string>>): string =>
  createHmac('sha1', 'token')
    .update(
      url +
        Object.keys(fields)
          .sort()
          .map(name => name + fields[name])
          .join(''),
    )
    .digest('base64')

describe('webhooks of Twilio', () => {
  it('are believed with and without the port in the address that was signed', async () => {
    const { hear } = await open('twilio')
    const fields = { MessageSid: 'SM1', From: '+48600000201', Body: 'STOP' }
    const ask = async (at: string, signed: string) =>
      (
        await hear({
          about: 'replies',
          url: at,
          headers: { 'x-twilio-signature': signAsTwilio(signed, fields) },
          body: form(fields),
        })
      ).status
    const rest = '/messages/replies?a=b'
    expect(await ask(`https://r.example.org${rest}`, `https://r.example.org:443${rest}`)).toBe(200)
    expect(await ask(`https://r.example.org:8443${rest}`, `https://r.example.org${rest}`)).toBe(200)
    expect(await ask(`https://r.example.org:8443${rest}`, `https://r.example.org:8443${rest}`)).toBe(200)
    expect(await ask(`https://r.example.org${rest}`, `https://r.example.org:8443${rest}`)).toBe(401)
    expect(await ask(`https://r.example.org${rest}`, `https://s.example.org${rest}`)).toBe(401)
  })
  it('are believed by their signature over address and form alone', async () => {
    const { hear, texts } = await open('twilio')
    const url = 'https://robot.example.org/messages/replies'
    const fields = { MessageSid: 'SM1', From: '+48600000201', Body: 'STOP', To: '+48600000100' }
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signAsTwilio(url, fields) }
    const ask = (body: string, at = url) => hear({ about: 'replies', url: at, headers, body })
    expect((await ask(form({ ...fields, Body: 'TAK' }))).status).toBe(401)
    expect((await ask(form(fields), `${url}/x`)).status).toBe(401)
    expect(texts).toEqual([])
    expect(await ask(form(fields))).toMatchObject({ status: 200, type: 'text/xml' })
    expect(texts).toEqual([{ id: 'twilio SM1', from: '+48600000201', text: 'STOP' }])
  })
  it('say what became of a message, with the code of the fault', async () => {
    const { hear, store } = await open('twilio')
    const fields = { MessageSid: 'P1', MessageStatus: 'undelivered', ErrorCode: '30003' }
    const headers = { 'x-twilio-signature': signAsTwilio('https://robot.example.org/messages/statuses', fields) }
    await hear({ headers, body: form(fields) })
    expect(await store.messages.find('m1')).toMatchObject({ state: 'failed', error: 'twilio 30003' })
  })
  // https://www.twilio.com/docs/messaging/guides/track-outbound-message-status, the fields of an SMS
  it.each([
    ['accepted', 'sent'],
    ['scheduled', 'sent'],
    ['queued', 'sent'],
    ['sending', 'sent'],
    ['sent', 'sent'],
    ['delivered', 'delivered'],
    ['read', 'delivered'],
    ['partially_delivered', 'sent'],
    ['undelivered', 'failed'],
    ['failed', 'failed'],
    ['canceled', 'failed'],
  ])('mean by %s: %s', async (status, expected) => {
    const { hear, state } = await open('twilio')
    const about = { AccountSid: 'AC1', ApiVersion: '2010-04-01', From: '+48221234567', To: '+48600000201' }
    const fields = {
      ...about,
      MessageSid: 'P1',
      MessageStatus: status,
      SmsSid: 'P1',
      SmsStatus: status,
      RawDlrDoneDate: '2605041206',
    }
    const headers = { 'x-twilio-signature': signAsTwilio('https://robot.example.org/messages/statuses', fields) }
    expect((await hear({ headers, body: form(fields) })).status).toBe(200)
    expect(await state()).toBe(expected)
  })
})

describe('webhooks of any HTTP API', () => {
  it('are believed by a signature over the body, that is not old', async () => {
    const { hear, state } = await open('http')
    const body = JSON.stringify({ ref: 'P1', state: 'ok' })
    const sign = (seconds: number) => `t=${seconds},v1=${createHmac('sha256', 'hook').update(`${seconds}.${body}`).digest('hex')}`
    const ask = (signature: string) =>
      hear({ headers: { 'content-type': 'application/json', 'trucada-signature': signature }, body })
    expect((await ask(sign(NOON / 1000 - 600))).status).toBe(401)
    expect((await ask(sign(NOON / 1000).replace(/.$/, '0x'))).status).toBe(401)
    expect((await ask(sign(NOON / 1000))).status).toBe(200)
    expect(await state()).toBe('delivered')
  })
  it('are refused where they say nothing', async () => {
    const { hear } = await open('http')
    const headers = { 'content-type': 'application/json' }
    for (const body of ['', '{', '[]', '{"ref":"P1"}'])
      expect((await hear({ headers, body, pathSecret: 'hook' })).status).toBe(400)
  })
})

it('a provider without webhooks has none', async () => {
  const { hear } = await open('file')
  expect((await hear({ pathSecret: 'hook' })).status).toBe(404)
})

it('reports that come late, twice or in the wrong order change nothing back', async () => {
  const reports = fc.array(fc.constantFrom('403', '404', '406', '409'), { minLength: 1, maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(reports, async statuses => {
      const { hear, state, store } = await open('smsapi')
      let before = 0
      for (const status of statuses) {
        await hear({ body: form({ MsgId: 'P1', status }), pathSecret: 'hook' })
        const rank = ['sent', 'failed', 'delivered'].indexOf((await state()) ?? '')
        expect(rank).toBeGreaterThanOrEqual(before)
        before = rank
      }
      // That it arrived outweighs everything.
      expect(before === 2).toBe(statuses.includes('404'))
      await store.close()
    }),
    { numRuns: 20 },
  )
})

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openStore, type Store } from '../../../src/engine/store/index.ts'
import { MESSAGES_PATH, openMessaging } from '../../../src/server/messages/open-messaging.ts'
import { readSettings } from '../../../src/server/settings/index.ts'
import { createVirtualClock } from '../../../src/simulation/index.ts'
import { scenario } from '../../unit/campaigns/replies/reply-world.ts'
import { understanding } from '../../learned.ts'

const NOON = Date.UTC(2026, 4, 4, 12)
const log = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined }
const wishes: unknown[] = []
let store: Store
let url = ''
const server = createServer()

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'trucada-messages-'))
  writeFileSync(join(folder, 'messages.yaml'), 'sms: { smsapi: {} }\n')
  const env = { TRUCADA_SMS_SECRET: 'token', TRUCADA_MESSAGE_WEBHOOK_SECRET: 'a long secret' }
  const { settings } = readSettings({ flags: { campaigns: folder, data: folder }, env, folder })
  store = await openStore(':memory:')
  const callbacks = {
    request: async (wish: unknown) => {
      wishes.push(wish)
      return { kind: 'open' } as const
    },
  }
  const messaging = await openMessaging({
    settings,
    clock: createVirtualClock(NOON),
    log: log as never,
    own: undefined,
    campaigns: { store, plans: () => undefined, callbacks },
    scenarios: () => new Map([[scenario.name, scenario]]),
    understanding,
    services: { call: () => ({ result: 'done', values: {} }) },
  })
  server.on('request', (request, response) => void messaging.answer(request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${MESSAGES_PATH}`
})
afterAll(async () => {
  server.close()
  await store.close()
})

const post = (path: string, fields: Readonly<Record<string, string>>) =>
  fetch(url + path, { method: 'POST', body: new URLSearchParams(fields) })

it('an SMS of somebody who is in no campaign becomes a callback, once', async () => {
  const sms = { sms_from: '48600000299', sms_to: '48600000100', sms_text: 'zadzwońcie', sms_date: '1777896000' }
  for (let times = 0; times < 2; times++) {
    const response = await post('replies/a%20long%20secret', sms)
    expect([response.status, await response.text()]).toEqual([200, 'OK'])
  }
  expect(wishes).toMatchObject([{ way: 'sms', number: '+48600000299', note: 'zadzwońcie' }])
  expect(await store.messages.listOfAddress('+48600000299', 0)).toMatchObject([{ direction: 'in', meaning: 'call' }])
})
it('whoever does not know the secret is not believed, and other paths are none', async () => {
  const sms = { sms_from: '48600000298', sms_text: 'STOP' }
  expect((await post('replies/other', sms)).status).toBe(401)
  expect((await post('replies', sms)).status).toBe(401)
  expect((await post('replies/%E0%A4%A', sms)).status).toBe(401)
  expect((await post('elsewhere/a%20long%20secret', sms)).status).toBe(404)
  expect((await post('replies/a%20long%20secret/more', sms)).status).toBe(404)
  expect((await post('replies/a%20long%20secret', { ...sms, sms_text: 'x'.repeat(100_000) })).status).toBe(413)
  expect(await store.ledger.listOptOuts(['+48600000298'])).toEqual([])
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { saveWaiting } from '../../../src/engine/clinic/waiting-list/index.ts'
import { type ApiServer, startApiServer } from './api-server.ts'

let server: ApiServer
beforeAll(async () => {
  server = await startApiServer()
  await server.ask('operator', 'POST', '/api/campaigns/confirmations/start')
}, 60_000)
afterAll(() => server.close())

/** A contact that waits for an agent, with its task. */
async function addPreview(id: string, priority = 0): Promise<void> {
  const { store } = server
  const number = `+4860000070${id.slice(1)}`
  const numbers = [{ number, kind: 'mobile' }]
  await store.people.add([{ id: `person ${id}`, key: id, name: null, language: 'pl', zone: 'Europe/Warsaw', numbers }], 1)
  const about = { campaign: 'confirmations', person: `person ${id}`, subject: id, numbers: [number], zone: 'Europe/Warsaw' }
  const rest = {
    language: 'pl',
    data: {},
    variant: null,
    priority,
    deadlineAt: null,
    reason: 'preview',
    importId: null,
    line: null,
  }
  await store.contacts.add([{ ...about, ...rest, id, dueAt: 1 }], 1)
  const task = { campaign: 'confirmations', contact: id, person: `person ${id}`, attempt: null, note: null, assignee: null }
  const open = { kind: 'preview', reason: 'preview', state: 'open', dueAt: null, createdAt: 1, closedAt: null } as const
  await store.tasks.add({ ...task, ...open, id: `${id} preview 1`, priority })
}
const take = async (agent: string) => {
  const answer = await server.ask('operator', 'POST', '/api/campaigns/confirmations/previews', { body: { agent } })
  const { preview } = (await answer.json()) as { preview: { task: { id: string }; contact: { id: string } } | null }
  return preview && { task: preview.task.id, contact: preview.contact.id }
}
const decide = (what: string, task: string, body: object) =>
  server.ask('operator', 'POST', `/api/previews/${encodeURIComponent(task)}/${what}`, { body })

describe('agents who see contacts before they are called', () => {
  it('get one each, have it called or not, and nobody gets one that another has', async () => {
    for (const [id, priority] of [
      ['c1', 2],
      ['c2', 1],
      ['c3', 0],
    ] as const)
      await addPreview(id, priority)
    const first = await take('Ewa')
    expect(first).toEqual({ task: 'c1 preview 1', contact: 'c1' })
    expect(await take('Ewa')).toEqual(first)
    expect((await take('Adam'))?.contact).toBe('c2')
    const foreign = await decide('call', 'c1 preview 1', { agent: 'Adam' })
    expect([foreign.status, await foreign.json()]).toMatchObject([409, { type: '/api/docs#task-taken' }])
    expect(await (await decide('call', 'c1 preview 1', { agent: 'Ewa' })).json()).toEqual({
      id: 'c1 preview 1',
      state: 'accepted',
    })
    expect(await server.store.contacts.find('c1')).toMatchObject({ state: 'waiting', reason: 'accepted' })
    expect((await decide('call', 'c1 preview 1', { agent: 'Ewa' })).status).toBe(409)

    const until = '2030-05-06T08:00:00.000Z'
    expect((await decide('skip', 'c2 preview 1', { agent: 'Adam', until })).status).toBe(200)
    expect(await server.store.contacts.find('c2')).toMatchObject({
      state: 'waiting',
      reason: 'skipped',
      dueAt: Date.parse(until),
    })
    expect((await take('Adam'))?.contact).toBe('c3')
    expect((await decide('skip', 'c3 preview 1', { agent: 'Adam', note: 'in hospital' })).status).toBe(200)
    expect(await server.store.contacts.find('c3')).toMatchObject({ state: 'worklist', reason: 'skipped' })
    const worklist = await server.ask('operator', 'GET', '/api/tasks?kind=worklist&state=open')
    expect(await worklist.json()).toMatchObject({
      items: [{ contact: 'c3', reason: 'skipped', note: 'in hospital', assignee: null }],
    })
    expect(await take('Ewa')).toBeNull()
    const actions = (await server.store.audit.list(1, 100))
      .map(({ action }) => action)
      .filter(action => action.startsWith('preview'))
    expect(new Set(actions)).toEqual(new Set(['preview.take', 'preview.call', 'preview.skip']))
  })

  it('get none that was reached meanwhile', async () => {
    await addPreview('c4')
    await addPreview('c5')
    await server.store.contacts.plan('c4', { state: 'finished', dueAt: null, reason: 'replied', outcome: 'confirmed' }, 2, [
      'waiting',
    ])
    expect((await take('Ewa'))?.contact).toBe('c5')
    expect(await server.store.tasks.find('c4 preview 1')).toMatchObject({ state: 'done' })
    await server.store.contacts.plan('c5', { state: 'finished', dueAt: null, reason: 'replied', outcome: 'confirmed' }, 2, [
      'waiting',
    ])
    const gone = await decide('call', 'c5 preview 1', { agent: 'Ewa' })
    expect([gone.status, await gone.json()]).toMatchObject([409, { type: '/api/docs#contact-gone' }])
    expect((await decide('call', 'nothing', {})).status).toBe(404)
  })
})

describe('the outbox', () => {
  it('shows what waits without what it says, and lets what was given up be tried again', async () => {
    const { outbox } = server.store
    const payload = { contract: { name: 'confirm_visit' }, input: { id: 'secret' } }
    for (const id of ['l1', 'l2']) await outbox.add({ id, kind: 'test', stream: id, idempotencyKey: id, payload, dueAt: 1 }, 1)
    await outbox.markFailed('l1', 'service/refused', 2)
    const listed = await server.ask('viewer', 'GET', '/api/outbox')
    const text = await listed.text()
    expect(text).not.toContain('secret')
    expect(JSON.parse(text)).toMatchObject({
      waiting: 1,
      failed: 1,
      items: [
        { id: 'l1', service: 'confirm_visit', state: 'failed', error: 'service/refused', dueAt: null },
        { id: 'l2', state: 'waiting', error: null },
      ],
    })
    const retry = (body: object) => server.ask('operator', 'POST', '/api/outbox/retry', { body })
    expect((await retry({ id: 'l2' })).status).toBe(404)
    expect(await (await retry({ id: 'l1' })).json()).toEqual({ retried: 1 })
    expect(await (await retry({ all: true })).json()).toEqual({ retried: 0 })
    expect((await retry({})).status).toBe(400)
    expect(await outbox.count()).toEqual({ waiting: 2, failed: 0 })
  })
})

describe('the waiting list', () => {
  it('shows who waits in the order in which they are asked', async () => {
    const wait = (id: string, urgency: number) =>
      saveWaiting(server.store, { id, patient: `P${id}`, since: 1000, urgency, specialty: 'kardiologia' }, 1000)
    await wait('1', 0)
    await wait('2', 5)
    const listed = await server.ask('operator', 'GET', '/api/waiting')
    expect(await listed.json()).toMatchObject({
      waiting: [
        { patient: 'P2', urgency: 5, specialty: 'kardiologia', since: '1970-01-01T00:00:01.000Z' },
        { patient: 'P1', urgency: 0 },
      ],
      freed: [],
    })
  })
  it('takes a patient of the clinic, once under one key, and says what is missing', async () => {
    const anna = { id: 'P7', name: 'Anna Nowak', born: '1980-02-03', gender: 'female', language: 'pl', address: null }
    await server.store.clinic.patients.save({ ...anna, phones: ['+48600000802'] }, 1000)
    const add = (body: unknown, key?: string) =>
      server.ask('operator', 'POST', '/api/waiting', { body, ...(key !== undefined && { headers: { 'idempotency-key': key } }) })
    const key = '6f2d7c52-7b0e-4d39-8a55-0d3c5c1f9a11'
    const wanted = { patient: 'P7', specialty: 'okulistyka', parts: ['morning'], urgency: 3 }
    const first = await add(wanted, key)
    expect(first.status).toBe(201)
    expect(await (await add(wanted, key)).json()).toEqual(await first.json())
    const { waiting } = (await (await server.ask('operator', 'GET', '/api/waiting')).json()) as { waiting: { patient: string }[] }
    expect(waiting.filter(({ patient }) => patient === 'P7')).toMatchObject([
      { specialty: 'okulistyka', parts: ['morning'], urgency: 3 },
    ])
    expect((await add({ patient: 'P7' })).status).toBe(400)
    expect((await add({ patient: 'nobody', specialty: 'okulistyka' })).status).toBe(404)
    expect((await add({ patient: 'P7', specialty: 'okulistyka', visit: 'none' })).status).toBe(404)
    expect((await server.ask('viewer', 'POST', '/api/waiting', { body: wanted })).status).toBe(403)
  })
})

it("the forecast of a campaign about the clinic's visits reckons with those that it would take in, and takes none in", async () => {
  const { clinic, contacts } = server.store
  const now = Date.now()
  const anna = { id: 'P9', name: 'Anna Nowak', born: '1980-02-03', gender: 'female', language: 'pl', address: null }
  await clinic.patients.save({ ...anna, phones: ['+48600000801'] }, now)
  const visit = { slot: null, durationMs: null, specialty: 'kardiologia', doctor: 'Ewa Zielińska', place: 'parter' }
  const rest = { program: null, prep: null, note: null, status: 'booked', reason: null } as const
  await clinic.visits.add({ ...visit, ...rest, id: 'V9', patient: 'P9', at: now + 48 * 3_600_000 }, now)
  const forecast = await server.ask('viewer', 'GET', '/api/campaigns/reminders/forecast')
  expect(await forecast.json()).toMatchObject({ contacts: 1, eligible: 1 })
  expect(await contacts.list({ campaign: 'reminders', limit: 10 })).toEqual([])
})

import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Validator } from '@seriousme/openapi-schema-validator'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Contract, CONTRACTS } from '../../../src/server/contracts/index.ts'
import { createAnswerChecker } from './answer-checker.ts'
import { type ApiServer, readUntil, startApiServer } from './api-server.ts'

let server: ApiServer
beforeAll(async () => {
  server = await startApiServer()
}, 60_000)
afterAll(() => server.close())

const addTasks = async (priorities: readonly number[]): Promise<void> => {
  const blank = {
    campaign: null,
    contact: null,
    person: null,
    attempt: null,
    note: null,
    assignee: null,
    dueAt: null,
    closedAt: null,
  }
  await sql`delete from tasks`.execute(server.store.database)
  for (const [index, priority] of priorities.entries())
    await server.store.tasks.add({
      ...blank,
      id: `task-${index}`,
      kind: 'staff',
      reason: 'test',
      priority,
      state: 'open',
      createdAt: index % 3,
    })
}
const lead = { number: '+48600000321', consent: { given: true, text: 'I agree to be called.' } }

describe('what the API promises', () => {
  it('describes every route in OpenAPI 3.1, and on a page without scripts', async () => {
    const document = (await (await server.ask(undefined, 'GET', '/api/docs/openapi.json')).json()) as {
      openapi: string
      paths: Record<string, Record<string, { operationId: string }>>
    }
    expect(document.openapi).toMatch(/^3\.1\./)
    expect(await new Validator().validate(structuredClone(document))).toEqual({ valid: true })
    for (const [name, { method, path }] of Object.entries<Contract>(CONTRACTS))
      expect(document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]?.operationId).toBe(name)
    const page = await (await server.ask(undefined, 'GET', '/api/docs')).text()
    expect(page.replaceAll('<wbr>', '')).toContain('/api/contacts/find')
    expect(page).not.toContain('<script')
    // Each link leads somewhere, and so does the type of a problem.
    const anchors = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id))
    for (const [, to = ''] of page.matchAll(/href="#([^"]+)"/g)) expect(anchors).toContain(to)
    const problem = (await (await server.ask(undefined, 'GET', '/api/lines')).json()) as { type: string }
    expect(anchors).toContain(problem.type.replace('/api/docs#', ''))
  })

  // Every answer of these tests is held against the document: see `ask`.
  it('has a document by which wrong answers are found', async () => {
    const check = createAnswerChecker((await (await server.ask(undefined, 'GET', '/api/docs/openapi.json')).json()) as object)
    const headers = { 'content-type': 'application/json' }
    const answer = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status, headers })
    const good = { id: 't', state: 'taken', assignee: null }
    await check('POST', '/api/tasks/t/take', answer(good))
    await expect(check('POST', '/api/tasks/t/take', answer({ ...good, state: 'lost' }))).rejects.toThrow('/state')
    await expect(check('POST', '/api/tasks/t/take', answer(good, 201))).rejects.toThrow('no such status')
    await expect(check('POST', '/api/tasks/t/take', answer(good, 404))).rejects.toThrow('application/problem+json')
  })

  it('pages hold every task once, in order, whatever their length', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 12 }),
        fc.integer({ min: 1, max: 5 }),
        async (priorities, limit) => {
          await addTasks(priorities)
          const seen: string[] = []
          let next: string | null = ''
          while (next !== null) {
            const answer = await server.ask('operator', 'GET', `/api/tasks?limit=${limit}${next === '' ? '' : `&cursor=${next}`}`)
            const page = (await answer.json()) as { items: { id: string }[]; next: string | null }
            seen.push(...page.items.map(({ id }) => id))
            next = page.next
          }
          expect(seen).toEqual((await server.store.tasks.list({})).map(({ id }) => id))
        },
      ),
      { numRuns: 15 },
    )
  }, 60_000)

  it('does a POST with an Idempotency-Key once', async () => {
    await addTasks([1])
    const headers = { 'idempotency-key': 'first' }
    const take = (body: unknown) => server.ask('operator', 'POST', '/api/tasks/task-0/take', { body, headers })
    const first = await take({})
    const again = await take({})
    expect([first.status, again.status]).toEqual([200, 200])
    expect(await again.json()).toEqual(await first.json())
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect((await take({ assignee: 'other' })).status).toBe(422)
    expect((await server.ask('operator', 'POST', '/api/tasks/task-0/take', { body: {} })).status).toBe(409)
  })

  it('never answers what nobody has foreseen, whatever is sent', async () => {
    const posts = Object.values<Contract>(CONTRACTS).filter(({ method, path }) => method === 'POST' && !path.includes('start'))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...posts), fc.json({ maxDepth: 2 }), async ({ path }, body) => {
        const headers = { 'content-type': 'application/json' }
        const at = path.replace(/:\w+/, 'nothing')
        const { status } = await server.ask('admin', 'POST', at, { body, headers })
        expect(status, `${at} ${body}`).toBeLessThan(500)
      }),
      { numRuns: 60 },
    )
  }, 60_000)

  it('calls back who asks for it, keeps the consent, and drops what a program fills in', async () => {
    const taken = await server.ask('form', 'POST', '/api/leads', { body: lead })
    expect(taken.status).toBe(202)
    const consents = await server.store.ledger.listOf('number', lead.number)
    expect(consents).toMatchObject([{ kind: 'consent', source: 'web', evidence: 'form of key form: I agree to be called.' }])
    const dropped = await server.ask('form', 'POST', '/api/leads', { body: { ...lead, number: '+48600000322', website: 'x' } })
    expect(dropped.status).toBe(202)
    expect(await server.store.people.listByNumber('+48600000322')).toEqual([])
  })

  it('exports a person to an admin alone, erases them with the journals of their calls, and says so in the audit log', async () => {
    const number = '+48600000341'
    await server.ask('form', 'POST', '/api/leads', { body: { ...lead, number, name: 'Jan Kowalski' } })
    const found = (await (await server.ask('operator', 'POST', '/api/contacts/find', { body: { number } })).json()) as {
      persons: string[]
    }
    const [person = ''] = found.persons
    const journal = 'calls/erased-one.jsonl'
    mkdirSync(join(server.folder, 'data/calls'), { recursive: true })
    writeFileSync(join(server.folder, 'data', journal), '{}\n')
    await server.store.calls.save({
      id: 'erased-one',
      direction: 'inbound',
      attempt: null,
      campaign: null,
      person,
      number,
      line: null,
      trunk: null,
      scenario: 'callback',
      language: 'pl',
      outcome: 'completed',
      result: { need: 'doctor' },
      journal,
      cost: null,
      beganAt: 1,
      answeredAt: 1,
      endedAt: 2,
    })
    expect((await server.ask('author', 'GET', `/api/persons/${person}`)).status).toBe(403)
    expect((await server.ask('author', 'DELETE', `/api/persons/${person}`)).status).toBe(403)
    const exported = await (await server.ask('admin', 'GET', `/api/persons/${person}`)).json()
    expect(exported).toMatchObject({ person: [{ name: 'Jan Kowalski' }], numbers: [{ number }], calls: [{ id: 'erased-one' }] })
    const erased = await server.ask('admin', 'DELETE', `/api/persons/${person}`)
    expect(await erased.json()).toMatchObject({ erased: { numbers: 1, calls: 1, tasks: 1 }, journals: 1 })
    expect(existsSync(join(server.folder, 'data', journal))).toBe(false)
    expect(JSON.stringify(await (await server.ask('admin', 'GET', `/api/persons/${person}`)).json())).not.toContain('Kowalski')
    expect((await server.ask('operator', 'GET', '/api/calls/erased-one/journal')).status).toBe(404)
    expect((await server.ask('admin', 'DELETE', '/api/persons/nobody')).status).toBe(404)
    const actions = (await server.store.audit.list(1, 1000)).filter(({ subject }) => subject === person)
    expect(actions.map(({ action }) => action)).toEqual(['contacts.find', 'person.export', 'person.erase', 'person.export'])
  })

  it('exports and erases what came from a number that nobody is known by', async () => {
    const number = '+48600000399'
    const about = { contact: null, campaign: null, person: null, template: null, providerId: null, meaning: null, error: null }
    const text = { direction: 'in', channel: 'sms', state: 'received', body: 'words', createdAt: 1, changedAt: 1 } as const
    await server.store.messages.add({ ...about, ...text, id: 'stray', address: number })
    const ask = (what: string) => server.ask('admin', 'POST', `/api/numbers/${what}`, { body: { number } })
    expect(await (await ask('export')).json()).toMatchObject({ messages: [{ body: 'words' }] })
    expect(await (await ask('erase')).json()).toMatchObject({ erased: { messages: 1 }, journals: 0 })
    expect(await (await ask('export')).json()).toMatchObject({ messages: [] })
    const masked = (await server.store.audit.list(1, 1000)).filter(({ action }) => action.startsWith('number.'))
    expect(masked.map(({ action, subject }) => `${action} ${subject}`)).toEqual([
      'number.export +48…399',
      'number.erase +48…399',
      'number.export +48…399',
    ])
  })

  it('tells what happens, also to who comes again', async () => {
    await addTasks([1, 1])
    const following = await server.ask('viewer', 'GET', '/api/events')
    await server.ask('operator', 'POST', '/api/tasks/task-0/close')
    const heard = await readUntil(following, '"task":"task-0"')
    const [, id = ''] = /id: (\S+)\nevent: task/.exec(heard) ?? []
    await server.ask('operator', 'POST', '/api/tasks/task-1/close')
    const again = await server.ask('viewer', 'GET', '/api/events', { headers: { 'last-event-id': id } })
    const missed = await readUntil(again, '"task":"task-1"')
    expect(missed).not.toContain('reset')
    expect(missed).not.toContain('"task":"task-0"')
    const lost = await server.ask('viewer', 'GET', '/api/events', { headers: { 'last-event-id': '1-1' } })
    expect(await readUntil(lost, 'event: reset')).toContain('event: reset')
  })

  it('finds an entry of the audit log that was changed', async () => {
    await server.ask('operator', 'GET', '/api/tasks')
    expect(await server.store.audit.verify()).toBeUndefined()
    await sql`update audit set actor = 'nobody' where position = 2`.execute(server.store.database)
    expect(await server.store.audit.verify()).toBe(2)
  })
})

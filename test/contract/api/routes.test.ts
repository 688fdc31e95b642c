import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Contract, CONTRACTS, mayDo, ROLES } from '../../../src/server/contracts/index.ts'
import { type ApiServer, startApiServer } from './api-server.ts'

let server: ApiServer
beforeAll(async () => {
  server = await startApiServer()
}, 60_000)
afterAll(() => server.close())

const contracts = Object.entries(CONTRACTS) as [string, Contract][]
const fill = (path: string): string =>
  path.replace(':name', 'no-such-campaign').replace(':id', '00000000-0000-4000-8000-000000000000')
const audited = async (): Promise<number> => server.store.audit.length()

describe('the routes of the API', () => {
  it.each(contracts)('%s lets in exactly the roles that its contract names', async (_name, { method, path, role }) => {
    const before = await audited()
    const without = await server.ask(undefined, method, fill(path))
    expect(without.status).toBe(401)
    expect(without.headers.get('www-authenticate')).toBe('Bearer')
    expect(
      (await server.ask(undefined, method, fill(path), { headers: { authorization: 'Bearer trucada_nonsense' } })).status,
    ).toBe(401)
    for (const one of ROLES) {
      if (mayDo(one, role)) continue
      const refused = await server.ask(one, method, fill(path))
      expect(refused.status, one).toBe(403)
      expect(refused.headers.get('content-type')).toContain('application/problem+json')
    }
    expect(await audited()).toBe(before)
    if (path === '/api/events') return
    for (const one of ROLES) {
      if (!mayDo(one, role)) continue
      const { status } = await server.ask(one, method, fill(path))
      expect([200, 400, 404, 415, 428], `${one} ${status}`).toContain(status)
    }
  })

  it('every route that changes something, or shows contacts, words or numbers, has a name in the audit log', () => {
    const silent = contracts.filter(
      ([, { method, role, action }]) => action === undefined && (method !== 'GET' || role !== 'viewer'),
    )
    expect(silent.map(([name]) => name)).toEqual([])
  })

  it('tells nothing of a campaign that is not there, and names those that are', async () => {
    const answer = await server.ask('operator', 'POST', '/api/campaigns/no-such/start')
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ type: '/api/docs#not-found', status: 404, title: 'There is no such campaign.' })
  })

  it('starts, forecasts, pauses and reports a campaign, under the name of the key', async () => {
    const [name = ''] = (
      (await (await server.ask('viewer', 'GET', '/api/campaigns')).json()) as { items: { name: string }[] }
    ).items.map(item => item.name)
    const started = await server.ask('operator', 'POST', `/api/campaigns/${name}/start`)
    expect(await started.json()).toMatchObject({ name, state: 'running' })
    const halted = await server.ask('operator', 'POST', `/api/campaigns/${name}/halt`, { body: { strength: 'pause' } })
    expect(await halted.json()).toMatchObject({ state: 'paused', live: 0 })
    const forecast = await server.ask('viewer', 'GET', `/api/campaigns/${name}/forecast`)
    expect(await forecast.json()).toMatchObject({ contacts: 0 })
    for (const [form, type] of [
      ['json', 'application/json'],
      ['html', 'text/html'],
      ['csv', 'text/csv'],
      ['xlsx', 'application/vnd'],
    ] as const) {
      const report = await server.ask('viewer', 'GET', `/api/campaigns/${name}/report?form=${form}`)
      expect(report.status).toBe(200)
      expect(report.headers.get('content-type')).toContain(type)
      expect((await report.arrayBuffer()).byteLength).toBeGreaterThan(100)
    }
    const entries = await server.store.audit.list(1, 1000)
    expect(entries.filter(entry => entry.subject === name).map(({ actor, action }) => `${actor} ${action}`)).toEqual([
      'operator campaign.start',
      'operator campaign.pause',
    ])
  })

  it('changes a file only from the text that is there, and shows what is wrong with it and where', async () => {
    const name = 'a-new-one'
    const [known = ''] = (
      (await (await server.ask('viewer', 'GET', '/api/campaigns')).json()) as { items: { name: string }[] }
    ).items.map(item => item.name)
    const shown = await server.ask('viewer', 'GET', `/api/campaigns/${known}`)
    const { text } = (await shown.json()) as { text: string }
    const put = (campaign: string, body: string, headers: Record<string, string>) =>
      server.ask('author', 'PUT', `/api/campaigns/${campaign}`, {
        body,
        headers: { 'content-type': 'application/yaml', ...headers },
      })
    const own = text.replace(known, name)
    expect((await put(name, own, {})).status).toBe(428)
    const made = await put(name, own, { 'if-none-match': '*' })
    expect(made.status).toBe(200)
    const etag = made.headers.get('etag') ?? ''
    expect((await put(name, own, { 'if-none-match': '*' })).status).toBe(412)
    const faulty = await put(name, own.replace(/^scenario: .*$/m, 'scenario: no-such-scenario'), { 'if-match': etag })
    expect(faulty.status).toBe(422)
    const line = own.split('\n').findIndex(one => one.startsWith('scenario:')) + 1
    expect(await faulty.json()).toMatchObject({ findings: [{ code: 'campaign/unknown-scenario', line }] })
    expect(readFileSync(join(server.folder, 'campaigns', `${name}.yaml`), 'utf8')).toBe(own)
    const changed = await put(name, `${own}# mended\n`, { 'if-match': etag })
    expect(changed.status).toBe(200)
    expect((await put(name, own, { 'if-match': etag })).status).toBe(412)
    const after = await server.ask('viewer', 'GET', `/api/campaigns/${name}`)
    expect(after.headers.get('etag')).toBe(changed.headers.get('etag'))
  })

  it('answers health, readiness and metrics', async () => {
    expect((await server.ask(undefined, 'GET', '/healthz')).status).toBe(200)
    expect(await (await server.ask(undefined, 'GET', '/readyz')).json()).toEqual({ ready: true, reasons: [] })
    expect((await server.ask(undefined, 'GET', '/metrics')).status).toBe(401)
    const metrics = await (await server.ask('viewer', 'GET', '/metrics')).text()
    for (const name of [
      'calls_live 0',
      'turn_seconds_count',
      'reply_seconds_count',
      'endpoint_events_total{kind="not_json"} 0',
      'outbox_letters{state="waiting"}',
      'outbox_oldest_due_seconds 0',
      'trunks_paused 0',
      'tasks_open',
    ])
      expect(metrics).toContain(`trucada_${name}`)
    expect(metrics).toContain('nodejs_eventloop_lag_seconds')
  })

  it('logs routes and names of keys, never addresses or what was sent', async () => {
    await server.ask('operator', 'POST', '/api/contacts/find', { body: { number: '+48600000777' } })
    const id = 'person-of-the-log'
    await server.ask('admin', 'GET', `/api/persons/${id}`)
    const log = server.log.join('')
    expect(log).toContain('/api/persons/:id')
    expect(log).not.toContain('600000777')
    expect(log).not.toContain(id)
    for (const key of Object.values(server.keys)) expect(log).not.toContain(key)
  })

  it('imports a list, shows what it refused, and leaves nothing of the upload', async () => {
    const row = '1980-02-03;W1;2030-05-06 08:30;Anna Nowak;Poradnia;Miejsce;pl'
    const header = 'Pacjent;Telefon;Data urodzenia;ID wizyty;Termin;Lekarz;Poradnia;Miejsce;Język'
    const list = [header, `Jan Kowalski;brak;${row}`, ''].join('\n')
    const send = (trial: boolean) =>
      server.ask('operator', 'POST', `/api/campaigns/confirmations/imports?file=a.csv&trial=${trial}`, {
        body: list,
        headers: { 'content-type': 'text/csv' },
      })
    expect(await (await send(true)).json()).toMatchObject({ rows: 1, refused: 1, isTrial: true })
    const imported = (await (await send(false)).json()) as { refused: number; refusedUrl: string }
    expect(imported).toMatchObject({ rows: 1, imported: 0, refused: 1 })
    expect(await (await server.ask('operator', 'GET', imported.refusedUrl)).text()).toContain('Jan Kowalski')
    const uploads = (): string[] => readdirSync(join(server.folder, 'data', 'imports')).filter(name => /upload|trial/.test(name))
    await expect.poll(uploads).toEqual([])
  })
})

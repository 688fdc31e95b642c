import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '../../../src/engine/store/index.ts'
import { runCli } from '../cli/run-cli.ts'

const data = mkdtempSync(join(tmpdir(), 'trucada-plan-'))
const run = (...args: string[]) => runCli([...args, '--data', data])

beforeAll(async () => {
  const list = join(data, 'list.csv')
  const rows = ['Anna Kowalska;600000201;v1', 'Jan Kot;600000202;v2', 'Ola Lis;600000203;v3']
  writeFileSync(
    list,
    `Pacjent;Telefon;ID wizyty;Termin;Lekarz;Poradnia;Miejsce\n${rows.map(row => `${row};15.12.2035 08:30;Jan Nowak;Kardiologia;Lipowa 3`).join('\n')}\n`,
  )
  await run('contacts', 'import', list, '--campaign', 'confirmations')
  const store = await openStore(join(data, 'trucada.db'))
  const [person] = await store.people.listByNumber('+48600000202')
  await store.ledger.record({
    id: 'l1',
    kind: 'opt_out',
    subjectKind: 'person',
    subject: person?.id ?? '',
    purpose: '*',
    channel: 'call',
    source: 'staff',
    evidence: null,
    at: 1,
  })
  await store.close()
})
afterAll(() => rmSync(data, { recursive: true, force: true }))

describe('trucada campaign check', () => {
  it('says what is to be expected', async () => {
    const { code, out } = await run('campaign', 'check', 'confirmations')
    expect(code).toBe(0)
    expect(out).toMatch(/3 contacts/)
    expect(out).toMatch(/1 is not called:\n\s+1 the person or the number does not want to be called/)
    expect(out).toMatch(/calls, .* minutes, .* messages: \d+\.\d\d PLN/)
    expect(JSON.parse((await run('campaign', 'check', 'confirmations', '--json', '--answered', '60%')).out)).toMatchObject({
      contacts: 3,
      eligible: 2,
      excluded: { opted_out: 1 },
      assumptions: { reached: 0.6 },
      cost: { currency: 'PLN' },
    })
  })
  it('refuses what it cannot use', async () => {
    expect((await run('campaign', 'check', 'confirmatons')).err).toContain('Did you mean "confirmations"?')
    expect((await run('campaign', 'check', 'confirmations', '--answered', 'most')).code).toBe(2)
  })
})

describe('trucada campaign explain', () => {
  it('says why somebody is not called, and when next, without the whole number', async () => {
    const { code, out } = await run('campaign', 'explain', '+48 600 000 202')
    expect(code).toBe(0)
    expect(out).toContain('is not called: the person or the number does not want to be called')
    expect(out).toContain('line 3 of its list')
    expect(out).not.toContain('600000202')
    expect((await run('campaign', 'explain', '+48600000201')).out).toMatch(
      /not called yet\n {2}(gets the message "reminder"|is due now|waits until)/,
    )
  })
  it('finds a contact by its id, as JSON too', async () => {
    const { contact } = JSON.parse((await run('campaign', 'explain', '+48600000203', '--json')).out) as {
      contact: { id: string }
    }
    expect(JSON.parse((await run('campaign', 'explain', contact.id, '--json')).out)).toMatchObject({
      contact: { campaign: 'confirmations', line: 4 },
      attempts: [],
    })
  })
  it('says when there is no such contact', async () => {
    expect((await run('campaign', 'explain', '+48600000299')).code).toBe(2)
  })
})

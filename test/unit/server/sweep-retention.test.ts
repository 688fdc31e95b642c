import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { loadCampaigns } from '../../../src/engine/campaigns/index.ts'
import { openStore, type Store } from '../../../src/engine/store/index.ts'
import { sweepRetention } from '../../../src/server/retention/sweep-retention.ts'

const DAY = 24 * 3_600_000
const NOW = Date.UTC(2027, 5, 1)
const OPTIONS = { actor: 'cli', now: NOW, isTrial: false }
const law = (id: string, retention: string): string =>
  readFileSync(`campaigns-yaml/countries/${id}.yaml`, 'utf8').replace(/^retention: .*$/m, retention)
const LONG = 'retention: { calls: 300 days, messages: 300 days, contacts: 400 days, sources: [choice] }'
const { countries } = loadCampaigns(
  new Map([
    ['countries/pl.yaml', law('pl', 'retention: { calls: 90 days, messages: 30 days, contacts: 365 days, sources: [choice] }')],
    ['countries/ua.yaml', law('ua', LONG)],
  ]),
)
const folder = mkdtempSync(join(tmpdir(), 'trucada-retention-'))
afterEach(() => rmSync(join(folder, 'calls'), { recursive: true, force: true }))

/** A person called so many days ago, about whom nothing has happened since. */
async function addPast(store: Store, id: string, number: string, days: number, state: 'finished' | 'waiting' = 'finished') {
  const at = NOW - days * DAY
  const about = { language: 'pl', zone: 'Europe/Warsaw' }
  await store.people.add([{ ...about, id, key: id, name: `Person ${id}`, numbers: [{ number, kind: 'mobile' }] }], at)
  const contact = {
    ...about,
    id: `contact ${id}`,
    campaign: 'visits',
    person: id,
    subject: '',
    numbers: [number],
    data: { name: id },
  }
  const rest = { variant: null, priority: 0, deadlineAt: null, dueAt: at, reason: 'new', importId: null, line: null }
  await store.contacts.add([{ ...contact, ...rest }], at)
  if (state === 'finished')
    await store.contacts.plan(contact.id, { state, dueAt: null, reason: 'reached', outcome: 'confirmed' }, at)
  const call = { direction: 'outbound', attempt: null, campaign: 'visits', line: null, trunk: null, scenario: 's' } as const
  const ended = { outcome: 'confirmed', result: { reason: 'ill' }, cost: null, beganAt: at, answeredAt: at, endedAt: at }
  await store.calls.save({
    ...call,
    ...ended,
    id: `call-${id}`,
    person: id,
    number,
    language: 'pl',
    journal: `calls/call-${id}.jsonl`,
  })
  mkdirSync(join(folder, 'calls'), { recursive: true })
  writeFileSync(join(folder, 'calls', `call-${id}.jsonl`), '{}\n')
}

describe('what has been kept long enough', () => {
  it('goes by its country, and that a call was made stays', async () => {
    const store = await openStore(':memory:')
    await addPast(store, 'old', '+48600000201', 100)
    await addPast(store, 'young', '+48600000202', 80)
    await addPast(store, 'elsewhere', '+380441234567', 100)
    expect(await sweepRetention(store, folder, countries, OPTIONS)).toEqual({
      calls: 1,
      messages: 0,
      contacts: 0,
      persons: 0,
      journals: 1,
    })
    expect(await store.calls.find('call-old')).toMatchObject({ number: null, result: null, journal: null, outcome: 'confirmed' })
    expect(existsSync(join(folder, 'calls', 'call-old.jsonl'))).toBe(false)
    expect(await store.calls.find('call-young')).toMatchObject({ result: { reason: 'ill' } })
    expect(await store.calls.find('call-elsewhere')).toMatchObject({ result: { reason: 'ill' } })
    expect(await store.audit.list(1, 10)).toMatchObject([{ action: 'retention.sweep', details: { calls: 1 } }])
  })
  it('takes the shortest time of all where no country says', async () => {
    const store = await openStore(':memory:')
    await addPast(store, 'foreign', '+3590000000', 100)
    expect(await sweepRetention(store, folder, countries, OPTIONS)).toMatchObject({ calls: 1 })
    expect(await sweepRetention(store, folder, new Map(), OPTIONS)).toMatchObject({ calls: 0 })
  })
  it('takes a person with the last of their contacts, and nobody who is still to be called', async () => {
    const store = await openStore(':memory:')
    await addPast(store, 'old', '+48600000201', 400)
    await addPast(store, 'waiting', '+48600000202', 400, 'waiting')
    expect(await sweepRetention(store, folder, countries, OPTIONS)).toMatchObject({ contacts: 1, persons: 1 })
    expect(await store.people.find('old')).toMatchObject({ name: null, erasedAt: NOW })
    expect(await store.contacts.find('contact old')).toMatchObject({ data: {}, numbers: [], outcome: 'confirmed' })
    expect(await store.people.find('waiting')).toMatchObject({ name: 'Person waiting' })
    expect(await sweepRetention(store, folder, countries, OPTIONS)).toMatchObject({ contacts: 0, persons: 0 })
  })
  it('is only counted in a trial', async () => {
    const store = await openStore(':memory:')
    await addPast(store, 'old', '+48600000201', 400)
    expect(await sweepRetention(store, folder, countries, { ...OPTIONS, isTrial: true })).toMatchObject({
      calls: 1,
      contacts: 1,
      persons: 1,
    })
    expect(await store.people.find('old')).toMatchObject({ name: 'Person old' })
    expect(existsSync(join(folder, 'calls', 'call-old.jsonl'))).toBe(true)
    expect(await store.audit.list(1, 10)).toEqual([])
  })
})

import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '../../../src/engine/store/index.ts'
import { runCli } from './run-cli.ts'

const data = mkdtempSync(join(tmpdir(), 'trucada-person-'))
const run = (...args: string[]) => runCli(['person', ...args, '--data', data])
/** Wrote and called, and is in no list. */
const STRANGER = '+48600000299'
const journal = join(data, 'calls', 'one.jsonl')

beforeAll(async () => {
  const store = await openStore(join(data, 'trucada.db'))
  const person = { language: 'pl', zone: 'Europe/Warsaw', numbers: [{ number: '+48600000201', kind: 'mobile' }] }
  await store.people.add(
    [
      { ...person, id: 'p1', key: 'id 77', name: 'Anna Kowalska' },
      { ...person, id: 'p2', key: 'name jan', name: 'Jan Kowalski' },
      { ...person, id: 'p4', key: 'name adam wilk 1972-05-03', name: 'Adam Wilk', numbers: [] },
      { ...person, id: 'p3', key: 'id 78', name: 'Ewa Nowak', numbers: [{ number: '+48600000202', kind: 'mobile' }] },
    ],
    1,
  )
  const patient = { gender: null, language: null, address: null, phones: [] }
  await store.clinic.patients.save({ ...patient, id: 'made', name: 'Iga Wilk', born: '1950-01-31' }, 1)
  const call = {
    direction: 'inbound',
    attempt: null,
    campaign: null,
    line: null,
    trunk: null,
    scenario: 'home-visit-request',
    language: 'pl',
  } as const
  const ended = { outcome: 'completed', result: { need: 'doctor' }, cost: null, beganAt: 1, answeredAt: 1, endedAt: 2 }
  await store.calls.save({ ...call, ...ended, id: 'c1', person: 'p1', number: '+48600000201', journal: 'calls/one.jsonl' })
  await store.calls.save({ ...call, ...ended, id: 'c2', person: null, number: STRANGER, journal: 'calls/two.jsonl' })
  for (const address of [STRANGER, '+48600000201', '+48600000202']) {
    const text = { contact: null, campaign: null, person: null, providerId: null, meaning: 'unclear', error: null, createdAt: 1 }
    const about = { template: null, body: `words of ${address}`, state: 'received', changedAt: 1 } as const
    await store.messages.add({ ...text, ...about, id: `sms ${address}`, direction: 'in', channel: 'sms', address })
    const task = { kind: 'reply', campaign: null, contact: null, person: null, attempt: null, reason: 'unclear', priority: 0 }
    const open = { state: 'open', assignee: null, dueAt: null, createdAt: 1, closedAt: null } as const
    await store.tasks.add({ ...task, ...open, id: `sms ${address} task`, note: `words of ${address}` })
  }
  const optOut = { kind: 'opt_out', purpose: '*', channel: 'sms', source: 'sms', evidence: null, at: 1 } as const
  await store.ledger.record({ ...optOut, id: 'o1', subjectKind: 'number', subject: STRANGER })
  await store.close()
  mkdirSync(join(data, 'calls'))
  writeFileSync(journal, '{}\n')
  writeFileSync(join(data, 'calls', 'two.jsonl'), '{}\n')
})
afterAll(() => rmSync(data, { recursive: true, force: true }))

describe('trucada person', () => {
  it('prints everything that is kept, by the clinic’s number of the patient', async () => {
    const { code, out } = await run('export', '77')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      person: [{ name: 'Anna Kowalska' }],
      numbers: [{ number: '+48600000201' }],
      calls: [{ id: 'c1' }],
    })
  })
  it('finds who came without a number of the clinic by name and birth date', async () => {
    const found = await run('export', 'WILK, Adam 1972-05-03')
    expect(found.code).toBe(0)
    expect(JSON.parse(found.out)).toMatchObject({ person: [{ id: 'p4' }] })
    const patient = await run('export', 'Iga Wilk 1950-01-31')
    expect(JSON.parse(patient.out)).toMatchObject({ clinicPatients: [{ id: 'made' }] })
    expect((await run('export', 'Adam Wilk 1972-05-04')).code).toBe(2)
  })
  it('asks which of a household is meant', async () => {
    const { code, err } = await run('export', '+48 600 000 201')
    expect([code, err]).toEqual([2, expect.stringContaining('p1, p2')])
  })
  it('says what it would erase, and erases with --yes, journals too', async () => {
    expect((await run('erase', '77')).out).toContain('Nothing was changed')
    expect(existsSync(journal)).toBe(true)
    expect((await run('erase', '77', '--yes')).out).toContain('is erased')
    expect(existsSync(journal)).toBe(false)
    expect((await run('export', '77')).code).toBe(2)
    expect((await run('export', 'p1')).out).not.toContain('Kowalska')
    expect((await run('export', 'p2')).out).toContain('Jan Kowalski')
  })
  it('exports and erases what came from a number that nobody is known by; its opt-out stays', async () => {
    const exported = await run('export', STRANGER)
    expect(JSON.parse(exported.out)).toMatchObject({
      messages: [{ body: `words of ${STRANGER}` }],
      tasks: [{ note: `words of ${STRANGER}` }],
      calls: [{ id: 'c2' }],
      ledger: [{ id: 'o1' }],
    })
    expect((await run('erase', STRANGER)).out).toContain('Nothing was changed')
    expect((await run('erase', '+48 600 000 299', '--yes')).out).toMatch(
      /is erased: calls 1, messages 1, tasks 1, letters 0, journals 1/,
    )
    expect(existsSync(join(data, 'calls', 'two.jsonl'))).toBe(false)
    expect(JSON.parse((await run('export', STRANGER)).out)).toMatchObject({
      messages: [],
      tasks: [],
      calls: [],
      ledger: [{ id: 'o1' }],
    })
  })
  it('erases with a person what came from a number of theirs alone, and leaves what another may have written', async () => {
    expect((await run('export', '78')).out).toContain('words of +48600000202')
    expect((await run('erase', '78', '--yes')).out).toMatch(/messages 1, tasks 1/)
    const store = await openStore(join(data, 'trucada.db'))
    expect((await store.messages.listOfAddress('+48600000202', 0)).length).toBe(0)
    expect((await store.tasks.list({})).map(({ note }) => note)).toEqual(['words of +48600000201'])
    await store.close()
  })
})

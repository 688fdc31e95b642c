import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '../../../src/engine/store/index.ts'
import { runCli } from './run-cli.ts'

const data = mkdtempSync(join(tmpdir(), 'trucada-person-'))
const run = (...args: string[]) => runCli(['person', ...args, '--data', data])
const journal = join(data, 'calls', 'one.jsonl')

beforeAll(async () => {
  const store = await openStore(join(data, 'trucada.db'))
  const person = { language: 'pl', zone: 'Europe/Warsaw', numbers: [{ number: '+48600000201', kind: 'mobile' }] }
  await store.people.add(
    [
      { ...person, id: 'p1', key: 'id 77', name: 'Anna Kowalska' },
      { ...person, id: 'p2', key: 'name jan', name: 'Jan Kowalski' },
    ],
    1,
  )
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
  await store.close()
  mkdirSync(join(data, 'calls'))
  writeFileSync(journal, '{}\n')
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
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '../../../src/engine/store/index.ts'
import { runCli } from './run-cli.ts'

const data = mkdtempSync(join(tmpdir(), 'trucada-waiting-'))
const run = (...args: string[]) => runCli(['waiting', ...args, '--data', data])

beforeAll(async () => {
  const store = await openStore(join(data, 'trucada.db'))
  const patient = { born: null, gender: null, language: 'pl', address: null }
  await store.clinic.patients.save({ ...patient, id: 'P1', name: 'Anna Nowak', phones: ['+48600000201'] }, 1)
  await store.clinic.patients.save({ ...patient, id: 'P2', name: 'Jan Kowalski', phones: ['+48600000202'] }, 1)
  await store.waiting.free({ id: 'F1', slot: 'S1', at: Date.UTC(2031, 2, 12, 9), about: {}, freedAt: 1 })
  await store.waiting.addOffer({ id: 'O1', freed: 'F1', waiting: 'gone', madeAt: 1, until: 2, rank: 1, state: 'declined' })
  await store.close()
})
afterAll(() => rmSync(data, { recursive: true, force: true }))

describe('trucada waiting', () => {
  it('puts patients on the list and shows them in the order in which they are asked, with who was asked about freed times', async () => {
    expect((await run('add', '--patient', 'P1', '--specialty', 'okulistyka')).out).toContain('Anna Nowak waits.')
    expect((await run('add', '--patient', 'P2', '--specialty', 'okulistyka', '--urgency', '1')).code).toBe(0)
    const { out } = await run('list')
    expect(out).toMatch(/1 {2}Jan Kowalski .*okulistyka.*urgency 1\n.*2 {2}Anna Nowak/)
    expect(out).toMatch(/Freed times\n {2}Wed 12\.03\. 10:00\n.*declined/)
    expect(JSON.parse((await run('list', '--json')).out)).toMatchObject({ waiting: [{ patient: 'P2' }, { patient: 'P1' }] })
  })

  it.each([
    [['--patient', 'P9', '--specialty', 'okulistyka'], 'no patient P9'],
    [['--patient', 'P1'], 'does not say what they wait for'],
    [['--patient', 'P1', '--specialty', 'okulistyka', '--visit', 'V9'], 'no visit V9'],
    [['--patient', 'P1', '--specialty', 'okulistyka', '--part', 'noon'], 'no part of the day'],
    [['--patient', 'P1', '--specialty', 'okulistyka', '--urgency', 'high'], 'no whole number'],
  ])('refuses %j', async (args, message) => {
    const { code, err } = await run('add', ...args)
    expect(code).toBe(2)
    expect(err).toContain(message)
  })
})

import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openStore, type Store } from '../../../src/engine/store/index.ts'
import { createFolder, PROJECT, runCli, startCli } from './run-cli.ts'

/** A clinic of its own, whose folders are copies of the shipped ones. */
function createClinic(): string {
  const folder = createFolder()
  for (const name of ['scenarios-yaml', 'campaigns-yaml']) cpSync(join(PROJECT, name), join(folder, name), { recursive: true })
  return folder
}
async function withStore<T>(folder: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(join(folder, '.trucada', 'trucada.db'))
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}
const addContact = (folder: string, index: number): Promise<void> =>
  withStore(folder, async store => {
    const numbers = [{ number: `+4860000020${index}`, kind: 'mobile' }]
    await store.people.add([{ id: `p${index}`, key: `p${index}`, name: null, language: 'pl', zone: 'Europe/Warsaw', numbers }], 1)
    const contact = {
      id: `c${index}`,
      campaign: 'confirmations',
      person: `p${index}`,
      subject: '',
      numbers: [`+4860000020${index}`],
      zone: 'Europe/Warsaw',
      language: 'pl',
      data: {},
      variant: null,
      priority: 0,
      deadlineAt: null,
      dueAt: 1,
      reason: 'new',
      importId: null,
      line: null,
    }
    await store.contacts.add([contact], 1)
  })
const campaign = (folder: string, ...args: string[]) => runCli(['campaign', ...args], { folder })

describe('trucada campaign', { timeout: 40_000 }, () => {
  it('asks for no list where the server itself offers free times to whoever waits', async () => {
    const started = await campaign(createClinic(), 'start', 'freed-times')
    expect([started.code, started.err]).toEqual([0, ''])
    expect(started.out).toContain('trucada serve takes in whoever is to be called')
  })
  it('starts, pauses, resumes, stops, and says how far it is', async () => {
    const folder = createClinic()
    const started = await campaign(folder, 'start', 'confirmations')
    expect(started.code, started.err).toBe(0)
    expect(started.out).toMatch(/▶ confirmations runs, version [0-9a-f]{8}: 0 contacts/)
    expect(started.err).toContain('trucada contacts import FILE --campaign confirmations')
    await addContact(folder, 1)
    await addContact(folder, 2)
    expect((await campaign(folder, 'status')).out).toMatch(
      /confirmations {2}running {2}version [0-9a-f]{8}\n {2}2 contacts: 2 wait\n/,
    )

    expect((await campaign(folder, 'pause', 'confirmations')).out).toBe('■ confirmations is paused; no call is held.\n')
    expect((await campaign(folder, 'resume', 'confirmations')).out).toMatch(/^▶ confirmations runs/)
    expect((await campaign(folder, 'stop', 'confirmations', '--now')).out).toBe('■ confirmations is stopped; no call is held.\n')
    const status = JSON.parse((await campaign(folder, 'status', 'confirmations', '--json')).out) as unknown
    expect(status).toMatchObject([
      { name: 'confirmations', state: 'stopped', total: 2, contacts: { waiting: 2 }, live: {}, nextAt: 1 },
    ])
    const log = await withStore(folder, store => store.audit.list(1, 10))
    expect(log.map(entry => entry.action)).toEqual(['campaign.start', 'campaign.pause', 'campaign.resume', 'campaign.end'])
  })
  it('watches until nobody is left to call', async () => {
    const folder = createClinic()
    await campaign(folder, 'start', 'confirmations')
    await addContact(folder, 1)
    const watching = startCli(['campaign', 'watch', 'confirmations'], { folder })
    await expect.poll(() => watching.out(), { timeout: 10_000 }).toContain('0 %  1 contact: 1 wait')
    await withStore(folder, store =>
      store.contacts.plan('c1', { state: 'finished', dueAt: null, reason: 'reached', outcome: 'confirmed' }, 2),
    )
    const run = await watching.ended
    expect(run.out).toMatch(/100 % {2}1 contact: 1 done\ncame to: confirmed 1\n$/)
  })
  it('ends watching when it is told to', async () => {
    const folder = createClinic()
    await campaign(folder, 'start', 'confirmations')
    const watching = startCli(['campaign', 'watch', 'confirmations'], { folder })
    await expect.poll(() => watching.out(), { timeout: 10_000 }).toContain('0 contacts')
    watching.stop()
    expect((await watching.ended).code).toBe(0)
  })
  it('says what is wrong', async () => {
    const folder = createClinic()
    const unknown = await campaign(folder, 'start', 'confirmation')
    expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining('Did you mean "confirmations"?')])
    const early = await campaign(folder, 'pause', 'confirmations')
    expect([early.code, early.err]).toEqual([2, expect.stringContaining('None was started yet')])
    expect((await campaign(folder, 'status')).out).toContain('No campaign was started yet')
  })
})

import { join } from 'node:path'
import type { Appointment, Slot } from '@medplum/fhirtypes'
import { afterEach, describe, expect, it } from 'vitest'
import { loadCampaigns } from '../../../../src/engine/campaigns/index.ts'
import { NO_KNOWLEDGE } from '../../../../src/engine/clinic/index.ts'
import { saveWaiting } from '../../../../src/engine/clinic/waiting-list/index.ts'
import { openStore, type Store } from '../../../../src/engine/store/index.ts'
import { loadWorkspace } from '../../../../src/scenarios/load-workspace.ts'
import { openServedClinic, type ServedClinic } from '../../../../src/server/clinic/open-served-clinic.ts'
import { createLog } from '../../../../src/server/log.ts'
import type { Settings } from '../../../../src/server/settings/index.ts'
import { readCampaignFiles } from '../../../../src/server/workspace/read-campaign-files.ts'
import { readWorkspaceFolder } from '../../../../src/server/workspace/read-workspace-folder.ts'
import { createVirtualClock } from '../../../../src/simulation/index.ts'
import { PROJECT } from '../../../unit/cli/run-cli.ts'
import { type FhirServer, type FhirServerOptions, startFhirServer } from './fhir-server.ts'
import {
  addPatient,
  addSlot,
  ask,
  DAY,
  fillServer,
  findFaults,
  list,
  makeMapping,
  MINUTE,
  NOW,
  openClinic,
} from './make-clinic.ts'

const texts = await readWorkspaceFolder(join(PROJECT, 'scenarios-yaml'))
const workspace = loadWorkspace(new Map([...texts].filter(([file]) => !file.startsWith('lexicon/'))))
const campaigns = loadCampaigns(await readCampaignFiles(join(PROJECT, 'campaigns-yaml')))
const HOUR = 60 * MINUTE

let server: FhirServer
let store: Store
let served: ServedClinic | undefined
let clock = createVirtualClock(NOW)
let slots: readonly string[] = []
let visit = ''

/** One patient has the first of three times; two wait for an earlier or any time of that specialty. */
const open = async (options: FhirServerOptions = {}): Promise<void> => {
  server = await startFhirServer(options)
  const given = await fillServer(server, 2)
  slots = [...given.slots, (await addSlot(server, NOW + 5 * DAY)).id]
  visit = (
    await server.add<Appointment>({
      resourceType: 'Appointment',
      status: 'booked',
      specialty: [{ coding: [{ system: 'http://snomed.info/sct', code: '394579002' }] }],
      slot: [{ reference: `Slot/${slots[0]}` }],
      start: new Date(NOW + DAY).toISOString(),
      end: new Date(NOW + DAY + 15 * MINUTE).toISOString(),
      participant: [
        { actor: { reference: `Patient/${given.patient}` }, status: 'needs-action' },
        { actor: { reference: 'Practitioner/nowak' }, status: 'accepted' },
      ],
    })
  ).id
  await setSlot(0, 'busy')
  store = await openStore(':memory:')
  clock = createVirtualClock(NOW)
  for (const [index, family] of ['Lis', 'Wilk'].entries()) {
    const { id } = await addPatient(server, 'Ewa', family, `+4860000000${index + 2}`)
    const since = NOW - (9 - index) * DAY
    await saveWaiting(store, { id: `W${index}`, patient: id, since, urgency: 0, specialty: 'cardiology' }, NOW)
  }
  await store.campaigns.saveVersion({ campaign: 'freed-times', hash: 'v1', source: '', document: {}, savedAt: NOW })
  await store.campaigns.setState('freed-times', 'running', NOW)
  served = await openServedClinic({
    settings: { clinic: 'fhir' } as Settings,
    clock,
    log: createLog('silent', { write: () => undefined }, false),
    store,
    mapping: makeMapping(server.url),
    zone: 'Europe/Warsaw',
    knowledge: () => NO_KNOWLEDGE,
    campaigns: () => campaigns,
    workspace: () => workspace,
  })
}
afterEach(async () => {
  await served?.close()
  await store.close()
  await server.close()
})

const call = (service: string, input: Readonly<Record<string, unknown>>) => {
  const contract = workspace.services.get(service)
  if (contract === undefined) throw new Error(service)
  return served?.services.call({ contract, input, idempotencyKey: `${service} 1`, callId: 'call' })
}
/** Another program's own hand on a slot, and on the visit. */
const setSlot = async (index: number, status: Slot['status']): Promise<void> =>
  void (await ask(server, `Slot/${slots[index]}`, 'PUT', { ...(await ask<Slot>(server, `Slot/${slots[index]}`)), status }))
const changeVisit = async (change: Partial<Appointment>): Promise<void> =>
  void (await ask(server, `Appointment/${visit}`, 'PUT', {
    ...(await ask<Appointment>(server, `Appointment/${visit}`)),
    ...change,
  }))
const pass = async (ms = MINUTE): Promise<void> => {
  clock.advanceTo(clock.now() + ms)
  // The server answers in real time.
  await new Promise(resolve => setTimeout(resolve, 40))
}
const listAsked = () => store.contacts.list({ campaign: 'freed-times' })
const isAsked = async (count: number): Promise<void> => {
  await expect.poll(async () => (await pass(), listAsked()), { timeout: 10_000, interval: 1 }).toHaveLength(count)
}
const firstFree = async (): Promise<number> => {
  const free = await list<Slot>(server, 'Slot?status=free&_sort=start')
  return Date.parse(free[0]?.start ?? '')
}
const passMinutes = async (count: number): Promise<void> => {
  for (let minute = 0; minute < count; minute += 1) await pass()
}

describe('a time of a FHIR server that becomes free', () => {
  it('by a call is kept for who waits longest, and booked when they say yes', async () => {
    await open()
    expect(await call('cancel_visit', { id: visit })).toMatchObject({ result: 'done' })
    await isAsked(1)
    const [contact] = await listAsked()
    expect(contact).toMatchObject({ numbers: ['+48600000002'], data: { offer: { at: NOW + DAY } } })
    expect((await ask<Slot>(server, `Slot/${slots[0]}`)).status).toBe('busy-tentative')
    expect(await call('accept_offer', { offer: contact?.subject })).toMatchObject({ result: 'done' })
    expect(await findFaults(server)).toEqual([])
    const [other, ...more] = await list<Appointment>(server, 'Appointment?status=booked')
    expect([other?.slot, more]).toEqual([[{ reference: `Slot/${slots[0]}` }], []])
    // The poll that sees the cancellation afterwards changes nothing.
    await passMinutes(5)
    expect(await listAsked()).toHaveLength(1)
  })

  it('by reception cancelling is offered, and goes to the next one when nobody answers in time', async () => {
    await open()
    await changeVisit({ status: 'cancelled' })
    await setSlot(0, 'free')
    await isAsked(1)
    await pass(2 * HOUR)
    await isAsked(2)
    expect((await listAsked()).map(({ numbers }) => numbers[0]).sort()).toEqual(['+48600000002', '+48600000003'])
    // Nobody is asked twice about one time, though the change is seen again at each look.
    await pass(2 * HOUR)
    await passMinutes(10)
    expect(await listAsked()).toHaveLength(2)
    expect((await ask<Slot>(server, `Slot/${slots[0]}`)).status).toBe('free')
  })

  it('by reception moving a visit is the old one, which the server still tells of', async () => {
    await open()
    await changeVisit({
      slot: [{ reference: `Slot/${slots[2]}` }],
      start: new Date(NOW + 5 * DAY).toISOString(),
      end: new Date(NOW + 5 * DAY + 15 * MINUTE).toISOString(),
    })
    await setSlot(0, 'free')
    await setSlot(2, 'busy')
    await isAsked(1)
    expect((await listAsked())[0]).toMatchObject({ data: { offer: { at: NOW + DAY } } })
  })

  it('by somebody deleting the visit is offered, and the slot that Trucada had taken for it is free', async () => {
    await open({ tellsDeleted: true })
    await pass()
    const mine = await call('book_visit', {
      name: { name: 'Jan Kowalski' },
      born: '1972-05-03',
      specialty: 'cardiology',
      at: await firstFree(),
    })
    expect(mine).toMatchObject({ result: 'done' })
    for (const { id } of await list<Appointment>(server, 'Appointment')) await ask(server, `Appointment/${id}`, 'DELETE')
    await setSlot(0, 'free')
    await isAsked(2)
    expect((await listAsked()).map(({ data }) => (data as { offer: { at: number } }).offer.at).sort()).toEqual([
      NOW + DAY,
      NOW + DAY + 15 * MINUTE,
    ])
  })

  it('by a visit turning out to be an error', async () => {
    await open({ showsHistory: false })
    await changeVisit({ status: 'entered-in-error' })
    await setSlot(0, 'free')
    await isAsked(1)
    expect((await listAsked())[0]).toMatchObject({ data: { offer: { at: NOW + DAY } } })
  })

  it('is not heard of when a visit is only confirmed, or when its slot was given to somebody else', async () => {
    await open()
    await changeVisit({ comment: 'z wynikami' })
    await passMinutes(3)
    await changeVisit({ status: 'cancelled' })
    await passMinutes(3)
    expect(await listAsked()).toEqual([])
    expect(await store.waiting.listOpen()).toEqual([])
  })

  it('where the server shows no history, by cancelling at least', async () => {
    await open({ showsHistory: false })
    await changeVisit({ status: 'cancelled' })
    await setSlot(0, 'free')
    await isAsked(1)
    expect((await listAsked())[0]).toMatchObject({ data: { offer: { at: NOW + DAY } } })
  })

  it('where the server shows no history, by a process that died when it had moved the visit', async () => {
    await open({ showsHistory: false })
    await store.waiting.noteLeaving({ key: 'k', at: NOW + DAY, about: { specialty: 'cardiology' }, notedAt: NOW })
    const moved = await (await openClinic(server)).move({ key: 'k', visit, slot: slots[2] ?? '' })
    expect(moved.kind).toBe('done')
    await isAsked(1)
    expect((await listAsked())[0]).toMatchObject({ data: { offer: { at: NOW + DAY } } })
  })

  it('is offered to nobody where staff book: nothing can be kept for anybody there', async () => {
    await open({ level: 'tasks' })
    await changeVisit({ status: 'cancelled' })
    await setSlot(0, 'free')
    await passMinutes(5)
    expect(await listAsked()).toEqual([])
  })
})

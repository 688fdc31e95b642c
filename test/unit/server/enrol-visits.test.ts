import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadCampaigns } from '../../../src/engine/campaigns/index.ts'
import { createEmbeddedClinic } from '../../../src/engine/clinic/embedded/index.ts'
import { type ContactRecord, openStore, type Store } from '../../../src/engine/store/index.ts'
import { loadWorkspace } from '../../../src/scenarios/load-workspace.ts'
import { enrolVisits } from '../../../src/server/campaigns/enrol-visits.ts'
import { followVisits } from '../../../src/server/campaigns/follow-visits.ts'
import { createLog } from '../../../src/server/log.ts'
import { readCampaignFiles } from '../../../src/server/workspace/read-campaign-files.ts'
import { readWorkspaceFolder } from '../../../src/server/workspace/read-workspace-folder.ts'
import { createVirtualClock } from '../../../src/simulation/index.ts'
import { PROJECT } from '../cli/run-cli.ts'

/** Monday, 10:00 in Warsaw. */
const NOW = Date.parse('2026-05-04T08:00:00Z')
const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000]
const ZONE = 'Europe/Warsaw'
const NAME = 'reminders'
const texts = await readWorkspaceFolder(join(PROJECT, 'scenarios-yaml'))
const workspace = loadWorkspace(new Map([...texts].filter(([file]) => !file.startsWith('lexicon/'))))
const files = await readCampaignFiles(join(PROJECT, 'campaigns-yaml'))
const log = createLog('silent', { write: () => {}, columns: 80 }, false)
const writeCampaign = (visits: string): string => `campaign: ${NAME}
purpose: care_reminder
country: PL
scenario: appointment-confirmation
from: "+48221234567"
contacts: { from: clinic, visits: { starting_in: 1 day to 3 days${visits} } }
deadline: appointment.at - 12h
`

const RECALLS = `campaign: ${NAME}
purpose: prevention
country: PL
scenario: dispensary-invitation
from: "+48221234567"
contacts: { from: clinic, recalls: { program: checkup, after: 365 days } }
`

let store: Store
let clock = createVirtualClock(NOW)
let clinic: ReturnType<typeof createEmbeddedClinic>
let ids = 0
let stops: { close(): void }[] = []
beforeEach(async () => {
  store = await openStore(':memory:')
  clock = createVirtualClock(NOW)
  clinic = createEmbeddedClinic({ store, clock, newId: () => `id${++ids}`, zone: ZONE })
  const phones = { P1: ['+48600000001', '+48600000002'], P2: ['+48600000003'], P3: [] }
  for (const [id, numbers] of Object.entries(phones))
    await store.clinic.patients.save(
      { id, name: 'Anna Nowak', born: '1972-05-03', gender: 'female', language: 'uk', address: null, phones: numbers },
      NOW,
    )
})
afterEach(async () => {
  for (const stop of stops.splice(0)) stop.close()
  await store.close()
})

const about = { durationMs: 20 * MINUTE, specialty: 'kardiologia', doctor: 'Ewa Wiśniewska', place: 'Gabinet 12', program: null }
const addSlot = async (at: number): Promise<string> => {
  const id = `slot-${at}`
  await store.clinic.slots.add([{ id, at, ...about }], clock.now())
  return id
}
const book = async (patient: string, at: number): Promise<string> => {
  const booked = await clinic.book({ key: `${patient} ${at}`, patient, slot: await addSlot(at) })
  if (booked.kind !== 'done') throw new Error(booked.kind)
  return booked.visit.id
}
/** Takes in and follows visits, for a campaign that runs. */
const begin = async (visits = '', source = writeCampaign(visits)): Promise<void> => {
  const loaded = loadCampaigns(new Map([...files, [`${NAME}.yaml`, source]]))
  await store.campaigns.saveVersion({ campaign: NAME, hash: 'v1', source, document: {}, savedAt: NOW })
  await store.campaigns.setState(NAME, 'running', NOW)
  const common = { system: async () => clinic, store, clock, log }
  stops = [
    enrolVisits({ ...common, campaigns: () => loaded, workspace: () => workspace }),
    followVisits({ ...common, campaigns: () => loaded.campaigns }),
  ]
}
const listContacts = (): Promise<readonly ContactRecord[]> => store.contacts.list({ campaign: NAME })
const listSubjects = async (): Promise<readonly string[]> => (await listContacts()).map(({ subject }) => subject)
/** So much time passes; when it resolves, both have looked and wait for their next time. */
const passMinutes = async (minutes: number): Promise<void> => {
  const look = (): number => clock.waiting
  await expect.poll(look).toBe(stops.length)
  clock.advanceTo(clock.now() + minutes * MINUTE)
  await expect.poll(look).toBe(stops.length)
}

describe('a campaign whose contacts come from the clinic', () => {
  it('calls about visits that are near enough, in the language of the patient and with all their numbers', async () => {
    const [visit] = [await book('P1', NOW + 2 * DAY), await book('P2', NOW + 5 * DAY), await book('P2', NOW + 6 * HOUR)]
    await begin()
    await expect.poll(listSubjects).toEqual([visit])
    expect((await listContacts())[0]).toMatchObject({
      numbers: ['+48600000001', '+48600000002'],
      language: 'uk',
      zone: ZONE,
      deadlineAt: NOW + 2 * DAY - 12 * HOUR,
      data: {
        patient: { name: { name: 'Anna Nowak', gender: 'female' }, born: '1972-05-03' },
        appointment: { id: visit, at: NOW + 2 * DAY, doctor: { name: 'Ewa Wiśniewska' }, specialty: 'kardiologia' },
      },
    })
    expect((await store.people.findByKey('id P1'))?.name).toBe('Anna Nowak')
  })

  it('takes a visit in once, those that come near as days pass, and those that were booked a moment ago', async () => {
    const [first, later] = [await book('P1', NOW + 2 * DAY), await book('P2', NOW + 3 * DAY + HOUR)]
    await begin()
    await expect.poll(listSubjects).toEqual([first])
    const fresh = await book('P2', NOW + 2 * DAY + HOUR)
    await passMinutes(2)
    await expect.poll(async () => (await listSubjects()).toSorted()).toEqual([first, fresh].toSorted())
    await passMinutes(70)
    await expect.poll(async () => (await listSubjects()).toSorted()).toEqual([first, later, fresh].toSorted())
    const imports = (await store.audit.list(1, 100)).filter(({ action }) => action === 'contacts.import')
    expect(imports).toHaveLength(3)
  })

  it('calls who is due again, once a last visit, and not who has booked by another way', async () => {
    const past = {
      slot: null,
      durationMs: null,
      specialty: null,
      doctor: null,
      place: null,
      prep: null,
      note: null,
      reason: null,
    }
    const add = (id: string, patient: string, at: number, status: 'done' | 'missed', program = 'checkup') =>
      store.clinic.visits.add({ ...past, id, patient, at, status, program }, NOW)
    await add('old', 'P1', NOW - 500 * DAY, 'done')
    await add('last', 'P1', NOW - 400 * DAY, 'done')
    await add('missed', 'P1', NOW - 10 * DAY, 'missed')
    await add('recent', 'P2', NOW - 100 * DAY, 'done')
    await add('other', 'P2', NOW - 400 * DAY, 'done', 'flu')
    await begin('', RECALLS)
    await expect.poll(listSubjects).toEqual(['last'])
    expect((await listContacts())[0]).toMatchObject({ numbers: ['+48600000001', '+48600000002'], language: 'uk' })
    expect((await listContacts())[0]?.data).not.toHaveProperty('appointment')
    await store.clinic.visits.add({ ...past, id: 'new', patient: 'P1', at: NOW + DAY, status: 'booked', program: 'checkup' }, NOW)
    await passMinutes(7 * 60)
    await expect
      .poll(async () => (await listContacts()).map(({ state, reason }) => [state, reason]))
      .toEqual([['finished', 'visit_booked']])
  })

  it('calls no more about a visit that was cancelled, and about one that was moved by its new time', async () => {
    const [gone, moved] = [await book('P1', NOW + 2 * DAY), await book('P2', NOW + 2 * DAY + HOUR)]
    await begin()
    await expect.poll(listSubjects).toHaveLength(2)
    await clinic.cancel({ key: 'c', visit: gone })
    await clinic.move({ key: 'm', visit: moved, slot: await addSlot(NOW + 4 * DAY) })
    await passMinutes(2)
    const find = async (subject: string) => (await listContacts()).find(contact => contact.subject === subject)
    await expect.poll(async () => (await find(gone))?.reason).toBe('visit_cancelled')
    expect(await find(gone)).toMatchObject({ state: 'finished' })
    await expect.poll(async () => (await find(moved))?.data['appointment']).toMatchObject({ at: NOW + 4 * DAY })
    expect(await find(moved)).toMatchObject({ state: 'waiting', deadlineAt: NOW + 4 * DAY - 12 * HOUR })
  })

  it('makes a visit without a telephone a task for people, once, and takes it in when it has one', async () => {
    const visit = await book('P3', NOW + 2 * DAY)
    await begin()
    await expect.poll(() => store.tasks.list({ campaign: NAME })).toHaveLength(1)
    const [task] = await store.tasks.list({ campaign: NAME })
    expect(task).toMatchObject({ kind: 'staff', reason: 'visit_refused', dueAt: NOW + 2 * DAY })
    expect(task?.note).toContain(visit)
    await passMinutes(5)
    expect(await store.tasks.list({ campaign: NAME })).toHaveLength(1)
    const [patient] = await store.clinic.patients.find(['P3'])
    if (patient !== undefined) await store.clinic.patients.save({ ...patient, phones: ['+48600000009'] }, clock.now())
    await passMinutes(2)
    await expect.poll(listSubjects).toEqual([visit])
  })

  it('leaves out what is confirmed already, unless it says that any will do', async () => {
    const [confirmed, booked] = [await book('P1', NOW + 2 * DAY), await book('P2', NOW + 2 * DAY + HOUR)]
    await clinic.confirm({ key: 'c', visit: confirmed })
    await begin()
    await passMinutes(2)
    expect(await listSubjects()).toEqual([booked])
    for (const stop of stops) stop.close()
    await begin(', status: any')
    await expect.poll(async () => (await listSubjects()).toSorted()).toEqual([confirmed, booked].toSorted())
  })

  it('calls about visits to some specialties only where it names them', async () => {
    const visit = await book('P1', NOW + 2 * DAY)
    await begin(', specialties: [okulistyka]')
    await passMinutes(2)
    expect(await listSubjects()).toEqual([])
    for (const stop of stops) stop.close()
    await begin(', specialties: [okulistyka, kardiologia]')
    await expect.poll(listSubjects).toEqual([visit])
  })
})

import type { Appointment } from '@medplum/fhirtypes'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadCampaigns } from '../../../../src/engine/campaigns/index.ts'
import { type NewContact, openStore, type Store } from '../../../../src/engine/store/index.ts'
import { followVisits } from '../../../../src/server/campaigns/follow-visits.ts'
import { createLog } from '../../../../src/server/log.ts'
import { createVirtualClock } from '../../../../src/simulation/index.ts'
import { type FhirServer, type FhirServerOptions, startFhirServer } from './fhir-server.ts'
import { ask, DAY, fillServer, MINUTE, NOW, openClinic } from './make-clinic.ts'

const { campaigns } = loadCampaigns(
  new Map([
    [
      'confirmations.yaml',
      `campaign: confirmations
purpose: care_reminder
country: PL
scenario: appointment-confirmation
from: "+48221234567"
contacts: { file: patients.csv, subject: appointment.id }
deadline: appointment.at - 12h
`,
    ],
    [
      'reminders.yaml',
      `campaign: reminders
purpose: care_reminder
country: PL
scenario: appointment-confirmation
from: "+48221234567"
contacts: { from: clinic, visits: { starting_in: 1 day to 3 days } }
deadline: appointment.at - 12h
`,
    ],
  ]),
)
const HOUR = 60 * MINUTE
let server: FhirServer
let store: Store
let visit = ''
const clock = createVirtualClock(NOW)

const open = async (options: FhirServerOptions): Promise<void> => {
  server = await startFhirServer(options)
  const { patient, slots } = await fillServer(server, 2)
  const clinic = await openClinic(server)
  const booked = await clinic.book({ key: 'k1', patient, slot: slots[0] ?? '' })
  visit = booked.kind === 'done' ? booked.visit.id : ''
  store = await openStore(':memory:')
  const now = clock.now()
  for (const campaign of ['confirmations', 'reminders'])
    await store.campaigns.saveVersion({ campaign, hash: 'v1', source: '', document: {}, savedAt: now })
}
beforeEach(() => open({ tellsDeleted: true }))
const close = async (): Promise<void> => {
  await store.close()
  await server.close()
}
afterEach(close)

const addContact = async (campaign = 'confirmations'): Promise<string> => {
  await store.people.add(
    [{ id: 'p1', key: 'p1', name: 'Jan Kowalski', language: 'pl', zone: 'Europe/Warsaw', numbers: [] }],
    clock.now(),
  )
  const contact: NewContact = {
    id: 'c1',
    campaign,
    person: 'p1',
    subject: visit,
    numbers: ['+48600000001'],
    zone: 'Europe/Warsaw',
    language: 'pl',
    data: {
      patient: { name: { name: 'Jan Kowalski' } },
      appointment: { id: visit, at: NOW + DAY, doctor: { name: 'Anna Nowak' }, place: 'Poradnia Leśna' },
    },
    variant: null,
    priority: 0,
    deadlineAt: NOW + DAY - 12 * HOUR,
    dueAt: NOW + 3 * HOUR,
    reason: 'new',
    importId: null,
    line: null,
  }
  await store.contacts.add([contact], clock.now())
  return contact.id
}
/** Another program changes the visit, or deletes it; then visits are looked at until the contact shows it. */
const follow = async (change: Partial<Appointment> | 'delete'): Promise<void> => {
  const read = await ask<Appointment>(server, `Appointment/${visit}`)
  if (change === 'delete') await ask(server, `Appointment/${visit}`, 'DELETE')
  else await ask(server, `Appointment/${visit}`, 'PUT', { ...read, ...change })
  const system = await openClinic(server)
  const follower = followVisits({
    system: async () => system,
    store,
    campaigns: () => campaigns,
    clock,
    log: createLog('silent', { write: () => {}, columns: 80 }, false),
  })
  await expect.poll(async () => (await store.contacts.find('c1'))?.reason, { timeout: 10_000 }).not.toBe('new')
  follower.close()
}

it('is called no more about a visit that a server deleted which does not tell of that', async () => {
  await close()
  await open({})
  await addContact('reminders')
  await store.contacts.plan('c1', { state: 'waiting', dueAt: NOW + 5 * MINUTE, reason: 'new' }, NOW)
  await follow('delete')
  expect(await store.contacts.find('c1')).toMatchObject({ state: 'finished', reason: 'visit_cancelled', dueAt: null })
})

describe('a contact whose visit changes at the clinic before the call', () => {
  it.each<[string, Partial<Appointment> | 'delete']>([
    ['was cancelled', { status: 'cancelled' }],
    ['turned out to be an error', { status: 'entered-in-error' }],
    ['was deleted', 'delete'],
  ])('is called no more when the visit %s, and says why', async (_, change) => {
    await addContact()
    await follow(change)
    expect(await store.contacts.find('c1')).toMatchObject({ state: 'finished', reason: 'visit_cancelled', dueAt: null })
  })

  it('is called about the new time, by its deadline, when it was moved', async () => {
    await addContact()
    const at = NOW + 3 * DAY
    await follow({
      start: new Date(at).toISOString(),
      end: new Date(at + 15 * MINUTE).toISOString(),
      participant: [
        ...(await ask<Appointment>(server, `Appointment/${visit}`)).participant.slice(0, 1),
        { actor: { reference: 'Practitioner/lis', display: 'Ewa Lis' }, status: 'accepted' },
      ],
    })
    expect(await store.contacts.find('c1')).toMatchObject({
      state: 'waiting',
      reason: 'visit_moved',
      deadlineAt: at - 12 * HOUR,
      data: {
        appointment: { id: visit, at, doctor: { name: 'Ewa Lis' }, place: 'Poradnia Leśna' },
        patient: { name: { name: 'Jan Kowalski' } },
      },
    })
  })
})

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createEmbeddedClinic } from '../../../src/engine/clinic/embedded/index.ts'
import { saveWaiting } from '../../../src/engine/clinic/waiting-list/index.ts'
import { createWriteBack } from '../../../src/engine/clinic/write-back/index.ts'
import { OperationalError } from '../../../src/engine/operational-error.ts'
import type { Store } from '../../../src/engine/store/index.ts'
import { erasePatient, erasePerson } from '../../../src/server/people/erase-person.ts'
import { findPersonOf } from '../../../src/server/people/find-patient.ts'
import { readPerson } from '../../../src/server/people/read-person.ts'
import { createRealClock } from '../../../src/server/real-clock.ts'
import { makeRequest } from '../../unit/clinic/make-request.ts'
import { emptyStore, openPlaces, openTwo } from '../store/store-places.ts'
import { HOUR, NOON, ZONE } from './clinic-under-test.ts'

const { places, close } = await openPlaces()
afterAll(close)

describe.each(places)("a person's data in the clinic's tables, kept in %s", (_name, place) => {
  let store: Store
  let other: Store
  let count = 0
  const newId = (): string => `id ${++count}`
  const by = { actor: 'test', now: NOON + HOUR }
  beforeAll(async () => {
    ;[store, other] = await openTwo(place)
  })
  afterAll(async () => {
    await store.close()
    if (other !== store) await other.close()
  })
  beforeEach(async () => {
    await emptyStore(store)
    const anna = { name: 'Anna Nowak', born: '1972-05-03', gender: null, language: 'pl', address: { street: 'Leśna' } }
    await store.clinic.patients.save({ id: 'P1', ...anna, phones: ['+48600000001'] }, NOON)
    await store.people.add([{ id: 'person 1', key: 'id P1', name: 'Anna Nowak', language: 'pl', zone: ZONE, numbers: [] }], NOON)
  })
  const addVisit = (id: string, status: 'done' | 'cancelled') => {
    const kind = { slot: null, durationMs: null, specialty: null, doctor: null, place: null, program: null, prep: null }
    return store.clinic.visits.add({ ...kind, id, patient: 'P1', at: NOON, note: null, status, reason: null }, NOON)
  }
  const system = () => createEmbeddedClinic({ store, clock: { now: () => NOON }, newId, zone: ZONE })
  /** A letter that waits, and one that the clinic has refused. */
  const leaveLetters = async (): Promise<void> => {
    let isRefused = false
    const writeBack = createWriteBack({
      store,
      newId,
      clock: createRealClock(),
      log: { warn: () => undefined },
      services: {
        call: () =>
          Promise.reject(new OperationalError(isRefused ? 'clinic/refused' : 'clinic/away', 'no', { retryable: !isRefused })),
      },
    })
    const ask = async (key: string, patient: string) =>
      writeBack.services.call(makeRequest('staff_task', { patient_id: patient, about: 'oddzwonić' }, key, { mayWait: true }))
    isRefused = true
    await expect(ask('k1', 'P1')).rejects.toMatchObject({ code: 'clinic/refused' })
    isRefused = false
    await ask('k2', 'P1')
    await ask('k3', 'P2')
    await writeBack.stop()
  }

  /** Somebody whom a list without the clinic's numbers brought. */
  const addListed = (key: string, name: string, number: string) =>
    store.people.add([{ id: 'listed', key, name, language: 'pl', zone: ZONE, numbers: [{ number, kind: 'mobile' }] }], NOON)
  const emptyPeople = async (): Promise<void> => {
    await store.database.deleteFrom('personNumbers').execute()
    await store.database.deleteFrom('persons').execute()
  }
  const countOf = async (person: string) => (await readPerson(store, person))?.['clinicPatients']?.length ?? 0

  it.each([
    ['name and number', 'name anna nowak +48600000001', '+48600000001'],
    ['name and birth date', 'name anna nowak 1972-05-03', '+48600000009'],
  ])('is theirs whom a list brought by %s alone', async (_by, key, number) => {
    await addListed(key, 'NOWAK Anna', number)
    expect(await countOf('listed')).toBe(1)
    await erasePerson(store, '/nowhere', 'listed', { ...by, alsoPatient: true })
    expect(await store.clinic.patients.find(['P1'])).toEqual([])
  })

  it('is nobody else’s: of another name, of another birth date, or where several could be meant', async () => {
    await addListed('name jan nowak +48600000001', 'Jan Nowak', '+48600000001')
    expect(await countOf('listed')).toBe(0)
    await emptyPeople()
    await addListed('name anna nowak 1990-01-01', 'Anna Nowak', '+48600000001')
    expect(await countOf('listed')).toBe(0)
    await emptyPeople()
    await addListed('name anna nowak +48600000001', 'Anna Nowak', '+48600000001')
    const namesake = { id: 'P2', name: 'Anna Nowak', born: '1999-01-01', gender: null, language: 'pl', address: null }
    await store.clinic.patients.save({ ...namesake, phones: ['+48600000001'] }, NOON)
    expect(await countOf('listed')).toBe(0)
    await erasePerson(store, '/nowhere', 'listed', { ...by, alsoPatient: true })
    expect(await store.clinic.patients.find(['P1', 'P2'])).toHaveLength(2)
  })

  it('leads from the patient to whom a list brought by name alone', async () => {
    await addListed('name anna nowak +48600000001', 'Anna Nowak', '+48600000001')
    const [patient] = await store.clinic.patients.find(['P1'])
    expect((patient && (await findPersonOf(store, patient)))?.id).toBe('listed')
  })

  it('is exported and erased whole, with letters that wait and tasks of those refused, where nothing was done for them', async () => {
    await addVisit('V1', 'cancelled')
    await system().saveAnswers({ key: 'a1', patient: 'P1', form: 'survey', answers: { recommend: 9 } })
    await saveWaiting(store, { id: 'W1', patient: 'P1', since: NOON, urgency: 0, specialty: 'kardiologia' }, NOON)
    await leaveLetters()
    const data = await readPerson(other, 'person 1')
    const counts = Object.fromEntries(Object.entries(data ?? {}).map(([kind, rows]) => [kind, rows.length]))
    expect(counts).toMatchObject({
      clinicPatients: 1,
      clinicPhones: 1,
      clinicVisits: 1,
      clinicNotes: 1,
      waiting: 1,
      letters: 2,
      tasks: 1,
    })
    const erasure = await erasePerson(store, '/nowhere', 'person 1', { ...by, alsoPatient: true })
    expect(erasure).toMatchObject({
      counts: { clinicPatients: 1, clinicPhones: 1, clinicVisits: 1, clinicNotes: 1, waiting: 1, letters: 2, tasks: 1 },
      kept: {},
    })
    expect(await store.clinic.patients.find(['P1'])).toEqual([])
    expect(await store.waiting.list()).toEqual([])
    expect(await store.outbox.listUndelivered(9)).toMatchObject([{ idempotencyKey: 'clinic k3' }])
    expect(await store.tasks.list({})).toEqual([])
  })

  it('keeps what the clinic has to document, under the name, and says so', async () => {
    await addVisit('V1', 'done')
    await addVisit('V2', 'cancelled')
    await system().saveMeasurements({ key: 'm1', patient: 'P1', at: NOON, values: { systolic: 130 } })
    await system().saveConsent({ key: 'c1', patient: 'P1', agrees: true, at: NOON })
    const { counts, kept } = await erasePatient(store, 'P1', by)
    expect(counts).toMatchObject({ clinicPatients: 0, clinicVisits: 1, clinicNotes: 1, clinicPhones: 1 })
    expect(kept).toEqual({ clinicPatients: 1, clinicVisits: 1, clinicNotes: 1, clinicHomeVisits: 0 })
    const [patient] = await store.clinic.patients.find(['P1'])
    expect(patient).toMatchObject({ name: 'Anna Nowak', born: '1972-05-03', phones: [], address: null, language: null })
  })

  it('leaves the answer of a deed without the name', async () => {
    const made = await system().register({ key: 'r1', name: 'Jan Kowalski', phones: ['+48600000009'] })
    if (made.kind !== 'done') throw new Error('not registered')
    await erasePatient(store, made.patient.id, by)
    const known = await system().findDeed('r1')
    expect(known).toMatchObject({ kind: 'done', patient: { id: made.patient.id, phones: [] } })
    expect(JSON.stringify(known)).not.toContain('Kowalski')
  })

  it('stays at the clinic when only campaigns have kept them long enough', async () => {
    await erasePerson(store, '/nowhere', 'person 1', by)
    expect(await store.clinic.patients.find(['P1'])).toHaveLength(1)
  })
})

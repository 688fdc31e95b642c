import type {
  Appointment,
  AppointmentResponse,
  Communication,
  Consent,
  Observation,
  Patient,
  QuestionnaireResponse,
  Resource,
  ServiceRequest,
  Task,
} from '@medplum/fhirtypes'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FhirClinic } from '../../../../src/engine/clinic/fhir/index.ts'
import { type FhirServer, startFhirServer } from './fhir-server.ts'
import { addSlot, ask, DAY, fillServer, list, NOW, openClinic } from './make-clinic.ts'

let server: FhirServer
let clinic: FhirClinic
let patient = ''
let slots: readonly string[] = []
beforeEach(async () => {
  server = await startFhirServer()
  ;({ patient, slots } = await fillServer(server, 2))
  clinic = await openClinic(server, {
    more: 'staff: { nurse: PractitionerRole/17 }\nforms: { survey: "https://clinic.example/survey" }',
  })
})
afterEach(() => server.close())

/** The one record of its type, as another program sees it. */
const readOnly = async <T extends Resource>(type: T['resourceType']): Promise<T & { id: string }> => {
  const [one, ...others] = await list<T>(server, type)
  if (one === undefined || others.length > 0) throw new Error(`${others.length + 1} of ${type}`)
  return one
}
const book = async (): Promise<string> => {
  const booked = await clinic.book({ key: 'book', patient, slot: slots[0] ?? '', program: 'checkup', note: 'pierwszy raz' })
  if (booked.kind !== 'done') throw new Error(booked.kind)
  return booked.visit.id
}

describe('what another program reads on the server', () => {
  it('a booked visit: patient, doctor, place, specialty, programme and slot', async () => {
    await book()
    expect(await readOnly<Appointment>('Appointment')).toMatchObject({
      status: 'booked',
      start: '2026-05-05T08:00:00.000Z',
      end: '2026-05-05T08:15:00.000Z',
      comment: 'pierwszy raz',
      slot: [{ reference: `Slot/${slots[0]}` }],
      specialty: [{ coding: [{ code: '394579002' }] }],
      serviceType: [{ coding: [{ system: 'urn:example:programs', code: 'checkup' }] }],
      participant: [
        { actor: { reference: `Patient/${patient}` }, status: 'needs-action' },
        { actor: { reference: 'Practitioner/nowak' }, status: 'accepted' },
        { actor: { reference: 'Location/lesna' }, status: 'accepted' },
      ],
    })
  })

  it('a confirmation: the participant accepted, and said so', async () => {
    const visit = await book()
    await clinic.confirm({ key: 'confirm', visit })
    await clinic.confirm({ key: 'confirm', visit })
    expect((await readOnly<Appointment>('Appointment')).participant[0]?.status).toBe('accepted')
    expect(await readOnly<AppointmentResponse>('AppointmentResponse')).toMatchObject({
      appointment: { reference: `Appointment/${visit}` },
      actor: { reference: `Patient/${patient}` },
      participantStatus: 'accepted',
    })
  })

  it('a cancellation: declined, with the coded reason', async () => {
    const visit = await book()
    await clinic.cancel({ key: 'cancel', visit, reason: 'ill' })
    expect(await readOnly<Appointment>('Appointment')).toMatchObject({
      status: 'cancelled',
      cancelationReason: { coding: [{ code: 'pat-fb' }], text: 'ill' },
      participant: [{ status: 'declined' }, {}, {}],
    })
    expect((await readOnly<AppointmentResponse>('AppointmentResponse')).participantStatus).toBe('declined')
  })

  it('a cancellation for a reason without a code is one by a robot', async () => {
    await clinic.cancel({ key: 'cancel', visit: await book(), reason: 'wakacje' })
    expect((await readOnly<Appointment>('Appointment')).cancelationReason).toMatchObject({
      coding: [{ code: 'pat-crs' }],
      text: 'wakacje',
    })
  })

  it('a home visit: the request with its number, and a task about it', async () => {
    const asked = await clinic.requestHomeVisit({
      key: 'home',
      patient,
      details: { complaint: 'gorączka', temperature: 39.2, address: { street: 'Leśna', building: '4' }, since: undefined },
    })
    const request = await readOnly<ServiceRequest>('ServiceRequest')
    expect(request).toMatchObject({ status: 'active', intent: 'order', subject: { reference: `Patient/${patient}` } })
    expect(request.note?.[0]?.text).toBe('complaint: gorączka\ntemperature: 39.2\naddress: Leśna, 4')
    expect(request.identifier?.map(({ value }) => value)).toContain(asked.kind === 'done' ? asked.number : '')
    expect(await readOnly<Task>('Task')).toMatchObject({
      status: 'requested',
      focus: { reference: `ServiceRequest/${request.id}` },
    })
  })

  it('a task: whose, until when, how urgent', async () => {
    await clinic.addTask({
      key: 't',
      about: 'oddzwonić',
      phone: '+48600000001',
      isUrgent: true,
      owner: 'nurse',
      dueAt: NOW + DAY,
      patient,
    })
    expect(await readOnly<Task>('Task')).toMatchObject({
      description: 'oddzwonić\n+48600000001',
      priority: 'urgent',
      owner: { reference: 'PractitionerRole/17' },
      for: { reference: `Patient/${patient}` },
      restriction: { period: { end: '2026-05-05T08:00:00.000Z' } },
    })
  })

  it('a task without an owner where the server does not know the one of the mapping', async () => {
    const strict = await startFhirServer({ as: 'hapi' })
    const there = await openClinic(strict, { more: 'staff: { nurse: PractitionerRole/17 }' })
    expect(await there.addTask({ key: 't', about: 'oddzwonić', owner: 'nurse' })).toMatchObject({ kind: 'done' })
    const [task] = await list<Task>(strict, 'Task')
    expect([task?.owner, task?.performerType]).toEqual([undefined, [{ text: 'nurse' }]])
    await strict.close()
  })

  it('answers of a survey, by the names of their values', async () => {
    await clinic.saveAnswers({
      key: 'a',
      patient,
      form: 'survey',
      answers: { recommend: 9, again: true, why: 'miło', comment: undefined },
    })
    expect(await readOnly<QuestionnaireResponse>('QuestionnaireResponse')).toMatchObject({
      status: 'completed',
      questionnaire: 'https://clinic.example/survey',
      subject: { reference: `Patient/${patient}` },
      item: [
        { linkId: 'recommend', answer: [{ valueDecimal: 9 }] },
        { linkId: 'again', answer: [{ valueBoolean: true }] },
        { linkId: 'why', answer: [{ valueString: 'miło' }] },
      ],
    })
  })

  it('measured values in their units, also one without a code', async () => {
    await clinic.saveMeasurements({ key: 'm', patient, at: NOW, values: { systolic: 150, mood: 3 } })
    expect(await readOnly<Observation>('Observation')).toMatchObject({
      status: 'preliminary',
      effectiveDateTime: '2026-05-04T08:00:00.000Z',
      component: [
        { code: { coding: [{ system: 'http://loinc.org', code: '8480-6' }] }, valueQuantity: { value: 150, code: 'mm[Hg]' } },
        { code: { text: 'mood' }, valueQuantity: { value: 3 } },
      ],
    })
  })

  it('a call, and what came of it', async () => {
    const visit = await book()
    await clinic.saveContact({
      key: 'c',
      patient,
      visit,
      about: 'confirmations-may',
      channel: 'call',
      outcome: 'no_answer',
      at: NOW,
    })
    expect(await readOnly<Communication>('Communication')).toMatchObject({
      status: 'completed',
      medium: [{ coding: [{ code: 'PHONE' }] }],
      about: [{ reference: `Appointment/${visit}` }],
      payload: [{ contentString: 'no_answer' }],
    })
  })

  it('that somebody is not to be called any more', async () => {
    await clinic.saveConsent({ key: 'c', patient, agrees: false, at: NOW })
    expect(await readOnly<Consent>('Consent')).toMatchObject({
      status: 'active',
      patient: { reference: `Patient/${patient}` },
      policyRule: { coding: [{ code: 'OPTOUT' }] },
      provision: { type: 'deny' },
    })
  })
})

describe('what is read of another program', () => {
  it('telephones however they are written, and no inactive patient', async () => {
    for (const [family, phone, active] of [
      ['Zieliński', '+48 600 000 007', true],
      ['Lis', '600-000-007', true],
      ['Dawny', '+48600000007', false],
    ] as const)
      await server.add({ resourceType: 'Patient', active, name: [{ family }], telecom: [{ system: 'phone', value: phone }] })
    const found = await clinic.findPatients({ kind: 'phone', phone: '+48600000007' })
    expect(found.map(({ name }) => name).sort()).toEqual(['Lis', 'Zieliński'])
  })

  it('a patient by the number that staff know', async () => {
    const numbered = await openClinic(server, { more: 'identifiers: { patient: "urn:example:chart" }' })
    const { id } = await server.add<Patient>({
      resourceType: 'Patient',
      identifier: [{ system: 'urn:example:chart', value: '1234' }],
    })
    expect((await numbered.findPatients({ kind: 'id', id: '1234' })).map(one => one.id)).toEqual([id])
  })

  it('visits by what became of them', async () => {
    for (const [status, hours] of [
      ['fulfilled', 1],
      ['noshow', 2],
      ['proposed', 3],
      ['entered-in-error', 4],
    ] as const)
      await server.add<Appointment>({
        resourceType: 'Appointment',
        status,
        start: new Date(NOW + hours * 3_600_000).toISOString(),
        end: new Date(NOW + hours * 3_600_000 + 900_000).toISOString(),
        participant: [{ actor: { reference: `Patient/${patient}` }, status: 'accepted' }],
      })
    expect((await clinic.listVisits(patient, NOW)).map(({ status }) => status)).toEqual(['done', 'missed'])
  })

  it('visits of a span with their patients, fifty at a time', async () => {
    for (let number = 0; number < 120; number += 1) {
      const { id } = await server.add<Patient>({ resourceType: 'Patient', name: [{ text: `Pacjent ${number}` }] })
      await server.add<Appointment>({
        resourceType: 'Appointment',
        status: 'booked',
        start: new Date(NOW + DAY + number * 60_000).toISOString(),
        end: new Date(NOW + DAY + number * 60_000 + 900_000).toISOString(),
        participant: [{ actor: { reference: `Patient/${id}` }, status: 'needs-action' }],
      })
    }
    const names: string[] = []
    for await (const one of clinic.listVisitsBetween(NOW, NOW + 2 * DAY)) names.push(one.patient.name)
    expect(names).toEqual(Array.from({ length: 120 }, (_, number) => `Pacjent ${number}`))
    expect(server.seen.filter(({ url }) => url.startsWith('Patient'))).toHaveLength(3)
  })

  it('a free time only where the record says that it is for what is wanted', async () => {
    await addSlot(server, NOW + DAY, { schedule: { reference: 'Schedule/unknown' } })
    await server.repository.withSeeding(() =>
      server.add({ resourceType: 'Schedule', id: 'plain', actor: [{ reference: 'Practitioner/nowak' }] }),
    )
    await addSlot(server, NOW + DAY, { schedule: { reference: 'Schedule/plain' } })
    const wanted = { specialty: 'cardiology', from: NOW, until: NOW + 7 * DAY, limit: 10 }
    expect((await clinic.findFreeTimes(wanted)).map(({ slot }) => slot)).toEqual(slots)
    expect(await clinic.findFreeTimes({ ...wanted, doctor: 'nowak' })).toHaveLength(2)
    expect(await clinic.findFreeTimes({ ...wanted, doctor: 'Kowalska' })).toEqual([])
  })

  it('what changed since, whoever changed it', async () => {
    const visit = await book()
    // Trucada's clock says another day than the server's: what counts is how long ago.
    const before: string[] = []
    for await (const one of clinic.listChangedVisits(NOW - 60_000)) before.push(one.id)
    expect(before).toEqual([visit])
    await new Promise(resolve => setTimeout(resolve, 2500))
    const since = NOW
    const read = await ask<Appointment>(server, `Appointment/${visit}`)
    await ask(server, `Appointment/${visit}`, 'PUT', { ...read, status: 'cancelled' })
    const changed: string[] = []
    for await (const one of clinic.listChangedVisits(since)) changed.push(`${one.id} ${one.status}`)
    expect(changed).toEqual([`${visit} cancelled`])
  })
})

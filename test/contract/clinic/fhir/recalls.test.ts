import type { Appointment } from '@medplum/fhirtypes'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { findRecalls } from '../../../../src/server/campaigns/take-visits.ts'
import { type FhirServer, startFhirServer } from './fhir-server.ts'
import { addPatient, DAY, fillServer, NOW, openClinic } from './make-clinic.ts'

let server: FhirServer
beforeEach(async () => {
  server = await startFhirServer()
  await fillServer(server, 0)
})
afterEach(() => server.close())

const addVisit = async (patient: string, days: number, status: Appointment['status'], program = 'checkup') => {
  const start = NOW + days * DAY
  await server.add<Appointment>({
    resourceType: 'Appointment',
    status,
    serviceType: [{ coding: [{ system: 'urn:example:programs', code: program }] }],
    start: new Date(start).toISOString(),
    end: new Date(start + 900_000).toISOString(),
    participant: [{ actor: { reference: `Patient/${patient}` }, status: 'accepted' }],
  })
}
const recall = async (program: string) => {
  const wanted = { kind: 'recalls', program, afterMs: 365 * DAY } as const
  const { due } = await findRecalls(await openClinic(server), wanted, NOW)
  return due.map(({ patient, visit }) => [patient.name, Math.round((visit.at - NOW) / DAY)])
}

it('whoever had a check-up longer ago than a year, and has none to come, is called, as a FHIR server has it', async () => {
  const add = async (name: string): Promise<string> => (await addPatient(server, 'Ewa', name)).id
  const due = await add('Lis')
  await addVisit(due, -900, 'fulfilled')
  await addVisit(due, -400, 'booked')
  await addVisit(due, -100, 'noshow')
  await addVisit(due, -50, 'fulfilled', 'flu')
  const recent = await add('Wilk')
  await addVisit(recent, -400, 'fulfilled')
  await addVisit(recent, -300, 'arrived')
  const provided = await add('Sowa')
  await addVisit(provided, -400, 'fulfilled')
  await addVisit(provided, 30, 'booked')
  const cancelled = await add('Kos')
  await addVisit(cancelled, -400, 'fulfilled')
  await addVisit(cancelled, 30, 'cancelled')
  await addVisit(await add('Other'), -400, 'fulfilled', 'flu')
  const dead = await server.add({ ...(await addPatient(server, 'Ewa', 'Dead')), deceasedBoolean: true, id: 'dead' })
  await addVisit(dead.id, -400, 'fulfilled')
  expect((await recall('checkup')).sort()).toEqual([
    ['Ewa Kos', -400],
    ['Ewa Lis', -400],
  ])
  // Years of other visits are left where they are.
  const asked = server.seen.filter(({ url }) => url.startsWith('Appointment?')).map(({ url }) => decodeURIComponent(url))
  expect(asked.every(url => url.includes('service-type=urn:example:programs|checkup'))).toBe(true)
})

it('a programme that clinic-fhir.yaml does not name is an error with a remedy, and no campaign that calls nobody', async () => {
  await expect(recall('cytology')).rejects.toMatchObject({
    code: 'clinic/unknown-program',
    remedy: expect.stringContaining('clinic-fhir.yaml') as string,
  })
})

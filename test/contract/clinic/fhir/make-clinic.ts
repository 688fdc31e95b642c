import type { Appointment, Bundle, Patient, Resource, Slot } from '@medplum/fhirtypes'
import { openFhirClinic, type FhirClinic, readFhirMapping } from '../../../../src/engine/clinic/fhir/index.ts'
import type { FhirMapping, FhirSecrets } from '../../../../src/engine/clinic/fhir/index.ts'
import type { FhirServer } from './fhir-server.ts'

/** Monday, 10:00 in Warsaw. */
export const NOW = Date.parse('2026-05-04T08:00:00Z')
export const MINUTE = 60_000
export const DAY = 86_400_000
const CARDIOLOGY = { system: 'http://snomed.info/sct', code: '394579002', display: 'Cardiology' }

/** The mapping of a test's clinic. `more`: further lines of YAML. */
export function makeMapping(server: string, more = '', timeout = '400ms'): FhirMapping {
  const { mapping, findings } = readFhirMapping(
    'clinic-fhir.yaml',
    `server: ${server}
timezone: Europe/Warsaw
timeout: ${timeout}
specialties:
  cardiology: { system: "http://snomed.info/sct", code: "394579002" }
programs:
  checkup: { system: "urn:example:programs", code: checkup }
cancel_reasons:
  ill: { system: "http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason", code: pat-fb }
${more}`,
  )
  if (mapping === undefined) throw new Error(JSON.stringify(findings))
  return mapping
}

/** A clock that a test moves on. */
export interface TestClock {
  at: number
}

/** Opens the clinic that calls use. */
export async function openClinic(
  server: FhirServer,
  { clock = { at: NOW }, more = '', secrets = {} }: { clock?: TestClock; more?: string; secrets?: FhirSecrets } = {},
): Promise<FhirClinic> {
  return openFhirClinic({ mapping: makeMapping(server.url, more), secrets, now: () => clock.at, wait: async () => {} })
}

/** A cardiologist, a patient, and free slots of a quarter of an hour from tomorrow 8:00 on. */
export async function fillServer(server: FhirServer, slots: number): Promise<{ patient: string; slots: readonly string[] }> {
  await server.repository.withSeeding(async () => {
    await server.add({ resourceType: 'Practitioner', id: 'nowak', name: [{ family: 'Nowak', given: ['Anna'] }] })
    await server.add({ resourceType: 'Location', id: 'lesna', name: 'Poradnia Leśna', status: 'active' })
  })
  await server.add({
    resourceType: 'Schedule',
    id: 'nowak',
    active: true,
    specialty: [{ coding: [CARDIOLOGY] }],
    actor: [{ reference: 'Practitioner/nowak' }, { reference: 'Location/lesna' }],
  })
  const patient = await addPatient(server, 'Jan', 'Kowalski')
  const ids: string[] = []
  for (let number = 0; number < slots; number += 1) ids.push((await addSlot(server, NOW + DAY + number * 15 * MINUTE)).id)
  return { patient: patient.id, slots: ids }
}

/** A patient with a mobile written as clinics write them. */
export async function addPatient(
  server: FhirServer,
  given: string,
  family: string,
  phone = '600 000 001',
): Promise<Patient & { id: string }> {
  return server.add({
    resourceType: 'Patient',
    active: true,
    name: [{ use: 'official', family, given: [given] }],
    birthDate: '1972-05-03',
    telecom: [{ system: 'phone', value: phone, use: 'mobile' }],
    address: [{ use: 'home', line: ['Leśna 4/12'], city: 'Kraków', postalCode: '30-001' }],
  })
}

/** A free slot of a quarter of an hour. */
export async function addSlot(server: FhirServer, at: number, more: Partial<Slot> = {}): Promise<Slot & { id: string }> {
  return server.add({
    resourceType: 'Slot',
    schedule: { reference: 'Schedule/nowak' },
    status: 'free',
    start: new Date(at).toISOString(),
    end: new Date(at + 15 * MINUTE).toISOString(),
    ...more,
  })
}

/** Another client of the same server: plain requests. */
export async function ask<T>(server: FhirServer, path: string, method = 'GET', body?: object, ifMatch?: string): Promise<T> {
  const response = await fetch(`${server.url}/${path}`, {
    method,
    headers: {
      'content-type': 'application/fhir+json',
      'cache-control': 'no-cache',
      ...(ifMatch !== undefined && { 'if-match': ifMatch }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return (await response.json()) as T
}

/** Resources that a search finds, as that other client sees them. */
export async function list<T extends Resource>(
  server: FhirServer,
  search: string,
): Promise<readonly (T & { readonly id: string })[]> {
  const found: (T & { readonly id: string })[] = []
  let path: string | undefined = `${search}${search.includes('?') ? '&' : '?'}_count=5000`
  while (path !== undefined) {
    const bundle: Bundle<T & { readonly id: string }> = await ask(server, path)
    found.push(...(bundle.entry ?? []).flatMap(({ resource }) => resource ?? []))
    path = bundle.link?.find(({ relation }) => relation === 'next')?.url.replace(`${server.url}/`, '')
  }
  return found
}

/** What must not be: times with two visits, visits at a time that says it is free, times that nobody has and nobody can have. */
export async function findFaults(server: FhirServer): Promise<readonly string[]> {
  const live = (await list<Appointment>(server, 'Appointment')).filter(one => one.status === 'booked' || one.status === 'pending')
  const visits = new Map<string, string[]>()
  for (const one of live)
    for (const { reference = '' } of one.slot ?? []) visits.set(reference, [...(visits.get(reference) ?? []), one.status])
  return (await list<Slot>(server, 'Slot')).flatMap(({ id, status }) => {
    const own = visits.get(`Slot/${id}`) ?? []
    const expected = status === 'busy' ? 'booked' : ''
    return own.join() === expected ? [] : [`${status} with ${own.join() || 'no visit'}`]
  })
}

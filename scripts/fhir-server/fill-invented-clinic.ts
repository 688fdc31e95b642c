import type { Appointment, Coding } from '@medplum/fhirtypes'
import { DateTime } from 'luxon'
import type { FhirServer } from '../../test/contract/clinic/fhir/fhir-server.ts'

const ZONE = 'Europe/Warsaw'
const SNOMED = 'http://snomed.info/sct'
const MINUTES = 20
const DAYS = 14

interface Doctor {
  readonly id: string
  readonly given: string
  readonly family: string
  readonly specialty: Coding
  /** Days of the week, Monday 1, and hours. */
  readonly days: readonly number[]
  readonly from: number
  readonly until: number
}
const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const DOCTORS: readonly Doctor[] = [
  {
    id: 'zielinska',
    given: 'Ewa',
    family: 'Zielińska',
    specialty: { system: SNOMED, code: '394579002', display: 'Cardiology' },
    days: [1, 2, 4],
    from: 9,
    until: 14,
  },
  {
    id: 'dabrowska',
    given: 'Hanna',
    family: 'Dąbrowska',
    specialty: { system: SNOMED, code: '394594003', display: 'Ophthalmology' },
    days: [2, 3, 5],
    from: 12,
    until: 17,
  },
  {
    id: 'wojcik',
    given: 'Marek',
    family: 'Wójcik',
    specialty: { system: SNOMED, code: '394814009', display: 'General practice' },
    days: [1, 2, 3, 4, 5],
    from: 8,
    until: 13,
  },
]
const PATIENTS = [
  { given: 'Anna', family: 'Nowak', birthDate: '1972-05-03', phone: '+48600000201', gender: 'female' },
  { given: 'Jan', family: 'Kowalski', birthDate: '1958-04-12', phone: '+48600000202', gender: 'male' },
  { given: 'Maria', family: 'Wiśniewska', birthDate: '1949-11-20', phone: '+48600000203', gender: 'female' },
] as const

/** Puts an invented clinic on a server: a place, three doctors with times of two weeks from the day after `now` (epoch ms), patients, and a visit of each. */
export async function fillInventedClinic(
  server: FhirServer,
  now: number,
): Promise<{ readonly doctors: number; readonly patients: number; readonly slots: number; readonly visits: number }> {
  const today = DateTime.fromMillis(now, { zone: ZONE }).startOf('day')
  const free: { readonly id: string; readonly at: DateTime; readonly doctor: Doctor }[] = []
  await server.repository.withSeeding(async () => {
    await server.add({
      resourceType: 'Location',
      id: 'lipowa',
      status: 'active',
      name: 'Przychodnia Lipowa',
      address: { line: ['ul. Lipowa 12'], city: 'Warszawa', postalCode: '00-001' },
      hoursOfOperation: [{ daysOfWeek: WEEK.slice(0, 5), openingTime: '08:00:00', closingTime: '18:00:00' }],
    })
    for (const doctor of DOCTORS) {
      const { id, given, family, specialty, days, from, until } = doctor
      const [concept, practitioner] = [[{ coding: [specialty] }], { reference: `Practitioner/${id}` }]
      await server.add({ resourceType: 'Practitioner', id, name: [{ given: [given], family }] })
      await server.add({
        resourceType: 'PractitionerRole',
        id,
        active: true,
        practitioner,
        specialty: concept,
        location: [{ reference: 'Location/lipowa' }],
        availableTime: [
          {
            daysOfWeek: days.flatMap(day => WEEK[day - 1] ?? []),
            availableStartTime: `${String(from).padStart(2, '0')}:00:00`,
            availableEndTime: `${until}:00:00`,
          },
        ],
      })
      const actor = [practitioner, { reference: 'Location/lipowa' }]
      await server.add({ resourceType: 'Schedule', id, active: true, specialty: concept, actor })
      for (let day = today.plus({ days: 1 }); day < today.plus({ days: DAYS + 1 }); day = day.plus({ days: 1 }))
        for (let at = day.set({ hour: from }); days.includes(day.weekday) && at.hour < until; at = at.plus({ minutes: MINUTES }))
          free.push({
            doctor,
            at,
            ...(await server.add({
              resourceType: 'Slot',
              schedule: { reference: `Schedule/${id}` },
              status: 'free',
              start: at.toUTC().toISO() ?? '',
              end: at.plus({ minutes: MINUTES }).toUTC().toISO() ?? '',
            })),
          })
    }
  })
  for (const [index, { given, family, birthDate, phone, gender }] of PATIENTS.entries()) {
    const patient = await server.add({
      resourceType: 'Patient',
      active: true,
      name: [{ use: 'official', given: [given], family }],
      birthDate,
      gender,
      telecom: [{ system: 'phone', use: 'mobile', value: phone }],
      communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'pl' }] }, preferred: true }],
    })
    const doctor = DOCTORS[index]
    const slot = free.find(one => one.doctor === doctor && one.at > today.plus({ days: 2 }))
    if (doctor === undefined || slot === undefined) continue
    await book(server, slot, doctor, patient.id)
  }
  return { doctors: DOCTORS.length, patients: PATIENTS.length, slots: free.length - PATIENTS.length, visits: PATIENTS.length }
}

async function book(
  server: FhirServer,
  { id, at }: { readonly id: string; readonly at: DateTime },
  doctor: Doctor,
  patient: string,
): Promise<void> {
  const slot = await server.repository.readResource('Slot', id)
  await server.repository.updateResource({ ...slot, status: 'busy' } as typeof slot)
  await server.add<Appointment>({
    resourceType: 'Appointment',
    status: 'booked',
    specialty: [{ coding: [doctor.specialty] }],
    slot: [{ reference: `Slot/${id}` }],
    start: at.toUTC().toISO() ?? '',
    end: at.plus({ minutes: MINUTES }).toUTC().toISO() ?? '',
    participant: [
      { actor: { reference: `Patient/${patient}` }, status: 'needs-action' },
      { actor: { reference: `Practitioner/${doctor.id}` }, status: 'accepted' },
      { actor: { reference: 'Location/lipowa' }, status: 'accepted' },
    ],
  })
}

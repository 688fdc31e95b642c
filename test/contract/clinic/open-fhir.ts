import { openFhirClinic } from '../../../src/engine/clinic/fhir/index.ts'
import { type ClinicUnderTest, type GivenSlot, NOON } from './clinic-under-test.ts'
import { type FhirServerOptions, startFhirServer } from './fhir/fhir-server.ts'
import { makeMapping } from './fhir/make-clinic.ts'
import { openOtherServer } from './fhir/other-server.ts'

const QUARTER_MS = 900_000

/** Of somebody else's server that the suites run against; absent: each test starts one. */
const OTHER = process.env['TRUCADA_TEST_FHIR_URL']

/** A clinic on a FHIR server of its own, or on the one that the environment names, that is filled without going through what is tested. */
export const openFhir = async (options: FhirServerOptions = {}): Promise<ClinicUnderTest> => {
  const server = OTHER === undefined ? await startFhirServer(options) : await openOtherServer(OTHER)
  const clock = { time: NOON }
  const mapping = makeMapping(server.url, '', OTHER === undefined ? '400ms' : '10s')
  const open = () => openFhirClinic({ mapping, secrets: {}, now: () => clock.time })
  const { id: service } = await server.add({ resourceType: 'HealthcareService' })
  const giveSchedule = async ({ doctor, place, specialty, program }: GivenSlot): Promise<string> => {
    const actor = [
      ...(doctor === undefined
        ? []
        : [{ reference: `Practitioner/${(await server.add({ resourceType: 'Practitioner', name: [{ text: doctor }] })).id}` }]),
      ...(place === undefined
        ? []
        : [{ reference: `Location/${(await server.add({ resourceType: 'Location', name: place })).id}` }]),
      { reference: `HealthcareService/${service}` },
    ]
    const schedule = await server.add({
      resourceType: 'Schedule',
      actor,
      ...(specialty !== undefined && { specialty: [{ text: specialty }] }),
      ...(program !== undefined && { serviceType: [{ text: program }] }),
    })
    return schedule.id
  }
  return {
    system: await open(),
    elsewhere: await open(),
    clock,
    async give({ patients, slots }) {
      const patientIds: string[] = []
      for (const { name, born, phones } of patients) {
        const patient = await server.add({
          resourceType: 'Patient',
          name: [{ text: name }],
          ...(born !== undefined && { birthDate: born }),
          telecom: phones.map(value => ({ system: 'phone' as const, value })),
        })
        patientIds.push(patient.id)
      }
      const schedules = new Map<string, string>()
      const slotIds: string[] = []
      for (const given of slots) {
        const kind = JSON.stringify({ ...given, at: 0 })
        const schedule = schedules.get(kind) ?? (await giveSchedule(given))
        schedules.set(kind, schedule)
        const slot = await server.add({
          resourceType: 'Slot',
          schedule: { reference: `Schedule/${schedule}` },
          status: 'free',
          start: new Date(given.at).toISOString(),
          end: new Date(given.at + QUARTER_MS).toISOString(),
        })
        slotIds.push(slot.id)
      }
      return { patients: patientIds, slots: slotIds }
    },
    close: () => server.close(),
  }
}

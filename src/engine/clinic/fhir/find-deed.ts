import { readPatient } from './read-patient.ts'
import { recordOf } from './read-visit.ts'
import type { Deed, DoneDeed } from '../system.ts'
import { readNumber } from './add-task.ts'
import type { Booking } from './booking.ts'
import { findByDeed } from './keep-record.ts'
import type { FhirWorld } from './world.ts'

/** Records that come of a deed and hold nothing that is asked of them later. */
const PLAIN = ['Task', 'QuestionnaireResponse', 'Observation', 'Communication', 'Consent'] as const

/** What became of a deed: looked for by its key in every kind of record that deeds leave. */
export async function findDeed(world: FhirWorld, settle: Booking['settle'], key: string): Promise<Deed<DoneDeed> | 'not_done'> {
  const { capabilities, connection, marks } = world
  const appointment = await findByDeed(world, 'Appointment', key)
  if (appointment !== undefined) return settle(appointment, key)
  if (capabilities.canRead('Slot'))
    for await (const slot of connection.search('Slot', marks.searchHold(key)))
      return { kind: 'done', record: recordOf(slot), hold: `${slot.id}:${key}` }
  const request = capabilities.canRead('ServiceRequest') ? await findByDeed(world, 'ServiceRequest', key) : undefined
  if (request !== undefined) return { kind: 'done', record: recordOf(request), number: readNumber(world, request) }
  const patient = await findByDeed(world, 'Patient', key)
  if (patient !== undefined) return { kind: 'done', record: recordOf(patient), patient: readPatient(patient, world) }
  for (const type of PLAIN) {
    const record = capabilities.canRead(type) ? await findByDeed(world, type, key) : undefined
    if (record !== undefined) return { kind: 'done', record: recordOf(record) }
  }
  return 'not_done'
}

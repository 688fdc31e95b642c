import { OperationalError } from '../../operational-error.ts'
import type { Deed, Visit } from '../system.ts'
import type { Directory } from './directory.ts'
import type { FhirMapping } from './mapping.ts'
import { type Marks, readId } from './marks.ts'
import { readConceptName } from './read-names.ts'
import type { Kept, Resource, ResourceType } from './resources.ts'

/**
 * An Appointment as calls know a visit. Undefined for what is no visit: without a patient or a time, only proposed, waiting, entered in
 * error, or a booking of Trucada's own that has not come to its end.
 */
export async function readVisit(
  record: Kept<'Appointment'>,
  world: { readonly mapping: FhirMapping; readonly marks: Marks; readonly directory: Directory },
): Promise<Visit | undefined> {
  const patient = findPatient(record)
  const at = Date.parse(record.start ?? '')
  const status = readStatus(record, world.marks)
  if (patient === undefined || Number.isNaN(at) || status === undefined) return undefined
  const actors = record.participant.map(one => one.actor)
  const [doctor, place] = [await world.directory.nameOf('Practitioner', actors), await world.directory.nameOf('Location', actors)]
  const specialty = readConceptName(record.specialty, world.mapping.specialties)
  const program = [...world.mapping.programs.keys()].find(
    name => name === readConceptName(record.serviceType, world.mapping.programs),
  )
  return {
    id: record.id,
    patient,
    at,
    durationMs: Date.parse(record.end ?? '') - at,
    status,
    ...(specialty !== undefined && { specialty }),
    ...(doctor !== undefined && { doctor }),
    ...(place !== undefined && { place }),
    ...(program !== undefined && { program }),
    ...(record.patientInstruction !== undefined && { prep: record.patientInstruction }),
    record: recordOf(record),
  }
}

/** The answer to a deed that left this appointment. */
export async function finishVisit(
  record: Kept<'Appointment'>,
  world: Parameters<typeof readVisit>[1],
): Promise<Deed<{ readonly visit: Visit }> & { readonly kind: 'done' }> {
  const visit = await readVisit(record, world)
  if (visit === undefined)
    throw new OperationalError('clinic/no-visit', 'An appointment at the clinic has no patient or no time.', {
      facts: { appointment: record.id },
      remedy: 'Have the clinic’s staff look at the appointment.',
    })
  return { kind: 'done', record: visit.record, visit }
}

/** Where a record stands. */
export function recordOf(record: Kept<ResourceType>): Visit['record'] {
  const version = record.meta?.versionId
  return { type: record.resourceType, id: record.id, ...(version !== undefined && { version }) }
}

/** The patient's id of an Appointment. */
export function findPatient(record: Resource<'Appointment'>): string | undefined {
  for (const { actor } of record.participant) {
    const id = readId(actor, 'Patient')
    if (id !== undefined) return id
  }
  return undefined
}

function readStatus(record: Resource<'Appointment'>, marks: Marks): Visit['status'] | undefined {
  switch (record.status) {
    case 'pending':
    case 'booked':
      // Of Trucada's own bookings only those that came to their end.
      if (record.status === 'pending' && marks.findUnderWay(record) !== undefined) return undefined
      return record.participant.some(one => one.status === 'accepted' && readId(one.actor, 'Patient') !== undefined)
        ? 'confirmed'
        : 'booked'
    case 'arrived':
    case 'checked-in':
    case 'fulfilled':
      return 'done'
    case 'noshow':
      return 'missed'
    case 'cancelled':
      return 'cancelled'
    case 'proposed':
    case 'waitlist':
    case 'entered-in-error':
      return undefined
  }
}

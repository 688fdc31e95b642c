import type { ClinicSystem, Deed, Visit } from '../system.ts'
import { keepOnce, markNew } from './keep-record.ts'
import { readId } from './marks.ts'
import { readStanding } from './move-visit.ts'
import { findPatient, finishVisit } from './read-visit.ts'
import type { Concept, Kept, Resource } from './resources.ts'
import { mendVisit } from './mend-slot.ts'
import { adoptSlots, MOST_TRIES } from './take-slot.ts'
import type { FhirWorld } from './world.ts'

type Answer = Resource<'Appointment'>['participant'][number]['status']

/** HL7's own reasons: "Patient: Canceled via automated reminder system". */
const BY_ROBOT = {
  system: 'http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason',
  code: 'pat-crs',
  display: 'Patient: Canceled via automated reminder system',
}

/** Cancels a visit and gives its slot back. */
export async function cancelVisit(
  world: FhirWorld,
  { key, visit, reason }: Parameters<ClinicSystem['cancel']>[0],
): Promise<Deed<{ readonly visit: Visit }>> {
  const deed = await changeVisit(world, key, visit, {
    isAlready: appointment => appointment.status === 'cancelled',
    before: appointment => adoptSlots(world, appointment, key),
    change: appointment => ({
      ...answerFor(appointment, 'declined'),
      status: 'cancelled',
      cancelationReason: writeReason(world, reason),
    }),
  })
  if (deed.kind === 'refused') return deed
  await mendVisit(world, visit)
  return deed
}

/** Notes that the patient comes. */
export async function confirmVisit(
  world: FhirWorld,
  { key, visit }: Parameters<ClinicSystem['confirm']>[0],
): Promise<Deed<{ readonly visit: Visit }>> {
  return changeVisit(world, key, visit, {
    isAlready: () => false,
    before: async () => {},
    change: appointment => answerFor(appointment, 'accepted'),
  })
}

async function changeVisit(
  world: FhirWorld,
  key: string,
  visit: string,
  how: {
    isAlready(appointment: Kept<'Appointment'>): boolean
    before(appointment: Kept<'Appointment'>): Promise<void>
    change(appointment: Kept<'Appointment'>): Kept<'Appointment'>
  },
): Promise<Deed<{ readonly visit: Visit }>> {
  const { connection, marks, now } = world
  for (let tries = 0; ; tries += 1) {
    const read = await readStanding(world, visit, key)
    if (read.kind === 'refused') {
      const appointment = await connection.read('Appointment', visit)
      return appointment !== undefined && how.isAlready(appointment) ? finishVisit(appointment, world) : read
    }
    const { appointment } = read
    if (read.kind === 'done') {
      await respond(world, appointment, key)
      return finishVisit(appointment, world)
    }
    await how.before(appointment)
    const changed = await connection.update<'Appointment'>({
      ...how.change(appointment),
      identifier: [...marks.withDeed(appointment, key, 'done', now())],
    })
    if (changed.kind === 'refused') return changed
    if (changed.kind === 'changed' && tries < MOST_TRIES) continue
    if (changed.kind === 'changed') return { kind: 'refused', reason: '412' }
    await respond(world, changed.resource, key)
    return finishVisit(changed.resource, world)
  }
}

function answerFor(appointment: Kept<'Appointment'>, status: Answer): Kept<'Appointment'> {
  const participant = appointment.participant.map(one => (readId(one.actor, 'Patient') === undefined ? one : { ...one, status }))
  return { ...appointment, participant }
}

/** What the patient answered, as a record of its own where the server keeps such; the appointment says it in any case. */
async function respond(world: FhirWorld, appointment: Kept<'Appointment'>, key: string): Promise<void> {
  const patient = findPatient(appointment)
  const status = appointment.participant.find(one => readId(one.actor, 'Patient') !== undefined)?.status
  if (patient === undefined || status === undefined || !world.capabilities.canCreate('AppointmentResponse')) return
  await keepOnce<'AppointmentResponse'>(world, key, {
    resourceType: 'AppointmentResponse',
    identifier: markNew(world, key),
    appointment: { reference: `Appointment/${appointment.id}` },
    actor: { reference: `Patient/${patient}` },
    participantStatus: status,
  })
}

/** The coded reason of a cancelled visit. */
export function writeReason({ mapping }: FhirWorld, reason: string | undefined): Concept {
  const coding = reason === undefined ? undefined : mapping.cancelReasons.get(reason)
  return { coding: [coding ?? BY_ROBOT], ...(reason !== undefined && { text: reason }) }
}

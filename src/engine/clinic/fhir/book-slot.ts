import type { ClinicSystem, Deed, Visit } from '../system.ts'
import { keepOnce, findByDeed } from './keep-record.ts'
import { listSlots } from './marks.ts'
import { makeConcept } from './read-names.ts'
import { finishVisit } from './read-visit.ts'
import type { Kept, Resource } from './resources.ts'
import { endDeed, mendVisit } from './mend-slot.ts'
import { findTakeable, MOST_TRIES, takeSlot } from './take-slot.ts'
import type { FhirWorld } from './world.ts'

type BookRequest = Parameters<ClinicSystem['book']>[0]

/**
 * Books a slot in three writes: the appointment as pending, marked with the deed; the slot, which decides (`If-Match`); the appointment as
 * booked. Wherever it ends in between, nobody else's visit is touched, and the same key goes on from there.
 */
export async function bookSlot(world: FhirWorld, request: BookRequest): Promise<Deed<{ readonly visit: Visit }>> {
  const { key, slot, hold } = request
  const known = await findByDeed(world, 'Appointment', key)
  if (known !== undefined) {
    // An earlier try with another time that got nowhere leaves the key to this one.
    if (listSlots(known).includes(slot) || world.marks.readDeed(known, key) === 'done' || (await ownsSlot(world, known)))
      return finishBooking(world, known, key, hold)
    await world.connection.update(endDeed(world, known, key))
  }
  if ((await world.connection.read('Patient', request.patient)) === undefined)
    return { kind: 'refused', reason: 'unknown_patient' }
  const wanted = await findTakeable(world, slot, { hold })
  if (wanted === undefined)
    return (await world.connection.read('Slot', slot)) === undefined
      ? { kind: 'refused', reason: 'unknown_slot' }
      : { kind: 'taken' }
  const begun = await keepOnce<'Appointment'>(world, key, await writeAppointment(world, wanted, request))
  if (begun.kind === 'refused') return begun
  if (begun.kind === 'changed') return { kind: 'taken' }
  return finishBooking(world, begun.resource, key, hold)
}

/** Goes on with a booking from wherever it is. */
export async function finishBooking(
  world: FhirWorld,
  begun: Kept<'Appointment'>,
  key: string,
  hold: string | undefined,
): Promise<Deed<{ readonly visit: Visit }>> {
  const { connection, marks, now } = world
  let appointment: Kept<'Appointment'> | undefined = begun
  for (let tries = 0; tries < MOST_TRIES && appointment !== undefined; tries += 1) {
    const [slot] = listSlots(appointment)
    if (appointment.status === 'entered-in-error' || slot === undefined) break
    if (marks.readDeed(appointment, key) !== 'under_way') return finishVisit(appointment, world)
    const took = await takeSlot(world, slot, { appointment: appointment.id, key, hold })
    const next: Kept<'Appointment'> =
      took === 'taken'
        ? endDeed(world, appointment, key)
        : { ...appointment, status: 'booked', identifier: [...marks.withDeed(appointment, key, 'done', now())] }
    const written = await connection.update(next)
    if (written.kind === 'written' && took !== 'taken') return finishVisit(written.resource, world)
    if (written.kind === 'written') return { kind: 'taken' }
    if (written.kind === 'refused') {
      await connection.update(endDeed(world, appointment, key))
      await mendVisit(world, appointment.id)
      return written
    }
    appointment = await connection.read('Appointment', appointment.id)
  }
  // Somebody ended it who took it for dead; the slot goes back if it is still there.
  await mendVisit(world, begun.id)
  return { kind: 'taken' }
}

/** Whether a booking under way has its slot already: then it is decided. */
export async function ownsSlot({ connection, marks }: FhirWorld, appointment: Kept<'Appointment'>): Promise<boolean> {
  const [id] = listSlots(appointment)
  const slot = id === undefined ? undefined : await connection.read('Slot', id)
  return slot?.status === 'busy' && marks.readOwner(slot) === appointment.id
}

async function writeAppointment(world: FhirWorld, slot: Kept<'Slot'>, request: BookRequest): Promise<Resource<'Appointment'>> {
  const { marks, mapping, now } = world
  const schedule = await findSchedule(world, slot)
  const program = makeConcept(request.program, mapping.programs)
  const serviceType = program === undefined ? (slot.serviceType ?? schedule?.serviceType) : [program]
  const specialty = slot.specialty ?? schedule?.specialty
  return {
    resourceType: 'Appointment',
    identifier: [...marks.withDeed({}, request.key, 'under_way', now())],
    status: 'pending',
    ...(serviceType !== undefined && { serviceType }),
    ...(specialty !== undefined && { specialty }),
    slot: [{ reference: `Slot/${slot.id}` }],
    start: slot.start,
    end: slot.end,
    created: new Date(now()).toISOString(),
    ...(request.note !== undefined && { comment: request.note }),
    participant: [
      { actor: { reference: `Patient/${request.patient}` }, status: 'needs-action' },
      ...(schedule?.actor ?? []).map(actor => ({ actor, status: 'accepted' as const })),
    ],
  }
}

/** The schedule that a slot is of. */
export async function findSchedule({ directory }: FhirWorld, slot: Kept<'Slot'>): Promise<Kept<'Schedule'> | undefined> {
  const id = slot.schedule.reference?.split('/').at(-1)
  return id === undefined ? undefined : (await directory.listSchedules()).get(id)?.record
}
